"""The demonstration's commentary passes its own checks, but for what it leaves to be found on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from helpers.analysis.commentary import findings
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.analysis.placeholders import NAMES
from helpers.model.commentary import ServiceCommentary
from helpers.model.quality import Severity
from helpers.model.status import Status
from helpers.rules.prose_checks import placeholders, word_count
from helpers.store.workspace import open_register
from helpers.workbook import open_pack

PROJECT = Path(__file__).parents[2]
QUARTERS = ("2019-20 Q3", "2024-25 Q4", "2025-26 Q1")
COMMITTEES = tuple(open_register(PROJECT).committees)

WITHOUT_ACTION = (
    ("2019-20 Q3", "key-stage-4-attainment-free-school-meals"),
    ("2024-25 Q4", "apprenticeship-starts"),
    ("2025-26 Q1", "first-time-entrants-youth-justice"),
)
TOO_LONG = ("2025-26 Q1", "fatal-collisions")

Place = tuple[str, str]  # a quarter and a KPI


@cache
def packs(quarter: str) -> tuple[Pack, ...]:
    return tuple(open_pack(PROJECT, committee, quarter) for committee in COMMITTEES)


def results() -> Iterator[tuple[Place, Pack, IndicatorResult]]:
    """Every indicator of every pack, once a quarter, with a pack that holds it."""
    for quarter in QUARTERS:
        found = {result.kpi.id: (pack, result) for pack in packs(quarter) for result in pack.indicators}
        yield from (((quarter, kpi), pack, result) for kpi, (pack, result) in sorted(found.items()))


def commentaries() -> Iterator[tuple[Place, Pack, ServiceCommentary]]:
    for place, pack, result in results():
        if result.commentary:
            yield place, pack, result.commentary


def words(said: ServiceCommentary) -> int:
    """All that a commentary asks its readers to read."""
    return sum(word_count(part) for part in (said.text, said.cause, said.action))


def test_the_checks_find_the_missing_actions_and_the_one_long_commentary_and_nothing_else() -> None:
    found = [
        (place, each.rule, each.severity)
        for place, pack, result in results()
        for each in findings(result, result.earlier_commentary, pack.organisation.settings, pack.organisation.acronyms)
    ]
    meant = [*((place, "action", Severity.MUST) for place in WITHOUT_ACTION), (TOO_LONG, "length", Severity.SHOULD)]
    assert sorted(found) == sorted(meant)


def test_every_red_and_amber_says_why_and_what_is_being_done_but_one_red_a_quarter() -> None:
    silent = [
        (place, result.status)
        for place, _, result in results()
        if result.status in (Status.RED, Status.AMBER)
        and not (result.commentary and result.commentary.text and result.commentary.cause and result.commentary.action)
    ]
    assert silent == [(place, Status.RED) for place in WITHOUT_ACTION]


def test_some_blue_in_the_packs_of_the_default_quarter_is_explained() -> None:
    explained = [
        kpi
        for (quarter, kpi), _, result in results()
        if quarter == QUARTERS[-1] and result.status is Status.BLUE and result.commentary and result.commentary.cause
    ]
    assert explained == ["fatal-collisions", "key-stage-4-attainment-send", "median-weekly-pay"]


def test_every_action_has_a_post_that_owns_it_and_a_day_after_its_commentary() -> None:
    actions = {place: said for place, _, said in commentaries() if said.has_action}
    assert len(actions) > 40
    for place, said in actions.items():
        assert said.action_owner.strip(), place
        assert said.action_due is not None and said.action_due > said.date, place


def test_nothing_without_an_action_has_an_owner_or_a_day_for_one() -> None:
    idle = [
        place for place, _, said in commentaries() if not said.has_action and (said.action_owner or said.action_due)
    ]
    assert idle == []


def test_every_commentary_is_written_in_its_quarter_or_after_it_and_by_the_cut_off() -> None:
    late = [
        place
        for place, pack, said in commentaries()
        if not pack.plan.quarter.start < said.date <= pack.plan.data_cut_off
    ]
    assert late == []


def test_every_commentary_but_one_is_read_in_full() -> None:
    long = [place for place, pack, said in commentaries() if words(said) > pack.organisation.settings.commentary_words]
    assert long == [TOO_LONG]


def test_all_of_it_is_marked_as_illustrative() -> None:
    unmarked = [
        place
        for place, _, said in commentaries()
        if not (said.illustrative and said.author.startswith("Illustrative: "))
    ]
    assert unmarked == []


def test_some_of_it_in_each_quarter_takes_its_figures_from_the_data() -> None:
    named = {
        place: {name for name, _ in placeholders(said.text)} for place, _, said in commentaries() if "{" in said.text
    }
    assert {quarter for quarter, _ in named} == set(QUARTERS)
    assert len(named) >= 5
    assert set().union(*named.values()) <= set(NAMES)


def test_every_commentary_on_file_is_in_a_pack() -> None:
    on_file = {path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("data/kpis/*/commentary/*.md")}
    assert {said.file for _, _, said in commentaries()} == on_file
