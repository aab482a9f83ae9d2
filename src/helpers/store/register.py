"""The organisation, its committees, quarters and KPIs: everything that the data rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from helpers.errors import did_you_mean
from helpers.model.calendar import QuarterPlan
from helpers.model.decided import Decided, decided_this_year
from helpers.model.kpi import Direction, Kpi, Purpose
from helpers.model.lifecycle import Lifecycle, Move
from helpers.model.organisation import Committee, Organisation
from helpers.model.periods import Quarter
from helpers.model.record import Record
from helpers.model.status import SchemeKind
from helpers.store.audiences import check_audiences
from helpers.store.decisions import Known, decisions_path, decisions_text, parse_decisions
from helpers.store.leads import check_leads
from helpers.store.parse import Document, Findings, Place, dotted, faults_in_words, read_yaml, to_record
from helpers.store.totals import check_totals

R = TypeVar("R", bound=Record)
Fault = tuple[Place, str, str]  # where in the definition, what, and what to do
DECIDED = ("lifecycle", "live_from", "live_to", "decisions")
PUBLISHED = ("papers_due", "publication")
UNDECIDED = "no decision on record approves this change."


@dataclass(frozen=True)
class Register:
    """What the workspace is about, before any figure is read."""

    root: Path
    organisation: Organisation
    audiences: Mapping[str, Committee]
    plans: Mapping[Quarter, QuarterPlan]
    kpis: Mapping[str, Kpi]

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Every file that it is read from, in a stable order: whatever is read from a workspace rests on them all."""
        folders = [self.root / "params" / name for name in ("committees", "quarters")]
        params = [path for folder in folders for path in sorted(folder.glob("[!.]*.yml"))]
        kpis = sorted((self.root / "data" / "kpis").glob("[!.]*/kpi.yml"))
        known = (self.root / "params" / "organisation.yml", *params, *kpis, decisions_path(self.root))
        return tuple(path for path in known if path.exists())

    @property
    def committees(self) -> dict[str, Committee]:
        """The audiences that are committees, which oversee and decide; the others manage services."""
        return {id: audience for id, audience in self.audiences.items() if audience.is_committee}

    def plan(self, quarter: Quarter) -> QuarterPlan:
        """The quarter's dates: as its file has them, or by the organisation's rule for a quarter without a file."""
        if quarter in self.plans:
            return self.plans[quarter]
        cut_off = self._cut_off_by_rule(quarter)
        return QuarterPlan(quarter=quarter, data_cut_off=cut_off, publication=cut_off)

    def cut_off(self, quarter: Quarter) -> date:
        """The last day on which a figure can become known and still be in this quarter's packs."""
        plan = self.plans.get(quarter)
        return plan.data_cut_off if plan else self._cut_off_by_rule(quarter)

    def _cut_off_by_rule(self, quarter: Quarter) -> date:
        return quarter.end + timedelta(days=self.organisation.cut_off_days)

    @cached_property
    def _then(self) -> dict[Quarter, tuple[Kpi, ...]]:
        return {}

    def as_at(self, quarter: Quarter) -> tuple[Kpi, ...]:
        """Every KPI as it was defined in this quarter, worked out once however many reports ask."""
        if quarter not in self._then:
            self._then[quarter] = tuple(kpi.as_at(quarter) for kpi in self.kpis.values())
        return self._then[quarter]

    def for_committee(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """The committee's KPIs in this quarter, as they were defined then: strategic ones first, then by name."""
        seen = [kpi for kpi in self.as_at(quarter) if kpi.overseen_by(committee) and kpi.reported_in(quarter)]
        return sorted(seen, key=lambda kpi: (kpi.number or 99, kpi.name))

    def removed(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """KPIs of the committee's previous report that are no longer in this one, as they were defined then."""
        kept = {kpi.id for kpi in self.for_committee(committee, quarter)}
        return [kpi for kpi in self.for_committee(committee, quarter.previous) if kpi.id not in kept]

    def overseen(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """Every KPI that the committee oversees as defined in this quarter, also one that is reported no longer."""
        return [kpi for kpi in self.as_at(quarter) if kpi.overseen_by(committee)]

    def concerning(self, committee: Committee, quarter: Quarter) -> list[Kpi]:
        """Every KPI that the committee's report rests on: those that it oversees, since an action on one that is
        reported no longer is followed up still, and those removed since the year began.
        """
        held = self.overseen(committee, quarter) + self.removed(committee, quarter)
        told = [each.kpi for each in self.decided(committee, quarter)]
        return list({kpi.id: kpi for kpi in [*told, *held]}.values())

    def decided(self, committee: Committee, quarter: Quarter) -> list[Decided]:
        """What decisions made of the committee's reports this financial year, up to the quarter's own."""
        return decided_this_year(self.kpis.values(), committee, quarter)

    def linked(self, kpis: Iterable[Kpi], quarter: Quarter) -> list[Kpi]:
        """The other KPIs whose counts add up with those of these, whoever oversees them, as they were defined then."""
        then = {kpi.id: kpi for kpi in self.as_at(quarter)}
        given = {kpi.id for kpi in kpis}
        found, more = set(given), True
        while more:
            touched = [{id, *kpi.parts} for id, kpi in then.items() if kpi.parts and found & {id, *kpi.parts}]
            more = not all(each <= found for each in touched)
            found = found.union(*touched)
        return [kpi for id, kpi in then.items() if id in found - given]


def read_register(root: Path, findings: Findings, decisions: str | None = None) -> Register | None:
    """Read `params/`, every `kpi.yml` and the decisions, and check that they agree.

    None when the organisation cannot be read. `decisions` is the text of the file of decisions, where another is meant
    than that on disk.
    """
    organisation = _read_organisation(root / "params" / "organisation.yml", findings)
    audiences = _read_folder(Committee, root / "params" / "committees", findings)
    plans = _read_folder(QuarterPlan, root / "params" / "quarters", findings)
    kpis = list(_kpi_documents(root, findings))
    if organisation is None:
        return None
    known = {
        "committees": _committee_files(root, [audience for _, audience in audiences]),
        "priority": [priority.id for priority in organisation.priorities],
        "plan": [plan.id for plan in organisation.plans],
        "perspective": list(organisation.perspectives),
        "scheme": [scheme.id for scheme in organisation.schemes],
        "comparators": [group.id for group in organisation.comparators],
        "area": list(dict.fromkeys([organisation.area, *organisation.areas])),
    }
    for document, kpi in kpis:
        _check_kpi(document, kpi, organisation, known, findings)
    check_totals(kpis, findings)
    check_leads(kpis, findings)
    _check_names(audiences, plans, findings)
    check_audiences(audiences, [kpi for _, kpi in kpis], findings)
    _check_cut_offs(plans, findings)
    _check_meetings(audiences, {plan.quarter: plan for _, plan in plans}, findings)
    register = Register(
        root,
        organisation,
        {audience.id: audience for _, audience in audiences},
        {plan.quarter: plan for _, plan in plans},
        {kpi.id: kpi for document, kpi in kpis if kpi.id == document.path.parent.name},
    )
    text = decisions_text(root, findings) if decisions is None else decisions
    return _with_decisions(register, text, [document for document, _ in kpis], findings)


def known_to(register: Register) -> Known:
    """What decisions about the register's KPIs are checked against."""
    folders = [path.name for path in (register.root / "data" / "kpis").glob("[!.]*/")]
    files = _committee_files(register.root, register.audiences.values())
    sound = {id: kpi for id, kpi in register.kpis.items() if _is_sound(kpi)}
    return Known(sound, {*folders, *register.kpis}, register.committees, files, register.cut_off)


def _committee_files(root: Path, audiences: Iterable[Committee]) -> list[str]:
    """The committees that have a file, whether or not it can be read."""
    others = {audience.id for audience in audiences if not audience.is_committee}
    return [path.stem for path in sorted((root / "params" / "committees").glob("[!.]*.yml")) if path.stem not in others]


def _is_sound(kpi: Kpi) -> bool:
    """Whether every change to the definition gives a definition."""
    try:
        return all(kpi.as_written(change.effective) for change in kpi.changes)
    except ValidationError:
        return False


def _with_decisions(register: Register, text: str | None, documents: list[Document], findings: Findings) -> Register:
    """The register with the decisions about each KPI, and definitions checked against them."""
    known = known_to(register)
    decisions = parse_decisions(text, known, findings)
    kpis = {id: kpi.model_copy(update={"decisions": decisions.by_kpi.get(id, ())}) for id, kpi in register.kpis.items()}
    for document in documents:
        id = document.path.parent.name
        if id in known.kpis and id not in decisions.doubtful:
            _check_decided(document, kpis[id], findings)
    return replace(register, kpis=kpis)


def _check_decided(document: Document, kpi: Kpi, findings: Findings) -> None:
    """Find every change that no committee decided, and an approved definition that cannot be judged by."""
    decided = {each.effective for each in kpi.decisions if each.move is Move.CHANGE}
    for index, change in enumerate(kpi.changes):
        if change.effective not in decided:
            line, field = document.line(("changes", index)), f"changes[{index + 1}]"
            fix = f'Record it: packs register change {kpi.id} --effective "{change.effective}"'
            findings.add(document.path, line, field, UNDECIDED, fix)
    if any(_unjudgeable(kpi.as_at(each.begins)) for each in kpi.decisions):
        message = "a live KPI with a target needs a scheme (or purpose: context)."
        findings.add(document.path, 1, "", message)


def _unjudgeable(kpi: Kpi) -> bool:
    return kpi.purpose is Purpose.TARGET and kpi.lifecycle is Lifecycle.LIVE and kpi.scheme is None


def _read_organisation(path: Path, findings: Findings) -> Organisation | None:
    document = read_yaml(path, findings)
    organisation = to_record(Organisation, document, findings) if document else None
    if document and organisation:
        for field in ("priorities", "plans", "frameworks", "schemes", "comparators"):
            _check_repeats(document, (field,), [each.id for each in getattr(organisation, field)], findings)
        for index, framework in enumerate(organisation.frameworks):
            place = ("frameworks", index, "metrics")
            _check_repeats(document, place, [metric.id for metric in framework.metrics], findings)
        _check_plans(document, organisation, findings)
        _check_members(document, organisation, findings)
        _check_series(document, organisation, findings)
    return organisation


def _check_repeats(document: Document, place: Place, ids: list[str], findings: Findings) -> None:
    for index, id in enumerate(ids):
        if id in ids[:index]:
            line, message = document.line((*place, index, "id")), f"an earlier one has the id “{id}”."
            findings.add(document.path, line, dotted((*place, index, "id")), message, "Give each its own.")


def _check_plans(document: Document, organisation: Organisation, findings: Findings) -> None:
    known = [priority.id for priority in organisation.priorities]
    for index, plan in enumerate(organisation.plans):
        if plan.priority not in known:
            place, message = ("plans", index, "priority"), f"“{plan.priority}” is not in priorities."
            findings.add(
                document.path, document.line(place), dotted(place), message, did_you_mean(plan.priority, known)
            )


def _check_series(document: Document, organisation: Organisation, findings: Findings) -> None:
    """A time series is no longer than what is looked at, or no KPI could have one."""
    needed, window = organisation.settings.review.series_length, organisation.window
    if needed > window:
        place = ("settings", "review", "series_length")
        message, fix = f"{needed} is more than window, which is {window}.", "Put one of the two right."
        findings.add(document.path, document.line(place), dotted(place), message, fix)


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


def _read_folder(kind: type[R], folder: Path, findings: Findings) -> list[tuple[Document, R]]:
    for path in sorted(folder.glob("[!.]*")):
        if path.suffix != ".yml":
            findings.add(path, 0, "", "nothing reads this file.", "Give it a name that ends in .yml, or take it away.")
    documents = filter(None, (read_yaml(path, findings) for path in sorted(folder.glob("[!.]*.yml"))))
    read = ((document, to_record(kind, document, findings)) for document in documents)
    return [(document, record) for document, record in read if record is not None]


def _kpi_documents(root: Path, findings: Findings) -> Iterable[tuple[Document, Kpi]]:
    for folder in sorted((root / "data" / "kpis").glob("[!.]*/")):
        document = read_yaml(folder / "kpi.yml", findings)
        document = _without_decided(document, findings) if document else None
        kpi = to_record(Kpi, document, findings) if document else None
        if document and kpi:
            yield document, kpi


def _without_decided(document: Document, findings: Findings) -> Document:
    """The document without what committees decide, which is a finding wherever it is still written."""
    for name in DECIDED:
        if name in document.data:
            fix = "Take the line out: decisions are in data/register/decisions.csv, and packs register adds them."
            findings.add(document.path, document.line((name,)), name, "this is decided by a committee.", fix)
    kept = {name: value for name, value in document.data.items() if name not in DECIDED}
    return replace(document, data=kept)


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
        yield from _faults(kpi.as_written(quarter), organisation, known)
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
    low, high = kpi.bounds
    if low is not None and high is not None and low >= high:
        yield (
            ("minimum",),
            f"the least it can be ({low}) is not below the most ({high}).",
            "Put minimum or maximum right.",
        )
    yield from _unplanned(kpi, organisation)
    yield from _unmapped(kpi, organisation)
    kinds = {scheme.id: scheme.kind for scheme in organisation.schemes}
    neutral = kpi.direction is Direction.NEUTRAL and kpi.purpose is Purpose.TARGET
    if neutral and kpi.scheme and kinds.get(kpi.scheme, SchemeKind.RANGE) is not SchemeKind.RANGE:
        message = f"“{kpi.scheme}” judges better and worse, and a neutral KPI has neither."
        yield ("scheme",), message, "Choose a range scheme, or purpose: context."


def _unplanned(kpi: Kpi, organisation: Organisation) -> Iterable[Fault]:
    """Where the KPI's plan serves another priority than the KPI does."""
    served = {plan.id: plan.priority for plan in organisation.plans}
    priority = served.get(kpi.plan, kpi.priority) if kpi.plan else kpi.priority
    if priority != kpi.priority and priority in [each.id for each in organisation.priorities]:
        message = f"“{kpi.plan}” serves the priority “{priority}”, not “{kpi.priority}”."
        yield ("plan",), message, "Put plan or priority right."


def _unmapped(kpi: Kpi, organisation: Organisation) -> Iterable[Fault]:
    """Where the KPI names an external framework, or a metric of it, that there is not."""
    metrics = {framework.id: [metric.id for metric in framework.metrics] for framework in organisation.frameworks}
    for framework, metric in kpi.frameworks.items():
        if framework not in metrics:
            yield ("frameworks", framework), f"“{framework}” is not in params/.", did_you_mean(framework, metrics)
        elif metric not in metrics[framework]:
            message = f"“{metric}” is not a metric of “{framework}”."
            yield ("frameworks", framework), message, did_you_mean(metric, metrics[framework])


def _check_names(
    audiences: list[tuple[Document, Committee]], plans: list[tuple[Document, QuarterPlan]], findings: Findings
) -> None:
    names = [(document.path, "id", audience.id) for document, audience in audiences]
    names += [(document.path, "quarter", plan.quarter.id) for document, plan in plans]
    for path, field, name in names:
        if path.stem != name:
            findings.add(path, 1, field, f"“{name}” is not the file's name “{path.stem}”.", "Make them the same.")


def _check_cut_offs(plans: list[tuple[Document, QuarterPlan]], findings: Findings) -> None:
    """What is known in a quarter is known in the next: its data are not cut off before an earlier quarter's."""
    named = [(document.path, plan) for document, plan in plans if document.path.stem == plan.quarter.id]
    for (_, earlier), (path, later) in pairwise(sorted(named, key=lambda each: each[1].quarter)):
        if later.data_cut_off < earlier.data_cut_off:
            message = f"{later.data_cut_off} is before the cut-off of {earlier.quarter} ({earlier.data_cut_off})."
            findings.add(path, 1, "data_cut_off", message, "Put one of the two dates right.")


def _check_meetings(
    committees: list[tuple[Document, Committee]], plans: Mapping[Quarter, QuarterPlan], findings: Findings
) -> None:
    """A committee meets after its papers, and the packs that it considers, are published."""
    for document, committee in committees:
        for written in document.data.get("meetings", ()):
            quarter = Quarter.parse(written)
            day, dates = committee.meetings[quarter], plans[quarter].dates if quarter in plans else {}
            early = [f"{name}, {dates[name]}" for name in PUBLISHED if name in dates and day <= dates[name]]
            if early:
                place, message = ("meetings", written), f"{day} is not after {' and '.join(early)}."
                fix = f"Put the date right here or in params/quarters/{quarter.id}.yml."
                findings.add(document.path, document.line(place), dotted(place), message, fix)


def has_figures(kpi: Kpi) -> bool:
    """Whether the KPI is expected to have observations: since it was first approved."""
    return kpi.approved_from is not None
