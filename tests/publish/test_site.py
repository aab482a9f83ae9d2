"""Where the site says that an indicator is to be found."""

from __future__ import annotations

import json
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
