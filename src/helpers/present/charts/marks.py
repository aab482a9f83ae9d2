"""Where on a trend chart an action began, and what its caption and alternative text say of it."""

from __future__ import annotations

from datetime import date

from helpers.analysis.effect import worth_asking
from helpers.model.action import Action
from helpers.model.periods import month_end
from helpers.present import words
from helpers.present.blocks import plain
from helpers.present.charts.view import View
from helpers.present.placeholders import without_gaps
from helpers.present.prose import flattened, shortened

WORDS = 6  # of the action, in a caption
OVERLAP = "Periods overlap, so for a while the figures after it are partly of the time before."


def marked(view: View) -> tuple[tuple[float, Action], ...]:
    """The actions that began in the time that the chart shows, each with its place across."""
    first, last = view.across
    places = [(place_of(view, action.set_on), action) for action in worth_asking(view.result)]
    return tuple((at, action) for at, action in places if first < at < last)


def place_of(view: View, day: date) -> float:
    """Where a day lies: a period ends halfway to the next, and a snapshot is taken where its figure stands."""
    start = view.points[0].reading.period
    ends = 0.5 if start.months else 0.0
    return ends + (_months(day) - _months(start.end)) / view.kpi.interval


def mark_words(view: View) -> str:
    """“A marks the action of 28 May 2025 (Work clubs in libraries are being…).” Empty when none began."""
    found = [action for _, action in marked(view)]
    if not found:
        return ""
    start = "A marks the action of" if len(found) == 1 else "A marks the actions of"
    told = words.listing(f"{words.day(action.set_on)} ({_short(view, action)})" for action in found)
    return " ".join([f"{start} {told}.", OVERLAP] if view.kpi.overlapping else [f"{start} {told}."])


def _short(view: View, action: Action) -> str:
    return plain(flattened(shortened(without_gaps(view.result, action.what), WORDS))).rstrip(".")


def _months(day: date) -> float:
    month = day.year * 12 + day.month - 1
    return month + day.day / month_end(month).day
