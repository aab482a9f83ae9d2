"""What is odd about one figure, told with the figures that it was set beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from helpers.model.kpi import Kpi, Unit
from helpers.model.observation import Mark, Reading
from helpers.model.periods import Period
from helpers.model.quality import DataFinding, DataRule, Severity
from helpers.rules.checks import (
    coverage_shrank,
    jump,
    rate_differs,
    repeated,
    share_differs,
    tenfold,
    total_differs,
    turned_negative,
    unit_change,
)
from helpers.rules.exact import Number, displayed, exact

A_YEAR = 12
TENTH = Decimal("0.1")
FACTORS = {Decimal(100): "a hundred times", Decimal(1000): "a thousand times", Decimal("0.01"): "a hundredth of"}
Found = DataFinding | None


@dataclass(frozen=True)
class Figure:
    """A figure of a KPI, with all its figures as known on the same day, oldest first.

    `since` is the period from which figures can be compared, after a recorded change of process; None for all. `area`
    is empty for our own figures.
    """

    kpi: Kpi
    now: Reading
    history: tuple[Reading, ...]
    since: Period | None = None
    area: str = ""

    @property
    def interval(self) -> int:
        """Months from one figure to the next that it is compared with: a year where figures build up over the year."""
        return A_YEAR if self.kpi.builds_up else self.kpi.interval

    @cached_property
    def earlier(self) -> tuple[Reading, ...]:
        """The figures before it that it can be compared with; none from before a break that it begins."""
        if Mark.BREAK in self.now.marks:
            return ()
        return tuple(each for each in self.history if each.value is not None and self._comparable(each.period))

    def _comparable(self, period: Period) -> bool:
        same_point = self.now.period.months_since(period) % self.interval == 0 or not self.kpi.builds_up
        return period < self.now.period and same_point and (self.since is None or not period < self.since)

    @property
    def before(self) -> Reading | None:
        """The last of them."""
        return self.earlier[-1] if self.earlier else None

    @property
    def value(self) -> float:
        """The figure itself; one that is suppressed or missing is never looked at."""
        assert self.now.value is not None
        return self.now.value


def of_figure(figure: Figure, ranges: Decimal) -> list[Found]:
    """What each check of a figure of our own found: its size, its sign, whether it was sent again, and its counts.

    `ranges` is how many times the mean moving range counts as a jump.
    """
    sizes = _first([_unit(figure), _tenfold(figure), _jump(figure, ranges)])
    return [*sizes, _sign(figure), _repeat(figure), _counts(figure)]


def of_comparator(figure: Figure) -> list[Found]:
    """What the checks of another area's figure found: only what is plainly odd, for nobody here can ask about jumps."""
    return [*_first([_unit(figure), _tenfold(figure)]), _sign(figure), _repeat(figure)]


def _first(sizes: Sequence[Found]) -> list[Found]:
    """Of a size that is odd in several ways only the first is told: another unit, ten times as much, a jump."""
    first = next((found for found in sizes if found), None)
    return [found if found is first else None for found in sizes]


def of_total(figure: Figure, parts: Sequence[tuple[Kpi, Reading]]) -> Found:
    """Whether the figures of the parts, which are of the same period, add up to the figure."""
    values = [each.value for _, each in parts if each.value is not None]
    if len(values) < len(parts):
        return None
    added = total_differs(figure.value, values)
    if added is None:
        return None
    names = " and ".join(kpi.name for kpi, _ in parts)
    message = f"The figure is {number(figure.value)}, and its parts ({names}) add up to {number(added)}."
    about = f"{number(figure.value)} against {' + '.join(map(number, values))}"
    return _finding(figure, DataRule.TOTAL, about, message)


def of_coverage(kpi: Kpi, period: Period, groups: Sequence[tuple[str, int, int]]) -> Found:
    """Whether fewer areas have a figure for a period: each group's name, how many had one before, and how many now."""
    fewer = [each for each in groups if coverage_shrank(*each[1:])]
    if not fewer:
        return None
    told = "; ".join(f"{now} of {name}, not {before}" for name, before, now in fewer)
    message = f"Fewer areas have a figure for {period.text} than for the period before: {told}."
    fix = f"Ask {kpi.supplier} for the others, or accept it with a reason."
    path = f"data/kpis/{kpi.id}/observations.csv"
    about = "; ".join(f"{now} after {before}" for _, before, now in fewer)
    return DataFinding(Severity.MUST, DataRule.COVERAGE, kpi.id, path, 0, message, fix, period.text, "", about)


