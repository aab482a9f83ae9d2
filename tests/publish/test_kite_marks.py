"""A pack at its full depth tells the kite mark of each indicator; the results hold every answer."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter
from helpers.publish.build import build
from helpers.publish.job import Job

if TYPE_CHECKING:
    from conftest import Workspace

PROJECT = Path(__file__).parents[2]
ANSWERED = ("relevant", "accurate", "reliable", "template", "target-appropriate")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Path:
    """Where a pack of two indicators was built: one with all but one standard met, and one that nobody looked at."""
    council = write_council(tmp_path_factory.mktemp("marks"))
    for id, name in (("marked", "Care visits on time"), ("bare", "Care visits kept")):
        council.kpi(id, name=name, comparators=["nation"] if id == "marked" else [])
        quarters = ("2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1")
        council.figures(id, *(f"{each},W01,70" for each in quarters), "2025-26 Q1,N01,71")
        council.targets(id, {"2025-26": "75"})
    for question in ANSWERED:
        council.answer("marked", question)
    council.answer("marked", "asset-register", "no", by="<b>Clerk</b>")
    (council.root / "notebooks").mkdir()
    shutil.copy(PROJECT / "notebooks" / "03_committee_pack.ipynb", council.root / "notebooks")
    job = Job(council.root, Quarter(2025, 1), "care-and-health", ("html",), "embedded")
    build(job)
    return job.folder


def rows(page: str) -> list[list[str]]:
    """The rows of the table of kite marks, as running text."""
    found = re.search(r'id="tbl-kite-marks".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert found is not None
    cells = [
        re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    ]
    return [[" ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split()) for cell in row] for row in cells]


def test_the_full_report_has_each_mark_in_a_symbol_words_and_a_count(folder: Path) -> None:
    assert rows((folder / "full.html").read_text(encoding="utf-8")) == [
        [
            "Care visits kept", "× No mark yet", "3 of 10 standards met; 1 not met; 6 not answered",
            "Not met: Comparator (it is compared with no other area). Not answered: Relevant; Calculation; "
            "Asset register; Reliable; Template; Target fair.",
        ],
        [
            "Care visits on time", "½ Part mark", "9 of 10 standards met; 1 not met",
            "Not met: Asset register (Seen on 2025-06-10).",
        ],
    ]  # fmt: skip


def test_the_shorter_reports_do_not(folder: Path) -> None:
    for name in ("pack", "summary"):
        assert "kite-marks" not in (folder / f"{name}.html").read_text(encoding="utf-8")


def test_the_results_have_each_answer(folder: Path) -> None:
    indicators = json.loads((folder / "results.json").read_text(encoding="utf-8"))["indicators"]
    found = {each["kpi"]: each["checklist"] for each in indicators}
    assert (found["marked"]["mark"], found["marked"]["met"], found["marked"]["not_met"]) == ("Part mark", 9, 1)
    answers = {each["question"]: each["answer"] for each in found["marked"]["answers"]}
    assert [question for question, answer in answers.items() if answer != "yes"] == ["asset-register"]


def test_the_answers_are_among_the_inputs_that_the_manifest_records(folder: Path) -> None:
    inputs = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert [name for name in inputs if name.endswith("checklist.yml")] == ["data/kpis/marked/checklist.yml"]
