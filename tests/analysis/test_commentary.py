"""What is found in a service's commentary, with its file and line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers.analysis.commentary import findings
from helpers.analysis.facts import facts, period_names
from helpers.model.commentary import ServiceCommentary
from helpers.model.kpi import Direction
from helpers.model.organisation import Settings
from helpers.model.periods import Frequency, parse_period
from helpers.model.quality import Finding, Severity
from helpers.model.status import Status
from helpers.rules.change import Movement

if TYPE_CHECKING:
    from conftest import Workspace

FILE = "data/kpis/visits-on-time/commentary/2025-26-q1.md"
ACTION = "\n\n## Action\n\nHire."
SIX = "Many visits began late in May."  # the same words in two quarters


def found(workspace: Workspace, body: str, day: str = "2025-08-20", **asked: object) -> list[Finding]:
    """What is found in the commentary with this body, in the workspace's KPI: quarterly, 76% and now 78%, Amber."""
    workspace.write(FILE, f"---\nauthor: Head of Care\ndate: {day}\n---\n\n{body}\n")
    return check(workspace, **asked)


def check(
    workspace: Workspace, previous: ServiceCommentary | None = None, known: tuple[str, ...] = (), **settings: object
) -> list[Finding]:
    chosen = Settings.model_validate(settings)
    return list(findings(workspace.indicator("visits-on-time"), previous, chosen, known))


def written(text: str) -> ServiceCommentary:
    return ServiceCommentary(author="Head of Care", date=date(2025, 5, 20), text=text)


def test_a_sound_commentary_has_nothing_to_put_right(workspace: Workspace) -> None:
    assert check(workspace) == []
    body = "Performance improved, but is below target at {kpi.actual}. It is level with our neighbours." + ACTION
    assert found(workspace, body, previous=written("Something else.")) == []


