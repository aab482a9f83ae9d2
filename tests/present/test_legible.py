"""The decimals on a page always bear out the status."""

from decimal import Decimal

import pytest
from examples import RANGE, indicator

from helpers.model.status import Status
from helpers.present import words
from helpers.present.legible import legible


@pytest.mark.parametrize(
    ("value", "target", "status", "shown"),
    [
        (69.96, 70.0, Status.AMBER, "69.96%"),
        (69.9, 70.0, Status.AMBER, "69.9%"),
        (70.0, 70.0, Status.GREEN, "70.0%"),
        (62.96, 70.0, Status.RED, "62.96%"),
        (73.51, 70.0, Status.BLUE, "73.51%"),
        (69.9996, 70.0, Status.AMBER, "69.9996%"),
    ],
)
def test_a_rounded_figure_that_would_contradict_its_status_gets_more_decimals(
    value: float, target: float, status: Status, shown: str
) -> None:
    result = legible(indicator([60.0, value], targets=target))
    assert result.status is status
    assert words.value(result.kpi, value) == shown


def test_millions_get_more_decimals_too() -> None:
    result = legible(indicator([1, 1_249_000], targets=1_200_000, unit="pounds", decimals=0, direction="decrease"))
    assert words.value(result.kpi, 1_249_000) == "£1.2m" if result.kpi.decimals < 2 else "£1.25m"
    assert words.value(result.kpi, 1_249_000) != words.value(result.kpi, 1_200_000)


def test_a_range_is_judged_at_both_ends() -> None:
    result = legible(indicator([6, 7.04], scheme=RANGE, targets=None, limits=(5.0, 7.0), direction="neutral"))
    assert words.value(result.kpi, 7.04) == "7.04%"


def test_an_indicator_without_a_rating_keeps_its_decimals() -> None:
    result = indicator([60.0, 69.96], scheme=None, targets=None)
    assert legible(result).kpi.decimals == 1


def test_a_straight_line_cannot_lead_beyond_what_a_percentage_can_be() -> None:
    kpi = indicator().kpi
    assert kpi.nearest_possible(100.8) == 100
    assert kpi.nearest_possible(-3) == 0
    assert kpi.model_copy(update={"maximum": Decimal(150)}).nearest_possible(100.8) == 100.8
