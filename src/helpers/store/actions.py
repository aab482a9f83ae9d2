"""Actions that were set elsewhere than in commentary, and what has become of every action: `data/actions/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.action import Action, ActionSource, ActionUpdate
from helpers.store.parse import Findings, not_an_id
from helpers.store.register import Register
from helpers.store.table import as_lines, check_order, read_records
from helpers.store.together import write_together

ACTIONS = ("id", "kpi", "subject", "committee", "set_in", "set_on", "what", "owner", "due", "source")
UPDATES = ("action", "on", "due", "state", "note", "by")


@dataclass(frozen=True)
class OnRecord:
    """The actions of `actions.csv`, and the updates of every action, each in the order of its file."""

    actions: tuple[Action, ...] = ()
    updates: tuple[ActionUpdate, ...] = ()


def action_files(root: Path) -> tuple[Path, Path]:
    """Where actions are, and where their updates are."""
    return root / "data" / "actions" / "actions.csv", root / "data" / "actions" / "updates.csv"


def read_actions(register: Register, findings: Findings) -> OnRecord:
    """What is on record of actions; nothing when there is no file. What is wrong becomes findings."""
    actions_csv, updates_csv = action_files(register.root)
    actions = read_records(Action, actions_csv, ACTIONS, findings)
    updates = read_records(ActionUpdate, updates_csv, UPDATES, findings)
    for index, action in enumerate(actions):
        for field, message, fix in _faults(action, actions[:index], register):
            findings.add(actions_csv, action.line, field, message, fix)
    check_order(actions_csv, "set_on", [(each.line, each.set_on) for each in actions], findings)
    check_order(updates_csv, "on", [(each.line, each.on) for each in updates], findings)
    shown = findings.shown(actions_csv)
    return OnRecord(tuple(each.model_copy(update={"file": shown}) for each in actions), tuple(updates))


def add_update(root: Path, update: ActionUpdate) -> None:
    """Write an update at the end of the file of updates. Raises Problems when it cannot be written."""
    path = action_files(root)[1]
    before = path.read_bytes().decode() if path.exists() else ",".join(UPDATES) + "\n"
    due = update.due.isoformat() if update.due else ""
    row = (update.action, update.on.isoformat(), due, update.state.value, update.note, update.by)
    write_together(root, {path: as_lines(before, [row])})


def _faults(action: Action, earlier: Sequence[Action], register: Register) -> Iterator[tuple[str, str, str]]:
    if not action.id.replace("-", "").isalnum() or action.id != action.id.lower():
        yield "id", *not_an_id(action.id)
    if any(each.id == action.id for each in earlier):
        yield "id", f"an earlier action has the id “{action.id}”.", "Give each its own."
    if action.source is ActionSource.COMMENTARY:
        yield "source", "an action in commentary is carried by itself.", "Write committee or meeting, or take it out."
    for field, given, known in (
        ("kpi", action.kpi, list(register.kpis)),
        ("committee", action.committee, list(register.committees)),
    ):
        if given and given not in known:
            yield field, f"there is no {'KPI' if field == 'kpi' else field} “{given}”.", did_you_mean(given, known)
    if not action.owner:
        yield "owner", "this field is missing.", "Add it."
    if action.due and action.due < action.set_on:
        yield "due", f"due ({action.due}) is before the action was set ({action.set_on}).", "Put the date right."
    if action.set_on > register.cut_off(action.set_in):
        message = f"set_on ({action.set_on}) is after the cut-off of {action.set_in}, so its report cannot show it."
        yield "set_in", message, "Give the quarter whose report first shows it."
