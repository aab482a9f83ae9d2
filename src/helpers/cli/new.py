"""`packs new`: start a KPI, a committee or a quarter."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from helpers.cli.terminal import HERE, Workspace, out

commands = typer.Typer(help="Start a new KPI, committee or quarter.", no_args_is_help=True)


@commands.command("kpi")
def add_kpi(
    id: str,
    name: Annotated[str, typer.Option(help="Its name, in plain words.")],
    committee: Annotated[str, typer.Option("--committee", "-c", help="The committee that is asked, and oversees it.")],
    by: Annotated[str, typer.Option(help="Who proposes it, by post.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")] = "A new indicator.",
    effective: Annotated[
        str | None, typer.Option(help="The first quarter that it is meant for; the latest unless given.")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the proposal; today unless given.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Start a KPI and propose it to its committee; it is in no pack until the committee decides."""
    from helpers.store.scaffold import Proposal, new_kpi
    from helpers.store.workspace import latest_quarter, open_register, parse_quarter

    register = open_register(workspace)
    quarter = parse_quarter(effective) if effective else latest_quarter(register)
    asked = Proposal(quarter, on.date() if on else date.today(), reason, by)
    _written(new_kpi(register, id, name, committee, asked), workspace)
    out.print(f"Proposed. When the committee has decided: packs register develop {id} (or approve, or retire)")


@commands.command("committee")
def add_committee(
    id: str, title: Annotated[str, typer.Option(help="Its full title.")], workspace: Workspace = HERE
) -> None:
    """Start a committee."""
    from helpers.store.scaffold import new_committee
    from helpers.store.workspace import open_register

    _written(new_committee(open_register(workspace), id, title), workspace)


@commands.command("quarter")
def add_quarter(quarter: str, workspace: Workspace = HERE) -> None:
    """Start a quarter, with dates like those of the quarter before it."""
    from helpers.workbook import start_quarter

    _written(start_quarter(workspace, quarter), workspace)


def _written(path: Path, workspace: Path) -> None:
    out.print(f"Wrote {path.relative_to(workspace.resolve()).as_posix()}. Fill it in, then run: packs check")
