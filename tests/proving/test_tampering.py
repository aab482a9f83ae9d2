"""Whatever is edited or deleted of what is on record or was published is found, and the file named."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from signed import QUARTER, REPORT, build_pack

from helpers.publish.hashes import file_hash
from helpers.publish.manifest import manifest_text
from helpers.publish.site import publish
from helpers.publish.verify import verify
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from conftest import Workspace

SEEDS = range(240)
EVENTS, HEAD = "data/signoff/events.jsonl", "data/signoff/head.json"


def kinds(files: list[str]) -> dict[str, list[str]]:
    """The files that may be tampered with, by what they are; each kind is chosen as often as the others."""
    named = {
        "object": [name for name in files if name.startswith("data/signoff/objects/")],
        "record": [name for name in files if name.startswith("data/signoff/records/")],
        "events": [EVENTS],
        "head": [HEAD],
        "manifest": [name for name in files if name.endswith("/manifest.json")],
    }
    output = [name for name in files if name.startswith("outputs/2025") and not name.endswith("/manifest.json")]
    return {**named, "output": output}


def tampered(path: Path, chance: random.Random) -> Iterator[str]:
    """Flip a bit of one byte, or delete the file, as an empty one always is; put it back as it was afterwards."""
    content = path.read_bytes()
    if not content or chance.random() < 0.2:
        path.unlink()
        yield "deleted"
    else:
        place = chance.randrange(len(content))
        flipped = content[place] ^ (1 << chance.randrange(8))
        path.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
        yield f"byte {place} of {len(content)} flipped"
    path.write_bytes(content)


def told(root: Path) -> str:
    return "\n".join(str(problem) for problem in verify(root, quick=True).problems)


def test_what_nobody_touched_is_as_it_was_recorded(council: Workspace) -> None:
    found = verify(council.root, quick=True)
    assert (found.problems, found.events, found.records, found.outputs) == ((), 3, 1, 1)
    assert found.objects > 200


def test_every_tampering_is_found_and_its_file_named(council: Workspace) -> None:
    chance = random.Random(109)
    by_kind = kinds(list(council.files()))
    assert all(by_kind.values())
    missed = []
    for seed in SEEDS:
        name = chance.choice(by_kind[list(by_kind)[seed % len(by_kind)]])
        for how in tampered(council.root / name, chance):
            lines = told(council.root)
            named = [name] if name not in (EVENTS, HEAD) else ["data/signoff/"]
            if not any(each in lines for each in named):
                missed.append((name, how, lines))
    assert missed == []
    assert told(council.root) == ""


def test_a_manifest_that_only_looks_the_same_is_found(council: Workspace) -> None:
    path = council.root / "outputs/2025-26-q1/roads/manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('": "', '":  "', 1), encoding="utf-8")
    assert told(council.root).startswith("outputs/2025-26-q1/roads/manifest.json: this manifest was edited")


def test_a_forged_record_with_figures_of_its_own_is_not_the_one_that_was_approved(council: Workspace) -> None:
    (path,) = (council.root / "data/signoff/records/2025-26-q1/roads").iterdir()
    record = json.loads(path.read_text(encoding="utf-8")) | {"results_sha256": "0" * 64}
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    name = path.relative_to(council.root).as_posix()
    assert told(council.root).startswith(f"{name}: this record is not the one of the approved report: it was edited.")


def test_figures_other_than_the_approved_ones_are_told_though_their_manifest_vouches_for_them(
    council: Workspace,
) -> None:
    folder = council.root / "outputs/2025-26-q1/roads"
    results = folder / "results.json"
    results.write_text(results.read_text(encoding="utf-8").replace("78", "87"), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"]["results.json"] = manifest["results_sha256"] = file_hash(results)
    (folder / "manifest.json").write_text(manifest_text(manifest), encoding="utf-8")
    assert told(council.root) == (
        "outputs/2025-26-q1/roads/results.json: these are not the figures that were approved. "
        "Build the report again, or put the file back as it was."
    )


def test_a_file_that_was_put_among_the_published_ones_is_told(council: Workspace) -> None:
    council.write("outputs/2025-26-q1/roads/extra.html", "<p>More</p>")
    assert told(council.root) == (
        "outputs/2025-26-q1/roads/extra.html: this file is not part of the report. Take it out."
    )


def test_the_published_site_is_looked_at_too(council: Workspace) -> None:
    publish(open_register(council.root), [(QUARTER, REPORT)])
    assert told(council.root) == ""
    page = council.root / "outputs/site/2025-26-q1/roads/pack.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert told(council.root).startswith("outputs/site/2025-26-q1/roads/pack.html: this file is not as it was built.")


def test_a_copy_into_the_site_that_was_cut_short_is_not_listed_there(council: Workspace) -> None:
    council.write("outputs/site/2025-26-q1/.roads.new/results.json", '{"quarter": "2025-26 Q1"')
    page = publish(open_register(council.root), [(QUARTER, REPORT)]).read_text(encoding="utf-8")
    assert page.count('href="2025-26-q1/roads/pack.html"') == 1
    assert told(council.root) == ""


def test_the_command_names_each_difference_and_fails(council: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert council.run("verify", "--quick") == 0
    assert capsys.readouterr().out.startswith("All is as it was recorded: 3 events, 1 record, ")
    (council.root / HEAD).unlink()
    assert council.run("verify", "--quick") == 1
    assert "data/signoff/head.json: this file is missing." in capsys.readouterr().err


def test_outputs_that_are_gone_can_be_built_again_and_are_no_difference(council: Workspace) -> None:
    shutil.rmtree(council.root / "outputs")
    assert told(council.root) == ""
    build_pack(council.root)
    assert told(council.root) == ""
