"""What Typst leaves for us to do in a PDF's tags: the headings of table rows, and the whole of the language's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object


def patch(pdf: bytes, language: str, row_heads: Sequence[bool]) -> bytes:
    """The same PDF in that language, with the first cell of each body row as its heading in the tables that have them.

    `row_heads` says so for each table, in the order of the document. The same input gives the same bytes.
    """
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.Root.Lang = pikepdf.String(language)
        tables = _all(document.Root.StructTreeRoot, "/Table")
        for table in (table for table, heads in zip(tables, row_heads, strict=True) if heads):
            for body in _all(table, "/TBody"):
                for row in _all(body, "/TR"):
                    _head(_children(row)[0])
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _all(element: Object, tag: str) -> Iterator[Object]:
    for child in _children(element):
        if str(child.S) == tag:
            yield child
        else:
            yield from _all(child, tag)


def _children(element: Object) -> list[Object]:
    from pikepdf import Array, Dictionary

    kids = element.get("/K")
    found = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary) and "/S" in kid]


def _head(cell: Object) -> None:
    from pikepdf import Array, Dictionary, Name

    if str(cell.S) != "/TD":
        return
    cell.S = Name.TH
    attributes = cell.get("/A")
    kept = list(attributes) if isinstance(attributes, Array) else [] if attributes is None else [attributes]
    cell.A = Array([*kept, Dictionary(O=Name.Table, Scope=Name.Row)])
