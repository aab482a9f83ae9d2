"""A pack is put in place whole or not at all, and one that fails never stops the others."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from helpers.errors import BuildError, Problems
from helpers.model.periods import Quarter
from helpers.publish.batch import Failed, build_all
from helpers.publish.build import build
from helpers.publish.job import ENGINES, Built, Job

PROJECT = Path(__file__).parents[2]
QUARTER = Quarter(2025, 1)
FRONT = {"title": "Performance report", "council": "Westmarch", "lang": "en-GB", "date": "2025-09-04"}
RESULTS = {"indicators": [{"latest": {"value": 2.5}}, {"latest": None}], "rated": 1}
HAND_OVER = f"""
from IPython.display import display
fronts = dict.fromkeys(["summary", "committee", "full", "cover-report"], {FRONT!r})
record = {{"fronts": fronts, "results": {RESULTS!r}}}
display({{"application/vnd.pack.record+json": record, "text/plain": "done"}}, raw=True)
"""
GONE_WRONG = 'if committee == "highways-and-transport": raise ValueError("the gritting figures are upside down")'
KILLS_WORKER = """
import os, signal
if committee == "highways-and-transport":
    os.kill(int(os.environ["JPY_PARENT_PID"]), signal.SIGKILL)
"""
KILLS_WORKER_ONCE = f"""
import pathlib
if committee == "highways-and-transport" and not pathlib.Path("killed").exists():
    pathlib.Path("killed").touch()
    {KILLS_WORKER.strip().replace(chr(10), chr(10) + "    ")}
