"""What is gathered from an executed notebook, and what is left behind."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from pathlib import Path

import nbformat
import pytest
import yaml

from helpers.errors import BuildError
from helpers.model.organisation import Committee, Depth
from helpers.present.blocks import markdown_escape
from helpers.publish import collect as collecting
from helpers.publish.documents import documents

FRONTS = {name: {"title": f"A {name}"} for name in ("summary", "committee", "full", "cover-report")}
RECORD = {"application/vnd.pack.record+json": {"fronts": FRONTS, "results": {"indicators": []}}}
TABLE = {"id": "deaths-table", "columns": ["Period", "=Value"], "rows": [["2023", 4.5], ["=2+2", None], ["-3", -3]]}


def executed(path: Path, *cells: nbformat.NotebookNode) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    return path


def shown(data: dict[str, object], tags: tuple[str, ...] = (), **metadata: object) -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    return nbformat.v4.new_code_cell("code", outputs=[output], metadata={"tags": list(tags)})


def words(text: str, tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def collect(notebook: Path, folder: Path, detail: Depth = Depth.COMMITTEE) -> list[str]:
    """Collect the documents of a committee that is given this much detail, and name those that were made."""
    committee = Committee.model_validate({"id": "roads", "title": "Roads", "remit": "Roads.", "detail": detail})
    _, made = collecting.collect(notebook, folder, documents(committee))
    return [document.name for document in made]


def collected(folder: Path, *cells: nbformat.NotebookNode, detail: Depth = Depth.COMMITTEE) -> list[str]:
    return collect(executed(folder / "n.ipynb", *cells, shown(RECORD)), folder, detail)


def front(folder: Path, name: str) -> dict[str, object]:
    return yaml.safe_load((folder / f"{name}.qmd").read_text(encoding="utf-8").split("---\n")[1])


def body(folder: Path, name: str) -> str:
    return (folder / f"{name}.qmd").read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def test_headings_and_markdown_are_kept_in_order_under_the_front_matter(tmp_path: Path) -> None:
    collected(tmp_path, words("# Summary"), shown({"text/markdown": "All is well."}))
    assert (tmp_path / "pack.qmd").read_text(encoding="utf-8").startswith("---\ntitle: A committee\n")
    assert (tmp_path / "pack.qmd").read_text(encoding="utf-8").endswith("---\n\n# Summary\n\nAll is well.\n")


def test_code_guides_and_parameters_are_left_out(tmp_path: Path) -> None:
    cells = [words("# Guide", ("guide", "full")), shown({"text/markdown": "no"}, ("injected-parameters",))]
    assert collected(tmp_path, *cells) == ["pack"]
    assert body(tmp_path, "pack") == ""


def test_each_document_holds_the_cells_of_its_depth(tmp_path: Path) -> None:
    cells = [words("# A"), words("# B", ("committee",)), words("# C", ("full",)), words("# D", ("cover-report",))]
    assert collected(tmp_path, *cells) == ["pack", "summary", "full", "cover-report"]
    assert body(tmp_path, "pack") == "# A\n\n# B"
    assert body(tmp_path, "summary") == "# A"
    assert body(tmp_path, "full") == "# A\n\n# B\n\n# C"
    assert body(tmp_path, "cover-report") == "# D"
    assert [front(tmp_path, name)["title"] for name in ("pack", "full")] == ["A committee", "A full"]


def test_a_notebook_without_a_cover_report_makes_none(tmp_path: Path) -> None:
    assert collected(tmp_path, words("# A"), detail=Depth.FULL) == ["pack", "summary", "committee"]


def test_what_stands_in_another_document_is_known_with_its_place(tmp_path: Path) -> None:
    cells = [words("# A"), words("## B {#sec-b .kpi}", ("committee",)), words("# C {#sec-c}", ("full",))]
    collected(tmp_path, *cells)
    assert front(tmp_path, "summary")["elsewhere"] == {
        "document-committee": "pack.html", "document-full": "full.html",
        "sec-b": "pack.html#sec-b", "sec-c": "full.html#sec-c",
    }  # fmt: skip
    assert front(tmp_path, "full")["elsewhere"] == {
        "document-committee": "pack.html", "document-summary": "summary.html",
    }  # fmt: skip


def test_the_detail_of_a_summary_is_in_the_next_depth(tmp_path: Path) -> None:
    collected(tmp_path, words("# A"), words("## B {#sec-b}", ("committee",)), detail=Depth.SUMMARY)
    assert front(tmp_path, "pack")["elsewhere"]["sec-b"] == "committee.html#sec-b"


def test_a_label_that_somebody_typed_is_no_section(tmp_path: Path) -> None:
    typed = markdown_escape("Not ours {#sec-typed}")
    collected(tmp_path, words("# A"), shown({"text/markdown": typed}, ("committee",)))
    assert "sec-typed" not in front(tmp_path, "summary")["elsewhere"]


def test_every_document_names_the_same_run(tmp_path: Path) -> None:
    names = collected(tmp_path, words("# A"), words("# D", ("cover-report",)))
    run = hashlib.sha256((tmp_path / "results.json").read_bytes()).hexdigest()
    assert {name: front(tmp_path, name)["run"] for name in names} == dict.fromkeys(names, run)


def test_charts_and_tables_become_files(tmp_path: Path) -> None:
    table = {"application/vnd.pack.table+json": TABLE}
    drawing = b64encode(b"<svg/>").decode()
    page = {"text/html": f'<img src="data:image/svg+xml;base64,{drawing}">', "text/markdown": "x"}
    chart = shown(page, pack={"figure": "deaths-trend"})
    collect(executed(tmp_path / "n.ipynb", chart, shown(table), shown(RECORD)), tmp_path)
    assert (tmp_path / "figures" / "deaths-trend.svg").read_text(encoding="utf-8") == "<svg/>"


def test_text_that_a_spreadsheet_would_run_is_made_inert(tmp_path: Path) -> None:
    collect(executed(tmp_path / "n.ipynb", shown({"application/vnd.pack.table+json": TABLE}), shown(RECORD)), tmp_path)
    lines = (tmp_path / "tables" / "deaths-table.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["Period,'=Value", "2023,4.5", "'=2+2,", "'-3,-3"]


def test_a_notebook_that_hands_nothing_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"its last cell should be hand_over\(pack\)"):
        collect(executed(tmp_path / "n.ipynb", words("# Summary")), tmp_path)


def test_results_are_written_unrounded(tmp_path: Path) -> None:
    record = {"application/vnd.pack.record+json": {"fronts": FRONTS, "results": {"value": 0.1 + 0.2}}}
    collect(executed(tmp_path / "n.ipynb", shown(record)), tmp_path)
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8")) == {"value": 0.30000000000000004}
