"""What a what-if is called and what it says, whatever the unit and the scheme."""

from decimal import Decimal

import pytest
from examples import ABSOLUTE, FLOOR, IMPROVEMENT, POINTS, RANGE, TEN_FIVE, indicator

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present.blocks import plain
from helpers.present.sections.what_if import question, status_history, terms

VALUES = [70, 74, 78]


def caption(result: IndicatorResult, supposed: IndicatorResult) -> str:
    return status_history(result, supposed).caption.removeprefix("Children ready for school at age five: ")


def listed(result: IndicatorResult) -> str:
    return ", ".join(f"{term.label} {term.agreed} {term.unit}".strip() for term in terms(result))


@pytest.mark.parametrize(
    ("result", "found"),
    [
        (indicator(VALUES), "Target 80.0 %, Amber up to 10.0 %, Blue beyond 5.0 %"),
        (indicator(VALUES, scheme=IMPROVEMENT), "Target 80.0 %, Amber up to 10.0 %, Blue beyond None %"),
        (indicator(VALUES, scheme=POINTS), "Target 80.0 %, Amber up to 5.0 points, Blue beyond 3.0 points"),
        (
            indicator(VALUES, scheme=ABSOLUTE, unit="pounds"),
            "Target 80.0 £, Amber up to 4.0 units, Blue beyond 6.0 units",
        ),
        (indicator(VALUES, scheme=FLOOR, limits=(72, None)), "Target 80.0 %, Floor standard 72.0 %"),
        (
            indicator(VALUES, scheme=FLOOR, targets=60, limits=(None, 72), direction="decrease"),
            "Target 60.0 %, Floor standard 72.0 %",
        ),
        (
            indicator(VALUES, scheme=RANGE, targets=None, limits=(70, 75), unit="number"),
            "Range from 70.0, Range to 75.0, Amber up to 10.0 %",
        ),
        (indicator(VALUES, scheme=None, unit="number"), "Target None, Amber up to None, Blue beyond None"),
        (indicator(VALUES, targets=None), "Target None %, Amber up to None %, Blue beyond None %"),
    ],
    ids=["relative", "improvement", "points", "absolute", "floor", "floor below", "range", "context", "no target"],
)
def test_the_terms_are_those_of_the_scheme_and_none_where_nothing_is_judged(
    result: IndicatorResult, found: str
) -> None:
    assert listed(result) == found


def test_a_floor_standard_is_the_limit_on_the_worse_side() -> None:
    above = indicator(VALUES, scheme=FLOOR, targets=60, limits=(None, 72), direction="decrease")
    assert [term.name for term in terms(above)] == ["target", "upper"]
    assert [term.name for term in terms(indicator(VALUES, scheme=FLOOR, limits=(72, None)))] == ["target", "lower"]


def test_a_step_is_the_last_decimal_of_the_unit_or_a_whole_per_cent() -> None:
    pounds = terms(indicator(VALUES, scheme=ABSOLUTE, unit="pounds", decimals=2))
    assert [term.step for term in pounds] == [0.01, 0.01, 0.01]
    assert [term.step for term in terms(indicator(VALUES))] == [0.1, 1, 1]


@pytest.mark.parametrize(
    ("result", "supposed", "said"),
    [
        (indicator(VALUES), indicator(VALUES, targets=80.25), "What if? Target 80.25% instead of 80.00%."),
        (
            indicator(VALUES, scheme=POINTS),
            indicator(VALUES, targets=75, scheme=POINTS.model_copy(update={"amber": Decimal("2.5")})),
            "What if? Target 75.0% instead of 80.0%, Amber up to 2.5 points instead of 5 points.",
        ),
        (
            indicator(VALUES, unit="pounds", decimals=2),
            indicator(VALUES, unit="pounds", decimals=2, scheme=TEN_FIVE.model_copy(update={"blue": Decimal(0)})),
            "What if? Blue beyond 0% instead of 5%.",
        ),
    ],
)
def test_the_question_says_each_term_that_is_another(
    result: IndicatorResult, supposed: IndicatorResult, said: str
) -> None:
    assert plain(question(result, supposed).words) == said


def test_the_caption_counts_the_periods_and_says_what_the_status_would_be_now() -> None:
    agreed = indicator(VALUES)
    assert caption(agreed, indicator(VALUES, targets=74)) == (
        "the status would differ in 3 of 3 periods, and would now be Blue instead of Amber"
    )
    assert caption(agreed, indicator(VALUES, targets=85)) == (
        "the status would differ in 1 of 3 periods, and would still be Amber"
    )
    assert caption(agreed, indicator(VALUES, targets=80.1)) == (
        "the status would differ in none of 3 periods, and would still be Amber"
    )


def test_of_a_lapsed_status_the_caption_says_what_the_latest_figure_would_be_rated() -> None:
    late = (Status.NO_DATA, "the next figure is overdue")
    agreed, supposed = (indicator(VALUES, targets=goal, unrated=late) for goal in (80, 74))
    assert caption(agreed, supposed).endswith("and the latest figure would now be rated Blue instead of Amber")
    assert caption(agreed, agreed).endswith("and the latest figure would still be rated Amber")


def test_of_a_suppressed_figure_nothing_is_rated() -> None:
    secret = {"marks": {2: (Mark.CONFIDENTIAL,)}, "counts": None, "unrated": (Status.SUPPRESSED, "too small")}
    agreed, supposed = (indicator([70, 74, None], targets=goal, **secret) for goal in (80, 70))  # type: ignore[arg-type]
    assert caption(agreed, supposed) == "the status would differ in 2 of 3 periods"
    latest = status_history(agreed, supposed).rows[-1]
    assert [plain(cell.words) for cell in latest][1:] == ["[c]", "80.0%", "–", "70.0%", "–"]


def test_a_row_whose_status_differs_says_so() -> None:
    rows = status_history(indicator(VALUES), indicator(VALUES, targets=85)).rows
    assert [(plain(row[3].words), plain(row[5].words)) for row in rows] == [
        ("Red", "Red"), ("Amber", "Red (differs)"), ("Amber", "Amber"),
    ]  # fmt: skip