"""
DIES_ONCE = """
import os, pathlib
if not pathlib.Path("died").exists():
    pathlib.Path("died").touch()
    os._exit(1)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("params", "data"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


def job(root: Path, committee: str = "highways-and-transport") -> Job:
    return Job(root, QUARTER, committee, ("html",), "embedded")


def tag(root: Path, tags: dict[str, str]) -> None:
    """Tag the cells of the workspace's notebook that say just this."""
    path = root / "notebooks" / "03_committee_pack.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.source in tags:
            cell.metadata["tags"] = [tags[cell.source]]
    nbformat.write(notebook, path)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_built_pack_holds_all_its_parts(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER)
    built = build(job(root))
    assert built.holds == "2 indicators"
    assert files(job(root).folder) == [
        "full.html", "full.qmd", "manifest.json", "notebook.html", "pack.html", "pack.ipynb", "pack.qmd",
        "results.json", "summary.html", "summary.qmd",
    ]  # fmt: skip


def test_a_committee_that_wants_a_summary_gets_it_in_every_format_with_the_detail_beside_it(
    root, make_notebook
) -> None:
    committee = root / "params" / "committees" / "highways-and-transport.yml"
    committee.write_text(f"{committee.read_text(encoding='utf-8')}detail: summary\n", encoding="utf-8")
    make_notebook("# Summary", "# Indicators", "# Cover report", HAND_OVER)
    tag(root, {"# Indicators": "committee", "# Cover report": "cover-report"})
    build(replace(job(root), formats=("html", "pdf", "docx")))
    made = [name for name in files(job(root).folder) if name.endswith((".html", ".pdf", ".docx"))]
    assert made == [
        "committee.html", "cover-report.docx", "cover-report.html", "full.html", "notebook.html", "pack.docx",
        "pack.html", "pack.pdf",
    ]  # fmt: skip
    text = {name: (job(root).folder / f"{name}.qmd").read_text(encoding="utf-8") for name in ("pack", "full")}
    assert ("# Indicators" in text["pack"], "# Indicators" in text["full"]) == (False, True)


def test_only_the_formats_asked_for_are_made_of_any_document(root, make_notebook) -> None:
    make_notebook("# Summary", "# Cover report", HAND_OVER)
    tag(root, {"# Cover report": "cover-report"})
    build(replace(job(root), formats=("pdf",)))
    made = [name for name in files(job(root).folder) if name.endswith((".html", ".pdf", ".docx"))]
    assert made == ["notebook.html", "pack.pdf", "summary.pdf"]


def test_the_manifest_adds_up_what_the_pack_holds(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER)
    build(job(root))
    manifest = json.loads((job(root).folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["control_totals"] == {
        "indicators": 2, "rated": 1, "latest_values": 1, "sum_of_latest_values": 2.5,
    }  # fmt: skip
    assert manifest["parameters"] == {"committee": "highways-and-transport", "quarter": "2025-26 Q1"}


def test_changing_one_byte_of_an_input_changes_the_content_hash_and_says_which_file(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER)

    def built_manifest() -> dict:
        build(job(root))
        return json.loads((job(root).folder / "manifest.json").read_text(encoding="utf-8"))

    before, same = built_manifest(), built_manifest()
    remit = root / "params" / "committees" / "highways-and-transport.yml"
    remit.write_bytes(remit.read_bytes() + b"\n")
    after = built_manifest()
    assert same == before
    assert after["content_hash"] != before["content_hash"]
    changed = {name for name in before["inputs"] if before["inputs"][name] != after["inputs"][name]}
    assert changed == {"params/committees/highways-and-transport.yml"}


def test_a_pack_that_fails_leaves_the_old_one_as_it_was(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER)
    build(job(root))
    before = {name: (job(root).folder / name).read_bytes() for name in files(job(root).folder)}
    make_notebook("# Summary", GONE_WRONG, HAND_OVER)
    with pytest.raises(BuildError) as raised:
        build(job(root))
    assert str(raised.value) == (
        "2025-26-q1/highways-and-transport: stopped in “Summary”: ValueError: the gritting figures are upside down. "
        "The notebook as far as it got: outputs/failed/2025-26-q1/highways-and-transport.ipynb"
    )
    assert (root / "outputs/failed/2025-26-q1/highways-and-transport.ipynb").exists()
    assert {name: (job(root).folder / name).read_bytes() for name in files(job(root).folder)} == before
    assert [path.name for path in job(root).folder.parent.iterdir()] == ["highways-and-transport"]


def test_one_failure_never_stops_the_others(root, make_notebook) -> None:
    make_notebook("# Summary", GONE_WRONG, HAND_OVER)
    told = []
    jobs = [job(root), job(root, "adults-and-health")]
    failed, built = build_all(jobs, 2, told.append)
    assert isinstance(failed, Failed)
    assert "the gritting figures are upside down" in failed.reason
    assert built.job.report == "adults-and-health"
    assert {outcome.job.report for outcome in told} == {"highways-and-transport", "adults-and-health"}


def test_a_slow_pack_does_not_hold_up_the_others(root, make_notebook) -> None:
    slow, *quick = "highways-and-transport", "adults-and-health", "children-and-young-people"
    make_notebook("# Summary", f"import time; time.sleep(6 if committee == {slow!r} else 0)", HAND_OVER)
    told = []
    outcomes = build_all([job(root, id) for id in (slow, *quick)], 2, told.append)
    assert [outcome.job.report for outcome in told] == [*quick, slow]
    assert [outcome.job.report for outcome in outcomes] == [slow, *quick]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pack_whose_process_is_killed_is_built_once_more_alone(engine: str, root, make_notebook) -> None:
    make_notebook("# Summary", KILLS_WORKER_ONCE, HAND_OVER)
    jobs = [replace(job(root, id), engine=engine) for id in ("highways-and-transport", "adults-and-health")]
    assert [type(outcome) for outcome in build_all(jobs, 2, lambda outcome: None)] == [Built, Built]
    assert (root / "notebooks" / "killed").exists()


def test_a_pack_whose_process_is_killed_twice_is_explained_and_the_others_are_built(root, make_notebook) -> None:
    make_notebook("# Summary", KILLS_WORKER, HAND_OVER)
    failed, built = build_all([job(root), job(root, "adults-and-health")], 2, lambda outcome: None)
    assert isinstance(failed, Failed)
    assert failed.reason == "its worker was stopped by the machine, perhaps for want of memory: try --jobs 1."
    assert isinstance(built, Built)


def test_a_kernel_that_dies_is_given_one_more_try(root, make_notebook) -> None:
    make_notebook("# Summary", DIES_ONCE, HAND_OVER)
    assert build(job(root)).holds == "2 indicators"


def test_a_kernel_that_dies_twice_is_explained(root, make_notebook) -> None:
    make_notebook("# Summary", "import os; os._exit(1)", HAND_OVER)
    with pytest.raises(BuildError, match="the kernel stopped 2 times; the machine may be out of memory"):
        build(job(root))
    assert list(job(root).folder.parent.iterdir()) == []


def test_a_misspelt_committee_stops_before_anything_is_written(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER)
    outcome = build_all([job(root, "highways-and-transprt")], 1, lambda outcome: None)[0]
    assert isinstance(outcome, Failed)
    assert "there is no report “highways-and-transprt”. Did you mean “highways-and-transport”?" in outcome.reason
    assert not (root / "outputs").exists()


FOUND = [
    {"rule": "action", "must": True, "kpi": "a", "file": "data/kpis/a/commentary/2025-26-q1.md", "line": 0,
     "message": "Red without an action: owner Head of Care.", "fix": "Add “## Action”."},
    {"rule": "length", "must": False, "kpi": "a", "file": "data/kpis/a/commentary/2025-26-q1.md", "line": 5,
     "message": "Too long.", "fix": ""},
]  # fmt: skip


def test_a_draft_is_built_while_an_action_is_missing_and_says_what_there_is_to_answer(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER.replace("{'indicators'", f"{{'findings': {FOUND!r}, 'indicators'"))
    built = build(job(root))
    assert (built.to_put_right, built.to_look_at) == (1, 1)


def test_a_strict_build_refuses_a_pack_while_an_action_is_missing(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER.replace("{'indicators'", f"{{'findings': {FOUND!r}, 'indicators'"))
    with pytest.raises(Problems) as raised:
        build(replace(job(root), strict=True))
    assert str(raised.value).splitlines()[1] == (
        "  data/kpis/a/commentary/2025-26-q1.md: Red without an action: owner Head of Care. Add “## Action”."
    )
    assert not job(root).folder.exists()


ODD = {
    "rule": "tenfold", "must": True, "kpi": "a", "file": "data/kpis/a/observations.csv", "line": 3,
    "message": "93 is ten times the figure before, 9.3.", "fix": "Ask.", "accepted": None,
}  # fmt: skip


def test_a_draft_is_built_while_a_check_on_the_data_is_open_and_says_how_many(root, make_notebook) -> None:
    checks = [ODD, {**ODD, "must": False}]
    make_notebook("# Summary", HAND_OVER.replace("{'indicators'", f"{{'checks_on_data': {checks!r}, 'indicators'"))
    built = build(job(root))
    assert (built.to_answer, built.to_put_right, built.to_look_at) == (1, 0, 0)


def test_a_strict_build_refuses_a_pack_while_a_check_on_the_data_is_open(root, make_notebook) -> None:
    make_notebook("# Summary", HAND_OVER.replace("{'indicators'", f"{{'checks_on_data': {[ODD]!r}, 'indicators'"))
    with pytest.raises(Problems) as raised:
        build(replace(job(root), strict=True))
    assert str(raised.value).splitlines()[1:] == [
        "  data/kpis/a/observations.csv:3: 93 is ten times the figure before, 9.3. Ask."
    ]


def test_a_strict_build_goes_on_once_every_check_on_the_data_is_accepted(root, make_notebook) -> None:
    checks = [{**ODD, "must": False}]
    make_notebook("# Summary", HAND_OVER.replace("{'indicators'", f"{{'checks_on_data': {checks!r}, 'indicators'"))
    assert build(replace(job(root), strict=True)).to_answer == 0
