"""What every chart over time has round it: a base line, periods below, values beside, labels in the right margin."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from helpers.model.kpi import Kpi
from helpers.present import palette, theme
from helpers.present.charts.axis import Tick, spread, value_ticks

LABEL_GAP = 11.0  # points between two labels of the margin


def frame(axes: Axes, kpi: Kpi, limits: tuple[float, float], periods: Sequence[Tick]) -> tuple[Tick, ...]:
    """Draw the base line, the periods below it and the values beside it; returns where the values stand."""
    axes.axhline(limits[0], color=palette.GREY, linewidth=0.8, clip_on=False, zorder=1)
    for tick in periods:
        theme.note(axes, (tick.at, 0), tick.text, where="below", offset=(0, -4), ha="center", va="top", linespacing=1.1)
    values = value_ticks(kpi, *(kpi.nearest_possible(limit) for limit in limits))
    for tick in values:
        theme.note(axes, (0, tick.at), tick.label, where="beside", offset=(-5, 0), ha="right", va="center_baseline")
    return values


def in_margin(wanted: Sequence[float], limits: tuple[float, float], height: float) -> tuple[float, ...]:
    """Where labels for these values (ascending) stand in a margin so many inches high, so that none touches another."""
    bottom, top = limits
    per_point = (top - bottom) / (height * 72)
    return spread(wanted, LABEL_GAP * per_point, bottom + 4 * per_point, top - 4 * per_point)
