"""Status words, and which limits each kind of scheme takes."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from helpers.model.status import RATED, SchemeKind, Status, StatusScheme


def scheme(kind: str, **limits: Any) -> StatusScheme:
    return StatusScheme.model_validate({"id": "s", "name": "Trial", "version": 1, "kind": kind, "source": "t"} | limits)


@pytest.mark.parametrize("kind", [kind for kind in SchemeKind if kind is not SchemeKind.FLOOR])
def test_every_kind_but_a_floor_needs_amber(kind: SchemeKind) -> None:
    with pytest.raises(ValidationError, match=f"kind {kind} needs amber: how far off target is still Amber"):
        scheme(kind)
    assert scheme(kind, amber=10).amber == 10


@pytest.mark.parametrize("limits", [{"amber": 10}, {"blue": 5}, {"amber": 10, "blue": 5}])
def test_a_floor_takes_its_limits_from_the_targets(limits: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="a floor scheme takes its limits from the targets"):
        scheme("floor", **limits)
    assert scheme("floor").amber is None


def test_a_range_is_never_blue() -> None:
    with pytest.raises(ValidationError, match="a range scheme is never Blue"):
        scheme("range", amber=10, blue=5)


@pytest.mark.parametrize(
    "wrong", [{"amber": -1}, {"amber": 10, "blue": -1}, {"amber": 10, "version": 0}, {"amber": 10, "green": 5}]
)
def test_a_limit_below_zero_and_an_unknown_field_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match=list(wrong)[-1]):
        scheme("relative", **wrong)


def test_four_statuses_are_ratings_and_members_read_them_from_red_to_blue() -> None:
    assert [status for status in Status if status.rated] == list(RATED)
    assert [status.rank for status in RATED] == [0, 1, 2, 3]
    assert {status.rank for status in Status if not status.rated} == {4}


@pytest.mark.parametrize(("kind", "limits"), [("relative", {"amber": 5}), ("range", {"amber": 5}), ("floor", {})])
def test_a_scheme_that_says_nothing_of_blue_gives_three_statuses(kind: str, limits: dict[str, int]) -> None:
    assert scheme(kind, **limits).statuses == (Status.RED, Status.AMBER, Status.GREEN)
    assert scheme("points", amber=5, blue=3).statuses == RATED
