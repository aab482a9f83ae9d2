"""Tables that keep the figures beside the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.present import palette
from helpers.present.blocks import inline
from helpers.present.blocks.block import Block, Bundle, checked_id
from helpers.present.blocks.escape import markdown_escape
from helpers.present.blocks.inline import Words

TABLE_JSON = "application/vnd.pack.table+json"
Raw = str | float | int | None

_RULES = {"left": ":---", "right": "---:", "center": ":---:"}


@dataclass(frozen=True)
class Column:
    """A column: its heading, how its cells are aligned, and its share of the width (0 leaves it to the renderer)."""

    heading: str
    align: str = "left"
    width: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell as people read it, and `raw` as a machine does."""

    words: Words
    raw: Raw = None


@dataclass(frozen=True)
class Table(Block):
    """A captioned table. Its first column heads each row."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        checked_id(self.id)
        if not self.caption.strip():
            raise ValueError(f"Table {self.id} needs a caption.")
        if not all(column.heading.strip() for column in self.columns):
            raise ValueError(f"Table {self.id} has a column without a heading.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Table {self.id} has a row without a cell for each of its {len(self.columns)} columns.")

    def markdown(self) -> str:
        """A pipe table with its caption, id and column widths."""
        lines = [
            _line(markdown_escape(column.heading) for column in self.columns),
            _line(_RULES[column.align] for column in self.columns),
            *(_line(inline.markdown(cell.words) for cell in row) for row in self.rows),
        ]
        return "\n".join([*lines, "", f": {markdown_escape(self.caption)} {{#tbl-{self.id}{self._widths()}}}"])

    def html(self) -> str:
        """An HTML table whose headings have a scope."""
        head = "".join(
            f'<th scope="col" style="{_style(column)}">{inline.html(column.heading)}</th>' for column in self.columns
        )
        body = "".join(f"<tr>{self._row(row)}</tr>" for row in self.rows)
        caption = f'<caption style="text-align:left">{inline.html(self.caption)}</caption>'
        head_style = f"background:{palette.NAVY};color:{palette.WHITE}"
        return (
            f'<table style="border-collapse:collapse;margin:10px 0">{caption}'
            f'<thead><tr style="{head_style}">{head}</tr></thead><tbody>{body}</tbody></table>'
        )

    def records(self) -> dict[str, Any]:
        """The table as a machine reads it."""
        return {
            "id": self.id,
            "caption": self.caption,
            "columns": [column.heading for column in self.columns],
            "rows": [[_raw(cell) for cell in row] for row in self.rows],
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        data, metadata = super()._repr_mimebundle_()
        return data | {TABLE_JSON: self.records()}, metadata

    def _widths(self) -> str:
        widths = [column.width for column in self.columns]
        return f' tbl-colwidths="[{",".join(map(str, widths))}]"' if all(widths) else ""

    def _row(self, row: tuple[Cell, ...]) -> str:
        first, *rest = (inline.html(cell.words) for cell in row)
        others = (
            f'<td style="{_style(column)}">{text}</td>' for column, text in zip(self.columns[1:], rest, strict=True)
        )
        return f'<th scope="row" style="{_style(self.columns[0])}">{first}</th>' + "".join(others)


def text_cell(words: Words) -> Cell:
    """A cell that says to a machine what it says to people."""
    return Cell(words, inline.plain(words))


def _raw(cell: Cell) -> Raw:
    return cell.raw


def _line(cells: Any) -> str:
    return "| " + " | ".join(cells) + " |"


def _style(column: Column) -> str:
    return f"text-align:{column.align};padding:3px 8px;border-bottom:1px solid {palette.RULE};vertical-align:top"
