"""Where things are: the notebooks, and the folders that packs are written to."""

from __future__ import annotations

from pathlib import Path

from helpers.model.periods import Quarter

PACK_NOTEBOOK = "03_committee_pack.ipynb"
PROJECT = Path(__file__).resolve().parents[3]


def notebook(root: Path, name: str = PACK_NOTEBOOK) -> Path:
    """The notebook of this name: the workspace's own if it has one, the project's otherwise."""
    own = root / "notebooks" / name
    return own if own.exists() else PROJECT / "notebooks" / name


def quarter_folder(root: Path, quarter: Quarter) -> Path:
    """The folder of a quarter's packs."""
    return root / "outputs" / quarter.id


def pack_folder(root: Path, quarter: Quarter, report: str) -> Path:
    """The folder of one pack, or of another report."""
    return quarter_folder(root, quarter) / report


def site_folder(root: Path) -> Path:
    """The folder that can be published as it is."""
    return root / "outputs" / "site"
