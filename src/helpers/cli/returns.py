"""`packs returns`: what suppliers are asked for, send back, and still owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of

if TYPE_CHECKING:
    from helpers.model.periods import Period
    from helpers.model.returns import Standing

commands = typer.Typer(help="Suppliers' returns: send them, receive them, see what is missing.", no_args_is_help=True)


@commands.command("send")
def send_returns(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Write an Excel workbook for each supplier that owes figures in a quarter."""
    from helpers.model.periods import uk_date
    from helpers.store.returns.send import send

    register, now = quarter_of(workspace, quarter)
    sent = send(register, now)
    for each in sent:
        place = each.path.relative_to(register.root).as_posix()
        out.print(escape(f"{each.supplier}: wrote {place} (KPIs: {each.kpis}; figures due: {each.figures})"))
    told = f"Ask for them back by {uk_date(register.plan(now).returns_by)}." if sent else f"Nothing is owed for {now}."
    out.print(told)


@commands.command("receive")
def receive_returns(
    files: Annotated[list[Path], typer.Argument(help="The files that came back: .xlsx or .csv.")],
    quarter: Annotated[
        str | None, typer.Option(help="The quarter that they were asked for; the latest unless given.")
    ] = None,
    received: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which they came; today unless given.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Check returns and, when all is well, add their figures and commentary to data/. Otherwise nothing is written."""
    from helpers.store.returns.receive import receive

    register, now = quarter_of(workspace, quarter)
    day = received.date() if received else date.today()
    out.print("\n".join(escape(line) for line in receive(register, files, now, day).lines))


@commands.command("status")
def status_of_returns(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Show what each supplier owed in a quarter, when it came, how late, and what is missing."""
    from helpers.store.returns.status import standings

    found = standings(*quarter_of(workspace, quarter))
    table = Table("Supplier", "KPI", "Owed", "Received", "Days late", "Missing", box=None, pad_edge=False)
    for each in found:
        table.add_row(*(escape(cell) for cell in _standing_cells(each)))
    out.print(table if found else "Nothing is owed.")


def _standing_cells(each: Standing) -> Iterator[str]:
    yield from (each.supplier, each.kpi.title, _periods(each.owed))
    yield each.received.isoformat() if each.received else "no return" if each.missing else "on record"
    yield str(each.days_late) if each.received else ""
    yield _periods(each.missing)


def _periods(periods: Sequence[Period | None]) -> str:
    return ", ".join(period.label if period else "first figure" for period in periods)
