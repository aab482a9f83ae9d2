"""The demonstration's figures are checked in every quarter, and what was found is answered."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from helpers.analysis.fitness import Fitness
from helpers.model.periods import Quarter
from helpers.quality import quality_of
from helpers.store.workspace import open_register, read_acceptances

PROJECT = Path(__file__).parents[2]
REGISTER = open_register(PROJECT)
LATEST = max(REGISTER.plans)


@cache
def page_of(quarter: Quarter) -> Fitness:
    return quality_of(REGISTER, quarter)


@pytest.mark.parametrize("quarter", sorted(REGISTER.plans), ids=str)
def test_what_was_found_is_answered_and_put_on_record_by_two_people(quarter) -> None:
    page = page_of(quarter)
    waiting = [each.key for each in page.findings if each.open]
    assert len(waiting) == (1 if quarter == LATEST else 0)  # one is left open, so that the page shows one
    assert page.log[-1].is_of(page.tally), "the data or the checks have changed: packs quality record"
    assert page.vouched is (quarter != LATEST)
    assert page.stale == ()


def test_no_answer_names_an_area_that_we_are_compared_with() -> None:
    reasons = " ".join(each.reason for each in read_acceptances(REGISTER))
    assert len(REGISTER.organisation.unnamed) > 20
    assert [name for name in REGISTER.organisation.unnamed if name in reasons] == []


@pytest.mark.parametrize("quarter", sorted(REGISTER.plans), ids=str)
def test_the_list_is_short_enough_to_answer(quarter) -> None:
    page = page_of(quarter)
    assert page.tally.figures > 50
    assert page.tally.findings <= 10
