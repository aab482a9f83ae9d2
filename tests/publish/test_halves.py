"""A question about many things is answered by two processes, and never answered otherwise than by one."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence

import pytest

from helpers.publish.halves import WORTH_A_COPY, by_halves
from helpers.publish.server import can_fork

MANY = range(2 * WORTH_A_COPY + 1)
HERE = os.getpid()

needs_copies = pytest.mark.skipif(not can_fork(), reason="processes are copied on Linux only")


def squares(numbers: Sequence[int]) -> dict[int, int]:
    return {number: number**2 for number in numbers}


def whose(numbers: Sequence[int]) -> dict[int, int]:
    return dict.fromkeys(numbers, os.getpid())


def test_every_thing_has_its_answer() -> None:
    assert by_halves(squares, MANY) == squares(MANY)
    assert by_halves(squares, ()) == {}


@needs_copies
def test_every_other_thing_is_answered_by_a_copy() -> None:
    found = by_halves(whose, MANY)
    assert {found[number] for number in MANY[::2]} == {HERE}
    assert len(set(found.values())) == 2


def test_a_few_things_are_answered_without_a_copy() -> None:
    assert set(by_halves(whose, MANY[: WORTH_A_COPY - 1]).values()) == {HERE}


@pytest.mark.parametrize("wrong", [0, 1])
def test_what_is_raised_in_either_half_is_raised_here(wrong: int, capfd: pytest.CaptureFixture[str]) -> None:
    def answers(numbers: Sequence[int]) -> dict[int, int]:
        if wrong in numbers:
            raise ValueError("not this one")
        return squares(numbers)

    with pytest.raises(ValueError, match="not this one"):
        by_halves(answers, MANY)
    assert capfd.readouterr().err == ""


@needs_copies
def test_a_copy_that_is_stopped_leaves_nothing_out() -> None:
    def answers(numbers: Sequence[int]) -> dict[int, int]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(numbers)

    assert by_halves(answers, MANY) == squares(MANY)


@needs_copies
def test_what_is_raised_here_never_waits_for_a_copy_with_much_to_tell() -> None:
    def answers(numbers: Sequence[int]) -> dict[int, str]:
        if os.getpid() == HERE:
            raise ValueError("not here")
        return dict.fromkeys(numbers, "x" * 100_000)

    with pytest.raises(ValueError, match="not here"):
        by_halves(answers, MANY)


@needs_copies
def test_a_copy_that_is_stopped_while_it_tells_leaves_nothing_out() -> None:
    def answers(numbers: Sequence[int]) -> dict[int, str]:
        if os.getpid() != HERE:
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
        else:
            time.sleep(1)  # so that the copy is in the middle of telling
        return dict.fromkeys(numbers, "x" * 100_000)

    assert set(by_halves(answers, MANY)) == set(MANY)
