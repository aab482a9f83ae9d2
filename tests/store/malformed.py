"""The corpus of malformed files in `tests/fixtures/malformed/`: its cases, and their files as a person has them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from openpyxl import Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CORPUS = Path(__file__).parents[1] / "fixtures" / "malformed"
MESSAGE = "message.txt"
RECIPE = ".xlsx.yml"
LAID_OVER = "workspace"


@dataclass(frozen=True)
class Case:
    """One case: `files` by their path, `laid_over` the workspace or handed in, and all that a person is told."""

    name: str
    files: dict[str, bytes]
    laid_over: dict[str, bytes]
    message: str


def cases(kind: str) -> list[Case]:
    """The cases of one kind, `returns` or `register`, by name."""
    return [_case(folder) for folder in sorted((CORPUS / kind).iterdir())]


def _case(folder: Path) -> Case:
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    message = found.pop(Path(MESSAGE)).read_text(encoding="utf-8")
    inside = {path: place for path, place in found.items() if path.parts[0] == LAID_OVER}
    laid_over = {path.relative_to(LAID_OVER).as_posix(): place.read_bytes() for path, place in inside.items()}
    files = dict(_file(path.as_posix(), place) for path, place in found.items() if path not in inside)
    return Case(folder.name, files, laid_over, message)


def _file(name: str, path: Path) -> tuple[str, bytes]:
    return (name.removesuffix(".yml"), workbook(path)) if name.endswith(RECIPE) else (name, path.read_bytes())


def workbook(recipe: Path) -> bytes:
    """The Excel workbook that a recipe describes: its sheets, each with its rows, and what is odd about them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in yaml.safe_load(recipe.read_text(encoding="utf-8")):
        _fill(book.create_sheet(sheet["sheet"]), **{name: given for name, given in sheet.items() if name != "sheet"})
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(
    page: Worksheet,
    rows: list[list[object]],
    formats: dict[str, str] | None = None,
    merged: tuple[str, ...] = (),
    as_text: tuple[str, ...] = (),
) -> None:
    """`formats` are number formats by cell, `merged` ranges, and `as_text` cells in which nothing is a formula."""
    for cells in rows:
        page.append(cells)
    for place, number_format in (formats or {}).items():
        page[place].number_format = number_format
    for place in as_text:
        page[place].data_type = "s"
    for cells_together in merged:
        page.merge_cells(cells_together)
