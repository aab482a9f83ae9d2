"""Where the store meets the rules and the analysis: check a workspace, and open a pack or an indicator from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from helpers.analysis.actions import ActionLog, Said, actions, faults, of_kpi
from helpers.analysis.activities import Activities, activities_in
from helpers.analysis.analyse import analyse
from helpers.analysis.commentary import findings, in_order, unfillable, unknown_names
from helpers.analysis.disclosure import Family, Member, families
from helpers.analysis.discretion import (
    Guard,
    discreet,
    discreet_action,
    discreet_item,
    discreet_lesson,
    discreet_words,
    guard_against,
)
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
from helpers.analysis.reviews import final_needs, lessons_for, lessons_known, meetings_of
from helpers.analysis.risks import standings
from helpers.analysis.scorecard import CorporateReport
from helpers.analysis.subject import Subject
from helpers.analysis.vintages import Vintage
from helpers.analysis.what_if import Supposition, suppose
from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.action import Action, ActionUpdate
from helpers.model.commentary import ServiceCommentary
from helpers.model.decided import Decided
from helpers.model.kpi import Kpi, Purpose
from helpers.model.lesson import Lesson
from helpers.model.observation import Reading
from helpers.model.organisation import Committee, ComparatorGroup, Organisation
from helpers.model.params import IndicatorParams, PackParams, ReportParams
from helpers.model.periods import Period, Quarter
from helpers.model.project import open_projects
from helpers.model.quality import DataFinding, Finding
from helpers.model.review import TrackerItem
from helpers.model.risk import closed_between
from helpers.model.target import Target
from helpers.rules.status import RuleError, bands
from helpers.store.actions import OnRecord, add_update, read_actions
from helpers.store.activities import read_activities
from helpers.store.origins import CHANGED, accept
from helpers.store.parse import Findings
from helpers.store.portfolio import names, open_records
from helpers.store.register import Register
from helpers.store.reviews import read_lessons, read_meetings, read_tracker
from helpers.store.workspace import (
    Evidence,
    Survey,
    asked_quarter,
    find_committee,
    find_kpi,
    find_quarter,
    open_register,
    parse_quarter,
    read_acceptances,
    read_evidence,
    read_said,
    suite_answers,
    survey,
)

T = TypeVar("T")
LOOK_BACK = 12  # quarters over which a lasting status is counted


def check(workspace: Path | str) -> list[Problem]:
    """Everything wrong anywhere in the workspace: files that cannot be read, and targets that cannot be judged by."""
    found = survey(Path(workspace))
    faulty = {problem.file for problem in found.problems}
    sound = [each for each in found.evidence if f"data/kpis/{each.kpi.id}/kpi.yml" not in faulty]
    unfit = _unfit_targets(found.register, sound) if found.register else ()
    unknown = [each for said in found.commentaries for each in _unknown_names(said)]
    return sorted([*found.problems, *unfit, *unknown, *_unfit_actions(found)])


def commentary_findings(workspace: Path | str, quarter: str | None = None) -> tuple[Quarter, tuple[Finding, ...]]:
    """What the checks found in a quarter's commentary, the latest quarter's unless told; which quarter that is.

    Raises Problems when the parameters or the files are not right.
    """
    register = open_register(workspace)
    now = asked_quarter(register, quarter)
    suite = Suite(register, now)
    organisation, results = register.organisation, suite.published(list(suite.kpis.values())).results
    told = [findings(each, each.earlier_commentary, organisation.settings, organisation.acronyms) for each in results]
    return now, in_order(each for found in told for each in found)


def final_findings(workspace: Path | str, quarter: Quarter) -> tuple[Finding, ...]:
    """What keeps a quarter's packs from being final, committee by committee, each told once.

    Raises Problems when the parameters or the files are not right.
    """
    register = open_register(workspace)
    meetings = _read(register, lambda findings: read_meetings(register, findings))
    told = [each for one in register.committees.values() for each in final_needs(one, quarter, meetings)]
    return tuple(dict.fromkeys(told))


def open_actions(workspace: Path | str, quarter: str) -> tuple[Action, ...]:
    """Every action as known in a quarter, the open and the closed. Raises Problems when the files are not right."""
    register, now = open_register(workspace), parse_quarter(quarter)
    return _actions(register, read_said(register, register.kpis.values(), now), now)


def update_action(workspace: Path | str, update: ActionUpdate) -> Action:
    """Add an update to the history of its action, and return the action as it now stands.

    Raises Problems, and writes nothing, when there is no such action, it is closed, or the files are not right.
    """
    register = open_register(workspace)
    log = _log(register, read_said(register, register.kpis.values(), Quarter(9999, 4)))
    latest = max((each.on for each in log.updates), default=update.on)
    if update.on < latest:
        message = f"{update.on} is before the day of the last update ({latest}): an earlier report would change."
        raise Problems([Problem("", 0, "on", message, "Give the day on which it became known.")])
    with_it = replace(log, updates=(*log.updates, update))
    wrong = [each for each in faults(with_it) if each not in list(faults(log))]
    if wrong:
        raise Problems([replace(each, file="", line=0) for each in wrong])
    add_update(register.root, update)
    return next(each for each in actions(with_it) if each.id == update.action)


def open_activities(workspace: Path | str, quarter: str) -> Activities:
    """The priority activities as last reported by a quarter. Raises Problems when the files are not right."""
    register, now = open_register(workspace), parse_quarter(quarter)
    activities, progress = _read(register, lambda findings: read_activities(register, findings))
    return activities_in(register.organisation, now, activities, progress)


def open_lessons(workspace: Path | str, quarter: str) -> tuple[Lesson, ...]:
    """Every lesson as it stood at a quarter's cut-off. Raises Problems when the file is not right."""
    register, now = open_register(workspace), parse_quarter(quarter)
    return _lessons(register, now)


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
    checked = suite.data_findings(suite.examined(kpi.id for kpi in kpis))
    told = tuple(unnamed(each) for each in checked if each.kpi not in published.discreet)
    discreet = [each for each in checked if each.kpi in published.discreet]
    overseen = register.overseen(chosen, now)
    return Pack(
        register.organisation,
        chosen,
        register.plan(now),
        tuple(results),
        removed=_removed(register, chosen, now),
        rulings=_rulings(suite, chosen),
        data_findings=told,
        unshown=len(discreet),
        untold=sum(each.open for each in discreet),
        actions=_pack_actions(suite, chosen, results),
        last_cut_off=register.cut_off(now.previous),
        reviews=meetings_of(_read(register, lambda findings: read_meetings(register, findings)), chosen, now),
        tracker=_pack_tracker(suite, overseen),
        lessons=_pack_lessons(suite, chosen, overseen),
        names={kpi.id: kpi.title for kpi in overseen},
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
        self._families: dict[str, Family] = {}

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
        subjects, day = self.discreet(kpis), self.register.cut_off(self.quarter)
        return Published(
            subjects,
            tuple(self._analysed(each, None, None) for each in subjects),
            frozenset(kpi.id for kpi in kpis if self._families[kpi.id].hides(day)),
        )

    def secrets(self, kpis: Sequence[Kpi]) -> dict[str, Secret]:
        """What nobody may tell of each of these KPIs. Raises Problems as `published` does."""
        self._join(kpis)
        day = self.register.cut_off(self.quarter)
        windows = {kpi.id: self.subject(kpi.id).window(kpi) for kpi in kpis}
        return {id: self._families[id].secret([day], window) for id, window in windows.items()}

    def discreet(self, kpis: Sequence[Kpi]) -> tuple[Subject, ...]:
        """What is on record about these KPIs as far as it may be published. Raises Problems as `published` does."""
        self._join(kpis)
        return tuple(self._discreet(kpi) for kpi in kpis)

    def guard(self, kpis: Sequence[Kpi], since: Quarter) -> Guard:
        """What keeps words from stating a number of these KPIs that a report has hidden since a quarter."""
        self._join(kpis)
        days = [self.register.cut_off(each) for each in _quarters(since, self.quarter)]
        windows = {kpi.id: self.subject(kpi.id).window(kpi) for kpi in kpis}
        return guard_against([(kpi, self._families[kpi.id].secret(days, windows[kpi.id])) for kpi in kpis])

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

    def _join(self, kpis: Sequence[Kpi]) -> None:
        """Put each KPI in the family of those whose counts its own add up with."""
        apart = [kpi for kpi in kpis if kpi.id not in self._families]
        every = [*apart, *self.register.linked(apart, self.quarter)]
        self._read(every)
        members = [Member(kpi, self.subject(kpi.id)) for kpi in every]
        self._families |= families(members, self.register.organisation.settings.disclosure_threshold)

    def _discreet(self, kpi: Kpi) -> Subject:
        """What is on record about a KPI, with figures screened and words that state no hidden number."""
        subject, family = self.subject(kpi.id), self._families[kpi.id]
        secret = family.secret([self.register.cut_off(self.quarter)], subject.window(kpi))
        rules = [discreet_words(each.rule, secret, kpi, "rule") for each in subject.targets]
        targets = zip(subject.targets, rules, strict=True)
        return replace(
            subject,
            screen=family.screen(kpi.id),
            targets=tuple(each.model_copy(update={"rule": rule}) for each, rule in targets),
            commentary=subject.commentary and discreet(subject.commentary, secret, kpi),
            earlier_commentary=subject.earlier_commentary and discreet(subject.earlier_commentary, secret, kpi),
            actions=tuple(discreet_action(each, self.guard([kpi], each.set_in)) for each in subject.actions),
        )

    def _analysed(self, subject: Subject, window: int | None, groups: Sequence[str] | None) -> IndicatorResult:
        now, *earlier = _moments(self.register, self.quarter)
        return analyse(subject, now, earlier, window, groups)


def _quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """The last quarter, and those before it since the first."""
    yield last
    while first < last:
        last = last.previous
        yield last


def _subjects(register: Register, kpis: Sequence[Kpi], quarter: Quarter) -> list[Subject]:
    evidence = read_evidence(register, kpis, quarter)
    unfit = list(_unfit_targets(register, evidence))
    if unfit:
        raise Problems(unfit)
    known = _actions(register, {each.kpi.id: each.said for each in evidence}, quarter)
    return [replace(_subject(register, each, quarter), actions=of_kpi(known, each.kpi.id)) for each in evidence]


def _read(register: Register, reader: Callable[[Findings], T]) -> T:
    """What a reader of the store reads. Raises Problems, all that it found at once."""
    findings = Findings(register.root)
    read = reader(findings)
    findings.raise_any()
    return read


def _lessons(register: Register, quarter: Quarter) -> tuple[Lesson, ...]:
    found = _read(register, lambda findings: read_lessons(register, findings))
    return lessons_known(found, register.cut_off(quarter))


def _log(register: Register, said: Mapping[str, Said], recorded: OnRecord | None = None) -> ActionLog:
    found = recorded or _read(register, lambda findings: read_actions(register, findings))
    return ActionLog(said, found.actions, found.updates, register.cut_off)


def _actions(register: Register, said: Mapping[str, Said], quarter: Quarter) -> tuple[Action, ...]:
    """The actions known in a quarter: those of this commentary, and those set elsewhere. Raises Problems."""
    log = _log(register, said).until(quarter)
    wrong = list(faults(log, register.kpis.keys() - said.keys()))
    if wrong:
        raise Problems(wrong)
    return actions(log)


def _pack_actions(suite: Suite, committee: Committee, results: Sequence[IndicatorResult]) -> tuple[Action, ...]:
    """The actions on the indicators, on KPIs that are reported no longer, and on other subjects of the committee's."""
    register, quarter, reported = suite.register, suite.quarter, {each.kpi.id for each in results}
    overseen = register.overseen(committee, quarter)
    rest = suite.discreet([kpi for kpi in overseen if kpi.id not in reported])
    own = [each for each in _actions(register, {}, quarter) if each.committee == committee.id]
    return (
        *(action for each in results for action in each.actions),
        *(action for each in rest for action in each.actions),
        *(discreet_action(each, suite.guard(overseen, each.set_in)) for each in own),
    )


def _pack_tracker(suite: Suite, overseen: Sequence[Kpi]) -> tuple[TrackerItem, ...]:
    found = _read(suite.register, lambda findings: read_tracker(suite.register, suite.quarter, findings))
    return tuple(discreet_item(each, suite.guard(overseen, suite.quarter)) for each in found)


def _pack_lessons(suite: Suite, committee: Committee, overseen: Sequence[Kpi]) -> tuple[Lesson, ...]:
    found = lessons_for(_lessons(suite.register, suite.quarter), committee)
    return tuple(discreet_lesson(each, suite.guard(overseen, Quarter.containing(each.on))) for each in found)


def _unfit_actions(found: Survey) -> Iterator[Problem]:
    """What is wrong with actions; those of commentary that cannot be read are let be."""
    if found.register:
        unread = {each.kpi.id for each in found.evidence if _has_problem(found.problems, each.kpi.id)}
        said = {each.kpi.id: each.said for each in found.evidence if each.kpi.id not in unread}
        yield from faults(_log(found.register, said, found.actions), unread)


def _has_problem(problems: Iterable[Problem], kpi: str) -> bool:
    return any(each.file.startswith(f"data/kpis/{kpi}/commentary/") for each in problems)


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


def _subject(register: Register, evidence: Evidence, quarter: Quarter) -> Subject:
    earlier = [each for each in evidence.said if each < quarter]
    return Subject(
        register.kpis[evidence.kpi.id],
        register.organisation,
        evidence.observations,
        evidence.targets,
        evidence.origin,
        evidence.said.get(quarter),
        evidence.said[max(earlier)] if earlier else None,
        answers=evidence.answers,
    )
