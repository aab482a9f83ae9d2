"""A pack with something wrong is refused in plain words, and what was there before stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.errors import RenderError
from helpers.publish.render.choose import FORMATS, Renderer

Rewrite = Callable[[str, str], Path]
ALT = 'fig-alt="Line chart of EHC plans issued within 20 weeks, 2022-23 Q1 to 2024-25 Q4. The latest value is 65.6% against a target of 65.0%; higher is better."'  # noqa: E501


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (ALT, "", "the image figures/ehcp-trend.svg, under “EHC plans .*”, has no alternative text"),
        (ALT, 'fig-alt=" "', "figures/ehcp-trend.svg, under “EHC plans .*”, has no alternative text"),
        ("figures/foi-trend.svg", "figures/gone.svg", "the image figures/gone.svg, under “Freedom of .*”, is missing"),
        (
            "figures/foi-trend.svg",
            "/etc/passwd",
            "the image /etc/passwd, .*, is not an SVG in the pack's",
        ),
        ("figures/foi-trend.svg", "figures/../../x.svg", "is not an SVG in the pack's figures folder"),
        (
            "figures/foi-trend.svg",
            "https://example.org/x.svg",
            "the image https://example.org/x.svg, .*is not an SVG",
        ),
        ("(@fig-foi-trend)", "(@fig-typo)", "@fig-typo, under “Commentary”, points to nothing"),
        ("](#key)", "](#kee)", "#kee, under “Summary”, points to nothing"),
        ("# Key {#key}", "# Key {#summary}", "two things are labelled #summary"),
        ("### Commentary {#commentary-foi}", "#### Commentary", "“Commentary” is at level 4 but follows level 2"),
        ("| Measure | Latest |", "|  | Latest |", "a table under “Summary” has a column without a heading"),
        ('title: "Performance report: quarter 1, 2025-26"\n', "", "the pack has no title"),
        ("date: 2025-09-04\n", "", "pack.qmd has no date"),
        ("---\ntitle", "title", "pack.qmd has no front matter"),
    ],
)
def test_what_is_wrong_is_named(renderer: Renderer, rewrite: Rewrite, old: str, new: str, message: str) -> None:
    with pytest.raises(RenderError, match=message):
        renderer.render(rewrite(old, new), ["html"])


def test_all_that_is_wrong_is_told_together(renderer: Renderer, rewrite: Rewrite) -> None:
    rewrite(ALT, "")
    with pytest.raises(RenderError) as caught:
        renderer.render(rewrite("(@fig-foi-trend)", "(@fig-typo)"), FORMATS)
    assert str(caught.value).splitlines()[0] == "The pack cannot be rendered yet:"
    assert len(str(caught.value).splitlines()) == 3


def test_a_pack_without_headings_is_refused(renderer: Renderer, pack: Path) -> None:
    (pack / "pack.qmd").write_text("---\ntitle: T\ndate: 2025-09-04\n---\n\nOnly text.\n", encoding="utf-8")
    with pytest.raises(RenderError, match="the pack has no heading"):
        renderer.render(pack, ["html"])


def test_a_folder_without_a_pack_is_named(renderer: Renderer, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"There is no pack\.qmd in “overview”"):
        renderer.render(tmp_path / "overview", ["html"])


def test_a_format_that_does_not_exist_gets_a_suggestion(renderer: Renderer, pack: Path) -> None:
    with pytest.raises(RenderError, match=r"A pack is not published as “docs”\. Did you mean “docx”\?"):
        renderer.render(pack, ["docs"])


def test_what_was_there_stays_when_a_render_fails(renderer: Renderer, rewrite: Rewrite) -> None:
    folder = rewrite("(@fig-foi-trend)", "(@fig-typo)")
    for format_ in FORMATS:
        (folder / f"pack.{format_}").write_text("last quarter's")
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(RenderError):
        renderer.render(folder, FORMATS)
    assert {path.name for path in folder.iterdir()} == before
    assert {(folder / f"pack.{format_}").read_text() for format_ in FORMATS} == {"last quarter's"}


def test_a_failure_in_the_last_format_leaves_the_first_alone(renderer: Renderer, with_text) -> None:
    if renderer.name == "quarto":
        pytest.skip("Quarto may find the letter among the fonts of the machine")
    folder = with_text("👍")
    (folder / "pack.html").write_text("last quarter's")
    with pytest.raises(RenderError, match="PDF"):
        renderer.render(folder, ["html", "pdf"])
    assert (folder / "pack.html").read_text() == "last quarter's"
