"""Where the store meets the rules and the analysis: check a workspace, and open a pack or an indicator from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from helpers.analysis.analyse import analyse
from helpers.analysis.commentary import findings, in_order, unfillable, unknown_names
from helpers.analysis.disclosure import Family, Member, families
from helpers.analysis.discretion import discreet, discreet_words
from helpers.analysis.earlier import status_then
from helpers.analysis.highlights import highlight
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.judgement import Moment, rating_of
from helpers.analysis.linked import Secret
from helpers.analysis.pack import Pack, Removed, Ruling
from helpers.analysis.placeholders import NAMES
from helpers.analysis.portfolio import Portfolio, in_reading_order
from helpers.analysis.quality import Examined, answered, examine, unnamed
from helpers.analysis.review import Review
from helpers.analysis.risks import standings
from helpers.analysis.scorecard import CorporateReport
from helpers.analysis.subject import Subject
from helpers.analysis.vintages import Vintage
from helpers.analysis.what_if import Supposition, suppose
from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.commentary import ServiceCommentary
from helpers.model.decided import Decided
from helpers.model.kpi import Kpi, Purpose
from helpers.model.observation import Reading
from helpers.model.organisation import Committee, ComparatorGroup, Organisation
from helpers.model.params import IndicatorParams, PackParams, ReportParams
from helpers.model.periods import Period, Quarter
from helpers.model.project import open_projects
from helpers.model.quality import DataFinding, Finding
from helpers.model.risk import closed_between
from helpers.model.target import Target
from helpers.rules.status import RuleError, bands
from helpers.store.origins import CHANGED, accept
from helpers.store.portfolio import names, open_records
from helpers.store.register import Register
from helpers.store.workspace import (
    Evidence,
    find_committee,
    find_kpi,
    find_quarter,
    latest_quarter,
    open_register,
    parse_quarter,
    read_acceptances,
    read_evidence,
    suite_answers,
    survey,
)

LOOK_BACK = 12  # quarters over which a lasting status is counted


def check(workspace: Path | str) -> list[Problem]:
    """Everything wrong anywhere in the workspace: files that cannot be read, and targets that cannot be judged by."""
    found = survey(Path(workspace))
    faulty = {problem.file for problem in found.problems}
    sound = [each for each in found.evidence if f"data/kpis/{each.kpi.id}/kpi.yml" not in faulty]
    unfit = _unfit_targets(found.register, sound) if found.register else ()
    unknown = [each for said in found.commentaries for each in _unknown_names(said)]
    return sorted([*found.problems, *unfit, *unknown])


def commentary_findings(workspace: Path | str, quarter: str | None = None) -> tuple[Quarter, tuple[Finding, ...]]:
    """What the checks found in a quarter's commentary, the latest quarter's unless told; which quarter that is.

    Raises Problems when the parameters or the files are not right.
    """
    register = open_register(workspace)
    now = find_quarter(register, parse_quarter(quarter) if quarter else latest_quarter(register))
    suite = Suite(register, now)
    organisation, results = register.organisation, suite.published(list(suite.kpis.values())).results
    told = [findings(each, each.earlier_commentary, organisation.settings, organisation.acronyms) for each in results]
    return now, in_order(each for found in told for each in found)


def accept_figures(workspace: Path | str, kpi: str) -> str:
    """Record the checksum of a KPI's changed figures, and return it. Raises Problems when anything else is wrong."""
    root = Path(workspace).resolve()
    found = find_kpi(open_register(root), kpi)
    mine = [fault for fault in check(root) if fault.file.startswith(f"data/kpis/{found.id}/")]
    others = [fault for fault in mine if fault.message != CHANGED and fault.field != "sha256"]
    if others:
        raise Problems(others)
    return accept(root / "data" / "kpis" / found.id)


