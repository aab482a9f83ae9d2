"""What a quarter's packs cost: `python tests/benchmarks/bench_packs.py [QUARTER]`.

Builds every committee's pack of the quarter in a copy of this workspace, and prints wall and CPU seconds for each pack,
the CPU time of each kind of chart, and the most memory that a process used. Nothing is asserted.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.notebook import open_pack
from helpers.publish.batch import Failed, build_all
from helpers.publish.job import Job
from helpers.store.workspace import open_register

PROJECT = Path(__file__).parents[2]
WORKERS = 2


def main(quarter: str = "2025-26 Q1") -> None:
    """Print the cost of the quarter's packs and of their charts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("params", "data"):
            shutil.copytree(PROJECT / name, root / name)
        packs(root, Quarter.parse(quarter))
    charts(quarter)


def packs(root: Path, quarter: Quarter) -> None:
    """Build and time every pack of the quarter."""
    jobs = [Job(root, quarter, committee) for committee in open_register(root).committees]
    started = time.perf_counter()
    outcomes = build_all(jobs, WORKERS, lambda outcome: None)
    wall = time.perf_counter() - started
    print(f"{'pack':50} {'indicators':>10} {'wall s':>8} {'CPU s':>8}")
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            print(f"{outcome.job.report:50} FAILED: {outcome.reason}")
        else:
            cost = f"{outcome.indicators:10} {outcome.seconds:8.1f} {outcome.cpu_seconds:8.1f}"
            print(f"{outcome.job.report:50} {cost}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(jobs)} packs, {WORKERS} workers: {wall:.1f} s; largest process {peak:.0f} MB")


def charts(quarter: str) -> None:
    """Draw every chart of the quarter and time each kind."""
    from helpers.present.charts import benchmark, trend

    committees = open_register(PROJECT).committees
    results = [result for committee in committees for result in open_pack(PROJECT, committee, quarter).indicators]
    for draw in (trend, benchmark):
        next(filter(None, map(draw, results)))
        started = time.process_time()
        drawn = [chart for result in results if (chart := draw(result))]
        each = (time.process_time() - started) / len(drawn) * 1000
        print(f"{draw.__name__:20} {len(drawn):4} drawn, {each:.0f} ms CPU each")


if __name__ == "__main__":
    main(*sys.argv[1:2])
