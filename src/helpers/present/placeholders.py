"""What does each figure that a commentary names in braces say this quarter?"""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.peers import neighbours
from helpers.analysis.placeholders import NAMES, available, hidden
from helpers.model.observation import Reading
from helpers.present import words
from helpers.present.blocks import Block
from helpers.present.legible import legible
from helpers.present.prose import prose
from helpers.present.sentences import changed, gap_to_target
from helpers.rules.change import Change
from helpers.rules.prose_checks import fill
from helpers.rules.trend import Projection
from helpers.rules.withheld import Withheld

NO_FIGURE = "(no figure)"
HIDDEN = "[c] (a number that is hidden so that nobody can be identified)"


def placeholder_values(result: IndicatorResult) -> dict[str, str | None]:
    """Every name of `analysis.placeholders.NAMES` with its value as printed, or None when it has none this quarter."""
    said = _said(legible(result))
    return {name: said[name] if available(name, result) else HIDDEN if hidden(name, result) else None for name in NAMES}


def filled(result: IndicatorResult, text: str) -> tuple[Block, ...]:
    """The blocks of a commentary with its figures filled in. A name that stands for nothing is left as it was typed."""
    values = {name: value for name, value in placeholder_values(result).items() if value is not None}
    return prose(fill(text, values))


def without_gaps(result: IndicatorResult | None, text: str) -> tuple[Block, ...]:
    """The blocks of an action that was written in an earlier quarter, where a figure that it names may be gone.

    Its figures are this quarter's; one without a value, or of an indicator that is not in the pack, is said to be none.
    """
    values = placeholder_values(result) if result else dict.fromkeys(NAMES)
    return prose(fill(text, {name: NO_FIGURE if value is None else value for name, value in values.items()}))


def _said(result: IndicatorResult) -> dict[str, str]:
    kpi, fresh = result.kpi, result.freshness
    return {
        "kpi.name": kpi.name,
        "kpi.actual": _value(result, result.current),
        "kpi.period": _period(result, result.current),
        "kpi.previous": _value(result, result.previous),
        "kpi.previous_period": _period(result, result.previous),
        "kpi.target": words.target_text(kpi, result.target),
        "kpi.gap": _gap(result),
        "kpi.status": result.status.value,
        "kpi.previous_status": result.previous_status.value if result.previous_status else "",
        "kpi.change": _change(result, result.short_term),
        "kpi.change_year": _change(result, result.long_term),
        "kpi.neighbours": _mean(result),
        "kpi.rank": _rank(result),
        "kpi.projection": _projection(result),
        "kpi.owner": kpi.owner,
        "kpi.next_due": words.day(fresh.next_due) if fresh and fresh.next_due else "",
    }


def _value(result: IndicatorResult, reading: Reading | None) -> str:
    return "" if reading is None or reading.value is None else words.value(result.kpi, reading.value)


def _period(result: IndicatorResult, reading: Reading | None) -> str:
    return words.period_label(result.kpi, reading.period) if reading else ""


def _gap(result: IndicatorResult) -> str:
    rating, scheme = result.last_rating, result.scheme
    return gap_to_target(result.kpi, rating, scheme).text if rating and scheme else ""


def _change(result: IndicatorResult, change: Change | Withheld | None) -> str:
    return changed(result.kpi, change).text if isinstance(change, Change) else ""


def _mean(result: IndicatorResult) -> str:
    standing = neighbours(result)
    mean = standing.comparison.mean if standing else None
    return "" if mean is None else words.value(result.kpi, mean)


def _rank(result: IndicatorResult) -> str:
    standing = neighbours(result)
    return f"{standing.comparison.rank} of {standing.comparison.of}" if standing else ""


def _projection(result: IndicatorResult) -> str:
    projection = result.projection
    if not isinstance(projection, Projection):
        return ""
    return words.value(result.kpi, result.kpi.nearest_possible(projection.value))