def open_pack(workspace: Path | str, committee: str, quarter: str) -> Pack:
    """Everything one committee considers for one quarter, as it was known and defined then, and as it may be published:
    small numbers, and whatever would give them away, are hidden before anything is made of the figures.

    `committee` is the name of a file in `params/committees/` and `quarter` one in `params/quarters/`, for example
    "2025-26 Q1". Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = PackParams(workspace=str(workspace), committee=committee, quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    chosen = find_committee(register, params.committee)
    now = find_quarter(register, params.quarter)
    known = {kpi.id for kpi in register.for_committee(chosen, now.previous)}
    suite = Suite(register, now)
    kpis = register.for_committee(chosen, now)
    published = suite.published(kpis)
    found = published.results
    _check_names(found)
    results = [each if each.kpi.id in known else _new_to_it(each) for each in found]
    removed, rulings = _removed(register, chosen, now), _rulings(suite, chosen)
    checked = suite.data_findings(suite.examined(kpi.id for kpi in kpis))
    told = tuple(unnamed(each) for each in checked if each.kpi not in published.discreet)
    discreet = [each for each in checked if each.kpi in published.discreet]
    untold = sum(each.open for each in discreet)
    return Pack(
        register.organisation, chosen, register.plan(now), tuple(results), removed, rulings, told, len(discreet), untold
    )


def open_indicator(workspace: Path | str, kpi: str, quarter: str, *, public: bool = False) -> IndicatorResult:
    """One KPI as known and defined in a quarter: every figure, or as it is in a pack when `public`.

    Raises Problems when the parameters or the files are not right.
    """
    params = IndicatorParams(workspace=str(workspace), kpi=kpi, quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    if not public:
        return Suite(register, params.quarter).indicator(params.kpi)
    chosen = find_kpi(register, params.kpi).as_at(params.quarter)
    return Suite(register, params.quarter).published([chosen]).results[0]


def open_suite(workspace: Path | str, quarter: str) -> Suite:
    """Every KPI of the workspace, as known and defined in a quarter, for analysts: no small number is hidden.

    Raises Problems when parameters are not right.
    """
    return Suite(open_register(workspace), parse_quarter(quarter))


def open_review(workspace: Path | str, quarter: str) -> Review:
    """The whole register as its reviewers see it in a quarter. Raises Problems when files are not right."""
    register = open_register(workspace)
    suite = Suite(register, find_quarter(register, parse_quarter(quarter)))
    then = sorted((kpi.as_at(suite.quarter) for kpi in register.kpis.values()), key=lambda kpi: kpi.title.casefold())
    return Review(
        register.organisation,
        register.committees,
        suite.quarter,
        register.cut_off(suite.quarter),
        tuple(then),
        tuple(sorted(suite.indicators(), key=lambda result: result.kpi.title.casefold())),
        suite_answers(register),
        tuple(decision for kpi in register.kpis.values() for decision in kpi.decisions),
    )


@dataclass(frozen=True)
class Published:
    """KPIs as a public report has them: small numbers are hidden, and whatever would give them away.

    `discreet` are those whose figures, or the figures that theirs add up with, are not all shown.
    """

    subjects: tuple[Subject, ...]
    results: tuple[IndicatorResult, ...]
    discreet: frozenset[str]


def open_portfolio(workspace: Path | str, quarter: str) -> Portfolio:
    """The organisation's projects and risks in one quarter, by what was reported and scored by its data cut-off.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    now = find_quarter(register, params.quarter)
    known_by, before = register.cut_off(now), register.cut_off(now.previous)
    records, settings = open_records(register), register.organisation.settings
    projects = open_projects(records.projects, known_by, before)
    return Portfolio(
        register.organisation,
        register.plan(now),
        in_reading_order(highlight(each, known_by, before, settings.reporting_bands) for each in projects),
        standings(records.risks, known_by, before, settings.risk_levels),
        tuple(each.risk for each in closed_between(records.risks, before, known_by)),
        names(register),
    )


