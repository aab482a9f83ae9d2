"""The printed page: Typst's compiler with the house typeface, and nothing from the machine it runs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import RenderError
from helpers.publish.render import fonts, pdf_tags
from helpers.publish.render.source import Source

if TYPE_CHECKING:
    import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
PIXELS_PER_INCH = 200
ROW_HEADS = re.compile(rb"^#show: row-heads\.with\((true|false)\)$", re.MULTILINE)


def compile_pdf(document: bytes, source: Source) -> bytes:
    """A tagged PDF of a Typst document. Raises RenderError with Typst's reason, among them a letter no font has."""
    import typst

    try:
        made = _compiler(source.folder).compile(document, pdf_standards=STANDARDS, timestamp=source.timestamp)
    except typst.TypstError as error:
        raise RenderError(_plainly(error.message, error.hints)) from error
    assert isinstance(made, bytes)
    return made


def _plainly(message: str, hints: Sequence[str]) -> str:
    missing = re.search(r'the text "(.+?)" could not be displayed', message)
    if missing:
        fix = "Find it among the pack's names and notes, and write it in another way."
        return f"The PDF could not be made: our typeface has no letter for “{missing[1]}”. {fix}"
    return " ".join([f"The PDF could not be made: {message}.", *hints])


def finish(pdf: bytes, document: bytes, source: Source) -> bytes:
    """The PDF that was made from a Typst document, with its tags put right."""
    row_heads = [said == b"true" for said in ROW_HEADS.findall(document)]
    return pdf_tags.patch(pdf, source.language, row_heads)


def rasterise(figures: list[Path], folder: Path) -> list[bytes]:
    """Each figure as a PNG, for Word, which cannot be relied on to draw an SVG."""
    if not figures:
        return []
    pages = "\n#pagebreak()\n".join(f'#image("{path.relative_to(folder).as_posix()}")' for path in figures)
    document = f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n{pages}"
    made = _compiler(folder).compile(document.encode(), format="png", ppi=PIXELS_PER_INCH)
    return [made] if isinstance(made, bytes) else list(made or [])


def _compiler(root: Path) -> typst.Compiler:
    import typst

    return typst.Compiler(root=root, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.lasting_folder())])