def number(value: Number) -> str:
    """A number as it was reported, with commas between thousands."""
    return f"{exact(value).normalize():,f}"


def times(ratio: Decimal) -> str:
    """A ratio in words, before what it is a ratio of: ten times, 18.4 times, a tenth of, less than a tenth of."""
    if ratio < 1:
        return "a tenth of" if ratio == TENTH else "less than a tenth of"
    return "ten times" if ratio == 10 else f"{number(displayed(ratio, 1))} times"


def _unit(figure: Figure) -> Found:
    if figure.before is None:
        return None
    percent = figure.kpi.unit is Unit.PERCENT
    factor = unit_change(figure.before.value or 0, figure.value, percent=percent)
    if factor is None:
        return None
    size = FACTORS.get(factor, "a thousandth of")
    return _against(figure, DataRule.UNIT, f"is about {size} the figure before, {{before}}: has the unit changed?")


def _tenfold(figure: Figure) -> Found:
    ratio = tenfold(figure.before.value or 0, figure.value) if figure.before else None
    if ratio is None:
        return None
    return _against(figure, DataRule.TENFOLD, f"is {times(ratio)} the figure before, {{before}}.")


def _jump(figure: Figure, ranges: Decimal) -> Found:
    found = jump(figure.earlier, figure.now, interval=figure.interval, ranges=ranges)
    if found is None:
        return None
    usual = number(displayed(found.usual, figure.kpi.decimals + 1))
    moved = f"{number(displayed(found.times, 1))} times as far as it usually moves ({usual} on average)"
    way = "more" if found.change > 0 else "less"
    change = f"{number(abs(found.change))} {way}"
    return _against(figure, DataRule.JUMP, f"is {change} than the figure before, {{before}}: {moved}.")


def _sign(figure: Figure) -> Found:
    if not turned_negative([each.value or 0 for each in figure.earlier], figure.value):
        return None
    message = f"{number(figure.value)} is below zero, and none of the figures before it was ({len(figure.earlier)})."
    return _finding(figure, DataRule.SIGN, number(figure.value), message)


def _repeat(figure: Figure) -> Found:
    before = figure.before
    if before is None or figure.now.period.months_since(before.period) != figure.interval:
        return None
    same = repeated(before, figure.now)
    return _against(figure, DataRule.REPEAT, "is the very same figure as the one before, {before}.") if same else None


def _counts(figure: Figure) -> Found:
    percent = figure.kpi.unit is Unit.PERCENT
    gives = share_differs(figure.earlier, figure.now) if percent else rate_differs(figure.earlier, figure.now)
    if gives is None:
        return None
    given = number(displayed(gives, figure.kpi.decimals + 1))
    message = f"The figure is {number(figure.value)}, and its numerator and denominator give {given}."
    return _finding(figure, DataRule.COUNTS, f"{number(figure.value)} against {given}", message)


def _against(figure: Figure, rule: DataRule, said: str) -> Found:
    """A finding about the figure and the one before it, whose place in what is said is marked."""
    assert figure.before is not None
    now, before = number(figure.value), number(figure.before.value or 0)
    message = f"{now} {said.format(before=f'{before} ({figure.before.period.text})')}"
    return _finding(figure, rule, f"{now} after {before}", message)


def _finding(figure: Figure, rule: DataRule, about: str, message: str) -> DataFinding:
    kpi, now = figure.kpi, figure.now
    fix = f"Ask {kpi.supplier} whether it is right; then correct it, or accept it with a reason."
    path = f"data/kpis/{kpi.id}/observations.csv"
    said = f"Another area's figure: {message}" if figure.area else message
    return DataFinding(Severity.MUST, rule, kpi.id, path, now.line, said, fix, now.period.text, figure.area, about)
