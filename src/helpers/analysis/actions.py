"""Which actions are known in a quarter, what has become of them, and what is wrong with what is on record of them?

An action in a service's commentary is carried by itself. Its id is `<kpi>/<quarter>`, of the quarter in which it was
first set; the same words in a later commentary are the same action as long as it is open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from helpers.errors import Problem, did_you_mean
from helpers.model.action import Action, ActionSource, ActionState, ActionUpdate
from helpers.model.audience import Edition
from helpers.model.commentary import ServiceCommentary
from helpers.model.periods import Quarter
from helpers.rules.prose_checks import same_words

UPDATES_FILE = "data/actions/updates.csv"
Said = Mapping[Quarter, ServiceCommentary]


@dataclass(frozen=True)
class ActionLog:
    """All that is on record of actions: what services said of each KPI, actions set elsewhere, and updates of both.

    `cut_off` is the last day on which something can become known and still be in a quarter's report.
    """

    said: Mapping[str, Said]
    recorded: tuple[Action, ...]
    updates: tuple[ActionUpdate, ...]
    cut_off: Callable[[Quarter], date]

    def until(self, quarter: Quarter, edition: Edition | None = None) -> ActionLog:
        """What of it was known in the report of a quarter, or in an edition, before the quarter's commentary."""
        day, last = (edition.data_cut_off, quarter.previous) if edition else (self.cut_off(quarter), quarter)
        return replace(
            self,
            said={kpi: {each: text for each, text in said.items() if each <= last} for kpi, said in self.said.items()},
            recorded=tuple(each for each in self.recorded if each.set_in <= quarter and each.set_on <= day),
            updates=tuple(each for each in self.updates if each.on <= day),
        )


@dataclass
class _Carried:
    """The actions of a KPI's commentary while they are being carried, and the ids that later quarters would give."""

    actions: list[Action] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)


def actions(log: ActionLog) -> tuple[Action, ...]:
    """Every action, the open and the closed, with its history: those of commentary by KPI and quarter, then others."""
    said = [action for kpi in sorted(log.said) for action in _carried(log, kpi).actions]
    return (*said, *(_with_updates(action, _of(log, action.id)) for action in log.recorded))


def faults(log: ActionLog, elsewhere: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with updates, and with the dates of actions in commentary.

    `elsewhere` are KPIs whose commentary is not in the log, so that updates of their actions are not judged.
    """
    aliases = {old: new for kpi in log.said for old, new in _carried(log, kpi).aliases.items()}
    known = {action.id: action for action in actions(log)}
    for update in log.updates:
        if update.action.partition("/")[0] not in elsewhere:
            yield from _update_faults(update, known, aliases)
    for action in known.values():
        if action.source is ActionSource.COMMENTARY and action.due and action.due < action.set_on:
            message = f"action_due ({action.due}) is before the commentary's date ({action.set_on})."
            yield Problem(action.file, action.line, "action_due", message, "Put the date right.")


def of_kpi(found: Sequence[Action], kpi: str) -> tuple[Action, ...]:
    """The actions that are about a KPI, the first set first."""
    return tuple(sorted((each for each in found if each.kpi == kpi), key=lambda each: (each.set_on, each.id)))


def age(action: Action, quarter: Quarter) -> int:
    """How many quarters after the one that it was set in this is: 0 in the first report that shows it."""
    first = action.set_in
    return (quarter.start_year - first.start_year) * 4 + quarter.number - first.number


def by_urgency(found: Sequence[Action]) -> tuple[Action, ...]:
    """Those due first come first, and those without a date last."""
    return tuple(sorted(found, key=lambda each: (each.due_now or date.max, each.set_on, each.id)))


def _carried(log: ActionLog, kpi: str) -> _Carried:
    """The actions of a KPI's commentary, quarter by quarter."""
    carried = _Carried()
    for quarter, said in sorted(log.said[kpi].items()):
        if said.has_action:
            _take_up(carried, log, kpi, quarter, said)
    carried.actions = [_with_updates(action, _of(log, action.id)) for action in carried.actions]
    return carried


def _take_up(carried: _Carried, log: ActionLog, kpi: str, quarter: Quarter, said: ServiceCommentary) -> None:
    """An action that is new, or one that is said again and may have a new date or owner."""
    day, id = min(said.date, log.cut_off(quarter)), f"{kpi}/{quarter.id}"
    for index, action in enumerate(carried.actions):
        if same_words(action.what, said.action) and not _closed_by(_of(log, action.id), day):
            known = [each for each in _of(log, action.id) if each.on <= day]
            carried.actions[index] = _said_again(action, said, known)
            carried.aliases[id] = action.id
            return
    carried.actions.append(_set_in(kpi, quarter, said))


def _set_in(kpi: str, quarter: Quarter, said: ServiceCommentary) -> Action:
    return Action(
        id=f"{kpi}/{quarter.id}",
        kpi=kpi,
        set_in=quarter,
        set_on=said.date,
        what=said.action,
        owner=said.action_owner,
        due=said.action_due,
        source=ActionSource.COMMENTARY,
        illustrative=said.illustrative,
        file=said.file,
        line=said.action_line,
    )


def _said_again(action: Action, said: ServiceCommentary, known: Sequence[ActionUpdate]) -> Action:
    """The action with the owner who answers for it now; a date that it has not had before is a new date."""
    owner = said.action_owner or action.owner
    if said.action_due is None or said.action_due in [each.due for each in _with_updates(action, known).dates]:
        return action.model_copy(update={"owner": owner})
    moved = ActionUpdate(action=action.id, on=said.date, due=said.action_due, by=said.author)
    return action.model_copy(update={"owner": owner, "updates": (*action.updates, moved)})


def _with_updates(action: Action, updates: Sequence[ActionUpdate]) -> Action:
    """The action with these updates as well, by day, up to the one that closes it."""
    ordered = sorted([*action.updates, *updates], key=lambda each: each.on)
    closes = next((index for index, each in enumerate(ordered) if each.state is not ActionState.OPEN), len(ordered))
    return action.model_copy(update={"updates": tuple(ordered[: closes + 1])})


def _of(log: ActionLog, id: str) -> list[ActionUpdate]:
    return [each for each in log.updates if each.action == id]


def _closed_by(updates: Sequence[ActionUpdate], day: date) -> bool:
    return any(each.on <= day and each.state is not ActionState.OPEN for each in updates)


def _update_faults(update: ActionUpdate, known: Mapping[str, Action], aliases: Mapping[str, str]) -> Iterator[Problem]:
    def problem(field: str, message: str, fix: str) -> Problem:
        return Problem(UPDATES_FILE, update.line, field, message, fix)

    action = known.get(update.action)
    if update.action in aliases:
        first = aliases[update.action]
        yield problem("action", f"“{update.action}” has the words of “{first}”, and is the same.", f"Write {first}.")
    elif action is None:
        yield problem("action", f"there is no action “{update.action}”.", did_you_mean(update.action, known))
    elif update.on < action.set_on:
        message = f"{update.on} is before the action was set ({action.set_on})."
        yield problem("on", message, "Put the day right.")
    elif update not in action.updates:
        closing = action.closing
        what = f"the action was {closing.state} on {closing.on}" if closing else "the action is closed"
        yield problem("action", f"{what}.", "Set a new action: a closed one is not opened again.")
