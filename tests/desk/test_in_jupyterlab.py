"""The explorer in a real JupyterLab in a real browser: choosing and supposing redraws the page, and clips nothing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import helpers
from helpers.present.sentences import drafted

if TYPE_CHECKING:
    from conftest import Workspace
    from playwright.sync_api import Browser, Page

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "02_indicator_explorer.ipynb"
PATIENCE = 60_000.0  # milliseconds, for a machine that is busy with other things
OPTIONS = ["--no-browser", "--allow-root", "--ServerApp.token=", "--ServerApp.password=", "--ServerApp.port_retries=0"]
SETTINGS = {  # every cell is drawn though it is out of sight, and nothing is asked of the network
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
PAGE = ".widget-html-content:has(h3)"
CLIPPED = """element => {
    const cut = e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2;
    const hides = e => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowY);
    const found = [];
    for (let e = element; !e.classList.contains('jp-Cell'); e = e.parentElement) {
        if (cut(e) && hides(e)) found.push(e.className);
    }
    return found;
}"""


@pytest.fixture
def lab(awkward: Workspace, tmp_path: Path) -> Iterator[str]:
    """The address of the explorer in a JupyterLab of its own, pointed at Westmarch."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    text = NOTEBOOK.read_text(encoding="utf-8")
    notebook = json.loads(text)
    notebook["cells"][1]["source"] = [
        f"workspace: str = {str(awkward.root)!r}\n",
        "kpi: str = 'visits-on-time'\n",
        "quarter: str = '2025-26 Q1'\n",
        "period: str = ''",
    ]
    (folder / NOTEBOOK.name).write_text(json.dumps(notebook), encoding="utf-8")
    with served(folder, tmp_path / "jupyter") as address:
        yield f"{address}/lab/tree/{NOTEBOOK.name}"


@contextmanager
def served(folder: Path, own: Path) -> Iterator[str]:
    """A JupyterLab server with settings of its own, stopped in the end."""
    for name, settings in SETTINGS.items():
        path = own / f"config/lab/user-settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    places = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
    own_places = {f"JUPYTER_{name}_DIR": str(own / place) for name, place in places.items()}
    source = str(Path(helpers.__file__).parents[1])
    environment = {**os.environ, **own_places, "IPYTHONDIR": str(own / "ipython"), "PYTHONPATH": source}
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", *OPTIONS, f"--port={port}", f"--ServerApp.root_dir={folder}"]
    with (own / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/api/status", server, own / "log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE / 1000)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; fail with its log when it has stopped, or takes too long."""
    deadline = time.monotonic() + PATIENCE / 1000
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start: {log.read_text(encoding='utf-8')}")


@pytest.fixture
def explorer(lab: str, browser: Browser) -> Iterator[Page]:
    """The explorer on a laptop's screen, run from top to bottom."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(lab)
    page.get_by_text("(ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(PAGE).wait_for()
    yield page
    context.close()


def pictures(page: Page) -> list[str]:
    return [str(image.get_attribute("src")) for image in page.locator(f"{PAGE} img").all()]


def nothing_is_clipped(page: Page) -> bool:
    places = (page.locator(PAGE), page.get_by_role("button", name="As agreed"))
    return [place.evaluate(CLIPPED) for place in places] == [[], []]


def test_the_desk_answers_in_jupyterlab(explorer: Page, awkward: Workspace) -> None:
    from playwright.sync_api import expect

    answer, before = explorer.locator(PAGE), awkward.files()
    as_agreed = " ".join(sentence.text for sentence in drafted(awkward.indicator("visits-on-time")))
    of_another = " ".join(sentence.text for sentence in drafted(awkward.indicator("floor")))
    chosen = explorer.get_by_label("Compare with", exact=True).evaluate("list => list.selectedOptions[0].text")
    expect(answer).to_contain_text(as_agreed, timeout=PATIENCE)
    assert (chosen.replace("\xa0", " "), nothing_is_clipped(explorer)) == ("The groups in the pack", True)

    agreed = pictures(explorer)
    explorer.get_by_label("Target (%)", exact=True).fill("75")
    explorer.get_by_label("Target (%)", exact=True).press("Enter")
    expect(answer).to_contain_text("and would now be Green instead of Amber", timeout=PATIENCE)
    expect(answer).to_contain_text("Nothing was saved", timeout=PATIENCE)
    supposed = pictures(explorer)
    assert [now == then for now, then in zip(supposed, agreed, strict=True)] == [False, True, True]
    assert nothing_is_clipped(explorer)

    explorer.get_by_role("button", name="As agreed").click()
    expect(answer).not_to_contain_text("What if?", timeout=PATIENCE)
    assert pictures(explorer) == agreed

    explorer.get_by_label("Indicator", exact=True).select_option(label="Floor")
    expect(answer).to_contain_text(of_another, timeout=PATIENCE)
    assert pictures(explorer)[0] not in agreed
    expect(explorer.get_by_label("Floor standard (%)", exact=True)).to_have_value("52", timeout=PATIENCE)
    expect(explorer.get_by_label("Amber up to (%)", exact=True)).to_be_hidden(timeout=PATIENCE)

    expect(explorer.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output")).to_be_visible(timeout=PATIENCE)
    assert explorer.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert awkward.files() == before
