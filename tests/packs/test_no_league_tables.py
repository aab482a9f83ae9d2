"""Row 34: the areas that we are compared with are never named, in any form of a pack, unless their group allows it."""

from __future__ import annotations

import yaml

PUBLISHED = ("*.html", "*.qmd", "*.json", "tables/*.csv", "figures/*.svg", "pack.ipynb")


def unnamed(root) -> set[str]:
    """The names and codes of every member of a group that is not to be named."""
    organisation = yaml.safe_load((root / "params" / "organisation.yml").read_text(encoding="utf-8"))
    groups = organisation["comparators"]
    members = {code for group in groups if not group.get("publish_names") for code in group["members"]}
    ours = {organisation["area"], *(group["members"][0] for group in groups if group["kind"] in ("region", "nation"))}
    named = {code for group in groups if group.get("publish_names") for code in group["members"]}
    return {word for code in members - ours - named for word in (code, organisation["areas"][code])}


def test_no_area_that_we_are_compared_with_is_named_anywhere(default_pack) -> None:
    names = unnamed(default_pack.root)
    assert {"E10000025", "Oxfordshire"} <= names
    files = [path for pattern in PUBLISHED for path in default_pack.folder.glob(pattern)]
    found = {(path.name, name) for path in files for name in names if name in path.read_text(encoding="utf-8")}
    assert found == set()
