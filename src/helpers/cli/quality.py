"""`packs quality`: what the checks of a quarter's data found, what is accepted, and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of

if TYPE_CHECKING:
    from helpers.analysis.fitness import Fitness
    from helpers.model.quality import DataFinding

commands = typer.Typer(
    help="Checks of a quarter's data: see what they found, answer it, record who checked.", no_args_is_help=True
)
Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today unless given.")]


@commands.command("check")
def check_quality(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """List what the checks of a quarter's data found: what is open, and what was accepted by whom and why."""
    from helpers.quality import quality_of

    found = quality_of(*quarter_of(workspace, quarter))
    out.print("\n".join(escape(line) for line in _lines(found)))
    raise typer.Exit(0 if found.tally.passed else 1)


@commands.command("accept")
def accept_finding(
    key: Annotated[str, typer.Argument(help="As packs quality check gives it.")],
    reason: Annotated[str, typer.Option(help="Why the figure is right all the same; it is published.")],
    by: Annotated[str, typer.Option(help="Who accepts it.")],
    quarter: Annotated[str | None, typer.Option(help="In which it was found; the latest unless given.")] = None,
    on: Day = None,
    workspace: Workspace = HERE,
) -> None:
    """Accept a finding with a reason. It holds while the figure is the same."""
    from helpers.quality import accept_finding as accept

    register, now = quarter_of(workspace, quarter)
    accepted = accept(register, now, key, reason, by, _day(on))
    out.print(
        escape(f"{accepted.key}: accepted for {now} by {accepted.accepted_by}, for the figure {accepted.figure}.")
    )


@commands.command("record")
def record_quality(
    analyst: Annotated[str, typer.Option(help="Who checked the figures.")],
    assurer: Annotated[str, typer.Option(help="Who assured that they were checked: somebody else.")],
    quarter: Which = None,
    on: Day = None,
    note: Annotated[str, typer.Option(help="Anything that should be remembered.")] = "",
    workspace: Workspace = HERE,
) -> None:
    """Put on record who checked a quarter's data, with what the checks find now."""
    from helpers.quality import record_quality as record

    register, now = quarter_of(workspace, quarter)
    made = record(register, now, analyst, assurer, _day(on), note)
    counted = f"{made.checks}; found {made.findings}, accepted {made.accepted}, open {made.open}"
    out.print(escape(f"{now}: {made.outcome} ({counted}). Analyst {made.analyst}, assurer {made.assurer}."))


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


def _lines(found: Fitness) -> Iterator[str]:
    tally = found.tally
    yield f"{found.plan.quarter}: {tally.words}. Open: {tally.open}. Accepted: {tally.accepted}."
    for number, each in enumerate(found.findings, start=1):
        yield f"{number}. {'Open' if each.open else 'Accepted'}: {each.key}"
        yield from (f"   {line}" for line in _told(each))
    for row in found.stale:
        yield f"Line {row.line} of data/quality/accepted.csv answers nothing any more: {row.key} ({row.figure})."
    if tally.open:
        yield "To accept one: packs quality accept KEY --reason WHY --by WHO"


def _told(found: DataFinding) -> Iterator[str]:
    from helpers.model.periods import uk_date

    if found.accepted is None:
        yield str(found)
        return
    yield f"{found.place}: {found.message}"
    yield f"{found.accepted.accepted_by}, {uk_date(found.accepted.accepted_on)}: {found.accepted.reason}"
