"""What is odd about the target in force, told with the figures that it was set beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from helpers.analysis.odd_figures import Found, number, times
from helpers.model.kpi import Kpi, Unit
from helpers.model.observation import Reading
from helpers.model.quality import DataFinding, DataRule, Severity
from helpers.model.status import SchemeKind, StatusScheme
from helpers.model.target import Target
from helpers.rules.exact import exact
from helpers.rules.status import Band, RuleError, bands
from helpers.rules.target_checks import blue_unreachable, implausible, target_unreachable, tiny_target, zero_target

BY_PER_CENT = (SchemeKind.RELATIVE, SchemeKind.IMPROVEMENT, SchemeKind.RANGE)


@dataclass(frozen=True)
class Aim:
    """A target in force, with the scheme that judges by it and the latest figure."""

    kpi: Kpi
    scheme: StatusScheme
    target: Target
    latest: Reading

    @property
    def by_per_cent(self) -> bool:
        """Whether the scheme works in per cent of the target."""
        return self.scheme.kind in BY_PER_CENT

    @property
    def limits(self) -> tuple[Decimal, ...]:
        """The target or, of a range, its two ends."""
        target, lower, upper = self.target.limits
        given = (lower, upper) if self.scheme.kind is SchemeKind.RANGE else (target,)
        return tuple(each for each in given if each is not None)

    @property
    def bands(self) -> tuple[Band, ...]:
        """What each status covers; none when the target was agreed for another scheme."""
        target, lower, upper = self.target.limits
        zero = self.kpi.zero_tolerance
        terms = {"target": target, "lower": lower, "upper": upper, "zero_tolerance": zero}
        try:
            return bands(self.scheme, direction=self.kpi.direction, **terms)
        except RuleError:
            return ()

    @property
    def said(self) -> str:
        """The target, or the ends of its range."""
        return " to ".join(map(number, self.limits))


def of_target(aim: Aim) -> list[Found]:
    """What each check of a target found."""
    checks: tuple[Callable[[Aim], Found], ...] = (_blue, _unreachable, _zero, _tiny, _implausible)
    return [check(aim) for check in checks]


def _blue(aim: Aim) -> Found:
    limit = blue_unreachable(aim.bands, *aim.kpi.bounds)
    if limit is None:
        return None
    end = _end(aim.kpi, limit)
    message = (
        f"No figure can be Blue: with the target {aim.said} it would have to be beyond {number(limit)}, and {end}."
    )
    return _finding(aim, DataRule.BLUE_UNREACHABLE, aim.said, message)


def _unreachable(aim: Aim) -> Found:
    passed = target_unreachable(aim.limits, *aim.kpi.bounds)
    if passed is None:
        return None
    return _finding(
        aim, DataRule.UNREACHABLE, aim.said, f"The target {aim.said} cannot be met: {_end(aim.kpi, passed)}."
    )


def _zero(aim: Aim) -> Found:
    if not aim.by_per_cent or not zero_target(aim.limits):
        return None
    message = (
        f"The target {aim.said} has no per cent, so the scheme “{aim.scheme.name}” cannot judge by how far off it is."
    )
    return _finding(aim, DataRule.ZERO_TARGET, aim.said, message)


def _tiny(aim: Aim) -> Found:
    counted = aim.kpi.unit is Unit.NUMBER and not aim.kpi.decimals
    tiny = tiny_target(aim.limits) if aim.by_per_cent and counted else None
    if tiny is None:
        return None
    share = number(round(100 / abs(tiny)))
    message = f"The target {aim.said} is so small that one more or less is {share}% of it."
    return _finding(aim, DataRule.TINY_TARGET, aim.said, message)


def _implausible(aim: Aim) -> Found:
    value = aim.latest.value
    if value is None or not aim.limits:
        return None
    nearest = min(max(exact(value), aim.limits[0]), aim.limits[-1])
    ratio = implausible(value, nearest)
    if ratio is None:
        return None
    message = f"The result {number(value)} ({aim.latest.period.text}) is {times(ratio)} the target {number(nearest)}."
    return _finding(aim, DataRule.IMPLAUSIBLE, f"{number(value)} against {number(nearest)}", message)


def _end(kpi: Kpi, limit: Decimal) -> str:
    """The end of what the measure can be that a limit lies at or beyond."""
    least, most = kpi.bounds
    beyond_most = most is not None and limit >= most
    return (
        f"the most that the measure can be is {number(most or 0)}"
        if beyond_most
        else f"the least that it can be is {number(least or 0)}"
    )


def _finding(aim: Aim, rule: DataRule, about: str, message: str) -> DataFinding:
    kpi, target = aim.kpi, aim.target
    fix = f"Ask {target.agreed_by} for another, or accept it with a reason."
    path = f"data/kpis/{kpi.id}/targets.csv"
    return DataFinding(Severity.MUST, rule, kpi.id, path, target.line, message, fix, target.period.text, "", about)
