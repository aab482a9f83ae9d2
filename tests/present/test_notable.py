"""What is worth saying beside the latest figure: said once, true, and in an order that reads well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.results import indicator as plain
from helpers.present.legible import legible
from helpers.present.sentences import Sentence, drafted, lines_of_enquiry
from helpers.present.sentences.notable import MOST, notable
from helpers.present.sentences.phrasing import phrase

if TYPE_CHECKING:
    from conftest import Workspace

YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2013, 2026)]
QUARTERS = [f"{year} Q{number}" for year in YEARS for number in (1, 2, 3, 4)][:-3]
PERIODS = re.compile(
    r"Q\d \d{4}/\d\d|\d{4}/\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|12 months to|since \d{4}(?!/)"
)


def kpi(bare: Workspace, values: Sequence[float | str], target: str = "80", **fields: Any) -> IndicatorResult:
    """A quarterly KPI, unless told otherwise, with these figures up to the latest that is known."""
    id = fields.pop("id", "visits")
    bare.kpi(id, **fields)
    periods = YEARS[:-1] if fields.get("frequency") == "financial-year" else QUARTERS
    rows = zip(periods[len(periods) - len(values) :], values, strict=True)
    bare.figures(id, *(f"{period},W01,{value}" for period, value in rows))
    if target:
        bare.targets(id, dict.fromkeys(YEARS, target))
    return bare.indicator(id)


def said(result: IndicatorResult) -> str:
    return " ".join(sentence.text for sentence in drafted(result))


def test_a_record_of_every_figure_and_a_trend_like_it_are_one_sentence(bare) -> None:
    text = said(kpi(bare, (60, 62, 64, 65, 67, 69)))
    assert (
        "It is the best of the 6 figures since Q4 2023/24, and the trend is improving, by about 1.7\u00a0pp a quarter."
        in text
    )
    assert text.count("trend") == 1


def test_a_record_since_some_time_says_since_when(bare) -> None:
    text = said(kpi(bare, (90, 72, 74, 70, 73, 76), "70"))
    assert "It is the best figure since Q4 2023/24." in text or "no better figure since Q4 2023/24." in text


def test_a_trend_is_not_put_into_words_over_fewer_than_five_figures(bare) -> None:
    assert "trend" not in said(kpi(bare, (60, 62, 64, 66)))


def test_a_trend_that_the_latest_change_goes_against_says_even_so(bare) -> None:
    text = said(kpi(bare, (60, 64, 68, 72, 76, 80, 84, 83), frequency="financial-year", measure="annual"))
    assert re.search(r"worsened by 1\.0\u00a0pp.* Even so, .*the trend.* is improving", text)


def test_off_target_it_says_how_soon_the_target_is_reached(bare) -> None:
    assert "At the current rate it reaches the target of 80.0% in about 3 quarters, by Q4 2025/26." in said(
        kpi(bare, (60, 64, 68))
    )


def test_a_target_that_is_ages_away_is_not_given_a_date(bare) -> None:
    text = said(kpi(bare, (60, 60.1, 60.2, 60.3, 60.4)))
    assert "At the current rate it is more than ten years from the target of 80.0%." in text


def test_a_trend_the_wrong_way_never_reaches_it_and_no_trend_says_nothing_of_when(bare) -> None:
    away = "At the current rate it will not reach the target of 80.0%"
    assert f"{away}: a straight line leads to 71.0% for Q4 2025/26, which would be Red." in (
        said(kpi(bare, (77, 76, 75, 74), id="amber"))
    )
    assert f"{away}." in said(kpi(bare, (71, 70, 69, 68), id="red"))
    told = said(kpi(bare, (75, 74, 73, 72, 71), id="told"))  # the trend has said as much
    assert away not in told and "the trend is worsening, by about 1.0\u00a0pp a quarter." in told
    assert "At the current rate" not in said(kpi(bare, (75, 70, 76, 71, 74), id="noisy"))


def test_a_line_that_is_there_before_the_latest_figure_is_said_in_one_breath(bare) -> None:
    # The line is at 81.4 by the year's end; from 72, at its rate of 1.4 a quarter, the way takes six quarters.
    result = kpi(bare, (64, 66, 68, 70, 72, 74, 76, 78, 72), "80")
    text = said(result)
    assert isinstance(result.to_target, int) and result.outlook is not None
    assert "; from the latest figure, which lies behind it, the target of 80.0% is about 6 quarters away." in text
    assert "At the current rate" not in text


def test_a_prediction_is_told_when_it_takes_an_indicator_on_or_off_target(bare) -> None:
    text = said(kpi(bare, (92, 89, 87, 83)))
    assert re.search(r"straight line (leads|it comes) to \d\d\.\d% for Q4 2025/26, which would be Amber\.", text)
    steady = said(kpi(bare, (80, 81, 82, 83), id="better"))  # Green now and Blue then
    assert "straight line" not in steady


def test_reliability_is_a_sentence(bare) -> None:
    text = said(kpi(bare, (88, 93, 86, 92, 87, 94, 88, 91, 86, 93, 87, 92, 91), "90"))
    assert "It is Green this quarter, but the target is not reliably achieved." in text


def test_what_has_no_figures_says_so_once_and_what_is_being_developed_says_nothing(bare) -> None:
    bare.kpi("silent")
    bare.figures("silent")
    bare.kpi("planned", lifecycle="in-development")
    assert said(bare.indicator("silent")) == "No figures have been reported yet."
    assert drafted(bare.indicator("planned")) == ()


def test_a_figure_that_is_suppressed_is_told_once(bare) -> None:
    bare.kpi("small")
    bare.figures("small", "2024-25 Q4,W01,8", "2025-26 Q1,W01,,,,c")
    assert said(bare.indicator("small")) == "The figure for Q1 2025/26 is suppressed."


def test_a_gap_is_named_in_a_sentence(bare) -> None:
    bare.kpi("gap")
    bare.figures("gap", "2024-25 Q3,W01,70", "2025-26 Q1,W01,72")
    assert "There is no comparison: Q4 2024/25 was not reported." in said(bare.indicator("gap"))


def test_unchanged_and_changed_are_said_together(bare) -> None:
    text = said(kpi(bare, (70, 74, 73, 74, 74)))
    assert "It is unchanged since Q4 2024/25 and has improved by 4.0\u00a0pp since Q1 2024/25" in text
    text = said(kpi(bare, (74, 74, 73, 70, 74), id="other"))
    assert "It has improved by 4.0\u00a0pp since Q4 2024/25 and is unchanged since Q1 2024/25" in text
    text = said(kpi(bare, (74, 74, 73, 74, 74), id="level"))
    assert "It is unchanged since Q4 2024/25 and since Q1 2024/25, the same period last year." in text


def test_an_overdue_figure_is_compared_as_it_was(bare) -> None:
    bare.kpi("late", comparators=["neighbours"])
    others = [f"2024-25 Q3,W0{number},{value}" for number, value in enumerate((60, 61, 62, 63), start=2)]
    bare.figures("late", "2024-25 Q3,W01,70", *others)
    text = said(bare.indicator("late"))
    assert "It was better than the statistical neighbours' mean of 61.5% and ranked 1 of 5." in text
    assert "Since then 2 figures have fallen due, the first by 30 April 2025, and none is on record." in text


def test_a_rank_that_belies_the_mean_says_but(bare) -> None:
    bare.kpi("skewed", comparators=["neighbours"])
    others = [f"2025-26 Q1,W0{number},{value}" for number, value in enumerate((10, 71, 72, 73), start=2)]
    bare.figures("skewed", "2025-26 Q1,W01,70", *others)
    assert "It is better than the statistical neighbours' mean of 56.5% but ranks 4 of 5." in said(
        bare.indicator("skewed")
    )


CASES: dict[str, tuple[tuple[float | str, ...], str, dict[str, Any]]] = {
    "red and falling": ((75, 73, 71, 69, 67, 65, 63, 61), "80", {}),
    "slow": ((60, 60.1, 60.2, 60.3, 60.4), "80", {}),
    "behind its line": ((64, 66, 68, 70, 72, 74, 76, 78, 72), "80", {}),
    "blue": ((80, 85, 90, 92, 95), "80", {}),
    "lower is better": ((20, 19, 18, 17, 16, 15), "12", {"direction": "decrease", "unit": "number", "decimals": 0}),
    "a tiny slope": ((70.04, 70.03, 70.02, 70.01, 70.0, 69.99), "80", {}),
    "range": ((50, 55, 58, 62, 66), ",40,60", {"scheme": "range", "direction": "neutral"}),
    "context": (
        (500, 510, 505, 520, 530),
        "",
        {"direction": "neutral", "purpose": "context", "scheme": None, "unit": "number", "decimals": 0},
    ),
    "rolling": ((90, 88, 86, 85, 80), "82", {"measure": "rolling", "direction": "decrease"}),
    "yearly": ((60, 62, 64, 66, 68), "80", {"frequency": "financial-year", "measure": "annual"}),
    "pounds": ((706.4, 712.1, 698.0, 705.2, 690.9), "700", {"unit": "pounds", "decimals": 2, "direction": "decrease"}),
    "negative": ((-3, -2, -1, 1, 2), "5", {"unit": "number", "minimum": -10}),
    "unreliable": ((88, 93, 86, 92, 87, 94, 88, 91, 86, 93, 87, 92, 91), "90", {}),
    "out of reach": ((70, 71, 70, 71, 70, 71, 70, 71, 70, 71, 72), "78", {}),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, bare: Workspace) -> IndicatorResult:
    """Each of the cases above."""
    values, target, fields = CASES[request.param]
    return kpi(bare, values, target, **({"minimum": 0} if fields.get("unit") == "number" else {}) | fields)


def sentences(result: IndicatorResult) -> list[Sentence]:
    return [*drafted(result), *lines_of_enquiry(result)]


def test_every_sentence_reads_as_one(case) -> None:
    for sentence in sentences(case):
        assert sentence.text.endswith((".", "?")), sentence.text
        assert not re.search(r"  | [.,;:?]|\.\.|\bNone\b|[{}]|(?<![\w-])-\d", sentence.text), sentence.text
        assert sentence.text[0].isupper(), sentence.text
        assert not re.search(r"by (about )?0(\.0+)?(?!\.?\d)|\b1 (quarters|figures|years|months)\b", sentence.text)


def test_nothing_is_said_twice(case) -> None:
    texts = [sentence.text for sentence in drafted(case)]
    assert len(notable(legible(case))) <= MOST and len(set(texts)) == len(texts)
    assert sum("trend" in text for text in texts) <= 1
    assert sum("straight line" in text or "At the current rate" in text for text in texts) <= 1


def test_every_number_of_a_sentence_is_one_of_its_figures_and_in_the_results(case) -> None:
    known = list(_numbers(plain(case)))
    for sentence in sentences(case):
        rest = PERIODS.sub("", sentence.text)
        for text, value in sentence.figures:
            rest = rest.replace(text, "", 1)
            assert any(abs(abs(each) - abs(value)) < 1e-6 for each in known) or _distance(case, value), sentence.text
        assert not re.search(r"\d", rest), sentence.text


def test_the_same_figures_always_give_the_same_words(case) -> None:
    assert sentences(case) == sentences(case)


def test_phrasing_varies_between_indicators_and_never_for_one(bare) -> None:
    results = [kpi(bare, (70, 72), id=f"visits-{place}") for place in range(12)]
    told = [phrase(result, "one way", "another") for result in results]
    assert set(told) == {"one way", "another"}
    assert told == [phrase(result, "one way", "another") for result in results]


def _numbers(found: Any) -> list[float]:
    if isinstance(found, bool) or found is None or isinstance(found, str):
        return []
    if isinstance(found, dict | list):
        return [each for part in (found.values() if isinstance(found, dict) else found) for each in _numbers(part)]
    return [float(found)]


def _distance(result: IndicatorResult, value: float) -> bool:
    """Whether it is how far the figure is from a limit that its words name, or a line's value cut at what can be."""
    reading, rating, outlook = result.current, result.last_rating, result.outlook
    if outlook is not None and value == result.kpi.nearest_possible(outlook.projection.value):
        return True
    return reading is not None and rating is not None and abs(abs(float(rating.off)) - abs(value)) < 1e-6
