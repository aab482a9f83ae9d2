"""What a control chart says: true to its figures, and fit to be read aloud."""

from __future__ import annotations

import re

import pytest
from examples import controlled, indicator

from helpers.analysis.results import indicator as plain
from helpers.present.sentences import Sentence, control_alt, spc_sentence

STEADY = [float(value) for value in (60, 62) * 7]
LOW = [*[value + 3 for value in STEADY[:8]], *[value - 3 for value in STEADY[:8]]]
REBASED = [*STEADY, *[value + 20 for value in STEADY[:12]]]
DROP_THEN_RISE = [*[float(v) for v in (70, 72) * 7], 60.0, 61.0, 62.0, 62.5, 63.0, 63.5, 64.0]

CASES = {
    "usual": controlled(STEADY, charted=62.0),
    "beyond": controlled([*STEADY, 70.0], charted=62.0),
    "shift": controlled(LOW, charted=80.0),
    "lower is better": controlled([*STEADY, 70.0], charted=80.0, direction="decrease"),
    "neutral": controlled([*STEADY, 70.0], direction="neutral", scheme=None, targets=None),
    "neutral low": controlled([*STEADY, 52.0], direction="neutral", scheme=None, targets=None),
    "two of three": controlled([*STEADY, 66.9, 62.0, 66.9]),
    "trend": controlled([*STEADY, 58.0, 59.0, 60.0, 61.0, 62.0, 63.0, 64.0]),
    "trend below the mean": controlled(DROP_THEN_RISE),
    "trial": controlled(STEADY[:9], charted=62.0),
    "rebased": controlled(REBASED, rebased=["2023-09"], charted=50.0),
    "few since": controlled(REBASED[:17], rebased=["2023-09"], charted=70.0),
    "gaps": controlled([60.0, None, 62.0, None] * 4),
    "run": controlled(STEADY[:6]),
    "quarters": controlled(STEADY, charted=62.0, frequency="quarter"),
    "pounds": controlled([v * 20_000 for v in STEADY], charted=1_230_000, unit="pounds", decimals=0),
    "rates": controlled(STEADY, charted=62.0, unit="number", unit_label="per 10,000 children"),
    "near the top": controlled([99.0, 100.0] * 7, charted=98.0),
    "close": controlled(STEADY, charted=66.34),
    "withheld": controlled(STEADY, frequency="financial-year"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "usual",
            "The latest figure, 62.0%, is common cause: no more than the usual ups and downs around the mean of 61.0%. "
            "The target of 62.0% lies within the limits of 55.7% to 66.3%, so it will be met in some months and missed "
            "in others by chance.",
        ),
        (
            "shift",
            "The latest figure, 59.0%, is a special cause of concern: seven in a row are below the mean of 61.0%. "
            "The target of 80.0% lies above the upper limit of 66.3%, so it will go on being missed unless the process "
            "changes.",
        ),
        (
            "lower is better",
            "The latest figure, 70.0%, is a special cause of concern: it is above the upper limit of 66.9%. "
            "The target of 80.0% lies above the upper limit of 66.9%, so it can be relied on to be met unless the "
            "process changes.",
        ),
        (
            "neutral",
            "The latest figure, 70.0%, is a special cause on the high side: it is above the upper limit of 66.9%. "
            "Figures from 56.3% to 66.9% are to be expected.",
        ),
        (
            "few since",
            "There are too few figures for control limits from September 2023, when the process changed: 3, and 8 are "
            "needed. Their mean is 80.7%. Until then it cannot be said whether the latest is out of the ordinary, nor "
            "whether the target can be relied on.",
        ),
        (
            "run",
            "There are too few figures for control limits: 6, and 8 are needed, or 12 for firm ones. Their median, the "
            "middle of them, is 61.0%.",
        ),
        (
            "withheld",
            "No control limits: figures that come less often than every quarter are too few and too far apart.",
        ),
    ],
)
def test_a_chart_is_told_so_that_it_can_be_read_aloud(name: str, text: str) -> None:
    assert spc_sentence(CASES[name]).text == text


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("beyond", "a special cause of improvement: it is above the upper limit of 66.9%."),
        ("neutral low", "a special cause on the low side: it is below the lower limit of"),
        ("two of three", "improvement: two of the last three are near the upper limit of"),
        ("trend", "a special cause of improvement: seven in a row are rising."),
        ("trend below the mean", "concern: seven in a row are rising, though the latest is still below the mean of"),
        ("trial", "These limits are trial limits: they rest on 9 figures, and 12 are needed."),
        ("rebased", "The target of 50.0% lies below the lower limit of 75.7%, so it can be relied on"),
        ("quarters", "met in some quarters and missed in others by chance."),
        ("gaps", "Too few of the figures follow each other directly for control limits. Their mean is 61.0%."),
        ("near the top", "within the limits of 96.8% to 100.0%"),
    ],
)
def test_what_is_told_of_each_case(name: str, part: str) -> None:
    assert part in spc_sentence(CASES[name]).text


