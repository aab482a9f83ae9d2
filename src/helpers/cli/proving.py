"""`packs verify` and `packs rebuild`: prove that what was approved is what is there, and make it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Workspace, out


def verify(
    quarter: Annotated[str | None, typer.Argument(help="For example “2025-26 Q1”; every quarter unless given.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Check every file, and make no report again.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Prove every approval: its events, what it was made from, what was published, and the report made again."""
    from helpers.errors import Problems
    from helpers.present import words
    from helpers.publish.verify import verify as prove
    from helpers.store.workspace import parse_quarter, workspace_root

    chosen = parse_quarter(quarter) if quarter else None
    found = prove(workspace_root(workspace), chosen, quick, lambda line: out.print(escape(line)))
    if found.problems:
        raise Problems(found.problems)
    counts = {"event": found.events, "record": found.records, "kept file": found.objects, "report": found.outputs}
    counted = ", ".join(words.plural(count, what) for what, count in counts.items())
    again = "none made again" if quick else f"{found.rebuilt} made again"
    out.print(f"All is as it was recorded: {counted}, {again}.")


def rebuild(
    quarter: Annotated[str, typer.Argument(help="For example “2025-26 Q1”.")],
    report: Annotated[str | None, typer.Option("--report", "-r", help="Only this one, by its id.")] = None,
    to: Annotated[Path | None, typer.Option(help="The folder to put it in; outputs/rebuilt/ unless given.")] = None,
    over: Annotated[bool, typer.Option("--over", help="Replace what is there.")] = False,
    workspace: Workspace = HERE,
) -> None:
    """Make approved reports again as they were, from their own inputs, notebook and code, and compare."""
    from helpers.publish.rebuild import rebuild as make_again
    from helpers.publish.verify import in_words
    from helpers.store.workspace import parse_quarter, workspace_root

    same = True
    for each in make_again(workspace_root(workspace), parse_quarter(quarter), report, to, over):
        told = each.differences or (in_words(each.compared),)
        out.print("\n".join(escape(f"{each.name}: {line}.") for line in told))
        out.print(escape(f"  {each.folder}"))
        same = same and not each.differences
    raise typer.Exit(0 if same else 1)
