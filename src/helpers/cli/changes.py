"""`packs changes`: what differs between a quarter's packs and those of the quarter before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.markup import escape

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of

if TYPE_CHECKING:
    from helpers.analysis.differences import Differences


def changes(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Tell what differs between a quarter's packs and those of the quarter before, class by class, each with its cause.

    Numbers that packs hide are not told.
    """
    from helpers.workbook import open_differences

    _, now = quarter_of(workspace, quarter)
    out.print("\n".join(escape(line) for line in _lines(open_differences(workspace, str(now)))))


def _lines(found: Differences) -> Iterator[str]:
    from helpers.analysis.differences import Kind
    from helpers.present.sections.differences import CLASSES, counted, limits

    yield counted(found)
    for kind in Kind:
        told = list(_of(found, kind))
        yield from [f"{CLASSES[kind]}:", *told] if told else []
    yield from limits(found)


def _of(found: Differences, kind: str) -> Iterator[str]:
    """Each difference of a class on a line, and commentary that was said again."""
    from helpers.analysis.differences import Kind
    from helpers.present.sections.differences import about, cause, what

    again = found.said_again if kind == Kind.WORDS else ()
    for each in (*found.of(Kind(kind)), *again):
        yield f"  {about(each)}: {' '.join(filter(None, [what(each), cause(each)]))}"
