"""The `packs` command: each subcommand calls one function and prints what it says."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from helpers.cli import actions, calendar, changes, correct, new, proving, quality, register, returns, signoff, trace
from helpers.cli.terminal import HERE, Workspace, err, out
from helpers.errors import Problems, WorkbookError

if TYPE_CHECKING:
    from helpers.model.periods import Quarter
    from helpers.model.quality import Finding

app = typer.Typer(
    name="packs", help="Build committee performance packs.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
app.add_typer(actions.commands, name="actions")
app.add_typer(new.commands, name="new")
app.add_typer(quality.commands, name="quality")
app.add_typer(register.commands, name="register")
app.add_typer(returns.commands, name="returns")
app.add_typer(signoff.commands, name="sign-off")
app.command()(calendar.calendar)
app.command()(changes.changes)
app.command()(correct.correct)
app.command()(signoff.status)
app.command()(trace.trace)
app.command()(proving.rebuild)
app.command()(proving.verify)
INTERRUPTED = 130


class Engine(StrEnum):
    """How kernels start."""

    WARM = "warm"
    COLD = "cold"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 when all is well, 1 for something to put right, 2 for misuse."""
    try:
        app(list(arguments) if arguments is not None else None, prog_name="packs")
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            err.print("Stopped. Packs that were finished are in place; nothing is half-written.")
        return int(ended.code or 0)
    except WorkbookError as error:
        err.print(escape(str(error)))
        return 1
    except Exception as error:  # a report author is never shown a traceback
        return _unexpected(error)
    return 0


@app.command()
def build(
    quarter: Annotated[str | None, typer.Argument(help="For example “2025-26 Q1”; the latest unless given.")] = None,
    committee: Annotated[list[str] | None, typer.Option("--committee", "-c", help="Only this one; may repeat.")] = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", "-r", help="Only this one, by its id; may repeat.")
    ] = None,
    format: Annotated[list[str] | None, typer.Option("--format", "-f", help="html, pdf or docx; may repeat.")] = None,
    renderer: Annotated[str, typer.Option(help="auto, quarto or embedded.")] = "auto",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Packs built at the same time.")] = 2,
    engine: Annotated[Engine, typer.Option(help="How kernels start: forked from a warm one, or cold.")] = Engine.WARM,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be built; write nothing.")] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="name=value for the notebook.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="No pack while its commentary or data have something to put right.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build also what is unchanged, and draw every chart anew.")
    ] = False,
    workspace: Workspace = HERE,
) -> None:
    """Build a quarter's committee packs, and its reports on the whole organisation.

    A pack that would not differ from the one that is there is left as it is.
    """
    if engine is Engine.WARM and not dry_run:
        from helpers.publish.early import start_early

        start_early(workspace, force)  # while the rest is imported
    from helpers.publish import building, planning

    plan = planning.plan(
        workspace,
        quarter,
        committee or [],
        format or [],
        renderer,
        parameter or [],
        strict,
        report or [],
        engine.value,
        force,
    )
    if dry_run:
        out.print("\n".join(escape(line) for line in building.rehearse(plan)))
        return
    outcome = building.carry_out(plan, jobs, lambda line: out.print(escape(line)))
    raise typer.Exit(0 if outcome else 1)


@app.command()
def check(
    quarter: Annotated[str | None, typer.Argument(help="Whose commentary is checked; the latest unless given.")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Check every parameter, register and data file, and a quarter's commentary, and list all that is wrong."""
    from helpers.quality import open_findings
    from helpers.store.workspace import open_register
    from helpers.workbook import calendar_findings, commentary_findings, final_findings
    from helpers.workbook import check as find_problems

    problems = find_problems(workspace)
    if problems:
        raise Problems(problems)
    found = open_register(workspace)
    out.print(f"All is well: {len(found.kpis)} KPIs, {len(found.committees)} committees.")
    undecided = ", ".join(kpi.id for kpi in found.kpis.values() if not kpi.decisions)
    if undecided:
        out.print(escape(f"In no pack, since nobody has proposed or approved them (packs register): {undecided}."))
    if found.plans:
        now, told = commentary_findings(workspace, quarter)
        out.print("\n".join(escape(line) for line in _commentary_lines(now, told)))
        waiting = open_findings(workspace, quarter)
        if waiting:
            out.print(f"In the quarter's data, {waiting} to answer. To see what: packs quality check")
        for line in calendar.lines_on_dates(calendar_findings(workspace, now)):
            out.print(escape(line))
        out.print("\n".join(escape(line) for line in _final_lines(now, final_findings(workspace, now))))


@app.command()
def accept(kpi: str, workspace: Workspace = HERE) -> None:
    """Record a deliberate change to a KPI's figures: puts the new checksum into its origin.yml."""
    from helpers.workbook import accept_figures

    out.print(f"{kpi}: recorded checksum {accept_figures(workspace, kpi)}")


@app.command()
def doctor(workspace: Workspace = HERE) -> None:
    """Look at this machine: what is installed, which renderer is used, and what is lost without the rest."""
    from helpers.publish.doctor import examine

    table = Table("", "What", "Found", box=None, pad_edge=False)
    findings = examine()
    for finding in findings:
        sign = "ok" if finding.well else "MISSING" if finding.needed else "absent"
        table.add_row(sign, finding.what, escape(finding.detail))
    out.print(table)
    raise typer.Exit(0 if all(finding.well for finding in findings if finding.needed) else 1)


def _commentary_lines(quarter: Quarter, found: Sequence[Finding]) -> Iterator[str]:
    """What was found in the commentary, under a line for each severity."""
    if not found:
        yield f"The commentary for {quarter} is well too."
    for severity in dict.fromkeys(finding.severity for finding in found):
        lines = [f"  {finding}" for finding in found if finding.severity is severity]
        yield f"In the commentary and figures for {quarter}, {len(lines)} that {severity}:"
        yield from lines


def _final_lines(quarter: Quarter, found: Sequence[Finding]) -> Iterator[str]:
    """What keeps the quarter's packs from being final."""
    yield f"Before the packs for {quarter} can be final:" if found else f"The packs for {quarter} have been reviewed."
    yield from (f"  {finding}" for finding in found)


def _unexpected(error: Exception) -> int:
    if os.environ.get("PACKS_DEBUG"):
        traceback.print_exc()
    err.print(f"Something unexpected went wrong ({type(error).__name__}): {escape(str(error))}")
    err.print("Please report it. To see where it happened, run the command again with PACKS_DEBUG=1.")
    return 1
