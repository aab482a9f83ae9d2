"""What status does a figure have against its target, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.errors import WorkbookError
from helpers.model.kpi import Direction
from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.rules.exact import Number, exact


class RuleError(WorkbookError):
    """A figure that its scheme cannot judge. The message says why and what to do; the caller adds which KPI."""


@dataclass(frozen=True)
class Band:
    """Where on the value axis a status applies, from `low` to `high`; None is an open end.

    Neighbouring bands share an end. The shared value is Green if either band is Green, otherwise Amber.
    """

    status: Status
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Rating:
    """A status and what it rests on.

    `off` is the signed distance from the target in the scheme's unit, positive when the actual is the higher: per cent
    of the target (relative, improvement), percentage points (points) or the KPI's own unit (absolute, floor). For a
    range it is the distance beyond the nearer limit in per cent of that limit, 0 inside. `absolute` says that the
    target, or that limit, is zero, so that the zero tolerance was used and `off` is in the KPI's own unit.

    `amber_limit` is the last value that is still Amber on the adverse side (for a range, on the side where the actual
    lies, None inside), and `blue_limit` the last that is still Green (None when nothing is Blue). Both are by distance
    alone, as are `bands`: `improved` may have spared a figure beyond the limit from Red. It is whether the figure
    is better than the same period last year, None when that is unknown or the scheme does not ask.
    """

    status: Status
    off: Decimal
    target: Decimal | None
    amber_limit: Decimal | None
    blue_limit: Decimal | None
    bands: tuple[Band, ...]
    absolute: bool
    improved: bool | None


def rate(
    scheme: StatusScheme,
    actual: Number,
    *,
    direction: Direction,
    target: Number | None = None,
    lower: Number | None = None,
    upper: Number | None = None,
    last_year: Number | None = None,
    zero_tolerance: Number | None = None,
) -> Rating:
    """The status of `actual`, from unrounded values and exact to the last reported digit.

    `last_year` is the same period's figure a year before, for an improvement scheme. Raises RuleError when the scheme
    cannot judge: no target or limits, a neutral direction, or a target of zero without a tolerance.
    """
    standard = _standard(scheme, direction, target, lower, upper, zero_tolerance)
    value = exact(actual)
    if scheme.kind is SchemeKind.RANGE:
        return _rate_range(standard, value)
    return _rate_target(standard, value, _improved(standard, value, last_year))


def bands(
    scheme: StatusScheme,
    *,
    direction: Direction,
    target: Number | None = None,
    lower: Number | None = None,
    upper: Number | None = None,
    zero_tolerance: Number | None = None,
) -> tuple[Band, ...]:
    """Every band of the scheme for this target, ordered by value. Raises RuleError as `rate` does."""
    standard = _standard(scheme, direction, target, lower, upper, zero_tolerance)
    return _range_bands(standard) if scheme.kind is SchemeKind.RANGE else _target_bands(standard)


@dataclass(frozen=True)
class _Standard:
    """What a figure is judged against, checked to be complete for its scheme."""

    scheme: StatusScheme
    polarity: int
    target: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    zero_tolerance: Decimal | None


def status_in(found: Sequence[Band], value: Decimal) -> Status:
    """The status of the band that a value lies in; an end that two bands share is Green if either is, then Amber."""
    touching = {band.status for band in found if _touches(band, value)}
    return next(status for status in (Status.GREEN, Status.AMBER, Status.RED, Status.BLUE) if status in touching)


def _touches(band: Band, value: Decimal) -> bool:
    return (band.low is None or band.low <= value) and (band.high is None or value <= band.high)


def _standard(
    scheme: StatusScheme,
    direction: Direction,
    target: Number | None,
    lower: Number | None,
    upper: Number | None,
    zero_tolerance: Number | None,
) -> _Standard:
    numbers = [None if value is None else exact(value) for value in (target, lower, upper, zero_tolerance)]
    standard = _Standard(scheme, direction.polarity, *numbers)
    problem = _range_problem(standard) if scheme.kind is SchemeKind.RANGE else _target_problem(standard)
    if problem:
        raise RuleError(f"The scheme “{scheme.name}” {problem}")
    return standard


def _range_problem(standard: _Standard) -> str:
    if standard.lower is None or standard.upper is None:
        return "needs both ends of a range: give the target a lower and an upper."
    if standard.lower > standard.upper:
        return f"needs a lower end ({standard.lower}) that is not above the upper ({standard.upper})."
    return _zero_problem(standard, standard.lower, standard.upper)


def _target_problem(standard: _Standard) -> str:
    if not standard.polarity:
        return "judges better and worse, and a neutral KPI has neither: choose a range scheme, or purpose: context."
    if standard.target is None:
        return "needs a target."
    if standard.scheme.kind is SchemeKind.FLOOR:
        return _floor_problem(standard, standard.target)
    return _zero_problem(standard, standard.target) if _is_percent(standard.scheme) else ""


def _floor_problem(standard: _Standard, target: Decimal) -> str:
    floor = _floor(standard)
    if floor is None:
        return f"needs a floor standard: give the target {'a lower' if standard.polarity > 0 else 'an upper'} value."
    if standard.polarity * (floor - target) > 0:
        return f"needs a floor standard no better than the target: {floor} is better than {target}."
    return ""


def _zero_problem(standard: _Standard, *bases: Decimal) -> str:
    if standard.zero_tolerance is None and not all(bases):
        return "works in per cent, which a target of zero has none of: give the KPI a zero_tolerance, in its own unit."
    return ""


def _floor(standard: _Standard) -> Decimal | None:
    return standard.lower if standard.polarity > 0 else standard.upper


def _is_percent(scheme: StatusScheme) -> bool:
    return scheme.kind in (SchemeKind.RELATIVE, SchemeKind.IMPROVEMENT, SchemeKind.RANGE)


def _tolerance(standard: _Standard, base: Decimal) -> Decimal:
    """How far from `base` is still Amber, in the KPI's own unit."""
    amber = standard.scheme.amber or Decimal(0)
    if not _is_percent(standard.scheme):
        return amber
    return abs(base) * amber / 100 if base else standard.zero_tolerance or Decimal(0)