def test_what_lies_beyond_a_limit_never_prints_like_it() -> None:
    text = spc_sentence(CASES["close"]).text
    assert "The target of 66.34% lies above the upper limit of 66.32%" in text


def test_firm_limits_are_not_called_trial_limits() -> None:
    assert "trial" not in spc_sentence(CASES["usual"]).text


def test_without_figures_there_are_no_limits_and_it_says_so() -> None:
    assert spc_sentence(indicator()).text == "No control limits: there are no figures."


@pytest.mark.parametrize("name", CASES)
def test_every_number_is_one_of_the_figures(name: str) -> None:
    for sentence in (spc_sentence(CASES[name]), control_alt(CASES[name])):
        rest = without_names(sentence)
        for text, _ in sentence.figures:
            rest = rest.replace(text, "", 1)
        assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize("name", CASES)
def test_every_figure_is_in_the_results(name: str) -> None:
    result = CASES[name]
    held = list(numbers(plain(result)["spc"]))
    for sentence in (spc_sentence(result), control_alt(result)):
        for text, value in sentence.figures:
            assert any(value == pytest.approx(each) for each in held), text


@pytest.mark.parametrize("name", CASES)
def test_words_are_always_the_same(name: str) -> None:
    assert spc_sentence(CASES[name]) == spc_sentence(CASES[name])


def test_the_alternative_text_gives_measure_periods_limits_latest_special_causes_target_and_direction() -> None:
    assert control_alt(CASES["beyond"]).text == (
        "Control chart of Children ready for school at age five, Jul 2022 to Sep 2023. The mean is 61.6%, with limits "
        "of 56.3% and 66.9%. The latest is 70.0%, a special cause of improvement. 1 of the 15 figures is marked as "
        "special cause. The target is 62.0%: hit or miss. Higher is better."
    )


def test_the_alternative_text_says_where_limits_start_afresh_and_which_are_trial_or_missing() -> None:
    assert "Mean and limits start afresh from September 2023." in control_alt(CASES["rebased"]).text
    assert "with trial limits of" in control_alt(CASES["trial"]).text
    assert "The mean is 80.7%, without limits yet." in control_alt(CASES["few since"]).text


def test_the_alternative_text_of_a_run_chart_gives_the_median() -> None:
    assert control_alt(CASES["run"]).text == (
        "Run chart of Children ready for school at age five, Jul 2022 to Dec 2022: 6 figures around a median of 61.0%. "
        "The latest is 62.0%. Higher is better."
    )


def test_a_neutral_measure_is_never_judged() -> None:
    for name in ("neutral", "neutral low"):
        text = f"{spc_sentence(CASES[name])} {control_alt(CASES[name])}"
        assert not re.search(r"improv|concern|better|worse|passing|failing", text)


def without_names(sentence: Sentence) -> str:
    return re.sub(r"Q\d \d{4}/\d\d|\d{4}/\d\d|[A-Z][a-z]+ \d{4}", "", sentence.text)


def numbers(found: object) -> list[float]:
    if isinstance(found, dict):
        return [number for value in found.values() for number in numbers(value)]
    if isinstance(found, list):
        return [number for value in found for number in numbers(value)]
    return [float(found)] if isinstance(found, int | float) and not isinstance(found, bool) else []
