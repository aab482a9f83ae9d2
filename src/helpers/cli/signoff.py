"""`packs sign-off`: who drafted, reviewed and approved a report; `packs status`: how far a quarter's reports are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of
from helpers.errors import Problem, Problems

if TYPE_CHECKING:
    from helpers.model.periods import Quarter
    from helpers.model.signoff import SignOffEvent
    from helpers.publish.progress import Progress
    from helpers.publish.reports import Report
    from helpers.store.register import Register

commands = typer.Typer(
    help="Sign reports off: drafted, reviewed and approved by three people; who saw one early; withdrawn.",
    no_args_is_help=True,
)
COLUMNS = ("Report", "Data in", "Commentary in", "Checks open", "Review", "Stage", "By", "Next date")
Reports = Annotated[list[str] | None, typer.Option("--report", "-r", help="Its id, for example corporate; may repeat.")]
Every = Annotated[bool, typer.Option("--all", help="Every report of the quarter for which it is still to be done.")]
By = Annotated[str, typer.Option(help="Who does so.")]
Role = Annotated[str, typer.Option(help="As what, for example Performance Analyst.")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today unless given.")]
Note = Annotated[str, typer.Option(help="Anything that should be remembered.")]
Why = Annotated[str, typer.Option("--note", help="Why.")]


@commands.command("drafted")
def drafted(
    by: By, role: Role, quarter: Which = None, report: Reports = None, every: Every = False, on: On = None,
    note: Note = "", workspace: Workspace = HERE,
) -> None:  # fmt: skip
    """Say that a report is drafted: the analyst's word for what was built."""
    _sign(workspace, quarter, report, every, "drafted", by, role, on, note)


@commands.command("reviewed")
def reviewed(
    by: By, role: Role, quarter: Which = None, report: Reports = None, every: Every = False, on: On = None,
    note: Note = "", workspace: Workspace = HERE,
) -> None:  # fmt: skip
    """Say that a drafted report was checked: the assurer's word, once nothing is left to put right."""
    _sign(workspace, quarter, report, every, "reviewed", by, role, on, note)


@commands.command("approved")
def approved(
    by: By, role: Role, quarter: Which = None, report: Reports = None, every: Every = False, on: On = None,
    note: Note = "", workspace: Workspace = HERE,
) -> None:  # fmt: skip
    """Approve a reviewed report, once its review meeting is on record. It is then final, until anything changes."""
    _sign(workspace, quarter, report, every, "approved", by, role, on, note)


@commands.command("seen")
def seen(
    by: By, role: Role, note: Why, quarter: Which = None, report: Reports = None, every: Every = False, on: On = None,
    workspace: Workspace = HERE,
) -> None:  # fmt: skip
    """Put on record who saw a report before it was published, and why: the pre-release access list."""
    _sign(workspace, quarter, report, every, "seen", by, role, on, note)


@commands.command("withdrawn")
def withdrawn(
    by: By, role: Role, note: Why, quarter: Which = None, report: Reports = None, every: Every = False, on: On = None,
    workspace: Workspace = HERE,
) -> None:  # fmt: skip
    """Take back every signature that a report has, and say why: it is a draft again."""
    _sign(workspace, quarter, report, every, "withdrawn", by, role, on, note)


def status(quarter: Which = None, on: On = None, workspace: Workspace = HERE) -> None:
    """Show how far each report of a quarter is: data, commentary, checks, review, sign-off and its next date."""
    from helpers.publish.progress import assurance, progress
    from helpers.quality import quality_of

    register, now = quarter_of(workspace, quarter)
    data = quality_of(register, now)
    found = progress(register, data, on.date() if on else date.today())
    out.print("\n".join(escape(line) for line in _aligned([COLUMNS, *(tuple(_cells(each)) for each in found)])))
    out.print(escape(assurance(data)))
    for each in found:
        for remark in each.remarks:
            out.print(escape(f"{each.report}: {remark}"))


def _sign(
    workspace: Path, quarter: str | None, report: list[str] | None, every: bool, kind: str, by: str, role: str,
    on: datetime | None, note: str,
) -> None:  # fmt: skip
    from helpers.model.signoff import SignOff
    from helpers.publish.signing import sign

    register, now = quarter_of(workspace, quarter)
    wanted, step = _wanted(register, now, report or [], every, kind), SignOff(kind)
    day = on.date() if on else date.today()
    if day > date.today():
        raise Problems([Problem("", 0, "on", f"{day} is still to come.", "Give the day on which it was done.")])
    events = sign(register, now, wanted, step, by, role, day, note) if wanted else ()
    out.print("\n".join(escape(line) for line in _lines(events, now)) or f"Nothing of {now} is left to be {kind}.")


def _wanted(register: Register, quarter: Quarter, ids: list[str], every: bool, kind: str) -> list[Report]:
    """The reports that were named or, when all were asked for, those for which the step is still to be taken."""
    from helpers.model.signoff import SignOff
    from helpers.publish.reports import find_report, reports
    from helpers.publish.signing import unsigned

    if every == bool(ids):
        message = "name the reports, or ask for all of them: one of the two."
        raise Problems([Problem("", 0, "report", message, "Give --report ID, or --all.")])
    if every:
        return unsigned(register, quarter, list(reports(register, quarter).values()), SignOff(kind))
    return [find_report(register, id, quarter) for id in dict.fromkeys(ids)]


def _lines(events: tuple[SignOffEvent, ...], quarter: Quarter) -> Iterator[str]:
    from helpers.model.signoff import SIGNED, SignOff, short

    for each in events:
        yield f"{quarter.id}/{each.report}: {each.kind} by {each.who} on {each.on} ({short(each.content_hash)})."
    changed = [each for each in events if each.kind in (*SIGNED[1:], SignOff.WITHDRAWN)]
    if changed:
        yield f'To have the pages say so, build them again: packs build "{quarter}"'


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows as lines whose cells stand below each other, however wide the screen: nothing is cut."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(each: Progress) -> Iterator[str]:
    latest = each.state.latest or each.state.void
    yield each.report
    yield f"{each.came} of {each.owed}" if each.owed else "none due"
    yield f"{each.said} of {each.kpis}" if each.kpis else "none due"
    yield str(each.waiting)
    yield each.reviewed_on.isoformat() if each.reviewed_on else "none"
    yield each.stage
    yield f"{latest.who}, {latest.on}" if latest else ""
    yield f"{each.next[0]} {each.next[1]}" if each.next else ""
