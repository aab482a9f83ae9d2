"""Every sentence is true to the figures, and every number in it is one of them."""

import re
from datetime import date
from math import sin

import pytest
from examples import (
    ABSOLUTE,
    COUNTIES,
    FLOOR,
    IMPROVEMENT,
    NATION,
    NEIGHBOURS,
    POINTS,
    RANGE,
    compared,
    indicator,
)

from helpers.analysis.indicator import IndicatorResult
from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present.legible import legible
from helpers.present.sentences import Sentence, benchmark_alt, drafted, parts, trend_alt, why
from helpers.rules.freshness import Freshness

CASES = {
    "plain": indicator(comparators=compared()),
    "lower is better": indicator(direction="decrease", comparators=compared()),
    "neutral": indicator(direction="neutral", scheme=None, targets=None, comparators=compared()),
    "rates": indicator([29.7, 31.2], unit="number", unit_label="per 10,000 children", targets=25, direction="decrease"),
    "pounds": indicator([1_200_000, 1_310_000], unit="pounds", decimals=0, targets=1_250_000, direction="decrease"),
    "seasonal": indicator([70 + 5 * sin(i * 1.57) + 0.4 * i for i in range(12)]),
    "annual": indicator([61, 62.5, 60.1], frequency="financial-year"),
    "points": indicator(scheme=POINTS),
    "range": indicator([6, 8.2], scheme=RANGE, targets=None, limits=(5.0, 7.0), direction="neutral"),
    "older": indicator(comparators=[(NEIGHBOURS, [66, 67, 68, 70, 70, 71, 72, 73], 12)]),
    "carried": indicator(freshness=Freshness(21, date(2025, 12, 31), False, True)),
    "overdue": indicator(
        unrated=(Status.NO_DATA, "the next figure was due by 31 March 2025"),
        freshness=Freshness(30, date(2025, 3, 31), True, False),
    ),
    "missing": indicator([]),
}


def said(result: IndicatorResult) -> str:
    return " ".join(sentence.text for sentence in drafted(result))


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (indicator([70, 74.5], targets=85), "Red: 12.4% below the target of 85.0% (Amber down to 76.5%)."),
        (indicator([70, 80], targets=85), "Amber: 5.9% below the target of 85.0% (Amber down to 76.5%)."),
        (indicator([70, 85], targets=85), "Green: on the target of 85.0% (Blue above 89.3%)."),
        (indicator([70, 90], targets=85), "Blue: 5.9% above the target of 85.0% (Green up to 89.3%)."),
        (
            indicator([30, 25], targets=20, direction="decrease"),
            "Red: 25.0% above the target of 20.0% (Amber up to 22.0%).",
        ),
        (
            indicator([3, 4], targets=0, zero_tolerance=2, direction="decrease", unit="number", decimals=0),
            "Red: 4 above the target of 0 (Amber up to 2).",
        ),
        (
            indicator([70, 78], targets=85, scheme=POINTS),
            "Red: 7.0\u00a0pp below the target of 85.0% (Amber down to 80.0%).",
        ),
        (
            indicator([70, 17], targets=20, scheme=ABSOLUTE, unit="number", decimals=0),
            "Amber: 3 below the target of 20 (Amber down to 16).",
        ),
        (
            indicator([70, 82], targets=85, limits=(80.0, None), scheme=FLOOR),
            "Amber: 3.0\u00a0pp below the target of 85.0% but within the floor standard of 80.0%.",
        ),
        (
            indicator([70, 78], targets=85, limits=(80.0, None), scheme=FLOOR),
            "Red: 7.0\u00a0pp below the target of 85.0% and beyond the floor standard of 80.0%.",
        ),
        (
            indicator([6, 6], targets=None, limits=(5.0, 7.0), scheme=RANGE, direction="neutral"),
            "Green: inside the range of 5.0% to 7.0%.",
        ),
        (
            indicator([6, 7.4], targets=None, limits=(5.0, 7.0), scheme=RANGE, direction="neutral"),
            "Amber: 5.7% above the range of 5.0% to 7.0% (Amber up to 7.7%).",
        ),
        (
            indicator([60, 61, 62, 63, 64], targets=85, scheme=IMPROVEMENT),
            "Amber: 24.7% below the target of 85.0%, but better than the same period last year (Amber down to 76.5%).",
        ),
        (
            indicator([65, 61, 62, 63, 64], targets=85, scheme=IMPROVEMENT),
            "Red: 24.7% below the target of 85.0% and not better than the same period last year (Amber down to 76.5%).",
        ),
        (indicator(scheme=None, targets=None), "Contextual: monitored for context, without a target."),
    ],
)
def test_the_reason_for_a_status_can_be_checked_with_a_pencil(result: IndicatorResult, text: str) -> None:
    assert why(result).text == text


@pytest.mark.parametrize("name", CASES)
def test_every_number_in_a_sentence_is_one_of_its_figures(name: str) -> None:
    result = CASES[name]
    for sentence in (*drafted(result), why(result), trend_alt(result), benchmark_alt(result)):
        rest = _without_labels(sentence, result)
        for text, _ in sentence.figures:
            rest = rest.replace(text, "", 1)
        assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_a_sentence_is_printed_as_it_is(name: str) -> None:
    for sentence in (*drafted(CASES[name]), why(CASES[name])):
        for text, value in sentence.figures:
            number = re.sub(r"[^\d.−]", "", text.split("per")[0]).replace("−", "-").rstrip(".")
            scale = 1_000_000 if "m" in text.split("\u00a0")[0] and "£" in text else 1
            assert float(number) * scale == pytest.approx(value, rel=0.1, abs=0.06), text


