"""How long the analyst's desk takes to answer: `python tests/benchmarks/bench_desk.py [QUARTER]`.

Turns to each KPI of the demonstration twice, and supposes another target or tolerance for each that has one. Prints the
median and the longest time of each. Nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

from helpers.desk import TERMS, Desk
from helpers.workbook import open_suite

PROJECT = Path(__file__).parents[2]


def main(quarter: str = "2025-26 Q1") -> None:
    """Print what a change of KPI and a what-if cost."""
    suite = open_suite(PROJECT, quarter)
    kpis = list(suite.kpis)
    desk = Desk(suite, kpis[-1])
    print(f"{'':30} {'number':>6} {'median s':>9} {'longest s':>9}")
    report("turn to a KPI, first visit", [(kpi, timed(partial(turn, desk, kpi))) for kpi in kpis])
    report("turn to a KPI, second visit", [(kpi, timed(partial(turn, desk, kpi))) for kpi in kpis])
    report("what if", [(kpi, seconds) for kpi in kpis for seconds in supposing(desk, kpi)])


def turn(desk: Desk, kpi: str) -> None:
    """Choose a KPI, as somebody does in the list."""
    desk.kpi.value = kpi


def supposing(desk: Desk, kpi: str) -> Iterable[float]:
    """The time of the first what-if that the KPI allows, if it allows one."""
    turn(desk, kpi)
    open_controls = [control for control in (getattr(desk, name) for name in TERMS) if not control.disabled]
    for control in open_controls[:1]:
        yield timed(partial(setattr, control, "value", control.value * 1.1 + 0.1))


def timed(act: Callable[[], object]) -> float:
    """How many seconds something takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def report(name: str, times: list[tuple[str, float]]) -> None:
    """Print one line: how many, the median, the longest and which KPI that was."""
    slowest, longest = max(times, key=lambda each: each[1])
    print(f"{name:30} {len(times):6} {median(each for _, each in times):9.3f} {longest:9.3f}  {slowest}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
