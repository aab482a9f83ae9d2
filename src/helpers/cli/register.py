"""`packs register`: what committees decide about KPIs, and where each is in its life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of
from helpers.model.lifecycle import Decision, Move

if TYPE_CHECKING:
    from helpers.store.lives import Life
    from helpers.store.register import Register

commands = typer.Typer(
    help="Record what a committee decides about a KPI, and see where each is in its life.", no_args_is_help=True
)
HELP = {
    Move.PROPOSE: "Ask a committee to take a KPI into its reports.",
    Move.DEVELOP: "A committee has a KPI developed: nothing is due yet.",
    Move.APPROVE: "A committee approves a KPI, or takes it up again.",
    Move.SUSPEND: "A committee suspends a KPI: nothing is due.",
    Move.CHANGE: "A committee approves a change that kpi.yml has.",
    Move.RETIRE: "A committee removes a KPI, or declines it.",
}
ON = typer.Option(formats=["%Y-%m-%d"], help="The day of the decision, or of the proposal.")


def _recorder(move: Move) -> Callable[..., None]:
    """The command that records a move of this kind."""

    def record(
        kpi: str,
        committee: Annotated[str, typer.Option("--committee", "-c", help="The committee that decides.")],
        on: Annotated[datetime, ON],
        effective: Annotated[str, typer.Option(help="The first quarter that it holds for, like “2025-26 Q1”.")],
        reason: Annotated[str, typer.Option(help="Why, in a sentence that the committee's report can print.")],
        by: Annotated[str, typer.Option(help="Who records it, by post.")],
        minute: Annotated[str, typer.Option(help="The minute that records the decision; a proposal has none.")] = "",
        workspace: Workspace = HERE,
    ) -> None:
        from helpers.store.deciding import record_decision

        day = on.date().isoformat()
        given = {"kpi": kpi, "committee": committee, "decided_on": day, "effective": effective, "minute": minute}
        decision = record_decision(workspace, {**given, "move": move.value, "reason": reason, "recorded_by": by})
        out.print(escape(_told(decision)))

    return record


for each in Move:
    commands.command(each.value, help=HELP[each])(_recorder(each))


@commands.command("status")
def status_of_register(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Show the stage of every KPI in a quarter, since when and by which committee, and what is pending."""
    from helpers.store.lives import lives

    register, now = quarter_of(workspace, quarter)
    table = Table(Column("KPI", overflow="fold"), "Stage", "Since", "By", "Pending", box=None, pad_edge=False)
    for life in lives(register, now):
        table.add_row(*(escape(cell) for cell in _cells(life, register)))
    out.print(table)


def _told(decision: Decision) -> str:
    late = f"; decided after the cut-off of {decision.effective}, so packs go by it from {decision.begins}"
    start = f"{decision.kpi}: recorded {decision.move} with effect from {decision.effective}"
    return f"{start}{late if decision.begins != decision.effective else ''}."


def _cells(life: Life, register: Register) -> Iterator[str]:
    last = life.last
    yield life.kpi.id
    yield life.kpi.lifecycle.value if last or life.pending else "none yet"
    yield str(last.begins) if last else ""
    yield register.committees[last.committee].title if last and last.move.decided else ""
    yield "; ".join(_pending(life, register))


def _pending(life: Life, register: Register) -> Iterator[str]:
    if life.pending:
        asked = register.committees[life.pending.committee].title
        yield f"proposed to the {asked} on {life.pending.decided_on.isoformat()}"
    for decision in life.to_come:
        yield f"{decision.move} from {decision.begins}"