def open_corporate_report(workspace: Path | str, quarter: str) -> CorporateReport:
    """Every KPI reported in a quarter, as it may be published, with the projects and risks on record.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    now = find_quarter(register, params.quarter)
    suite = Suite(register, now)
    portfolio = open_portfolio(params.workspace, quarter)
    return CorporateReport(
        register.organisation,
        register.plan(now),
        tuple(suite.published(list(suite.kpis.values())).results),
        portfolio if portfolio.projects or portfolio.risks else None,
        tuple(register.committees.values()),
    )


class Suite:
    """The KPIs of a workspace in one quarter, nothing hidden. Each KPI's files are read once, when first asked for."""

    def __init__(self, register: Register, quarter: Quarter) -> None:
        self.register, self.quarter = register, quarter
        self._subjects: dict[str, Subject] = {}

    @property
    def kpis(self) -> dict[str, Kpi]:
        """The KPIs reported in the quarter, by name, as they are defined then."""
        then = [kpi.as_at(self.quarter) for kpi in self.register.kpis.values()]
        return {kpi.id: kpi for kpi in sorted(then, key=lambda kpi: kpi.name) if kpi.reported_in(self.quarter)}

    def indicator(self, kpi: str, window: int | None = None, group: str | None = None) -> IndicatorResult:
        """One KPI, with `window` periods shown and compared with one `group` only, unless they are None.

        Raises Problems when there is no such KPI, or its files are not right.
        """
        return self._analysed(self.subject(kpi), window, None if group is None else (group,))

    def what_if(self, kpi: str, window: int | None, group: str | None, instead: Supposition) -> IndicatorResult:
        """The same as `indicator`, had other terms been agreed.

        Raises RuleError when the KPI's scheme cannot judge by them.
        """
        supposed = suppose(self.subject(kpi), self.indicator(kpi), instead)
        result = self._analysed(supposed, window, None if group is None else (group,))
        if result.current is not None:
            rating_of(result.kpi, result.scheme, result.current, (), result.target)
        return result

    def groups(self, kpi: str) -> tuple[ComparatorGroup, ...]:
        """The comparator groups with figures that the KPI can be compared with, whether or not its pack does so."""
        every = [group.id for group in self.register.organisation.comparators]
        found = self._analysed(self.subject(kpi), None, every).standings
        return tuple(each.group for each in found if each.comparison.reporting)

    def known(self, kpi: str) -> tuple[Reading, ...]:
        """Every figure of our own that was known by the quarter's cut-off, oldest first, however many a pack shows."""
        subject = self.subject(kpi)
        return subject.history(subject.defined(self.quarter), self.register.cut_off(self.quarter))

    def indicators(self) -> list[IndicatorResult]:
        """Every KPI that is reported in the quarter. Raises Problems, all of them at once, when files are not right."""
        return self.analyses(list(self.kpis.values()))

    def analyses(self, kpis: Sequence[Kpi]) -> list[IndicatorResult]:
        """These KPIs. Raises Problems, all of them at once, when files are not right."""
        self._read(kpis)
        return [self.indicator(kpi.id) for kpi in kpis]

    def published(self, kpis: Sequence[Kpi]) -> Published:
        """These KPIs as far as they may be published. Raises Problems, all of them at once, when files are not right.

        What others of their counts are part of, or made up of, is looked at as well, whoever oversees it.
        """
        day, (members, found) = self.register.cut_off(self.quarter), self._families(kpis)
        subjects = [_discreet(member, found[member.kpi.id], day) for member in members]
        return Published(
            tuple(subjects),
            tuple(self._analysed(each, None, None) for each in subjects),
            frozenset(kpi.id for kpi in kpis if found[kpi.id].hides(day)),
        )

    def secrets(self, kpis: Sequence[Kpi]) -> dict[str, Secret]:
        """What nobody may tell of each of these KPIs. Raises Problems as `published` does."""
        day, (members, found) = self.register.cut_off(self.quarter), self._families(kpis)
        return {each.kpi.id: found[each.kpi.id].secret(day, each.subject.window(each.kpi)) for each in members}

    def _families(self, kpis: Sequence[Kpi]) -> tuple[list[Member], dict[str, Family]]:
        """These KPIs as members of families, and the family of each, whoever oversees the others."""
        every = list({kpi.id: kpi for kpi in [*kpis, *self.register.linked(kpis, self.quarter)]}.values())
        self._read(every)
        members = [Member(kpi, self.subject(kpi.id)) for kpi in every]
        threshold = self.register.organisation.settings.disclosure_threshold
        return members[: len({kpi.id for kpi in kpis})], families(members, threshold)

    def examined(self, kpis: Iterable[str]) -> list[Examined]:
        """What the checks of the data found for these KPIs, answered or not. Raises Problems as `analyses` does."""
        chosen = [self.subject(id) for id in kpis]
        parts = {id for each in chosen for ids in each.defined(self.quarter).total_of for id in ids}
        subjects = {id: self.subject(id) for id in sorted(parts)}
        return [examine(each, _moment(self.register, self.quarter), subjects) for each in chosen]

    def data_findings(self, examined: Iterable[Examined]) -> tuple[DataFinding, ...]:
        """What was found, with what was accepted; the open ones first. Raises Problems when the record is not right."""
        found = [finding for each in examined for finding in each.findings]
        return answered(found, read_acceptances(self.register), self.quarter)

    def vintages(self, kpi: str, period: Period) -> tuple[Vintage, ...]:
        """Every figure of our own for a period known by the quarter's cut-off, the first known first."""
        subject = self.subject(kpi)
        ours = subject.vintages.get(subject.area(subject.defined(self.quarter)), ())
        day = self.register.cut_off(self.quarter)
        return tuple(each for each in ours if each.reading.period == period and each.known_on <= day)

    def subject(self, kpi: str) -> Subject:
        """All that is on record about one KPI. Raises Problems as `indicator` does."""
        if kpi not in self._subjects:
            self._read([find_kpi(self.register, kpi).as_at(self.quarter)])
        return self._subjects[kpi]

    def _read(self, kpis: Sequence[Kpi]) -> None:
        unread = [kpi for kpi in kpis if kpi.id not in self._subjects]
        found = _subjects(self.register, unread, self.quarter)
        self._subjects |= {kpi.id: subject for kpi, subject in zip(unread, found, strict=True)}

    def _analysed(self, subject: Subject, window: int | None, groups: Sequence[str] | None) -> IndicatorResult:
        now, *earlier = _moments(self.register, self.quarter)
        return analyse(subject, now, earlier, window, groups)


