"""Where on a trend chart an action began, and what its caption and alternative text say of it."""

from __future__ import annotations

from collections.abc import Sequence
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
    return _marks(view, [f"{words.day(each.set_on)} ({_short(view, each)})" for _, each in marked(view)])


def mark_caption(view: View) -> str:
    """The same for a caption, where there is one line: several actions are told by their dates alone."""
    found = marked(view)
    return mark_words(view) if len(found) == 1 else _marks(view, [words.day(each.set_on) for _, each in found])


def _marks(view: View, told: Sequence[str]) -> str:
    if not told:
        return ""
    said = f"A marks the {'action' if len(told) == 1 else 'actions'} of {words.listing(told)}."
    return f"{said} {OVERLAP}" if view.kpi.overlapping else said


def _short(view: View, action: Action) -> str:
    return plain(flattened(shortened(without_gaps(view.result, action.what), WORDS))).rstrip(".")


def _months(day: date) -> float:
    month = day.year * 12 + day.month - 1
    return month + day.day / month_end(month).day
