"""`packs actions`: what is open, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Which, Workspace, out, quarter_of
from helpers.errors import Problem, Problems

if TYPE_CHECKING:
    from helpers.model.action import Action, ActionUpdate
    from helpers.model.periods import Quarter

commands = typer.Typer(help="Actions: list those that are open, re-date or close one.", no_args_is_help=True)


@commands.command("list")
def list_actions(quarter: Which = None, workspace: Workspace = HERE) -> None:
    """List the actions that are open at a quarter's cut-off, the most urgent first."""
    from helpers.analysis.actions import by_urgency
    from helpers.workbook import open_actions

    _, now = quarter_of(workspace, quarter)
    found = by_urgency([each for each in open_actions(workspace, str(now)) if each.open])
    lines = [line for each in found for line in _lines(each, now)]
    out.print("\n".join(escape(line) for line in lines) if lines else f"No action is open in {now}.")


@commands.command("update")
def update_action(
    action: Annotated[str, typer.Argument(help="Its id, for example visits-on-time/2025-26-q1.")],
    note: Annotated[str, typer.Option(help="Why, in plain words.")],
    by: Annotated[str, typer.Option(help="The post that says so.")],
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The new date.")] = None,
    done: Annotated[bool, typer.Option("--done", help="It has been done.")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="It will not be done.")] = False,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which that is so; today unless given.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Re-date an action, close it, or note how it goes: a line is added to its history, and none is changed."""
    from helpers.model.action import ActionState
    from helpers.workbook import update_action as add

    if done + dropped + (due is not None) > 1:
        raise Problems([Problem("", 0, "update", "an action is done, dropped or re-dated.", "Give one of the three.")])
    state = ActionState.DONE if done else ActionState.DROPPED if dropped else ActionState.OPEN
    day = on.date() if on else date.today()
    if day > date.today():
        raise Problems([Problem("", 0, "on", f"{day} is still to come.", "Give the day on which it became known.")])
    update = _update(action=action, on=day, due=due.date() if due else None, state=state, note=note, by=by)
    out.print(escape(_told(add(workspace, update))))


def _update(**fields: object) -> ActionUpdate:
    """The update, as it would stand in the file. Raises Problems when its fields do not agree."""
    from pydantic import ValidationError

    from helpers.model.action import ActionUpdate
    from helpers.store.parse import faults_in_words

    try:
        return ActionUpdate.model_validate({**fields, "line": 1})
    except ValidationError as error:
        faults = faults_in_words(error, ActionUpdate)
        raise Problems([Problem("", 0, field or "update", message, fix) for field, message, fix in faults]) from error


def _lines(action: Action, quarter: Quarter) -> Iterator[str]:
    """What is to be done and by whom, below the id, the date and for how many quarters it has been open."""
    from helpers.analysis.actions import age

    quarters = age(action, quarter)
    ago = f", {quarters} {'quarter' if quarters == 1 else 'quarters'} ago" if quarters else ""
    yield f"{_told(action)} Set in {action.set_in}{ago}."
    yield f"  {' '.join(action.what.split())}{f' ({action.owner})' if action.owner else ''}"


def _told(action: Action) -> str:
    if action.closing:
        return f"{action.id}: {action.state} on {action.closing.on}."
    due = f"due {action.due_now}" if action.due_now else "without a date"
    times = {0: "not moved", 1: "moved once", 2: "moved twice"}.get(action.redated, f"moved {action.redated} times")
    return f"{action.id}: open, {due}, {times}."
