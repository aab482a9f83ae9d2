"""Do the KPIs that others are said to lead to exist, and does no chain of them lead back to where it began?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi, Timing
from helpers.store.parse import Document, Findings, Place

Fault = tuple[Place, str, str]  # where in the definition, what, and what to do


def check_leads(kpis: Sequence[tuple[Document, Kpi]], findings: Findings) -> None:
    """A finding for each entry of `leads_to` that leads nowhere, twice, or back to the KPI itself."""
    known = {kpi.id: kpi for _, kpi in kpis}
    for document, kpi in kpis:
        for place, message, fix in _faults(kpi, known):
            findings.add(document.path, document.line(place), "leads_to", message, fix)


def _faults(kpi: Kpi, known: Mapping[str, Kpi]) -> Iterator[Fault]:
    if kpi.leads_to and kpi.timing is not Timing.LEADING:
        message = f"“{kpi.id}” is a lagging measure: it shows whether we got there, and leads to nothing."
        yield ("leads_to",), message, "Take the line out, or put timing right."
    for index, id in enumerate(kpi.leads_to):
        if id in kpi.leads_to[:index]:
            yield ("leads_to", index), f"“{id}” is named twice.", "Name it once."
    for place, id in _named(kpi):
        if id == kpi.id:
            yield place, "a KPI does not lead to itself.", "Take it off the list."
        elif id not in known:
            yield place, f"there is no KPI “{id}”.", did_you_mean(id, known)
        elif kpi.id in _reached(id, known):
            yield place, f"“{id}” leads back to “{kpi.id}”.", "Take one of the two off its list."


def _named(kpi: Kpi) -> Iterator[tuple[Place, str]]:
    """Every KPI that this one leads to, or has ever led to, and where it says so."""
    yield from ((("leads_to", index), id) for index, id in enumerate(kpi.leads_to))
    for number, change in enumerate(kpi.changes):
        later = change.fields.get("leads_to")
        for index, id in enumerate(later if isinstance(later, list) else []):
            yield ("changes", number, "fields", "leads_to", index), str(id)


def _reached(id: str, known: Mapping[str, Kpi]) -> set[str]:
    """Every KPI that this one leads to, at once or by way of others."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = {each for at in waiting if at in known for _, each in _named(known[at])} - found
        found |= new
        waiting = sorted(new)
    return found
