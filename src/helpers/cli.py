"""The `packs` command: each subcommand calls one function and prints what it says."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from helpers.errors import Problems, WorkbookError

if TYPE_CHECKING:
    from helpers.model.periods import Period, Quarter
    from helpers.model.quality import Finding
    from helpers.store.register import Register
    from helpers.store.returns.status import Standing

app = typer.Typer(
    name="packs", help="Build committee performance packs.", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip
new = typer.Typer(help="Start a new KPI, committee or quarter.", no_args_is_help=True)
app.add_typer(new, name="new")
returns = typer.Typer(help="Suppliers' returns: send them, receive them, see what is missing.", no_args_is_help=True)
app.add_typer(returns, name="returns")
out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)

Workspace = Annotated[Path, typer.Option(help="The folder that holds params/, data/ and outputs/.")]
Which = Annotated[str | None, typer.Argument(help="For example “2025-26 Q1”; the latest unless given.")]
HERE = Path()
INTERRUPTED = 130


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
    format: Annotated[list[str] | None, typer.Option("--format", "-f", help="html, pdf or docx; may repeat.")] = None,
    renderer: Annotated[str, typer.Option(help="auto, quarto or embedded.")] = "auto",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Packs built at the same time.")] = 2,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be built; write nothing.")] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="name=value for the notebook.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="No pack while its commentary has something to put right.")
    ] = False,
    workspace: Workspace = HERE,
) -> None:
    """Build a quarter's committee packs."""
    from helpers.publish import building

    plan = building.plan(workspace, quarter, committee or [], format or [], renderer, parameter or [], strict)
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
    from helpers.store.workspace import open_register
    from helpers.workbook import check as find_problems
    from helpers.workbook import commentary_findings

    problems = find_problems(workspace)
    if problems:
        raise Problems(problems)
    register = open_register(workspace)
    out.print(f"All is well: {len(register.kpis)} KPIs, {len(register.committees)} committees.")
    if register.plans:
        out.print("\n".join(escape(line) for line in _commentary_lines(*commentary_findings(workspace, quarter))))


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


@new.command("kpi")
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


@new.command("committee")
def add_committee(
    id: str, title: Annotated[str, typer.Option(help="Its full title.")], workspace: Workspace = HERE
) -> None:
    """Start a committee."""
    from helpers.store.scaffold import new_committee
    from helpers.store.workspace import open_register

    _written(new_committee(open_register(workspace), id, title), workspace)


@new.command("quarter")
def add_quarter(quarter: str, workspace: Workspace = HERE) -> None:
    """Start a quarter, with dates by the organisation's rule."""
    from helpers.store.scaffold import new_quarter
    from helpers.store.workspace import open_register, parse_quarter

    _written(new_quarter(open_register(workspace), parse_quarter(quarter)), workspace)


@returns.command("send")
def send_returns(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Write an Excel workbook for each supplier that owes figures in a quarter."""
    from helpers.model.periods import uk_date
    from helpers.store.returns.send import send

    register, now = _quarter_of(workspace, quarter)
    sent = send(register, now)
    for each in sent:
        place = each.path.relative_to(register.root).as_posix()
        out.print(escape(f"{each.supplier}: wrote {place} (KPIs: {each.kpis}; figures due: {each.figures})"))
    told = f"Ask for them back by {uk_date(register.cut_off(now))}." if sent else f"Nothing is owed for {now}."
    out.print(told)


@returns.command("receive")
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

    register, now = _quarter_of(workspace, quarter)
    day = received.date() if received else date.today()
    out.print("\n".join(escape(line) for line in receive(register, files, now, day).lines))


@returns.command("status")
def status_of_returns(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """Show what each supplier owed in a quarter, when it came, how late, and what is missing."""
    from helpers.store.returns.status import standings

    found = standings(*_quarter_of(workspace, quarter))
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


def _quarter_of(workspace: Path, quarter: str | None) -> tuple[Register, Quarter]:
    """The register, and the quarter that was asked for: the latest unless told."""
    from helpers.store.workspace import find_quarter, open_register, parse_quarter

    register = open_register(workspace)
    return register, find_quarter(register, parse_quarter(quarter) if quarter else max(register.plans))


def _commentary_lines(quarter: Quarter, found: Sequence[Finding]) -> Iterator[str]:
    """What was found in the commentary, under a line for each severity."""
    if not found:
        yield f"The commentary for {quarter} is well too."
    for severity in dict.fromkeys(finding.severity for finding in found):
        lines = [f"  {finding}" for finding in found if finding.severity is severity]
        yield f"In the commentary for {quarter}, {len(lines)} that {severity}:"
        yield from lines


def _written(path: Path, workspace: Path) -> None:
    out.print(f"Wrote {path.relative_to(workspace.resolve()).as_posix()}. Fill it in, then run: packs check")


def _unexpected(error: Exception) -> int:
    if os.environ.get("PACKS_DEBUG"):
        traceback.print_exc()
    err.print(f"Something unexpected went wrong ({type(error).__name__}): {escape(str(error))}")
    err.print("Please report it. To see where it happened, run the command again with PACKS_DEBUG=1.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
