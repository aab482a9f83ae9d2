"""The renderer for those who have Quarto: the same pages, made by its command line in a folder of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.errors import RenderError
from helpers.publish.render import fonts, pandoc, printed, web, word
from helpers.publish.render.formats import known
from helpers.publish.render.place import place
from helpers.publish.render.source import Source, read

OUTPUT = {"html": "html", "pdf": "typst", "docx": "docx"}
SHORTCODE = re.compile(r"\{\{<")
CODE_CELL = re.compile(r"^([ \t>]*`{3,}[ \t]*)\{(?=[A-Za-z])", re.MULTILINE)
YAML_RULE = re.compile(r"^---(?=[ \t]*$)", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
REASON = re.compile(r"^[^\n]*\b(?:ERROR|FATAL|error)\b.*", re.MULTILINE | re.DOTALL)
LIBRARY = re.compile(r'<(?:link|script)\b[^>]*\b(?:href|src)="pack_files/[^"]*"[^>]*>(?:\s*</script>)?\s*')
UNRESOLVED = re.compile(r"^.*(?:unable to resolve crossref|\?@\w+-).*$", re.IGNORECASE | re.MULTILINE)


class Quarto:
    """Renders through the program `quarto`, which must be on PATH; see `Renderer`."""

    name = "quarto"
    together: frozenset[str] = frozenset()

    def version(self) -> str:
        """The program and its version, such as “Quarto 1.9.38”."""
        return f"Quarto {_call('--version', cwd=Path.cwd()).stdout.strip()}"

    def render(self, folder: Path, formats: Sequence[str], name: str = "pack") -> dict[str, Path]:
        """Write the document in each format. Raises RenderError naming what is wrong with it, or with Quarto."""
        wanted, source = known(formats), read(folder, name)
        pandoc.check(source)
        with project(source, wanted) as bench:
            made = {format_: FINISHERS[format_](run(bench, format_, source), bench, source) for format_ in wanted}
        return place(folder, made, name)


@contextmanager
def project(source: Source, formats: Sequence[str]) -> Iterator[Path]:
    """A private folder with all that Quarto needs, since two renders must never share one.

    Every document is called `pack` there.
    """
    with TemporaryDirectory(prefix="pack-") as name:
        bench = Path(name)
        shutil.copytree(pandoc.FILTERS, bench / "filters")
        shutil.copytree(pandoc.TEMPLATES, bench / "templates")
        shutil.move(bench / "templates" / "_quarto.yml", bench)
        (bench / "templates" / "page.html").write_text(_page_template(), encoding="utf-8")
        (bench / "pack.qmd").write_text(defused(source), encoding="utf-8")
        (bench / "figures").mkdir()
        for figure in source.figures:
            shutil.copy(figure, bench / "figures")
        if "pdf" in formats:
            fonts.copy_to(bench / "fonts")
        if "docx" in formats:
            with word.materials(source) as materials:
                shutil.copytree(materials, bench, dirs_exist_ok=True)
        yield bench


def defused(source: Source) -> str:
    """The pack as Quarto may read it: no code engine, no shortcode, no code cell, and no settings among the text.

    Quarto acts on all of these before any filter runs: it reads files for shortcodes, draws cells of diagrams, and
    takes every block between two lines of “---” for front matter. Page breaks are left to the house filters.
    """
    body = SHORTCODE.sub(r"\\{\\{\\<", source.body)
    body = YAML_RULE.sub("----", CODE_CELL.sub(r"\1{.", body))
    return f"---\n{SHORTCODE.sub('{ {<', source.head)}\nengine: markdown\n---\n{body}"


def run(bench: Path, format_: str, source: Source) -> bytes:
    """What Quarto makes of the pack. Raises RenderError when it fails, writes nothing, or leaves a reference open.

    A failed Typst run leaves the old PDF where it was, so the target goes first.
    """
    target = bench / f"pack.{format_}"
    target.unlink(missing_ok=True)
    done = _call("render", "pack.qmd", "--to", OUTPUT[format_], "--no-execute", cwd=bench, source=source)
    said = COLOUR.sub("", done.stderr).replace(f"{bench}{os.sep}", "").strip()
    pandoc.refuse(pandoc.problems(said))
    if done.returncode:
        reason = REASON.search(said)
        why = reason[0] if reason else said
        raise RenderError(f"Quarto could not make the {format_} (exit code {done.returncode}): {why}")
    if unresolved := UNRESOLVED.search(said):
        raise RenderError(f"Quarto left a reference open: {unresolved[0].strip()}")
    if not target.is_file():
        raise RenderError(f"Quarto said that all was well, but wrote no {target.name}: {said or 'it gave no reason'}")
    return target.read_bytes()


def _finish_html(made: bytes, bench: Path, source: Source) -> bytes:
    # Even a minimal page is given links to Quarto's own style sheets, which a pack's page does not use.
    return web.finish(LIBRARY.sub("", made.decode()), source.folder)


def _finish_pdf(made: bytes, bench: Path, source: Source) -> bytes:
    return printed.finish(made, (bench / "pack.typ").read_bytes(), source)


def _finish_docx(made: bytes, bench: Path, source: Source) -> bytes:
    return word.finish(made)


FINISHERS = {"html": _finish_html, "pdf": _finish_pdf, "docx": _finish_docx}


def _page_template() -> str:
    """The page with its style inside: Quarto moves a template away from the files beside it."""
    page, style = (pandoc.TEMPLATES / name for name in ("page.html", "page.css"))
    return page.read_text(encoding="utf-8").replace("$page.css()$", style.read_text(encoding="utf-8"))


def _call(*arguments: str, cwd: Path, source: Source | None = None) -> subprocess.CompletedProcess[str]:
    program = shutil.which("quarto")
    if program is None:
        raise RenderError("Quarto is not on PATH: install it, or choose the renderer “embedded”.")
    environment = {**os.environ, **(source.environment if source else {}), "TYPST_IGNORE_SYSTEM_FONTS": "true"}
    return subprocess.run(
        [program, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", errors="replace"
    )
