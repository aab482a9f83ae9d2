"""A report does its own tasks, and lends them to cores that are idle."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from helpers.errors import WorkbookError
from helpers.publish import cores
from helpers.publish.cores import may_borrow, share


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_idle", threading.Semaphore(0))
    monkeypatch.setattr(cores, "_apart", False)


def noting(where: list[int], at_once: threading.Barrier | None = None) -> Callable[[], None]:
    def task() -> None:
        if at_once:
            at_once.wait(10)
        where.append(threading.get_ident())

    return task


def test_without_an_idle_core_every_task_is_done_here_in_turn() -> None:
    where: list[int] = []
    share([noting(where)] * 5)
    assert where == [threading.get_ident()] * 5


def test_with_an_idle_core_two_tasks_are_done_at_once_and_the_core_is_given_back() -> None:
    where, both, idle = [], threading.Barrier(2), threading.Semaphore(1)
    may_borrow(idle)
    share([noting(where, both)] * 2)  # neither ends before the other has begun
    assert len(set(where)) == 2
    assert idle.acquire(False)


def test_a_last_task_is_never_lent() -> None:
    where: list[int] = []
    may_borrow(threading.Semaphore(3))
    share([noting(where)])
    assert where == [threading.get_ident()]


def test_a_core_that_becomes_idle_meanwhile_takes_what_still_waits() -> None:
    where, both, idle = [], threading.Barrier(2), threading.Semaphore(0)
    may_borrow(idle)
    share([idle.release, noting(where, both), noting(where, both)])
    assert len(set(where)) == 2
    assert idle.acquire(False)


def test_what_waits_is_not_begun_once_a_task_of_its_own_has_failed() -> None:
    where: list[int] = []

    def fails() -> None:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        share([fails, noting(where)])
    assert where == []


@pytest.mark.parametrize("failing", [0, 1], ids=["own", "lent"])
def test_what_a_task_raises_is_raised_when_all_that_began_have_ended(failing: int) -> None:
    both, idle, done = threading.Barrier(2), threading.Semaphore(1), []

    def fails() -> None:
        both.wait(10)
        raise ValueError("no page")

    def ends() -> None:
        both.wait(10)
        done.append("ended")

    may_borrow(idle)
    with pytest.raises(ValueError, match="no page"):
        share([fails, ends] if failing == 0 else [ends, fails])
    assert done == ["ended"]
    assert idle.acquire(False)


def test_a_task_apart_has_a_process_of_its_own_and_its_error_is_told(tmp_path: Path) -> None:
    may_borrow(threading.Semaphore(0), apart=True)
    share([partial((tmp_path / "page").write_text, "a page"), partial(os.makedirs, tmp_path / "folder")])
    assert (tmp_path / "page").read_text(encoding="utf-8") == "a page"
    with pytest.raises(FileExistsError):
        share([partial(os.makedirs, tmp_path / "folder")])


def test_a_task_apart_that_is_killed_is_explained() -> None:
    may_borrow(threading.Semaphore(0), apart=True)
    if not cores._apart:
        pytest.skip("processes are forked on Linux only")
    with pytest.raises(WorkbookError, match="making its pages was stopped by the machine, perhaps for want of memory"):
        share([partial(os._exit, 9)])
