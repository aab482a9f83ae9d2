"""The organisation, its committees, quarters and KPIs: everything that the data rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from helpers.errors import did_you_mean
from helpers.model.kpi import Kpi, Lifecycle
from helpers.model.organisation import Committee, Organisation, QuarterPlan
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.store.parse import Document, Findings, read_record, read_yaml, to_record


R = TypeVar("R", bound=Record)


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


def read_register(root: Path, findings: Findings) -> Register | None:
    """Read `params/` and every `kpi.yml`, and check that they agree; None when the organisation cannot be read."""
    organisation = read_record(Organisation, root / "params" / "organisation.yml", findings)
    committees = _read_folder(Committee, root / "params" / "committees", findings)
    plans = _read_folder(QuarterPlan, root / "params" / "quarters", findings)
    kpis = list(_kpi_documents(root, findings))
    if organisation is None:
        return None
    known = {
        "committees": [committee.id for _, committee in committees],
        "priority": [priority.id for priority in organisation.priorities],
        "perspective": list(organisation.perspectives),
        "scheme": [scheme.id for scheme in organisation.schemes],
        "comparators": [group.id for group in organisation.comparators],
    }
    for document, kpi in kpis:
        _check_kpi(document, kpi, known, findings)
    _check_names(committees, plans, findings)
    return Register(
        root,
        organisation,
        {committee.id: committee for _, committee in committees},
        {plan.quarter: plan for _, plan in plans},
        {kpi.id: kpi for _, kpi in kpis},
    )


def _oversees(committee: Committee, kpi: Kpi) -> bool:
    return committee.id in kpi.committees or (committee.strategic_kpis and kpi.strategic)


def _read_folder(kind: type[R], folder: Path, findings: Findings) -> list[tuple[Path, R]]:
    read = ((path, read_record(kind, path, findings)) for path in sorted(folder.glob("*.yml")))
    return [(path, record) for path, record in read if record is not None]


def _kpi_documents(root: Path, findings: Findings) -> Iterable[tuple[Document, Kpi]]:
    for folder in sorted((root / "data" / "kpis").glob("*/")):
        document = read_yaml(folder / "kpi.yml", findings)
        kpi = to_record(Kpi, document, findings) if document else None
        if document and kpi:
            yield document, kpi


def _check_kpi(document: Document, kpi: Kpi, known: dict[str, list[str]], findings: Findings) -> None:
    def unknown(field: str, value: str) -> None:
        message = f"“{value}” is not in params/."
        findings.add(document.path, document.line((field,)), field, message, did_you_mean(value, known[field]))

    for field, choices in known.items():
        given = getattr(kpi, field)
        for value in (given,) if isinstance(given, str) else given or ():
            if value not in choices:
                unknown(field, value)
    if kpi.id != document.path.parent.name:
        message = f"the id “{kpi.id}” is not the folder's name “{document.path.parent.name}”."
        findings.add(document.path, document.line(("id",)), "id", message, "Make them the same.")
    _check_changes(document, kpi, findings)


def _check_changes(document: Document, kpi: Kpi, findings: Findings) -> None:
    for index, change in enumerate(kpi.changes):
        try:
            kpi.as_at(change.effective)
        except ValueError as error:
            place = ("changes", index)
            message = f"the definition from {change.effective} is not valid: {error}"
            findings.add(document.path, document.line(place), f"changes[{index + 1}]", message)


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
