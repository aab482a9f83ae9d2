"""Actions, reviews, lessons and activities as plain values, for `results.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from helpers.analysis.actions import age
from helpers.analysis.activities import Activities, ActivityCounts, Reported, counted
from helpers.analysis.effect import Effect, effect, worth_asking
from helpers.analysis.followed import FollowsUp
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.reviews import tracked
from helpers.model.action import Action
from helpers.model.activity import Progress
from helpers.model.lesson import Lesson
from helpers.model.periods import Quarter
from helpers.model.review import ReviewMeeting, TrackerItem
from helpers.rules.change import Change
from helpers.rules.withheld import Withheld

Plain = dict[str, Any]


def followed_up(pack: Pack) -> Plain:
    """What a pack shows of actions, of its review and of lessons."""
    return {
        "actions": action_results(pack),
        "reviews": [_meeting(each) for each in pack.reviews],
        "tracker": [_item(each) for each in tracked(pack)],
        "lessons": lesson_results(pack.lessons),
    }


def action_results(report: FollowsUp) -> Plain:
    """The actions that a report follows up."""
    return {
        "open": [action(each, report.quarter) for each in report.open_actions],
        "closed": [action(each, report.quarter) for each in report.closed_actions],
        "past_their_date": [each.id for each in report.actions_overdue],
        "due_before_the_next_report": [each.id for each in report.actions_due],
    }


def action(found: Action, quarter: Quarter) -> Plain:
    """One action, with every date that it has had and what became of it."""
    closing = found.closing
    return {
        "id": found.id,
        "kpi": found.kpi or None,
        "subject": found.subject or None,
        "set_in": str(found.set_in),
        "set_on": found.set_on.isoformat(),
        "what": found.what,
        "owner": found.owner,
        "source": found.source.value,
        "state": found.state.value,
        "age_quarters": age(found, quarter),
        "dates": [{"due": each.due.isoformat(), "on": each.on.isoformat(), "why": each.note} for each in found.dates],
        "redated": found.redated,
        "closed_on": closing.on.isoformat() if closing else None,
        "days_late": found.days_late,
    }


def effects(result: IndicatorResult) -> list[Plain]:
    """How the KPI has changed since each action that its chart marks or its pack asks about."""
    return [
        {"action": each.id, "set_on": each.set_on.isoformat(), **_effect(effect(result, each))}
        for each in worth_asking(result)
    ]


def lesson_results(lessons: Sequence[Lesson]) -> list[Plain]:
    """Lessons, each as it stands."""
    return [each.model_dump(mode="json", exclude={"line"}) for each in lessons]


def activity_results(activities: Activities) -> Plain:
    """Activities with their history, and their counts as a whole, by priority and by plan."""
    return {
        "quarter": str(activities.quarter),
        "counts": _counts(activities.counts),
        "by_priority": {name: _counts(counted(each)) for name, each in activities.by_priority.items()},
        "by_plan": {name: _counts(counted(each)) for name, each in activities.by_plan.items()},
        "activities": [_reported(each) for each in activities.reported],
    }


def _effect(found: Effect | Withheld) -> Plain:
    if isinstance(found, Withheld):
        return {"withheld": found.reason}
    told: Plain = {"before": found.by_now.earlier.period.text, "first": found.first.period.text}
    told |= {"latest": found.latest.period.text, "other_actions": found.others}
    return {**told, "at_first": _change(found.at_first), "by_now": _change(found.by_now)}


def _change(change: Change) -> Plain:
    return {"movement": change.movement.value, "amount": change.amount}


def _meeting(meeting: ReviewMeeting) -> Plain:
    return meeting.model_dump(mode="json")


def _item(item: TrackerItem) -> Plain:
    return item.model_dump(mode="json")


def _counts(counts: ActivityCounts) -> Plain:
    return {
        "total": counts.total,
        "in_progress": counts.in_progress,
        "states": {state.value: count for state, count in counts.states.items()},
        "rags": {status.value: count for status, count in counts.rags.items()},
    }


def _reported(each: Reported) -> Plain:
    known = each.activity.model_dump(mode="json", exclude={"line"})
    return {**known, **_progress(each.latest), "history": [_progress(told) for told in each.history]}


def _progress(progress: Progress) -> Plain:
    told = {"quarter": str(progress.quarter), "state": progress.state.value, "note": progress.note}
    return {**told, "rag": progress.rag.value if progress.rag else None}
