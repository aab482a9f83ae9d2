"""Commentary that says what the figures do not is found; whatever else is said is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.model.kpi import Direction
from helpers.model.status import Status
from helpers.rules.change import Movement
from helpers.rules.claims import Claim, Facts, contradictions

HERE = Path(__file__).parent
NAMES = ("Care visits on time", "timeliness")


def commentaries(name: str) -> list[Any]:
    return [pytest.param(each, id=each["name"]) for each in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


def facts_of(each: dict[str, Any]) -> Facts:
    given = dict(each["facts"])
    for field, kind in (("short_term", Movement), ("long_term", Movement), ("status", Status)):
        given[field] = kind(given[field]) if field in given else None
    before = given.get("previous_status")
    given["previous_status"] = Status(before) if before else None
    return Facts(direction=Direction(each["direction"]), **given)


@pytest.mark.parametrize("each", [*commentaries("commentaries.yml"), *commentaries("commentaries_held_out.yml")])
def test_a_whole_commentary_is_told_true_or_false(each: dict[str, Any]) -> None:
    found = contradictions(each["text"], facts_of(each), each["names"])
    assert [claim.phrase for claim in found] == each["contradicted"]
    lines = each["text"].splitlines()
    assert all(claim.phrase in " ".join(lines[max(claim.line - 1, 0) : claim.line + 2]) for claim in found)


@pytest.mark.parametrize("name", ["commentaries.yml", "commentaries_held_out.yml"])
def test_there_are_ten_true_and_ten_false(name: str) -> None:
    told = [bool(each.values[0]["contradicted"]) for each in commentaries(name)]
    assert (told.count(False), told.count(True)) == (10, 10)


def state(movement: Movement, direction: Direction = Direction.INCREASE, sign: int | None = None, **more: Any) -> Facts:
    """Facts that all point one way: the change since the previous period and the year before, and the standing."""
    given: dict[str, Any] = {"short_term": movement, "long_term": movement}
    if sign is not None:
        given |= {"against_target": sign, "against_neighbours": sign}
    return Facts(direction=direction, **(given | more))


BETTER = state(
    Movement.IMPROVING, sign=1, status=Status.GREEN, previous_status=Status.GREEN, at_best=True, at_worst=False
)
WORSE = state(Movement.WORSENING, sign=-1, status=Status.RED, previous_status=Status.RED, at_best=False, at_worst=True)
FALLEN = state(Movement.IMPROVING, Direction.DECREASE, 1, at_best=True, at_worst=False)  # lower is better, and lower
RISEN = state(Movement.WORSENING, Direction.DECREASE, -1, at_best=False, at_worst=True)
LEVEL = state(Movement.NO_CHANGE, sign=0, trend="No clear trend")


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("Performance has improved.", BETTER, WORSE),
        ("Improved since last quarter.", BETTER, WORSE),
        ("Performance is improving.", BETTER, WORSE),
        ("It continues to improve.", BETTER, LEVEL),
        ("Results got better.", FALLEN, RISEN),
        ("Performance is better than last quarter.", BETTER, WORSE),
        ("Good progress has been made.", BETTER, WORSE),
        ("There has been a steady improvement in performance.", FALLEN, RISEN),
        ("We have seen an improvement on last year.", BETTER, WORSE),
        ("The new rota has improved.\n\nPerformance improved.", BETTER, WORSE),
        ("We have improved the rate since last quarter.", BETTER, WORSE),
        ("Performance has worsened.", WORSE, BETTER),
        ("Timeliness deteriorated.", WORSE, LEVEL),
        ("Performance declined since last year.", WORSE, BETTER),
        ("The figure got worse.", RISEN, FALLEN),
        ("Performance fell.", WORSE, BETTER),
        ("The rate rose.", BETTER, WORSE),
        ("The rate rose.", RISEN, FALLEN),
        ("Care visits on time have risen to 78%.", BETTER, WORSE),
        ("The percentage increased by 2 percentage points.", RISEN, FALLEN),
        ("The number has gone up.", RISEN, FALLEN),
        ("The rate is higher than last quarter.", RISEN, FALLEN),
        ("The rate is up on last year.", RISEN, FALLEN),
        ("The rate fell.", FALLEN, RISEN),
        ("The measure has dropped sharply.", FALLEN, BETTER),
        ("The rate decreased again.", WORSE, BETTER),
        ("The figure has gone down.", FALLEN, RISEN),
        ("The number has reduced.", FALLEN, RISEN),
        ("It is lower than last year.", FALLEN, RISEN),
        ("There was a further fall in the rate.", FALLEN, RISEN),
        ("The rate is unchanged.", LEVEL, BETTER),
        ("Performance is stable.", LEVEL, WORSE),
        ("No change since last quarter.", LEVEL, RISEN),
        ("The figure is the same as last quarter.", LEVEL, FALLEN),
        ("The figure has not changed.", LEVEL, WORSE),
        ("We met the target.", BETTER, WORSE),
        ("The target has been achieved.", LEVEL, WORSE),
        ("Performance exceeded the target of 80%.", BETTER, LEVEL),
        ("The rate is above target.", BETTER, WORSE),
        ("The rate is above target.", RISEN, FALLEN),
        ("We are on target.", LEVEL, WORSE),
        ("The indicator missed its target.", WORSE, BETTER),
        ("The rate is 3% below target.", WORSE, BETTER),
        ("The rate is below target.", FALLEN, RISEN),
        ("Performance is off target.", WORSE, LEVEL),
        ("The target was not met.", WORSE, BETTER),
        ("We did not meet the target.", WORSE, LEVEL),
        ("It fell short of the target.", WORSE, BETTER),
        ("Performance is better than our statistical neighbours.", BETTER, WORSE),
        ("Performance is worse than in similar areas.", WORSE, BETTER),
        ("The rate is above its peers.", RISEN, FALLEN),
        ("We are behind our comparators.", WORSE, LEVEL),
        ("The indicator remains Green.", BETTER, WORSE),
        ("It is now Red.", WORSE, BETTER),
        ("Rated Green.", BETTER, WORSE),
        ("The status moved from Amber to Green.", BETTER, WORSE),
        ("This is the best on record.", BETTER, WORSE),
        ("Performance is at its worst level since records began.", WORSE, BETTER),
        ("The rate is the lowest on record.", FALLEN, RISEN),
        ("The rate is the highest ever recorded.", RISEN, FALLEN),
    ],
)  # fmt: skip
def test_a_claim_is_judged_by_the_figures(text: str, true: Facts, false: Facts) -> None:
    assert contradictions(text, true, NAMES) == ()
    assert len(contradictions(text, false, NAMES)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Performance has not improved.",
        "Performance hasn't improved since last quarter.",
        "There has been no improvement.",
        "There was little improvement in the rate.",
        "Performance will improve.",
        "The rate should rise.",
        "The plan aims to improve performance.",
        "A new rota is in place in order to improve performance.",
        "The target is to be met by March.",
        "The rate is expected to have risen.",
        "We want to see performance that has improved.",
        "We hope that performance has improved.",
        "If performance improved, we would say so.",
        "Unless the target is met, the contract ends.",
        "Performance had improved until 2023 but then the contract ended.",
        "Staff morale has improved.",
        "Demand rose, and the number of referrals increased.",
        "The number of referrals has increased.",
        "National figures improved, and the national average rose.",
        "England's rate rose.",
        "Costs rose.",
        "Satisfaction among carers improved.",
        "Performance improved in the north of the county.",
        "The rate rose among older people.",
        "The team has improved recruitment.",
        "This has improved communication with providers.",
        "Increased demand is above target.",
        "Demand is high. It rose by a tenth.",
        "Has performance improved?",
        "The plan asks for “performance that is better than last year”.",
        "Performance has improved since 2019.",
        "Performance has improved over five years.",
        "In March 2021 performance improved.",
        "The rate of improvement is a concern.",
        "There is room for improvement.",
        "Good progress has been made with the recruitment plan.",
        "The improvement plan is with the board.",
        "Performance is better than expected.",
        "The rate is higher than we would like.",
        "The national target was met.",
        "We met the target for next year.",
        "We met the target last quarter.",
        "Four of five districts met the target.",
        "We are on target to open the centre.",
        "Performance is nearly on target.",
        "Performance is better than most neighbours.",
        "The project is Green.",
        "The rate will be Green.",
        "Visits to Green Lane are up.",
        "It was Green last quarter.",
        "It is no longer Green.",
        "Demand is the highest on record.",
        "It is one of the best on record.",
        "The target rose to 80%.",
        "The total number of care visits rose, and fell.",
        "The measure has been improved to count every visit.",
        "Performance has been above target for most of the year.",
        "Performance was above target in two of the three months.",
        "The target was missed in April, and met in May.",
        "We are Red for recruitment.",
        "Our partners' performance improved.",
        "The data quality has improved.",
        "More people said that the rate improved.",
        "The slowing of the improvement in the rate is a worry.",
        "Performance, which partners have praised, is reported below.",
    ],
)
def test_what_is_denied_hoped_for_or_said_of_others_is_left_alone(text: str) -> None:
    for facts in (WORSE, RISEN):
        assert contradictions(text, facts, NAMES) == ()


MIXED = Facts(short_term=Movement.IMPROVING, long_term=Movement.WORSENING, trend="Worsening", interval=3)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Performance has improved.", 0),
        ("Performance has worsened.", 0),
        ("Performance has improved since last quarter.", 0),
        ("Performance has improved since the previous period.", 0),
        ("Performance has improved on last year.", 1),
        ("Year on year, performance has improved.", 1),
        ("Compared with the same quarter last year, performance improved.", 1),
        ("Performance improved over the period shown.", 1),
        ("The long-term trend is improving.", 1),
        ("Performance has worsened since last quarter.", 1),
        ("Performance has worsened since last month.", 0),
        ("Performance has worsened since last quarter and on last year.", 0),
        ("Performance is unchanged.", 1),
        ("Performance is broadly unchanged.", 0),
    ],
)
def test_the_time_words_choose_the_change(text: str, count: int) -> None:
    assert len(contradictions(text, MIXED, NAMES)) == count


def test_without_figures_nothing_is_contradicted() -> None:
    text = (
        "Performance improved, met the target, is better than similar areas, remains Green and is the best on record."
    )
    assert contradictions(text, Facts(), NAMES) == ()


def test_a_neutral_measure_rises_and_falls_but_has_no_better() -> None:
    risen = Facts(short_term=Movement.ROSE, direction=Direction.NEUTRAL)
    found = contradictions("The rate fell. Performance improved. The rate rose. The rate is unchanged.", risen)
    assert [claim.phrase for claim in found] == ["The rate fell", "The rate is unchanged"]


def test_the_names_of_the_current_period_are_understood() -> None:
    text = "In Q1, performance improved."
    assert contradictions(text, WORSE) == ()
    named = Facts(short_term=Movement.WORSENING, long_term=Movement.WORSENING, this_period=("Q1", "Q1 2025/26"))
    assert [claim.phrase for claim in contradictions(text, named)] == ["performance improved"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The share of children killed or seriously injured rose.", 1),
        ("Children seriously injured or killed rose.", 1),
        ("The rate of children injured rose.", 1),
        ("The number of children injured rose.", 0),
        ("The number of children in school rose.", 0),
        ("Children killed\nor seriously injured rose.", 1),
    ],
)
def test_an_indicator_is_known_by_all_of_its_name_or_a_rate_of_part_of_it(text: str, count: int) -> None:
    assert len(contradictions(text, WORSE, ["Children killed or seriously injured"])) == count


def test_the_value_given_counts_before_the_movement() -> None:
    steady = Facts(short_term=Movement.NO_CHANGE, rose=1, rose_long=-1)
    found = contradictions("The rate rose since last quarter. The rate rose since last year.", steady)
    assert [claim.phrase for claim in found] == ["The rate rose since last year"]


WORDS = [
    "performance", "the rate", "it", "improved", "fell", "met the target", "is Green", "since last year", "not", "in",
    "#", "best on record", "{kpi.actual}", "**", "\n", "-", ",", ".", "“", "’", "(", "better than",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_text_can_be_read_and_what_is_quoted_is_on_one_of_its_lines(text: str) -> None:
    for claim in contradictions(text, WORSE):
        assert 0 <= claim.line <= text.count("\n") and claim.phrase


def test_a_claim_is_quoted_with_its_line_and_what_the_figures_say() -> None:
    text = "A busy quarter.\n\nThe rota changed and\nperformance has **improved** on\nlast year."
    (claim,) = contradictions(text, WORSE)
    assert claim == Claim(
        phrase="performance has improved on last year",
        line=3,
        says="performance has improved",
        but="the figures say Worsening since a year before",
    )


@pytest.mark.parametrize(
    ("text", "facts", "says", "but"),
    [
        (
            "Performance has improved.", WORSE, "performance has improved",
            "the figures say Worsening since the previous period and since a year before",
        ),
        (
            "Performance is stable.", MIXED, "nothing has changed",
            "the figures say Improving since the previous period, and Worsening since a year before and over the period"
            " shown",
        ),
        ("The rate fell.", RISEN, "the figure has fallen",
         "the figures say Worsening since the previous period and since a year before (lower is better)"),
        ("We met the target.", WORSE, "the target is met", "the figures say worse than target"),
        ("We missed the target.", LEVEL, "the target is missed", "the figures say on target"),
        ("It is better than similar areas.", LEVEL, "performance is better than the neighbours'",
         "the figures say level with the neighbours"),
        ("It remains Green.", WORSE, "the status is still Green", "the status is Red"),
        ("It remains Green.", state(Movement.IMPROVING, status=Status.GREEN, previous_status=Status.AMBER),
         "the status is still Green", "the status is Green, and was Amber before"),
        ("It is the best on record.", WORSE, "this is the best figure", "the figures shown hold a better one"),
    ],
)  # fmt: skip
def test_each_contradiction_says_what_is_so(text: str, facts: Facts, says: str, but: str) -> None:
    (claim,) = contradictions(text, facts)
    assert (claim.says, claim.but) == (says, but)
