"""How Quarto is called, and what is made of its failures: tried with a stand-in for the program."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.errors import RenderError
from helpers.publish.render import pandoc, quarto
from helpers.publish.render.choose import choose
from helpers.publish.render.source import Source, read

LOG = """#!{python}
import json, os, sys
from pathlib import Path
if sys.argv[1:] == ["--version"]:
    print("1.9.38"); sys.exit()
with open({log!r}, "a") as log:
    print(json.dumps({{"argv": sys.argv[1:], "cwd": os.getcwd(), "epoch": os.environ.get("SOURCE_DATE_EPOCH"),
        "own_fonts": os.environ.get("TYPST_IGNORE_SYSTEM_FONTS"),
        "files": sorted(p.relative_to(".").as_posix() for p in Path(".").rglob("*") if p.is_file())}}), file=log)
"""
MAKE = 'Path("pack.html").write_text(\'<!DOCTYPE html><img src="figures/foi-trend.svg" alt="x">\')\n'


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a program called quarto on PATH that notes how it was called, then does what it is told."""

    def install(script: str) -> Path:
        programs, log = tmp_path / "programs", tmp_path / "calls.jsonl"
        programs.mkdir()
        (programs / "quarto").write_text(LOG.format(python=sys.executable, log=str(log)) + script)
        (programs / "quarto").chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        return log

    return install


def calls(log: Path) -> list[dict]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_it_is_called_without_execution_in_a_folder_of_its_own(stand_in, pack: Path) -> None:
    log = stand_in(MAKE)
    choose().render(pack, ["html"])
    (call,) = calls(log)
    assert call["argv"] == ["render", "pack.qmd", "--to", "html", "--no-execute"]
    assert Path(call["cwd"]) != pack
    assert not Path(call["cwd"]).exists()
    assert call["epoch"] == "1756944000"
    assert {"_quarto.yml", "pack.qmd", "filters/untrusted.lua", "templates/page.html", "figures/foi-trend.svg"} <= set(
        call["files"]
    )


def test_the_printed_pack_is_made_through_typst_with_the_house_typeface(stand_in, pack: Path) -> None:
    log = stand_in('sys.exit("no Typst today")\n')
    with pytest.raises(RenderError, match=r"Quarto could not make the pdf \(exit code 1\): no Typst today"):
        choose().render(pack, ["pdf"])
    (call,) = calls(log)
    assert call["argv"][2:4] == ["--to", "typst"]
    assert call["own_fonts"] == "true"
    assert "fonts/SourceSansPro-Regular.ttf" in call["files"]


def test_word_gets_its_reference_and_bitmaps(stand_in, pack: Path) -> None:
    log = stand_in("sys.exit(1)\n")
    with pytest.raises(RenderError):
        choose().render(pack, ["docx"])
    assert {"reference.docx", "figures/foi-trend.png"} <= set(calls(log)[0]["files"])


def test_the_page_gets_its_figures_inside(stand_in, pack: Path) -> None:
    stand_in(MAKE)
    page = choose().render(pack, ["html"])["html"].read_text()
    assert page.startswith('<!DOCTYPE html><img src="data:image/svg+xml,%3C')


def test_a_page_that_would_fetch_something_is_refused(stand_in, pack: Path) -> None:
    stand_in('Path("pack.html").write_text(\'<script src="https://example.org/x.js"></script>\')\n')
    with pytest.raises(RenderError, match=r"The web page would fetch “https://example.org/x\.js”"):
        choose().render(pack, ["html"])


def test_success_without_a_file_is_no_success(stand_in, pack: Path) -> None:
    stand_in("")
    with pytest.raises(RenderError, match=r"Quarto said that all was well, but wrote no pack\.html"):
        choose().render(pack, ["html"])


def test_a_reference_left_open_is_a_failure_though_quarto_only_warns(stand_in, pack: Path) -> None:
    stand_in(MAKE + 'print("WARNING: Unable to resolve crossref @fig-x", file=sys.stderr)\n')
    with pytest.raises(RenderError, match="Quarto left a reference open: WARNING: Unable to resolve crossref @fig-x"):
        choose().render(pack, ["html"])


def test_what_the_house_filters_find_is_told_in_their_words(stand_in, pack: Path) -> None:
    stand_in('print("(W) [pack] the pack has no heading.", file=sys.stderr); sys.exit(1)\n')
    with pytest.raises(RenderError, match=r"cannot be rendered yet:\n  the pack has no heading\."):
        choose().render(pack, ["html"])


def test_only_the_reason_of_a_failure_is_told(stand_in, pack: Path) -> None:
    stand_in('sys.exit("metadata\\n  title: T\\n\\x1b[31mERROR: no such filter\\x1b[39m\\n  at line 3")\n')
    with pytest.raises(RenderError, match=r"\(exit code 1\): ERROR: no such filter\n  at line 3$"):
        choose().render(pack, ["html"])


