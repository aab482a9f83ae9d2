"""An auditor's sample: the same seed, the same KPIs, whoever draws it."""

from __future__ import annotations

from helpers.rules.sample import sampled

NAMES = ("roads", "beds", "visits", "pay", "schools")


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    assert sampled(NAMES, 3, "7") == sampled(sorted(NAMES), 3, "7")


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    assert sampled(NAMES, 4, "7")[:2] == sampled(NAMES, 2, "7")


def test_another_seed_draws_others() -> None:
    assert len({sampled(NAMES, 2, str(seed)) for seed in range(20)}) > 5


def test_more_than_there_are_is_all_of_them() -> None:
    assert sorted(sampled(NAMES, 9, "7")) == sorted(NAMES)


def test_what_is_drawn_can_be_worked_out_by_hand() -> None:
    # printf '7 beds' | sha256sum, and so on: the lowest first
    assert sampled(NAMES, 5, "7") == ("roads", "schools", "beds", "pay", "visits")
