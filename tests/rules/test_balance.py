"""A suite is balanced when no kind, and no perspective, has more than its limit."""

from __future__ import annotations

from helpers.model.kpi import Basis, Timing
from helpers.rules.balance import Balance, Trait, balance, split

LEADING, LAGGING = Timing.LEADING, Timing.LAGGING
MONEY, OTHER = Basis.FINANCIAL, Basis.NON_FINANCIAL
PERSPECTIVES = ("State of the Region", "Internal Process", "Financial")


def suite(lagging: int, leading: int, money: int = 0, regional: int = 0) -> list[Trait]:
    """A suite of this make-up; the rest of it is non-financial, and divided between the other perspectives."""
    timings = [LAGGING] * lagging + [LEADING] * leading
    perspectives = ["State of the Region"] * regional + ["Internal Process", "Financial"] * len(timings)
    bases = [MONEY] * money + [OTHER] * len(timings)
    return list(zip(timings, bases, perspectives, strict=False))


def judged(found: list[Trait], kind: int = 70, perspective: int = 50) -> Balance:
    return balance(found, PERSPECTIVES, one_kind_percent=kind, one_perspective_percent=perspective)


def test_twenty_lagging_of_27_is_out_of_balance_and_says_so_in_words() -> None:
    found = judged(suite(20, 7, money=10, regional=14))
    assert found.flags == ("20 of 27 are lagging", "State of the Region has 14 of 27")
    assert (found.timing.counts, found.timing.total) == ({"leading": 7, "lagging": 20}, 27)


def test_a_suite_within_its_limits_has_no_flag() -> None:
    assert judged(suite(5, 5, money=4, regional=4)).flags == ()


def test_exactly_the_limit_is_balanced_and_one_more_is_not() -> None:
    assert judged(suite(7, 3, money=5, regional=5)).flags == ()
    assert judged(suite(8, 2, money=5, regional=5)).flags == ("8 of 10 are lagging",)


def test_too_many_of_either_kind_is_flagged() -> None:
    assert judged(suite(1, 9, money=9)).flags == ("9 of 10 are leading", "9 of 10 are financial")


def test_the_limits_are_the_organisations_own() -> None:
    assert judged(suite(8, 2, money=5, regional=6), kind=80, perspective=60).flags == ()


def test_every_perspective_is_counted_also_one_that_no_kpi_has() -> None:
    found = split(PERSPECTIVES, ["Financial", "Financial"])
    assert found.counts == {"State of the Region": 0, "Internal Process": 0, "Financial": 2}
    assert found.total == 2


def test_an_empty_suite_has_nothing_out_of_balance() -> None:
    assert judged([]).flags == ()
