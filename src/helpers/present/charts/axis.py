"""Where an axis is marked, and with what words, so that no two labels touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from matplotlib.ticker import MaxNLocator

from helpers.model.kpi import Kpi, MeasureType
from helpers.model.periods import MONTHS, Frequency, Period
from helpers.present import words

CHARACTER = 4.3  # points, of the small size
CLEARANCE = 5.0

_EVERY: dict[Frequency, tuple[int, ...]] = {Frequency.MONTH: (1, 3, 6, 12), Frequency.QUARTER: (3, 6, 12)}


@dataclass(frozen=True)
class Tick:
    """A place on an axis and its label; `below` is the second line, such as the year."""

    at: float
    label: str
    below: str = ""

    @property
    def text(self) -> str:
        """Both lines."""
        return f"{self.label}\n{self.below}" if self.below else self.label


def period_ticks(kpi: Kpi, periods: Sequence[Period], at: Sequence[float], points_per_step: float) -> tuple[Tick, ...]:
    """Ticks for the periods that have room for a label: years under the first period of each."""
    named = [Tick(x, *_name(kpi, period)) for x, period in zip(at, periods, strict=True)]
    chosen = next((some for some in _thinner(kpi, periods, named) if _fits(some, points_per_step)), named[-1:])
    return tuple(_years_once(chosen, points_per_step))


def value_ticks(kpi: Kpi, low: float, high: float) -> tuple[Tick, ...]:
    """Three to six round values between two limits, with no more decimals than they need."""
    values = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    step = float(values[1] - values[0])
    decimals = max(0, -floor(log10(step) + 1e-9))
    decimals += round(step * 10**decimals, 6) % 1 != 0
    shown = [float(value) for value in values if low <= value <= high]
    return tuple(Tick(value, words.axis_label(kpi, value, decimals)) for value in shown)


def text_width(text: str) -> float:
    """Roughly how wide a label of the small size is, in points."""
    return CHARACTER * max(len(line) for line in text.split("\n"))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Positions as close as can be to those wanted (ascending), at least `gap` apart, between two limits."""
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    placed: list[float] = []
    for position in wanted:
        placed.append(max(position, placed[-1] + gap) if placed else max(position, low))
    for i in reversed(range(len(placed))):
        ceiling = placed[i + 1] - gap if i + 1 < len(placed) else high
        placed[i] = min(placed[i], ceiling)
    return tuple(placed)


def _name(kpi: Kpi, period: Period) -> tuple[str, str]:
    rolling = kpi.measure is MeasureType.ROLLING
    match period.frequency:
        case Frequency.THREE_YEAR:
            return period.text.replace("-", "–"), ""
        case Frequency.SNAPSHOT:
            return f"{period.end.day} {MONTHS[period.end.month - 1]}", str(period.end.year)
        case Frequency.QUARTER if not rolling:
            quarter, year = period.label.split(" ")
            return quarter, year
        case Frequency.MONTH | Frequency.QUARTER:
            return MONTHS[period.end.month - 1], str(period.end.year)
        case _:
            return period.label, ""


def _thinner(kpi: Kpi, periods: Sequence[Period], named: Sequence[Tick]) -> Iterator[Sequence[Tick]]:
    """Ever fewer of the ticks: whole quarters or years where the calendar has them, otherwise every so many."""
    for months in _EVERY.get(periods[-1].frequency, ()):
        kept = [tick for tick, period in zip(named, periods, strict=True) if _starts(period, months)]
        if len(kept) > 1:
            yield kept
    for stride in range(1, len(named)):
        yield named[::-1][::stride][::-1]


def _starts(period: Period, months: int) -> bool:
    """Whether the period's last month opens (month) or its year's quarters fall on (quarter) a stretch of months."""
    if period.frequency is Frequency.MONTH:
        return (period.end.month - 1) % months == 0
    return (period.start.month - 4) % months == 0


def _fits(ticks: Sequence[Tick], points_per_step: float) -> bool:
    pairs = pairwise(ticks)
    widest = max(text_width(tick.label if tick.below else tick.text) for tick in ticks)
    return all((b.at - a.at) * points_per_step >= widest + CLEARANCE for a, b in pairs)


def _years_once(ticks: Sequence[Tick], points_per_step: float) -> Iterator[Tick]:
    firsts = [tick for i, tick in enumerate(ticks) if i == 0 or tick.below != ticks[i - 1].below]
    crowded = {a.at for a, b in pairwise(firsts) if (b.at - a.at) * points_per_step < text_width(a.below) + CLEARANCE}
    kept = {tick.at for tick in firsts} - crowded
    for tick in ticks:
        yield tick if tick.at in kept else Tick(tick.at, tick.label)
