"""Row 81: a 3 in a two by two table of indicators, all totals published, is nowhere in what is built."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from helpers.model.periods import Quarter
from helpers.publish.build import build
from helpers.publish.job import Job

if TYPE_CHECKING:
    from conftest import Workspace

PROJECT = Path(__file__).parents[2]
BEFORE, NOW = "2024-25 Q4", "2025-26 Q1"
CELLS = {"boys-hurt": 3, "girls-hurt": 1010, "boys-safe": 2030, "girls-safe": 3030}
TOTALS = {
    "hurt": (1013, [["boys-hurt", "girls-hurt"]]),
    "safe": (5060, [["boys-safe", "girls-safe"]]),
    "boys": (2033, [["boys-hurt", "boys-safe"]]),
    "girls": (4040, [["girls-hurt", "girls-safe"]]),
    "everyone": (6073, [["hurt", "safe"], ["boys", "girls"]]),
}
EARLIER = 7777  # every figure of the quarter before
PLACEHOLDER = "It was {kpi.actual}, after {kpi.previous}; the change is {kpi.change}."
TELLS = "There were three of them, and of the girls 1,010."
SAID = f"---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\n{PLACEHOLDER}\n\n## Cause\n\n{TELLS}\n"
WITHHELD = "Withheld: this part states a number that is hidden so that nobody can be identified."
HIDDEN = "[c] (a number that is hidden so that nobody can be identified)"
ASK = "## Action\n\nAsk the three of them."
EARLIER_SAID = f"---\nauthor: Head of Care\ndate: 2025-05-20\naction_owner: Head of Care\n---\n\nHm.\n\n{ASK}\n"
FOLLOWED_UP = {
    "data/kpis/boys-hurt/commentary/2024-25-q4.md": EARLIER_SAID,
    "data/actions/actions.csv": (
        "id,kpi,subject,committee,set_in,set_on,what,owner,due,source\n"
        f"rota,girls-hurt,,,{NOW},2025-07-01,Call all 1010 girls.,Head of Care,2025-08-01,committee\n"
        f"plan,,The 1010 girls,care-and-health,{NOW},2025-07-02,Meet all three of them.,Head of Care,,meeting\n"
    ),
    "data/actions/updates.csv": (
        "action,on,due,state,note,by\nrota,2025-07-03,2025-10-01,,Only three of them came,Head of Care\n"
        "plan,2025-07-04,,done,Met three of them,Head of Care\n"
    ),
    "data/tracker/2025-26-q1.csv": (
        "subject,item,by,on,decision\nboys-hurt,There were three of them.,Head,2025-09-01,accepted\n"
    ),
    "data/lessons/lessons.csv": (
        "id,on,lesson,source,owner,action,state,committees\n"
        "early,2025-08-01,Ask the 1010 girls.,The three of them,Head,Ask three of them.,recorded,care-and-health\n"
    ),
}
DOCUMENTS = (
    "pack.html", "pack.pdf", "pack.docx", "full.html", "summary.html", "summary.pdf", "cover-report.html",
    "cover-report.docx", "notebook.html",
)  # fmt: skip
OUTLINES = re.compile(
    r"\b[0-9a-f]{40,64}\b|data:[^\"]+|[A-Za-z0-9+/=]{200,}|<svg\b.*?</svg>", re.DOTALL
)  # and checksums
SECRET = re.compile(r"(?<![\d.])(?:1,?010|2,?030|3,?030)(?![\d])|three of them")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_council: Callable[[Path], Workspace]) -> Path:
    """Where the pack was built in every format."""
    workspace = write_council(tmp_path_factory.mktemp("hidden"))
    fields: dict[str, Any] = {"unit": "number", "decimals": 0, "minimum": 0}
    for id, number in {**CELLS, **{id: total for id, (total, _) in TOTALS.items()}}.items():
        workspace.kpi(id, name=id.replace("-", " ").title(), **fields, total_of=TOTALS.get(id, (0, []))[1])
        workspace.figures(id, f"{BEFORE},W01,{EARLIER}", f"{NOW},W01,{number}")
        workspace.targets(id, {"2024-25": "5000", "2025-26": "5000"})
        workspace.write(f"data/kpis/{id}/commentary/2025-26-q1.md", SAID)
    for path, text in FOLLOWED_UP.items():
        workspace.write(path, text)
    (workspace.root / "notebooks").mkdir()
    shutil.copy(PROJECT / "notebooks" / "03_committee_pack.ipynb", workspace.root / "notebooks")
    job = Job(workspace.root, Quarter(2025, 1), "care-and-health", ("html", "pdf", "docx"), "embedded")
    build(job)
    return job.folder


@pytest.fixture(scope="module")
def indicators(folder: Path) -> dict[str, dict[str, Any]]:
    """The indicators of results.json by id."""
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))["indicators"]
    return {each["kpi"]: each for each in found}


def running(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def test_all_four_cells_are_hidden_and_no_total_is(indicators) -> None:
    latest = {id: each["latest"] for id, each in indicators.items()}
    assert {id: latest[id]["value"] for id in CELLS} == dict.fromkeys(CELLS)
    assert {id: latest[id]["value"] for id in TOTALS} == {id: total for id, (total, _) in TOTALS.items()}
    assert [latest[id]["marks"] for id in CELLS] == [["c"]] * 4
    assert [indicators[id]["status"] for id in CELLS] == ["Suppressed"] * 4


def test_nothing_is_made_of_a_hidden_figure(indicators) -> None:
    for id in CELLS:
        found = indicators[id]
        assert "suppressed" in found["short_term"]["withheld"]
        assert (found["rating"], found["outlook"], found["to_target"]) == (None, None, None)
        assert [point["value"] for point in found["history"]] == [EARLIER, None]


def test_no_file_that_is_built_as_text_holds_a_hidden_number(folder) -> None:
    texts = [path for path in sorted(folder.rglob("*")) if path.suffix in (".json", ".csv", ".svg", ".qmd", ".ipynb")]
    assert len(texts) > 20
    shown = {path.name: _plain(path) for path in texts}
    assert {name: SECRET.findall(text) for name, text in shown.items() if SECRET.search(text)} == {}


def _plain(path: Path) -> str:
    """What a file says, without checksums and without the outlines of drawings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".svg":
        return " ".join([*re.findall(r"<!--(.*?)-->", text), *re.findall(r">([^<]+)<", text)])
    return OUTLINES.sub("", text)


