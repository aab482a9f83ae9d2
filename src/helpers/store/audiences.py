"""Do those who manage services choose KPIs, committees and posts that there are?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi
from helpers.model.organisation import Committee
from helpers.store.parse import Document, Findings, Place


def check_audiences(
    audiences: Collection[tuple[Document, Committee]], kpis: Collection[Kpi], findings: Findings
) -> None:
    """A finding for each name that an audience chooses KPIs by and that is nobody's."""
    posts = {kpi.owner for kpi in kpis} | {str(owner) for kpi in kpis for owner in _later(kpi, "owner")}
    known = {
        "overseen_by": [each.id for _, each in audiences if each.is_committee],
        "owners": sorted(posts),
        "also": [kpi.id for kpi in kpis],
    }
    for document, audience in audiences:
        for field, place, name in _unknown(audience, known):
            message, fix = f"“{name}” {MISSING[field]}.", did_you_mean(name, known[field])
            findings.add(document.path, document.line(place), f"kpis.{field}", message, fix)


MISSING = {"overseen_by": "is no committee", "owners": "owns no KPI", "also": "is no KPI"}


def _unknown(audience: Committee, known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, Place, str]]:
    """Each name that is nobody's, with its field and its place in the file."""
    for field, names in known.items():
        chosen = getattr(audience.kpis, field) if audience.kpis else ()
        yield from ((field, ("kpis", field, index), name) for index, name in enumerate(chosen) if name not in names)


def _later(kpi: Kpi, field: str) -> Iterator[object]:
    """What a field of the KPI's definition becomes by its changes."""
    yield from (change.fields[field] for change in kpi.changes if field in change.fields)