@pytest.mark.parametrize("name", CASES)
def test_drafts_are_short_and_always_the_same(name: str) -> None:
    assert len(drafted(CASES[name])) <= 4
    assert drafted(CASES[name]) == drafted(CASES[name])


def test_a_draft_gives_the_counts_behind_a_percentage() -> None:
    assert "75.0% (45 of 60)" in said(indicator())


def test_counts_that_do_not_make_the_percentage_are_not_claimed_to() -> None:
    result = indicator(counts=(45, 70))
    assert result.current is not None
    assert parts(result.kpi, result.current).text == ""


def test_a_seasonal_series_says_both_changes_and_why_they_differ() -> None:
    text = said(indicator([60, 70, 66, 65, 64, 72, 69, 66, 65]))
    assert (
        "worsened by 1.0\u00a0pp since Q1 2024/25 but improved by 1.0\u00a0pp since Q2 2023/24, the same period" in text
    )
    assert "The two can differ when a measure has a seasonal pattern." in text


def test_changes_the_same_way_are_said_with_one_verb() -> None:
    both = "It has improved by 1.9\u00a0pp since Q4 2024/25 and by 5.3\u00a0pp since Q1 2024/25, the same period last"
    assert f"{both} year." in said(indicator())


def test_lower_is_better_means_that_a_fall_is_an_improvement() -> None:
    assert "worsened by 1.9" in said(CASES["lower is better"])
    assert "worse than the statistical neighbours' mean" in said(CASES["lower is better"])


def test_a_neutral_measure_is_never_judged() -> None:
    text = f"{said(CASES['neutral'])} {benchmark_alt(CASES['neutral'])}"
    assert "has risen by" in text and "above the statistical neighbours' mean" in text
    assert not re.search(r"improv|worse|better|rank", text)


def test_comparators_of_the_same_period_are_compared() -> None:
    assert "It is better than the statistical neighbours' mean of 73.5% and ranks 4 of 7." in said(CASES["plain"])


def test_older_comparators_get_no_better_or_worse_word() -> None:
    text = said(CASES["older"])
    assert "are 1 year older: their mean was 69.6% and ours was 69.7%" in text
    assert not re.search(r"better|worse|rank", text)


def test_a_carried_forward_figure_says_how_old_it_is_and_when_the_next_is_due() -> None:
    assert "carried forward: 21 months old, the next due in December 2025" in said(CASES["carried"])


def test_an_overdue_figure_says_when_it_was_due() -> None:
    assert "The next figure was due by 31 March 2025 and is not on record." in said(CASES["overdue"])
    assert "which was Amber" in said(CASES["overdue"])


def test_a_suppressed_figure_is_not_told() -> None:
    result = indicator([60.0, 61.0, None], marks={2: (Mark.CONFIDENTIAL,)}, counts=None)
    assert said(result).startswith("The figure for Q4 2022/23 is suppressed.")


def test_the_alternative_text_of_a_trend_gives_measure_periods_value_target_direction_and_projection() -> None:
    text = trend_alt(indicator()).text
    for part in (
        "Children ready for school",
        "Q2 2022/23 to Q1 2025/26",
        "75.0%",
        "80.0%",
        "Higher is better",
        "74.9%",
    ):
        assert part in text


def test_alternative_texts_change_with_the_figures() -> None:
    other = indicator([65.0, 66.2, 67.1, 61.0], comparators=compared(61.0))
    assert trend_alt(CASES["plain"]) != trend_alt(other)
    assert benchmark_alt(CASES["plain"]) != benchmark_alt(other)


def test_the_alternative_text_of_a_comparison_names_each_group_with_its_period_when_it_differs() -> None:
    text = benchmark_alt(indicator(comparators=[(COUNTIES, [60.0, 61.0], 12), (NATION, [66.0], 0)])).text
    assert "County councils mean for Q1 2024/25: 60.5%." in text
    assert "England: 66.0%." in text


def _without_labels(sentence: Sentence, result: IndicatorResult) -> str:
    """The sentence without its names, dates and period labels, whose digits are not figures."""
    text = sentence.text.replace(legible(result).kpi.name, "")
    text = re.sub(
        r"Q\d \d{4}/\d\d|\d{4}/\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}(?!/)|\d+ (years?|months?) older",
        "",
        text,
    )
    return re.sub(r"We rank \d+ of \d+", "", text)


def test_the_only_group_is_compared_with_in_words_though_it_is_not_of_neighbours() -> None:
    result = indicator(comparators=[(COUNTIES, [70.0, 80.0, 69.0], 0)])
    assert "It is better than the mean of 73.0% for County councils and ranks 2 of 4." in said(result)
    assert "We rank 2 of 4 among County councils." in benchmark_alt(result).text


def test_a_nation_has_one_figure_and_no_rank() -> None:
    result = indicator(comparators=[(NATION, [70.0], 0)])
    assert "It is better than 70.0% for England." in said(result)
    assert "rank" not in said(result) + benchmark_alt(result).text


def test_older_figures_of_the_only_group_say_how_old_they_are() -> None:
    counties, nation = (indicator(comparators=[(group, [66.0], 12)]) for group in (COUNTIES, NATION))
    assert "The latest figures for County councils, for Q1 2024/25, are 1 year older: their mean was 66.0%" in said(
        counties
    )
    assert "The latest figure for England, for Q1 2024/25, is 1 year older: it was 66.0%" in said(nation)


def test_several_groups_without_neighbours_are_left_to_the_chart() -> None:
    assert "than the mean" not in said(indicator(comparators=[(COUNTIES, [70.0], 0), (NATION, [62.0], 0)]))