def test_the_download_has_the_mark_and_no_number(folder) -> None:
    with (folder / "tables" / "boys-hurt-trend.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[-1][1] == "" and "[c]" in rows[-1]
    assert float(rows[-2][1]) == EARLIER


def test_the_alternative_text_says_that_a_figure_is_hidden(folder) -> None:
    page = running((folder / "pack.html").read_text(encoding="utf-8"))
    assert page.count("1 figure is hidden, marked [c].") >= len(CELLS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_states_a_hidden_number(folder, document) -> None:
    text = _words(folder / document)
    assert len(text) > 500 and SECRET.findall(text) == []


@pytest.mark.parametrize("format", ["html", "pdf", "docx"])
def test_the_commentary_fills_in_the_mark_and_what_states_the_number_is_withheld(folder, format) -> None:
    text = _words(folder / f"pack.{format}")
    expected = f"It was {HIDDEN}, after 7,777; the change is {HIDDEN}."
    assert text.count(expected) == len(CELLS)
    assert text.count(WITHHELD) >= len(CELLS)


def test_actions_their_notes_the_tracker_and_lessons_are_told_as_withheld(folder) -> None:
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    told = {each["id"]: each for each in (*found["actions"]["open"], *found["actions"]["closed"])}
    assert {id: each["what"] for id, each in told.items()} == dict.fromkeys(
        ("boys-hurt/2024-25-q4", "rota", "plan"), WITHHELD
    )
    assert [each["why"] for each in told["rota"]["dates"]] == ["", WITHHELD]
    assert told["plan"]["subject"] == WITHHELD
    assert [each["item"] for each in found["tracker"]] == [WITHHELD]
    assert [(each["lesson"], each["source"], each["action"]) for each in found["lessons"]] == [(WITHHELD,) * 3]
    assert "Did the action work?" in _words(folder / "pack.html")


def test_the_key_explains_the_mark_and_the_sources_tell_the_rule(folder) -> None:
    text = _words(folder / "pack.html")
    assert "Suppressed: the number could identify someone, or give away another that could." in text
    assert "Counts from 1 to 4 could identify someone." in text


def test_the_control_totals_count_only_what_is_shown(folder) -> None:
    totals = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["control_totals"]
    assert totals["latest_values"] == len(TOTALS)
    assert totals["sum_of_latest_values"] == sum(total for total, _ in TOTALS.values())


def test_what_must_be_put_right_names_the_line_and_not_the_number(folder) -> None:
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))["findings"]
    telling = [each for each in found if each["rule"] == "hidden number"]
    assert {(each["must"], each["line"]) for each in telling} == {(True, 10)}
    assert {each["kpi"] for each in telling} == {*CELLS, *TOTALS}


def _words(path: Path) -> str:
    """What a reader of a document reads, alternative texts too, without the marks that lines are broken by."""
    if path.suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed")
        read = ["pdftotext", "-nopgbrk", str(path), "-"]
        return running(subprocess.run(read, capture_output=True, text=True, check=True).stdout)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            xml = parts.read("word/document.xml").decode()
        return running(re.sub(r"<[^>]*?(?:descr=\"([^\"]*)\")?[^>]*?>", r"\1", re.sub(r"</w:p>", " ", xml)))
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    return running(re.sub(r"<[^>]*?(?:alt=\"([^\"]*)\")?[^>]*?>", r"\1", re.sub(r"data:[^\"]+", "", page)))
