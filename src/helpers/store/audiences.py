"""Do those who manage services choose KPIs, committees and posts that there are?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.organisation import Committee
from helpers.store.parse import Findings, Place, read_yaml


def check_audiences(audiences: Collection[tuple[Path, Committee]], kpis: Collection[Kpi], findings: Findings) -> None:
    """A finding for each name that an audience chooses KPIs by and that is nobody's."""
    posts = {kpi.owner for kpi in kpis} | {str(owner) for kpi in kpis for owner in _later(kpi, "owner")}
    known = {
        "overseen_by": [each.id for _, each in audiences if each.is_committee],
        "owners": sorted(posts),
        "also": [kpi.id for kpi in kpis],
    }
    for path, audience in audiences:
        for place, name in _unknown(audience, known):
            line, field = _line(path, place, findings), f"kpis.{place[1]}"
            message = f"“{name}” {MISSING[str(place[1])]}."
            findings.add(path, line, field, message, did_you_mean(name, known[str(place[1])]))


MISSING = {"overseen_by": "is no committee", "owners": "owns no KPI", "also": "is no KPI"}


def _unknown(audience: Committee, known: Mapping[str, Collection[str]]) -> Iterator[tuple[Place, str]]:
    for field, names in known.items():
        chosen = getattr(audience.kpis, field) if audience.kpis else ()
        yield from ((("kpis", field, index), name) for index, name in enumerate(chosen) if name not in names)


def _later(kpi: Kpi, field: str) -> Iterator[object]:
    """What a field of the KPI's definition becomes by its changes."""
    yield from (change.fields[field] for change in kpi.changes if field in change.fields)


def _line(path: Path, place: Place, findings: Findings) -> int:
    document = read_yaml(path, Findings(findings.root))
    return document.line(place) if document else 0
