"""Where the site says that an indicator is to be found."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter
from helpers.publish.site import publish
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

RESULTS = {
    "quarter": "2025-26 Q1", "total": 1, "counts": {},
    "indicators": [{"kpi": "potholes", "name": "Potholes", "status": "Red"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "detailed"),
    [
        (["pack"], "pack"),
        (["pack", "summary", "full"], "pack"),
        (["pack", "summary", "committee"], "pack"),
        (["pack", "committee", "full"], "committee"),
    ],
    ids=["without other depths", "a committee report", "a full report", "a summary"],
)
def test_an_indicator_is_found_in_the_pack_or_in_the_next_depth_when_the_pack_is_a_summary(
    workspace: Workspace, pages: list[str], detailed: str
) -> None:
    for page in pages:
        workspace.write(f"outputs/2025-26-q1/roads/{page}.html", "")
    workspace.write("outputs/2025-26-q1/roads/results.json", json.dumps(RESULTS))
    index = publish(open_register(workspace.root), [(Quarter(2025, 1), "roads")])
    text = index.with_name("indicators.html").read_text(encoding="utf-8")
    assert f'href="2025-26-q1/roads/{detailed}.html#sec-potholes"' in text


def site_of(workspace: Workspace) -> Path:
    """The site's folder of a pack of four files, published."""
    for name, text in {"pack.html": "Roads", "tables/roads.csv": "a,b", "results.json": json.dumps(RESULTS)}.items():
        workspace.write(f"outputs/2025-26-q1/roads/{name}", text)
    workspace.write("outputs/2025-26-q1/roads/pack.qmd", "not on the site")
    return publish(open_register(workspace.root), [(Quarter(2025, 1), "roads")]).parent / "2025-26-q1/roads"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_pack_that_is_on_the_site_is_not_copied_again(workspace: Workspace) -> None:
    place = site_of(workspace)
    assert set(contents(place)) == {"pack.html", "tables/roads.csv", "results.json"}
    before = (place / "pack.html").stat().st_ino
    assert site_of(workspace) == place
    assert (place / "pack.html").stat().st_ino == before


@pytest.mark.parametrize("spoil", ["edit", "lose", "add"])
def test_a_copy_that_is_not_the_pack_is_made_again(workspace: Workspace, spoil: str) -> None:
    place = site_of(workspace)
    whole, page = contents(place), place / "pack.html"
    if spoil == "edit":
        times = page.stat()
        page.write_text("Rails", encoding="utf-8")
        os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif spoil == "lose":
        page.unlink()
    else:
        (place / "tables" / "old.csv").write_text("x", encoding="utf-8")
    assert contents(place) != whole
    assert contents(site_of(workspace)) == whole
