"""The pack of the awkward council builds without a complaint, and its web page and print tell every case."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import write_all

from helpers.model.periods import Quarter
from helpers.publish.build import build
from helpers.publish.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Workspace

PROJECT = Path(__file__).parents[2]
CASES = {
    "visits-to-date": "It has worsened by 3 compared with Apr to Jun 2024, the same period last year.",
    "falls-over-a-year": "The latest figure for the 12 months to 30 Jun 2025 is 80",
    "seen-in-time": "It needs four figures and has 3 since the series was broken in Q3 2024/25",
    "plans-reviewed": "On the original target of 90.0% it would be Amber.",
    "requests-received": "Contextual: monitored for context, without a target.",
    "beds-in-use": "Amber: 3.3% above the range of 40.0% to 60.0% (Amber up to 66.0%).",
    "never-events": "Red: 3 above the target of 0 (Amber up to 2).",
    "placements-ended": "Suppressed: the figure could identify someone, or give away another that could.",
    "safe-at-home": "The share was [c] (a number that is hidden so that nobody can be identified).",
    "survey-of-carers": "When will Carers' Survey Team send the figures for Carers who feel supported",
    "home-in-a-week": "The provisional figure for Q1 2025/26 is 86.0%",
    "equipment-in-time": "Late returns",
    "new-service": "It has been Red for 2 quarters.",
    "calls-answered": "It is Green this quarter, but the target is not reliably achieved.",
    "complaints-answered": "The two can differ when a measure has a seasonal pattern.",
    "reablement": "It is Red, yet in the best quarter of its statistical neighbours: the target may be too hard.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Path:
    """Where the awkward committee's pack was built, as a web page and in print."""
    workspace = write_council(tmp_path_factory.mktemp("awkward"))
    write_all(workspace)
    (workspace.root / "notebooks").mkdir()
    shutil.copy(PROJECT / "notebooks" / "03_committee_pack.ipynb", workspace.root / "notebooks")
    job = Job(workspace.root, Quarter(2025, 1), "care-and-health", ("html", "pdf"), "embedded")
    assert build(job).holds == f"{len(CASES)} indicators"
    return job.folder


@pytest.fixture(scope="module")
def web(folder: Path) -> str:
    """The web page as running text."""
    text = re.sub(
        r"<(script|style)\b.*?</\1>|<[^>]+>", " ", (folder / "pack.html").read_text(encoding="utf-8"), flags=re.S
    )
    return _running(text.replace("&amp;", "&").replace("&#39;", "'"))


@pytest.fixture(scope="module")
def printed(folder: Path) -> str:
    """The print as running text."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    read = ["pdftotext", "-layout", "-nopgbrk", str(folder / "pack.pdf"), "-"]
    return _running(subprocess.run(read, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("kpi", CASES)
def test_the_web_page_tells_each_case(web, kpi) -> None:
    assert CASES[kpi] in web


@pytest.mark.parametrize("kpi", CASES)
def test_the_print_tells_each_case(printed, kpi) -> None:
    words = CASES[kpi].split()
    assert " ".join(words[:4]) in printed and " ".join(words[-2:]) in printed


def test_the_results_hold_every_case_with_its_status(folder) -> None:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert sorted(found["kpi"] for found in results["indicators"]) == sorted(CASES)
    assert results["counts"] == {"Red": 4, "Amber": 2, "Green": 6, "Contextual": 1, "No data": 1, "Suppressed": 2}
    assert [found["kpi"] for found in results["exceptions"] if found["escalated"]] == ["reablement"]


def test_markup_in_a_reason_is_text_and_a_suppressed_figure_is_only_its_mark(folder, web) -> None:
    full = (folder / "full.html").read_text(encoding="utf-8")
    assert "A second team began &amp; calls &lt;are&gt; shared" in full
    assert "<are>" not in full and "[c]" in web


def _running(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u2019", "'"))
