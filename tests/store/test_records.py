"""The record of an approved report: what it tells, what was kept with it, and what there is of it now."""

from __future__ import annotations

import hashlib
import platform
from typing import TYPE_CHECKING

from helpers.model.made_from import MadeFrom
from helpers.store.records import as_it_is, kept_kpi, kept_organisation, made_from

if TYPE_CHECKING:
    from conftest import Workspace


def test_a_record_says_what_the_report_was_made_from_with_code_by_its_place_in_the_package() -> None:
    record = {
        "inputs": {"params/organisation.yml": "c"},
        "notebook": {"name": "03_committee_pack.ipynb", "sha256": "d"},
        "code": {"sha256": "e", "files": {"src/helpers/rules/exact.py": "f"}},
        "renderer": {"name": "quarto"},
        "versions": {"python": "3.1"},
    }
    assert made_from(record) == MadeFrom(
        {"params/organisation.yml": "c"},
        "03_committee_pack.ipynb",
        "d",
        {"rules/exact.py": "f"},
        {"python": "3.1", "renderer name": "quarto"},
    )


def test_what_there_is_now_has_every_file_of_the_package_and_an_empty_checksum_for_what_is_gone(
    bare: Workspace,
) -> None:
    bare.write("notebooks/own.ipynb", "{}")
    params = "params/organisation.yml"
    then = MadeFrom({params: "x", "gone.csv": "x"}, "own.ipynb", "x", {}, {"python": "3.1", "renderer name": "quarto"})
    now = as_it_is(bare.root, then)
    written = hashlib.sha256((bare.root / params).read_bytes()).hexdigest()
    assert now.inputs == {params: written, "gone.csv": ""}
    assert now.notebook_sha256 == hashlib.sha256(b"{}").hexdigest()
    assert {"rules/METHOD.md", "rules/exact.py", "store/records.py", "notebook.py"} <= set(now.code)
    assert now.versions == {"python": platform.python_version(), "renderer name": "quarto"}


def test_what_was_kept_is_read_only_while_it_has_its_checksum(workspace: Workspace) -> None:
    text = (workspace.root / "data/kpis/visits-on-time/kpi.yml").read_text(encoding="utf-8")
    checksum = hashlib.sha256(text.encode()).hexdigest()
    place = f"data/signoff/objects/{checksum[:2]}/{checksum}"
    assert kept_kpi(workspace.root, checksum) is None
    workspace.write(place, text)
    kept = kept_kpi(workspace.root, checksum)
    assert kept is not None and (kept.id, kept.owner) == ("visits-on-time", "Head of Care")
    assert kept_organisation(workspace.root, checksum) is None
    workspace.write(place, text.replace("Head of Care", "Director"))
    assert kept_kpi(workspace.root, checksum) is None