def test_a_status_that_requires_an_action_must_have_one(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/targets.csv", "2025-26,80", "2025-26,95")
    fix = "Add “## Action”: what is being done, by whom and by when."
    red = Finding(Severity.MUST, "action", "visits-on-time", FILE, 0, "Red without an action: owner Head of Care.", fix)
    assert found(workspace, "Many visits were late.") == [replace(red, line=1)]
    (workspace.root / FILE).unlink()
    assert check(workspace) == [red]
    assert check(workspace, action_required=(Status.AMBER,)) == []


def test_a_status_that_prompts_an_action_should_have_one(workspace: Workspace) -> None:
    (finding,) = found(workspace, "Many visits were late.")
    assert (finding.severity, finding.line, finding.message) == (
        Severity.SHOULD, 1, "Amber without an action: owner Head of Care.",
    )  # fmt: skip
    assert found(workspace, "Many visits were late.", action_prompted=()) == []


def test_a_contradiction_is_quoted_on_its_line_with_what_the_figures_say(workspace: Workspace) -> None:
    body = "A busy time.\n\nThings went on.\nPerformance has worsened.\n\n## Cause\n\nStaff left.\nWe met the target."
    first, second = found(workspace, body + ACTION)
    assert first == Finding(
        Severity.SHOULD,
        "contradiction",
        "visits-on-time",
        FILE,
        9,
        "“Performance has worsened” says that performance has worsened, but the figures say Improving since the"
        " previous period, since a year before and over the period shown.",
        "Put the words right, or say which comparison is meant.",
    )
    assert (second.line, second.message) == (
        14, "“We met the target” says that the target is met, but the figures say worse than target.",
    )  # fmt: skip


def test_what_an_action_promises_is_not_a_claim(workspace: Workspace) -> None:
    assert found(workspace, "Many visits were late.\n\n## Action\n\nPerformance has worsened.") == []


def test_copied_text_is_found_when_the_figure_has_changed(workspace: Workspace) -> None:
    (finding,) = found(workspace, SIX + ACTION, previous=written(SIX))
    assert (finding.severity, finding.rule, finding.line, finding.message, finding.fix) == (
        Severity.SHOULD,
        "copied",
        6,
        "100% of the commentary is the same as in the last one, though the figure has changed.",
        "Say what is new this quarter.",
    )
    assert found(workspace, SIX + ACTION, previous=written(SIX.replace("May", "June"))) == []
    assert [each.rule for each in found(workspace, SIX + ACTION, previous=written(SIX[:-4]), copied_percent=80)] == [
        "copied"
    ]


def test_the_same_words_are_right_for_the_same_figure(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q4,W01,76", "2024-25 Q4,W01,78")
    assert found(workspace, SIX + ACTION, previous=written(SIX)) == []


def test_the_same_words_are_right_for_a_figure_carried_forward(workspace: Workspace) -> None:
    workspace.write(FILE, f"---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\n{SIX}{ACTION}\n")
    result = workspace.indicator("visits-on-time")
    assert result.freshness is not None
    carried = replace(result, freshness=replace(result.freshness, carried_forward=True))
    assert findings(carried, written(SIX), Settings(), ()) == ()
    assert [each.rule for each in findings(result, written(SIX), Settings(), ())] == ["copied"]


@pytest.mark.parametrize(("day", "count"), [("2025-03-31", 1), ("2025-04-01", 0)])
def test_commentary_dated_before_the_quarter_began_is_stale(workspace: Workspace, day: str, count: int) -> None:
    stale = found(workspace, "Many visits were late." + ACTION, day)
    assert [(each.severity, each.rule, each.line, each.message) for each in stale] == [
        (
            Severity.SHOULD,
            "stale",
            1,
            "The commentary is dated 31 March 2025, before the quarter began on 1 April 2025.",
        )
    ] * count


@pytest.mark.parametrize(("words", "messages"), [(20, []), (21, ["The commentary has 21 words; the limit is 20."])])
def test_a_long_commentary_is_found_with_both_numbers(workspace: Workspace, words: int, messages: list[str]) -> None:
    long = found(workspace, " ".join(["late"] * words) + ACTION, commentary_words=20)
    assert [each.message for each in long] == messages
    assert {(each.rule, each.line, each.severity) for each in long} <= {("length", 6, Severity.SHOULD)}


def test_a_long_cause_or_action_is_found_on_its_own_line(workspace: Workspace) -> None:
    many = " ".join(["late"] * 21)
    long = found(workspace, f"Late.\n\n## Cause\n\n{many}\n\n## Action\n\n{many}", commentary_words=20)
    assert [(each.line, each.message) for each in long] == [
        (10, "The cause has 21 words; the limit is 20."),
        (14, "The action has 21 words; the limit is 20."),
    ]


def test_an_unexplained_acronym_is_listed_at_its_first_use(workspace: Workspace) -> None:
    body = "Care Quality Commission (CQC) inspectors came.\n\n## Action\n\nThe CQC and JMT meet.\nTell the ICB and JMT."
    assert [(each.rule, each.line, each.message, each.fix) for each in found(workspace, body, known=("ICB",))] == [
        ("acronym", 10, "“JMT” is not explained.", "Write it in full where it first stands, with (JMT) after it.")
    ]


def test_an_unknown_placeholder_must_be_put_right(workspace: Workspace) -> None:
    (finding,) = found(workspace, "It was\n{kpi.actul} then." + ACTION)
    assert (finding.severity, finding.rule, finding.line, finding.message, finding.fix) == (
        Severity.MUST, "placeholder", 7, "{kpi.actul} does not name a figure.", "Did you mean “kpi.actual”?",
    )  # fmt: skip


def test_a_placeholder_without_a_value_must_be_put_right(workspace: Workspace) -> None:
    workspace.edit("data/kpis/visits-on-time/observations.csv", "2024-25 Q4,W01,76,,,,,\n", "")
    (finding,) = found(workspace, "It was {kpi.previous} then." + ACTION)
    assert (finding.severity, finding.line, finding.message, finding.fix) == (
        Severity.MUST,
        6,
        "{kpi.previous} has no value this quarter: there is nothing to say for the figure for the period before.",
        "Write the sentence without it.",
    )


def test_findings_come_in_the_order_of_the_file(workspace: Workspace) -> None:
    body = "We met the target, said {x}.\nSo said the JMT and {y}."
    assert [(each.line, each.rule) for each in found(workspace, body, "2025-01-01")] == [
        (1, "action"), (1, "stale"), (6, "contradiction"), (6, "placeholder"), (7, "acronym"), (7, "placeholder"),
    ]  # fmt: skip


def test_the_facts_are_the_indicators(workspace: Workspace) -> None:
    known = facts(workspace.indicator("visits-on-time"))
    assert (known.short_term, known.long_term, known.rose, known.rose_long) == (
        Movement.IMPROVING, Movement.IMPROVING, 1, 1,
    )  # fmt: skip
    assert (known.status, known.previous_status, known.against_target) == (Status.AMBER, Status.GREEN, -1)
    assert (known.at_best, known.at_worst, known.direction, known.interval) == (True, False, Direction.INCREASE, 3)
    assert (known.against_neighbours, known.trend) == (1, "Improving")


def test_lower_is_better_turns_the_facts_round(bare: Workspace) -> None:
    bare.kpi("waits", direction="decrease", comparators=["neighbours"])
    bare.figures("waits", "2024-25 Q4,W01,70", "2025-26 Q1,W01,72", *(f"2025-26 Q1,W0{n},72" for n in (2, 3, 4)))
    bare.targets("waits", {"2025-26": "75"})
    known = facts(bare.indicator("waits"))
    assert (known.short_term, known.rose, known.against_target, known.against_neighbours) == (
        Movement.WORSENING, 1, 1, 0,
    )  # fmt: skip
    assert (known.at_best, known.at_worst, known.long_term) == (False, True, None)


def test_for_a_yearly_measure_last_year_is_the_previous_period(bare: Workspace) -> None:
    bare.kpi("survey", frequency="financial-year", measure="annual")
    bare.figures("survey", "2023-24,W01,70", "2024-25,W01,72")
    known = facts(bare.indicator("survey"))
    assert (known.short_term, known.long_term, known.against_target) == (Movement.IMPROVING, Movement.IMPROVING, None)


def test_outside_a_range_is_worse_than_target_on_either_side(bare: Workspace) -> None:
    told = {}
    for id, value in (("low", 4), ("inside", 6), ("high", 9)):
        bare.kpi(id, scheme="range")
        bare.figures(id, f"2025-26 Q1,W01,{value}")
        bare.targets(id, {"2025-26": ",5,7"})
        told[id] = facts(bare.indicator(id)).against_target
    assert told == {"low": -1, "inside": 0, "high": -1}


def test_a_break_in_series_leaves_best_and_worst_unsaid(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70", "2025-26 Q1,W01,72,,,b")
    known = facts(bare.indicator("visits"))
    assert (known.at_best, known.at_worst, known.short_term) == (None, None, None)


def test_without_figures_or_commentary_nothing_is_found(bare: Workspace) -> None:
    bare.kpi("planned", lifecycle="in-development")
    assert findings(bare.indicator("planned"), None, Settings(), ()) == ()
    assert facts(bare.indicator("planned")).short_term is None


@pytest.mark.parametrize(
    ("frequency", "text", "known"),
    [
        (Frequency.QUARTER, "2025-26 Q1", ("Q1 2025/26", "Q1", "quarter one", "first quarter")),
        (Frequency.MONTH, "2025-06", ("Jun 2025", "June 2025", "June")),
        (Frequency.FINANCIAL_YEAR, "2024-25", ("2024/25", "2024-25", "2024–25")),
        (Frequency.CALENDAR_YEAR, "2023", ("2023",)),
        (Frequency.THREE_YEAR, "2021-23", ("2021 to 2023", "2021–23")),
    ],
)
def test_a_period_is_known_by_its_ordinary_names(frequency: Frequency, text: str, known: tuple[str, ...]) -> None:
    assert set(known) <= set(period_names(parse_period(text, frequency)))


def test_may_alone_is_not_a_period_since_it_is_a_verb() -> None:
    assert period_names(parse_period("2025-05", Frequency.MONTH)) == ("May 2025", "May 2025")
