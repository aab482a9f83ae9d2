"""Whom to compare with, over how many periods, and what if: the answer follows the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.analysis.what_if import Supposition
from helpers.desk import Question, answer
from helpers.present.blocks import Chart, Paragraph, Section, Table, plain
from helpers.present.sentences import drafted, why
from helpers.workbook import Suite, open_suite

if TYPE_CHECKING:
    from conftest import Workspace

KPI = "visits-on-time"


def paragraphs(section: Section) -> list[str]:
    return [plain(block.words) for block in section if isinstance(block, Paragraph)]


def charts(section: Section) -> dict[str, Chart]:
    return {block.id: block for block in section if isinstance(block, Chart)}


def table(section: Section, id: str) -> Table:
    return next(block for block in section if isinstance(block, Table) and block.id == id)


def test_without_a_wish_the_answer_is_in_the_packs_own_words(westmarch: Workspace, suite: Suite) -> None:
    (in_the_pack,) = westmarch.pack().indicators
    found = paragraphs(answer(suite, Question(KPI)))
    assert why(in_the_pack).text in found
    assert " ".join(sentence.text for sentence in drafted(in_the_pack)) in found


def test_it_shows_the_packs_own_charts_and_the_control_chart_where_there_is_one(suite: Suite) -> None:
    found = charts(answer(suite, Question(KPI)))
    assert list(found) == [f"{KPI}-trend", f"{KPI}-benchmark", f"{KPI}-control"]
    assert len(found[f"{KPI}-trend"].figures.rows) == 4


def test_the_groups_to_choose_from_are_those_with_figures_whether_or_not_the_pack_shows_them(suite: Suite) -> None:
    assert [group.id for group in suite.groups(KPI)] == ["counties", "region", "neighbours", "nation"]
    assert [standing.group.id for standing in suite.indicator(KPI).standings] == ["neighbours", "nation"]


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (None, "the statistical neighbours' mean of 77.0%"),
        ("counties", "It is worse than the mean of 79.0% for Counties and ranks 2 of 3."),
        ("nation", "It is better than 77.0% for The nation."),
    ],
)
def test_the_sentence_and_the_chart_follow_the_group(suite: Suite, group: str | None, said: str) -> None:
    found = answer(suite, Question(KPI, group=group))
    assert said in " ".join(paragraphs(found))
    rows = table(found, f"{KPI}-benchmark").rows
    assert [plain(row[0].words) for row in rows] == {
        None: ["Neighbours", "The nation"], "counties": ["Counties"], "nation": ["The nation"],
    }[group]  # fmt: skip


@pytest.mark.parametrize(("window", "first"), [(2, "2024-25 Q4"), (None, "2024-25 Q2"), (5, "2024-25 Q1")])
def test_the_window_may_be_shorter_or_longer_than_the_packs(suite: Suite, window: int | None, first: str) -> None:
    found = answer(suite, Question(KPI, window=window))
    assert table(found, f"{KPI}-trend").rows[0][0].raw == first
    assert len(table(found, f"{KPI}-trend").rows) == (window or 4)


def test_the_trend_is_that_of_the_window(suite: Suite) -> None:
    assert "since Q1 2024/25" in " ".join(paragraphs(answer(suite, Question(KPI, window=5))))
    assert "since Q1 2024/25 the trend" not in " ".join(paragraphs(answer(suite, Question(KPI, window=2))))


def test_another_target_redraws_the_bands_and_tells_how_the_statuses_would_differ(suite: Suite) -> None:
    found = answer(suite, Question(KPI, window=5, instead=Supposition(target=75)))
    agreed = answer(suite, Question(KPI, window=5))
    assert paragraphs(found)[0] == "What if? Target 75.0% instead of 80.0%."
    assert "Green: 4.0% above the target of 75.0% (Blue above 78.8%)." in paragraphs(found)
    history = table(found, f"{KPI}-what-if")
    assert history.caption == (
        "Care visits on time: the status would differ in 1 of 5 periods, and would now be Green instead of Amber"
    )
    assert [(row[3].raw, row[5].raw) for row in history.rows] == [
        ("Amber", "Amber"), ("Amber", "Amber"), ("Amber", "Amber"), ("Green", "Green"), ("Amber", "Green"),
    ]  # fmt: skip
    assert "4.0% above the target of 75.0%" in charts(found)[f"{KPI}-trend"].alt
    assert charts(found)[f"{KPI}-trend"].svg != charts(agreed)[f"{KPI}-trend"].svg
    assert charts(found)[f"{KPI}-benchmark"].svg == charts(agreed)[f"{KPI}-benchmark"].svg


def test_it_says_that_nothing_was_saved_and_nothing_was(westmarch: Workspace) -> None:
    before = westmarch.files()
    found = answer(open_suite(westmarch.root, "2025-26 Q1"), Question(KPI, "counties", 5, Supposition(75, amber=2)))
    assert "Nothing was saved: the packs keep the target and tolerances that were agreed." in paragraphs(found)
    assert westmarch.files() == before


def test_an_indicator_without_figures_says_why_and_draws_nothing(awkward: Workspace) -> None:
    found = answer(open_suite(awkward.root, "2025-26 Q1"), Question("developing"))
    assert paragraphs(found) == [
        "In development in quarter 1 of 2025/26",
        "In development: the indicator is being developed, so it has no figures yet.",
    ]
    assert not [block for block in found if isinstance(block, Chart | Table)]
