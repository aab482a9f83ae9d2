"""A kernel that starts warm, forked from a server, is as much a kernel as one that starts cold."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest

from helpers.errors import BuildError
from helpers.publish import runner
from helpers.publish.job import COLD, ENGINES, WARM
from helpers.publish.runner import KernelDied, run
from helpers.publish.server import can_fork, fork_from_same_server, server

needs_fork = pytest.mark.skipif(not can_fork(), reason="processes are forked on Linux only")
TELL_PROCESS = "import os; print(os.getpid(), os.getppid(), os.getsid(0))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "outputs" / "works"
    place.mkdir(parents=True)
    return place


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def ran(make_notebook, tmp_path, folder):
    """Runs cells with an engine; returns the executed notebook."""
    return lambda engine, *cells: run(make_notebook(*cells), tmp_path, {}, folder / "pack.ipynb", engine)


def printed(executed: Path) -> str:
    cells = nbformat.read(executed, as_version=4).cells
    return "".join(output.text for cell in cells for output in cell.get("outputs", []) if "text" in output)


CELLS = (
    "# Everything that a pack shows",
    "import os, sys; print(os.path.basename(sys.argv[0]), len(sys.argv), __name__, sorted(map(str.lower, globals())))",
    "import matplotlib, pandas; print(matplotlib.rcParams['font.size'], pandas.options.display.max_rows)",
    "import logging; print(logging.getLogger().level, logging.getLogger().handlers)",
    "print(os.path.basename(os.getcwd()), os.environ['PATH'])",
    "pandas.DataFrame({'a': [1, 2]})",
    "import matplotlib.pyplot as plt; plt.plot([1, 2])[0].get_color()",
    "1 / 3",
)


def test_both_engines_give_the_same_bytes(ran) -> None:
    assert ran(WARM, *CELLS).read_bytes() == ran(COLD, *CELLS).read_bytes()


def test_an_error_names_the_heading_and_the_cause(engine, ran) -> None:
    with pytest.raises(BuildError) as raised:
        ran(engine, "# Summary", "# Indicators", "1 / 0")
    assert (raised.value.heading, raised.value.cause) == ("Indicators", "ZeroDivisionError: division by zero")


def test_a_kernel_that_dies_is_told_apart(engine, ran) -> None:
    with pytest.raises(KernelDied):
        ran(engine, "import os; os._exit(1)")


def test_a_kernel_that_is_killed_is_told_apart(engine, ran) -> None:
    with pytest.raises(KernelDied):
        ran(engine, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")


def test_a_cell_that_takes_too_long_is_stopped(engine, ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "TIMEOUT", 2)
    started = time.monotonic()
    with pytest.raises(KernelDied):
        ran(engine, "import time; time.sleep(60)")
    assert time.monotonic() - started < 50


def test_a_cell_that_is_interrupted_says_so(engine, ran) -> None:
    with pytest.raises(BuildError) as raised:
        ran(engine, "# Summary", "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(20)")
    assert raised.value.cause.startswith("KeyboardInterrupt")


def test_no_kernel_is_left_when_a_run_has_ended(engine, ran) -> None:
    pid, *_ = map(int, printed(ran(engine, TELL_PROCESS)).split())
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_what_one_kernel_does_stays_in_it(engine, ran) -> None:
    ran(engine, "import os, helpers.present.palette as p; p.NAVY = 'pink'; os.environ['LEFT'] = 'behind'")
    said = printed(ran(engine, "import os, helpers.present.palette as p; print(p.NAVY, os.environ.get('LEFT'))"))
    assert "pink" not in said
    assert said.endswith(" None\n")


@needs_fork
def test_a_warm_kernel_has_everything_imported_and_a_session_of_its_own(ran) -> None:
    told = "import sys; print(*[name in sys.modules for name in ('helpers.notebook', 'seaborn', 'pandas')])"
    assert printed(ran(WARM, told)) == "True True True\n"
    assert printed(ran(COLD, told)) == "False True True\n"
    pid, _, session = map(int, printed(ran(WARM, TELL_PROCESS)).split())
    assert pid == session != os.getsid(0)


def test_a_report_can_import_scipy_and_its_densities_are_the_same_whatever_it_imports(engine, ran) -> None:
    drawn = "seaborn.kdeplot(x=[1, 2, 4, 9, 3, 5]).lines[0].get_ydata().sum()"
    said = printed(ran(engine, f"import scipy.stats, seaborn; print(scipy.stats.norm.cdf(0), {drawn})"))
    assert said == printed(ran(COLD, f"import seaborn; print(0.5, {drawn})"))


def test_a_report_can_import_what_its_kernel_starts_without(engine, ran) -> None:
    chosen = "bs4.BeautifulSoup('<b>Bus</b>', 'html.parser').select('b')"
    shown = f"print(ipywidgets.IntSlider(3).value, *{chosen})"
    assert printed(ran(engine, f"import bs4, debugpy, ipywidgets\n{shown}")) == "3 <b>Bus</b>\n"


@pytest.fixture
def worker() -> Iterator[ProcessPoolExecutor]:
    """One process that is forked as those are that build packs."""
    with ProcessPoolExecutor(1, server(), fork_from_same_server) as pool:
        yield pool


@needs_fork
def test_a_worker_and_its_kernel_are_forked_from_the_same_server(worker, make_notebook, tmp_path, folder) -> None:
    executed = worker.submit(run, make_notebook(TELL_PROCESS), tmp_path, {}, folder / "pack.ipynb", WARM).result(60)
    _, parent, _ = map(int, printed(executed).split())
    assert parent == worker.submit(os.getppid).result(60)


@needs_fork
def test_a_kernel_ends_when_its_worker_is_killed(worker, make_notebook, tmp_path, folder) -> None:
    pid = worker.submit(os.getpid).result(60)
    waits = "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    worker.submit(run, make_notebook(waits), tmp_path, {}, folder / "pack.ipynb", WARM)
    told = tmp_path / "notebooks" / "pid"
    patiently(lambda: told.exists() and told.read_text(encoding="utf-8"))
    kernel = psutil.Process(int(told.read_text(encoding="utf-8")))
    os.kill(pid, signal.SIGKILL)
    patiently(lambda: not kernel.is_running())


def patiently(holds) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
