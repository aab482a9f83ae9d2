"""What a quarter's packs cost, side by side: `python tests/benchmarks/bench_packs.py`.

The same quarter is built as people do it by hand (see `by_hand`), and by `packs build`: cold, warm, once more with
nothing changed, and with one figure changed. Prints seconds, CPU seconds, the largest process, instructions where they
can be counted, and how many times less than by hand. Nothing is asserted. Options:

  --sizes 6x5,24x5,96x5,6x25,6x60   how many packs, of how many KPIs each
  --formats html,pdf
  --without hand,cold,kept          leave out what takes longest
  --demonstration                   the demonstration's own quarter instead

With three sizes or more, what a pack and a KPI cost is fitted to the warm builds. The cost of each kind of chart is
printed last.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from by_hand import PROGRAMS
from measured import Cost, cost
from suite import COMMITTEES, QUARTER, change_one_figure, write_suite

from helpers.workbook import accept_figures

PROJECT = Path(__file__).parents[2]
HEADING = f"{'':26} {'wall s':>8} {'CPU s':>8} {'MB':>6} {'10^9 instr.':>12} {'x wall':>7} {'x CPU':>7}"


def main() -> None:
    """Print the costs of every size asked for."""
    asked = _asked()
    compileall.compile_dir(PROJECT / "src", quiet=1)  # or whichever is built first would pay for it
    warm: dict[tuple[int, int], Cost] = {}
    for packs, kpis in [(0, 0)] if asked.demonstration else _sizes(asked.sizes):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            print(f"\n{packs} packs of {kpis} KPIs" if packs else "\nThe demonstration's quarter", flush=True)
            warm[packs, kpis] = side_by_side(Path(folder), packs, kpis, asked)
    if len(warm) > 2:
        fitted(warm)
    charts()


def side_by_side(folder: Path, packs: int, kpis: int, asked: argparse.Namespace) -> Cost:
    """Print what each way costs, the slowest first; returns what the warm build did."""
    root = folder / "workspace"
    change = _suite(root, packs, kpis) if packs else _demonstration(root)
    build = [str(PROGRAMS / "packs"), "build", QUARTER, *_formats(asked.formats)]
    print(HEADING, flush=True)
    by_hand = None
    if "hand" not in asked.without:
        script = str(Path(__file__).with_name("by_hand.py"))
        by_hand = told("by hand", cost([sys.executable, script, str(root), QUARTER, asked.formats], root), None)
    if "cold" not in asked.without:
        told("cold", cost([*build, "--engine", "cold"], root), by_hand)
        _start_again(root)
    warm = told("warm", cost(build, root), by_hand)
    if by_hand:
        _same_pages(root)
    told("unchanged", cost(build, root), by_hand)
    change()
    told("one figure changed", cost(build, root), by_hand)
    if "kept" not in asked.without:
        told("all, charts kept", cost(build, _without_packs(root)), by_hand)
    return warm


def told(name: str, found: Cost, against: Cost | None) -> Cost:
    """Print one line and return the cost."""
    instructions = f"{found.instructions / 1e9:12.1f}" if found.instructions else f"{'-':>12}"
    times = f"{against.wall / found.wall:7.1f} {against.cpu / found.cpu:7.1f}" if against else ""
    print(f"{name:26} {found.wall:8.1f} {found.cpu:8.1f} {found.memory:6.0f} {instructions} {times}", flush=True)
    return found


def fitted(warm: dict[tuple[int, int], Cost]) -> None:
    """Print the cost of a build, of a pack and of a KPI in a pack, by least squares over the warm builds."""
    sizes = np.array([[1, packs, packs * kpis] for packs, kpis in warm], dtype=float)
    for what in ("cpu", "wall"):
        start, pack, kpi = np.linalg.lstsq(
            sizes, np.array([getattr(each, what) for each in warm.values()]), rcond=None
        )[0]
        print(f"\nwarm, {what} seconds: {start:.1f} a build, {pack:.2f} a pack, {kpi:.3f} a KPI of a pack", end="")
    print()
    for (packs, kpis), found in sorted(warm.items(), key=lambda each: (each[0][1], each[0][0])):
        print(f"  {packs:3} packs of {kpis:3} KPIs: {found.cpu / packs:6.2f} CPU s a pack, {found.wall / packs:6.2f} s")


def charts(quarter: str = "2025-26 Q1") -> None:
    """Draw every chart of the demonstration's quarter and print what each kind costs."""
    from helpers.notebook import open_corporate_report, open_pack, success_maps
    from helpers.present.blocks import Chart
    from helpers.present.charts import benchmark, control, trend
    from helpers.store.workspace import open_register

    committees = open_register(PROJECT).committees
    results = [result for committee in committees for result in open_pack(PROJECT, committee, quarter).indicators]
    print()
    for draw in (trend, benchmark, control):
        next(filter(None, map(draw, results)))
        each, count = _cpu_each(lambda draw=draw: (chart for result in results if (chart := draw(result))))
        print(f"{draw.__name__:26} {count:4} drawn, {each * 1000:.0f} ms CPU each")
    report = open_corporate_report(PROJECT, quarter)
    each, count = _cpu_each(lambda: (block for block in success_maps(report).blocks if isinstance(block, Chart)))
    print(f"{'success map':26} {count:4} drawn, {each * 1000:.0f} ms CPU each")


def _cpu_each(drawn: Callable[[], Iterator[object]]) -> tuple[float, int]:
    started = time.process_time()
    count = sum(1 for _ in drawn())
    return (time.process_time() - started) / count, count


def _same_pages(root: Path) -> None:
    """Say whether the pages made by hand are those of `packs build`, byte for byte."""
    made = sorted((root / "by-hand").glob("*/pack.html"))
    built = [root / "outputs" / "2025-26-q1" / path.parent.name / path.name for path in made]
    same = sum(path.read_bytes() == other.read_bytes() for path, other in zip(made, built, strict=True))
    print(f"  ({same} of {len(made)} web pages made by hand are the same, byte for byte)", flush=True)


def _start_again(root: Path) -> None:
    shutil.rmtree(root / "outputs")


def _without_packs(root: Path) -> Path:
    shutil.rmtree(root / "outputs" / "2025-26-q1")
    return root


def _suite(root: Path, packs: int, kpis: int) -> Callable[[], None]:
    """Write a quarter of that size; returns what changes one of its figures."""
    return partial(change_one_figure, write_suite(root, packs, kpis))


def _demonstration(root: Path) -> Callable[[], None]:
    """Copy the demonstration; returns what changes a figure that one committee has, and the corporate report."""
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name, root / name)
    return partial(_one_more_collision, root)


def _one_more_collision(root: Path) -> None:
    figures = root / "data/kpis/fatal-collisions/observations.csv"
    *earlier, latest = figures.read_text(encoding="utf-8").splitlines()
    period, area, value, rest = latest.split(",", 3)
    figures.write_text("\n".join([*earlier, f"{period},{area},{int(value) + 1},{rest}", ""]), encoding="utf-8")
    accept_figures(root, "fatal-collisions")


def _formats(formats: str) -> list[str]:
    return [part for name in formats.split(",") for part in ("-f", name)]


def _sizes(text: str) -> list[tuple[int, int]]:
    return [(int(packs), int(kpis)) for packs, _, kpis in (part.partition("x") for part in text.split(","))]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=f"{COMMITTEES}x5")
    parser.add_argument("--formats", default="html,pdf")
    parser.add_argument("--without", default="")
    parser.add_argument("--demonstration", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
