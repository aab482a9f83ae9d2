"""`packs new`: start a KPI, a committee or a quarter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from helpers.cli.terminal import HERE, Workspace, out

commands = typer.Typer(help="Start a new KPI, committee or quarter.", no_args_is_help=True)


@commands.command("kpi")
def add_kpi(
    id: str,
    name: Annotated[str, typer.Option(help="Its name, in plain words.")],
    committee: Annotated[str, typer.Option("--committee", "-c", help="The committee that oversees it.")],
    workspace: Workspace = HERE,
) -> None:
    """Start a KPI: it appears in its committee's pack as in development."""
    from helpers.store.scaffold import new_kpi
    from helpers.store.workspace import open_register

    _written(new_kpi(open_register(workspace), id, name, committee), workspace)


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
    """Start a quarter, with dates by the organisation's rule."""
    from helpers.store.scaffold import new_quarter
    from helpers.store.workspace import open_register, parse_quarter

    _written(new_quarter(open_register(workspace), parse_quarter(quarter)), workspace)


def _written(path: Path, workspace: Path) -> None:
    out.print(f"Wrote {path.relative_to(workspace.resolve()).as_posix()}. Fill it in, then run: packs check")
