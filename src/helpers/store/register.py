"""The organisation, its committees, quarters and KPIs: everything that the data rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from helpers.errors import did_you_mean
from helpers.model.kpi import Direction, Kpi, Purpose
from helpers.model.lifecycle import Lifecycle
from helpers.model.organisation import Committee, Organisation, QuarterPlan
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.model.status import SchemeKind
from helpers.store.parse import Document, Findings, Place, faults_in_words, read_record, read_yaml, to_record

R = TypeVar("R", bound=Record)
Fault = tuple[Place, str, str]  # where in the definition, what, and what to do


@dataclass(frozen=True)
class Register:
    """What the workspace is about, before any figure is read."""

    root: Path
    organisation: Organisation
    committees: Mapping[str, Committee]
    plans: Mapping[Quarter, QuarterPlan]
    kpis: Mapping[str, Kpi]

    def plan(self, quarter: Quarter) -> QuarterPlan:
        """The quarter's dates: as its file has them, or by the organisation's rule for a quarter without a file."""
        if quarter in self.plans:
            return self.plans[quarter]
        cut_off = quarter.end + timedelta(days=self.organisation.cut_off_days)
        return QuarterPlan(quarter=quarter, data_cut_off=cut_off, publication=cut_off)

    def cut_off(self, quarter: Quarter) -> date:
        """The last day on which a figure can become known and still be in this quarter's packs."""
        return self.plan(quarter).data_cut_off

    def for_committee(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """The committee's KPIs in this quarter, as they were defined then: strategic ones first, then by name."""
        then = [kpi.as_at(quarter) for kpi in self.kpis.values()]
        seen = [kpi for kpi in then if kpi.reported_in(quarter) and _oversees(committee, kpi)]
        return sorted(seen, key=lambda kpi: (kpi.number or 99, kpi.name))

    def removed(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """KPIs of the committee's previous report that are no longer in this one, as they were defined then."""
        kept = {kpi.id for kpi in self.for_committee(committee, quarter)}
        return [kpi for kpi in self.for_committee(committee, quarter.previous) if kpi.id not in kept]

    def overseen(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """Every KPI that the committee oversees as defined in this quarter, also one that is reported no longer."""
        return [kpi for kpi in (each.as_at(quarter) for each in self.kpis.values()) if _oversees(committee, kpi)]

    def concerning(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """Every KPI that the committee's report rests on: those in it, and those removed since the last."""
        return self.for_committee(committee, quarter) + self.removed(committee, quarter)


def read_register(root: Path, findings: Findings) -> Register | None:
    """Read `params/` and every `kpi.yml`, and check that they agree; None when the organisation cannot be read."""
    organisation = _read_organisation(root / "params" / "organisation.yml", findings)
    committees = _read_folder(Committee, root / "params" / "committees", findings)
    plans = _read_folder(QuarterPlan, root / "params" / "quarters", findings)
    kpis = list(_kpi_documents(root, findings))
    if organisation is None:
        return None
    known = {
        "committees": [path.stem for path in sorted((root / "params" / "committees").glob("[!.]*.yml"))],
        "priority": [priority.id for priority in organisation.priorities],
        "perspective": list(organisation.perspectives),
        "scheme": [scheme.id for scheme in organisation.schemes],
        "comparators": [group.id for group in organisation.comparators],
        "area": list(dict.fromkeys([organisation.area, *organisation.areas])),
    }
    for document, kpi in kpis:
        _check_kpi(document, kpi, organisation, known, findings)
    _check_names(committees, plans, findings)
    return Register(
        root,
        organisation,
        {committee.id: committee for _, committee in committees},
        {plan.quarter: plan for _, plan in plans},
        {kpi.id: kpi for document, kpi in kpis if kpi.id == document.path.parent.name},
    )


def _read_organisation(path: Path, findings: Findings) -> Organisation | None:
    document = read_yaml(path, findings)
    organisation = to_record(Organisation, document, findings) if document else None
    if document and organisation:
        for field in ("priorities", "schemes", "comparators"):
            _check_repeats(document, field, [each.id for each in getattr(organisation, field)], findings)
        _check_members(document, organisation, findings)
    return organisation


def _check_repeats(document: Document, field: str, ids: list[str], findings: Findings) -> None:
    for index, id in enumerate(ids):
        if id in ids[:index]:
            line, message = document.line((field, index, "id")), f"an earlier one has the id “{id}”."
            findings.add(document.path, line, f"{field}[{index + 1}].id", message, "Give each its own.")


def _check_members(document: Document, organisation: Organisation, findings: Findings) -> None:
    for index, group in enumerate(organisation.comparators):
        for place, area in enumerate(group.members):
            line, field = document.line(("comparators", index, "members", place)), f"comparators[{index + 1}].members"
            if area == organisation.area:
                fix = "Take it out: it is compared with the others."
                findings.add(document.path, line, field, f"“{area}” is the organisation's own area.", fix)
            elif area not in organisation.areas:
                fix = did_you_mean(area, organisation.areas) or "Add it to areas."
                findings.add(document.path, line, field, f"“{area}” is not in areas.", fix)


def _oversees(committee: Committee, kpi: Kpi) -> bool:
    return committee.id in kpi.committees or (committee.strategic_kpis and kpi.strategic)


def _read_folder(kind: type[R], folder: Path, findings: Findings) -> list[tuple[Path, R]]:
    for path in sorted(folder.glob("[!.]*")):
        if path.suffix != ".yml":
            findings.add(path, 0, "", "nothing reads this file.", "Give it a name that ends in .yml, or take it away.")
    read = ((path, read_record(kind, path, findings)) for path in sorted(folder.glob("[!.]*.yml")))
    return [(path, record) for path, record in read if record is not None]


def _kpi_documents(root: Path, findings: Findings) -> Iterable[tuple[Document, Kpi]]:
    for folder in sorted((root / "data" / "kpis").glob("[!.]*/")):
        document = read_yaml(folder / "kpi.yml", findings)
        kpi = to_record(Kpi, document, findings) if document else None
        if document and kpi:
            yield document, kpi


def _check_kpi(
    document: Document, kpi: Kpi, organisation: Organisation, known: Mapping[str, list[str]], findings: Findings
) -> None:
    if kpi.id != document.path.parent.name:
        message = f"the id “{kpi.id}” is not the folder's name “{document.path.parent.name}”."
        findings.add(document.path, document.line(("id",)), "id", message, "Make them the same.")
    told = list(_faults(kpi, organisation, known))
    for place, message, fix in told:
        findings.add(document.path, document.line(place), str(place[0]), message, fix)
    for index, change in enumerate(kpi.changes):
        later = [fault for fault in _faults_from(kpi, change.effective, organisation, known) if fault not in told]
        for place, message, fix in later:
            line = document.line(("changes", index, "fields", *place))
            findings.add(document.path, line, f"changes[{index + 1}] {place[0]}".strip(), message, fix)
        told += later


def _faults_from(
    kpi: Kpi, quarter: Quarter, organisation: Organisation, known: Mapping[str, list[str]]
) -> Iterable[Fault]:
    """What is wrong with the definition that takes effect in this quarter."""
    try:
        yield from _faults(kpi.as_at(quarter), organisation, known)
    except ValidationError as error:
        for field, message, fix in faults_in_words(error, Kpi):
            yield (field,), message, fix


def _faults(kpi: Kpi, organisation: Organisation, known: Mapping[str, list[str]]) -> Iterable[Fault]:
    """Where a definition does not agree with `params/`."""
    for field, choices in known.items():
        given = getattr(kpi, field)
        for index, value in enumerate((given,) if isinstance(given, str) else given or ()):
            if value not in choices:
                yield (field, index), f"“{value}” is not in params/.", did_you_mean(value, choices)
    kinds = {scheme.id: scheme.kind for scheme in organisation.schemes}
    neutral = kpi.direction is Direction.NEUTRAL and kpi.purpose is Purpose.TARGET
    if neutral and kpi.scheme and kinds.get(kpi.scheme, SchemeKind.RANGE) is not SchemeKind.RANGE:
        message = f"“{kpi.scheme}” judges better and worse, and a neutral KPI has neither."
        yield ("scheme",), message, "Choose a range scheme, or purpose: context."


def _check_names(
    committees: list[tuple[Path, Committee]], plans: list[tuple[Path, QuarterPlan]], findings: Findings
) -> None:
    names = [(path, "id", committee.id) for path, committee in committees]
    names += [(path, "quarter", plan.quarter.id) for path, plan in plans]
    for path, field, name in names:
        if path.stem != name:
            findings.add(path, 1, field, f"“{name}” is not the file's name “{path.stem}”.", "Make them the same.")


def has_figures(kpi: Kpi) -> bool:
    """Whether the KPI is expected to have observations."""
    return kpi.lifecycle not in (Lifecycle.PROPOSED, Lifecycle.IN_DEVELOPMENT)