def _off(standard: _Standard, value: Decimal, base: Decimal) -> Decimal:
    """The signed distance from `base` in the scheme's unit."""
    distance = value - base
    return distance * 100 / abs(base) if base and _is_percent(standard.scheme) else distance


def _amber_limit(standard: _Standard) -> Decimal:
    assert standard.target is not None
    floor = _floor(standard)
    if standard.scheme.kind is SchemeKind.FLOOR and floor is not None:
        return floor
    return standard.target - standard.polarity * _tolerance(standard, standard.target)


def _blue_limit(standard: _Standard) -> Decimal | None:
    """None when nothing is Blue: the scheme has none, or per cent of a zero target would make everything so."""
    target, blue = standard.target, standard.scheme.blue
    percent = _is_percent(standard.scheme)
    if target is None or blue is None or (percent and not target):
        return None
    return target + standard.polarity * (abs(target) * blue / 100 if percent else blue)


def _target_bands(standard: _Standard) -> tuple[Band, ...]:
    cuts = [_amber_limit(standard), standard.target, _blue_limit(standard)]
    reached = [cut for cut in cuts if cut is not None]
    statuses = [Status.RED, Status.AMBER, Status.GREEN, Status.BLUE][: len(reached) + 1]
    return _between(reached, statuses) if standard.polarity > 0 else _between(reached[::-1], statuses[::-1])


def _range_bands(standard: _Standard) -> tuple[Band, ...]:
    lower, upper = _ends(standard)
    cuts = [lower - _tolerance(standard, lower), lower, upper, upper + _tolerance(standard, upper)]
    return _between(cuts, [Status.RED, Status.AMBER, Status.GREEN, Status.AMBER, Status.RED])


def _ends(standard: _Standard) -> tuple[Decimal, Decimal]:
    assert standard.lower is not None and standard.upper is not None
    return standard.lower, standard.upper


def _between(cuts: Sequence[Decimal], statuses: Sequence[Status]) -> tuple[Band, ...]:
    """The bands that the cuts make. One without width is left out, unless it is Green, which owns both its ends."""
    ends = [None, *cuts, None]
    made = [Band(*parts) for parts in zip(statuses, ends, ends[1:], strict=False)]
    return tuple(band for band in made if band.low != band.high or band.status is Status.GREEN)


def _improved(standard: _Standard, value: Decimal, last_year: Number | None) -> bool | None:
    if standard.scheme.kind is not SchemeKind.IMPROVEMENT or last_year is None:
        return None
    return standard.polarity * (value - exact(last_year)) > 0


def _rate_target(standard: _Standard, value: Decimal, improved: bool | None) -> Rating:
    assert standard.target is not None
    found = _target_bands(standard)
    status = status_in(found, value)
    return Rating(
        status=Status.AMBER if status is Status.RED and improved else status,
        off=_off(standard, value, standard.target),
        target=standard.target,
        amber_limit=_amber_limit(standard),
        blue_limit=_blue_limit(standard),
        bands=found,
        absolute=not standard.target and _is_percent(standard.scheme),
        improved=improved,
    )


def _rate_range(standard: _Standard, value: Decimal) -> Rating:
    lower, upper = _ends(standard)
    found = _range_bands(standard)
    nearest = min(max(value, lower), upper)
    side = (value > upper) - (value < lower)
    return Rating(
        status=status_in(found, value),
        off=_off(standard, value, nearest) if side else Decimal(0),
        target=standard.target,
        amber_limit=nearest + side * _tolerance(standard, nearest) if side else None,
        blue_limit=None,
        bands=found,
        absolute=bool(side) and not nearest,
        improved=None,
    )
