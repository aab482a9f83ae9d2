"""What does a page need so that its figures are never absurd: decimals that bear out the status, values that can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.analysis.indicator import IndicatorResult
from helpers.model.kpi import Kpi, Unit
from helpers.model.status import Status
from helpers.present import words
from helpers.rules.exact import displayed, exact
from helpers.rules.spc import Segment
from helpers.rules.status import Band, Rating, status_in

MOST_DECIMALS = 4
MILLION = 1_000_000


def legible(result: IndicatorResult) -> IndicatorResult:
    """The same result, with as many decimals as it takes for the rounded figures to bear out the status."""
    kpi, rating, reading = result.kpi, result.last_rating, result.current
    if rating is None or reading is None or reading.value is None:
        return result
    millions = kpi.unit is Unit.POUNDS and abs(reading.value) >= MILLION
    decimals = enough_decimals(reading.value, rating, kpi.decimals, 6 if millions else 0)
    return replace(result, kpi=kpi.model_copy(update={"decimals": decimals}))


def enough_decimals(value: float, rating: Rating, decimals: int, shift: int = 0) -> int:
    """The fewest decimals, from `decimals` up, at which the rounded value lies in the same band as the value itself.

    `shift` is 6 when figures are shown in millions, which always have a decimal.
    """
    true = status_in(rating.bands, exact(value))
    candidates = range(max(decimals, 1) if shift else decimals, MOST_DECIMALS + 1)
    bears_out = (places for places in candidates if _shown_status(exact(value), rating.bands, places - shift) is true)
    found = next(bears_out, MOST_DECIMALS)
    return decimals if shift and found == 1 else found


def told_apart(kpi: Kpi, *pairs: tuple[float, float]) -> Kpi:
    """The KPI with the fewest decimals at which the numbers of each pair, unless they are equal, print differently."""

    def with_places(places: int) -> Kpi:
        return kpi.model_copy(update={"decimals": places})

    unequal = [(first, second) for first, second in pairs if exact(first) != exact(second)]
    candidates = [with_places(places) for places in range(kpi.decimals, MOST_DECIMALS + 1)]
    enough = (
        k for k in candidates if all(words.value(k, first) != words.value(k, second) for first, second in unequal)
    )
    return next(enough, candidates[-1] if candidates else kpi)


def possible_limits(kpi: Kpi, segment: Segment) -> tuple[float, float] | None:
    """The control limits as they are shown, no further than the measure can go; None when there are none."""
    if segment.lower is None or segment.upper is None:
        return None
    return kpi.nearest_possible(segment.lower), kpi.nearest_possible(segment.upper)


def _shown_status(value: Decimal, bands: Sequence[Band], places: int) -> Status:
    shown = [Band(band.status, _round(band.low, places), _round(band.high, places)) for band in bands]
    return status_in(shown, displayed(value, places))


def _round(end: Decimal | None, places: int) -> Decimal | None:
    return None if end is None else displayed(end, places)
