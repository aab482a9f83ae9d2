"""What is gathered from an executed notebook, and what is left behind."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import nbformat
import pytest

from helpers.errors import BuildError
from helpers.publish.collect import collect

FRONT = {"title": "Performance report", "lang": "en-GB"}
RECORD = {"application/vnd.pack.record+json": {"front": FRONT, "results": {"indicators": []}}}
TABLE = {"id": "deaths-table", "columns": ["Period", "=Value"], "rows": [["2023", 4.5], ["=2+2", None], ["-3", -3]]}


def executed(path: Path, *cells: nbformat.NotebookNode) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    return path


def shown(data: dict[str, object], tags: tuple[str, ...] = (), **metadata: object) -> nbformat.NotebookNode:
    output = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
    return nbformat.v4.new_code_cell("code", outputs=[output], metadata={"tags": list(tags)})


def words(text: str, tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def test_headings_and_markdown_are_kept_in_order_under_the_front_matter(tmp_path: Path) -> None:
    notebook = executed(
        tmp_path / "n.ipynb", words("# Summary"), shown({"text/markdown": "All is well."}), shown(RECORD)
    )
    collect(notebook, tmp_path)
    text = (tmp_path / "pack.qmd").read_text(encoding="utf-8")
    assert text == "---\nlang: en-GB\ntitle: Performance report\n---\n\n# Summary\n\nAll is well.\n"


def test_code_guides_and_parameters_are_left_out(tmp_path: Path) -> None:
    cells = [words("# Guide", ("guide",)), shown({"text/markdown": "no"}, ("injected-parameters",)), shown(RECORD)]
    collect(executed(tmp_path / "n.ipynb", *cells), tmp_path)
    assert (tmp_path / "pack.qmd").read_text(encoding="utf-8").endswith("---\n\n\n")


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
    record = {"application/vnd.pack.record+json": {"front": FRONT, "results": {"value": 0.1 + 0.2}}}
    collect(executed(tmp_path / "n.ipynb", shown(record)), tmp_path)
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8")) == {"value": 0.30000000000000004}
