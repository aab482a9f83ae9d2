"""The Word document: a reference in the house style, bitmaps for its figures, and last touches to what pandoc makes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.publish.render import pandoc, printed, word_style
from helpers.publish.render.source import Source

REFERENCE = "reference.docx"
EPOCH = (1980, 1, 1, 0, 0, 0)
COVER = re.compile(r'(<w:body>).*?<w:p><w:pPr><w:pStyle w:val="PackCover" ?/></w:pPr></w:p>', re.DOTALL)
PAGE_BREAK = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="PackPageBreak" ?/></w:pPr></w:p>'
    r"(?P<between>(?:\s*<w:bookmark(?:Start|End) [^>]*>)*\s*<w:p>\s*<w:pPr>\s*<w:pStyle [^>]*>)"
)
TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
GRID = re.compile(r'(?<=<w:gridCol w:w=")\d+')
TEXT_WIDTH = 11906 - 2 * 1134


@contextmanager
def materials(source: Source) -> Iterator[Path]:
    """A folder, for as long as it is needed, with the reference document and a bitmap of each figure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / REFERENCE).write_bytes(reference(source))
        (folder / "figures").mkdir()
        for figure, image in zip(source.figures, printed.rasterise(source.figures, source.folder), strict=True):
            (folder / "figures" / f"{figure.stem}.png").write_bytes(image)
        yield folder


def reference(source: Source) -> bytes:
    """pandoc's own reference document in the house style, with the council in its footer and a draft's stage on top."""
    council, stage = pandoc.words(source, "council", "stage")
    return _pack(word_style.house(_unpack(_default()), footer=council, header=stage))


def finish(document: bytes) -> bytes:
    """The document with its own cover for pandoc's title block, pages that start where they should, and no times."""
    parts = _unpack(document)
    text = parts["word/document.xml"].decode()
    text = COVER.sub(r"\1", text, count=1)
    text = PAGE_BREAK.sub(r'\g<between><w:pageBreakBefore/><w:spacing w:before="0"/>', text)
    text = TABLE.sub(lambda found: _table(found[0]), text)
    return _pack({**parts, "word/document.xml": text.encode()})


def _table(xml: str) -> str:
    """A table as wide as the text, whose rows stay whole and whose first column Word knows for headings."""
    total = sum(int(width) for width in GRID.findall(xml))
    xml = GRID.sub(lambda width: str(int(width[0]) * TEXT_WIDTH // total), xml)
    xml = xml.replace("<w:tr><w:tc>", "<w:tr><w:trPr></w:trPr><w:tc>").replace("<w:trPr>", "<w:trPr><w:cantSplit/>")
    if 'w:val="RowHeading"' in xml:
        xml = xml.replace('w:firstColumn="0"', 'w:firstColumn="1"').replace('w:val="0020"', 'w:val="00A0"')
    return xml


@cache
def _default() -> bytes:
    command = [pandoc.program(), "--print-default-data-file", REFERENCE]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _unpack(document: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()