def _discreet(member: Member, family: Family, day: date) -> Subject:
    """What is on record about a KPI, with figures screened and commentary that states no hidden number."""
    subject, kpi = member.subject, member.kpi
    secret = family.secret(day, subject.window(kpi))
    now, before = (said and discreet(said, secret, kpi) for said in (subject.commentary, subject.earlier_commentary))
    targets = tuple(
        each.model_copy(update={"rule": discreet_words(each.rule, secret, kpi, "rule")}) for each in subject.targets
    )
    screen = family.screen(kpi.id)
    return replace(subject, screen=screen, commentary=now, earlier_commentary=before, targets=targets)


def _subjects(register: Register, kpis: Sequence[Kpi], quarter: Quarter) -> list[Subject]:
    evidence = read_evidence(register, kpis, quarter)
    unfit = list(_unfit_targets(register, evidence))
    if unfit:
        raise Problems(unfit)
    return [_subject(register, found) for found in evidence]


def _new_to_it(result: IndicatorResult) -> IndicatorResult:
    """The same result for a committee whose last report did not have the KPI."""
    return replace(result, previous_status=None, revisions=(), comparators_revised=0)


def _check_names(results: Sequence[IndicatorResult]) -> None:
    """Raises Problems for every figure that a commentary names and that does not exist, or not this quarter."""
    found = [each for result in results for each in unfillable(result)]
    if found:
        raise Problems(Problem(each.file, each.line, "", each.message, each.fix) for each in found)


def _unknown_names(said: ServiceCommentary) -> Iterator[Problem]:
    for name, line in unknown_names(said):
        yield Problem(said.file, line, "", f"{{{name}}} does not name a figure.", did_you_mean(name, NAMES))


def _removed(register: Register, committee: Committee, quarter: Quarter) -> tuple[Removed, ...]:
    before = quarter.previous
    gone, moment = register.removed(committee, quarter), _moment(register, before)
    then = [status_then(each, moment) for each in Suite(register, before).published(gone).subjects]
    return tuple(Removed(kpi, status) for kpi, status in zip(gone, then, strict=True) if status)


def _rulings(suite: Suite, committee: Committee) -> tuple[Ruling, ...]:
    """The decisions of the year, with reasons that state no hidden number."""
    titles = {committee.id: committee.title for committee in suite.register.committees.values()}
    told = suite.register.decided(committee, suite.quarter)
    secrets = suite.secrets([each.kpi for each in told])
    return tuple(Ruling(_discreetly(each, secrets[each.kpi.id]), titles[each.decision.committee]) for each in told)


def _discreetly(each: Decided, secret: Secret) -> Decided:
    reason = discreet_words(each.decision.reason, secret, each.kpi, "reason")
    return replace(each, decision=each.decision.model_copy(update={"reason": reason}))


def _unfit_targets(register: Register, evidence: Sequence[Evidence]) -> Iterator[Problem]:
    """Targets that no scheme which their KPI has, or has had, can judge a figure by."""
    for found in evidence:
        kpi = register.kpis[found.kpi.id]
        definitions = [kpi, *(kpi.as_written(change.effective) for change in kpi.changes)]
        for target in found.targets:
            faults = [_unfit(target, each, register.organisation) for each in definitions]
            if all(faults):
                yield Problem(f"data/kpis/{kpi.id}/targets.csv", target.line, "target", faults[-1])


def _unfit(target: Target, kpi: Kpi, organisation: Organisation) -> str:
    """Why this definition of the KPI cannot judge a figure by the target; empty when it can, or need not."""
    if kpi.purpose is Purpose.CONTEXT or kpi.scheme is None:
        return ""
    limits = {"target": target.target, "lower": target.lower, "upper": target.upper}
    try:
        bands(organisation.scheme(kpi.scheme), direction=kpi.direction, zero_tolerance=kpi.zero_tolerance, **limits)
    except RuleError as error:
        return str(error)
    return ""


def _moments(register: Register, quarter: Quarter) -> list[Moment]:
    """The quarter's moment, and those of the quarters before it, the latest first."""
    return [_moment(register, quarter.shift(-back)) for back in range(LOOK_BACK + 1)]


def _moment(register: Register, quarter: Quarter) -> Moment:
    return Moment(quarter, register.cut_off(quarter), register.cut_off(quarter.previous))


def _subject(register: Register, evidence: Evidence) -> Subject:
    return Subject(
        register.kpis[evidence.kpi.id],
        register.organisation,
        evidence.observations,
        evidence.targets,
        evidence.origin,
        evidence.commentary,
        evidence.earlier_commentary,
        evidence.answers,
    )