def test_the_style_sheets_that_quarto_adds_are_taken_out(stand_in, pack: Path) -> None:
    link = '<link href="pack_files/libs/quarto-html/quarto-html.min.css" rel="stylesheet" data-mode="light">'
    script = '<script src="pack_files/libs/quarto-html/tabby.min.js"></script>'
    stand_in(f"Path('pack.html').write_text('<!DOCTYPE html>{link}{script}<p>Text</p>')\n")
    assert choose().render(pack, ["html"])["html"].read_text() == "<!DOCTYPE html><p>Text</p>"


def test_its_messages_do_not_name_the_private_folder(stand_in, pack: Path) -> None:
    stand_in('sys.exit(f"ERROR in {os.getcwd()}/pack.qmd")\n')
    with pytest.raises(RenderError, match=r": ERROR in pack\.qmd$"):
        choose().render(pack, ["html"])


def test_a_failure_leaves_what_was_there(stand_in, pack: Path) -> None:
    stand_in("sys.exit(1)\n")
    (pack / "pack.html").write_text("last quarter's")
    with pytest.raises(RenderError):
        choose().render(pack, ["html"])
    assert (pack / "pack.html").read_text() == "last quarter's"


def test_without_the_program_it_says_what_to_do(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(RenderError, match="Quarto is not on PATH: install it, or choose the renderer “embedded”"):
        choose("quarto").render(pack, ["html"])


def test_its_version_is_told(stand_in) -> None:
    stand_in("")
    assert choose().version() == "Quarto 1.9.38"


def test_no_code_engine_is_chosen_for_the_text(pack: Path) -> None:
    head = quarto.defused(read(pack)).split("---\n")[1]
    assert head.endswith("engine: markdown\n")


@pytest.mark.parametrize("shortcode", ["{{< include /etc/passwd >}}", "{{<env HOME>}}", "{{< meta title >}}"])
def test_a_shortcode_in_the_text_is_only_text(with_text, shortcode: str) -> None:
    assert "{{<" not in quarto.defused(read(with_text(shortcode)))


@pytest.mark.parametrize("fence", ["```{mermaid}", "```` {python}", "> ```{ojs, echo=false}"])
def test_a_code_cell_in_the_text_is_only_text(with_text, fence: str) -> None:
    assert f"{fence.partition('{')[0]}{{." in quarto.defused(read(with_text(f"{fence}\nflowchart\n```")))


def test_only_the_front_matter_is_read_for_settings(with_text) -> None:
    text = quarto.defused(read(with_text("---\ntitle: Taken\n---\n\nA heading\n---  \n")))
    assert re.findall(r"^---[ \t]*$", text, re.MULTILINE) == ["---", "---"]


def test_what_is_defused_says_the_same(with_text) -> None:
    source = read(with_text("{{< pagebreak >}}\n\nOf {{< env HOME >}}\n\nA heading\n---\n\n---\ntitle: Taken\n---\n"))
    body = quarto.defused(source).split("---\n", 2)[2]
    page = pandoc.convert(source, "html5")
    assert b'<div class="page-break"></div>' in page
    assert pandoc.convert(Source(source.folder, source.head, body), "html5") == page


WHAT_QUARTO_CAPTIONS = """
local function note(what) io.stderr:write("[pack] Quarto would caption " .. what .. "\\n") end
function Pandoc(doc)
  doc:walk {
    Div = function(div) if div.identifier:match("^%a%a%a%-") then note(div.identifier) end end,
    Para = function(para) if #para.content == 1 and para.content[1].t == "Image" then note("an image") end end,
    Table = function(tbl) if tbl.identifier ~= "" then note(tbl.identifier) end end,
    Figure = function() note("a figure") end,
    Cite = function() note("a reference") end,
  }
end
"""


@pytest.mark.parametrize("format_", ["html5", "typst", "docx"])
def test_the_house_filters_leave_no_figure_or_reference_to_quarto(with_text, tmp_path: Path, format_: str) -> None:
    source = read(with_text("![On its own](figures/foi-trend.svg)\n\nAs @sec-foi and @fig-foi-trend say."))
    (tmp_path / "noting.lua").write_text(WHAT_QUARTO_CAPTIONS)
    (tmp_path / "figures").mkdir()
    pandoc.convert(source, format_, f"--lua-filter={tmp_path / 'noting.lua'}")


def test_its_project_runs_the_house_filters_in_their_order(pack: Path) -> None:
    with quarto.project(read(pack), ["html"]) as bench:
        settings = (bench / "_quarto.yml").read_text()
        assert "$page.css()$" not in (bench / "templates" / "page.html").read_text()
    assert f"from: {pandoc.READER}\n" in settings
    places = [settings.index(f"filters/{name}.lua") for name in pandoc.FILTER_ORDER]
    assert places == sorted(places)
