"""The KPIs of a workspace in one quarter: read, joined in families, analysed, and hidden where they must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, repeat
from pathlib import Path

from helpers.analysis.actions import of_kpi
from helpers.analysis.analyse import analyse
from helpers.analysis.disclosure import Family, Member, families
from helpers.analysis.discretion import Guard, discreet, discreet_action, discreet_words, guard_against
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.judgement import Moment, rating_of
from helpers.analysis.linked import Secret
from helpers.analysis.quality import Examined, answered, examine
from helpers.analysis.subject import Subject
from helpers.analysis.vintages import vintages
from helpers.analysis.what_if import Supposition, suppose
from helpers.errors import Problems
from helpers.model.audience import Edition
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading, Vintage
from helpers.model.organisation import ComparatorGroup
from helpers.model.params import IndicatorParams
from helpers.model.periods import Period, Quarter
from helpers.model.quality import DataFinding
from helpers.store.register import Register
from helpers.store.workspace import Evidence, find_kpi, open_register, parse_quarter, read_acceptances, read_evidence
from helpers.workbook.acting import actions_known
from helpers.workbook.targets import unfit_targets

LOOK_BACK = 12  # quarters over which a lasting status is counted


def open_suite(workspace: Path | str, quarter: str) -> Suite:
    """Every KPI of the workspace, as known and defined in a quarter, for analysts: no small number is hidden.

    Raises Problems when parameters are not right.
    """
    return Suite(open_register(workspace), parse_quarter(quarter))


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


@dataclass(frozen=True)
class Published:
    """KPIs as a public report has them: small numbers are hidden, and whatever would give them away.

    `discreet` are those whose figures, or the figures that theirs add up with, are not all shown.
    """

    subjects: tuple[Subject, ...]
    results: tuple[IndicatorResult, ...]
    discreet: frozenset[str]


class Suite:
    """The KPIs of a workspace in one quarter, or one edition of it, nothing hidden.

    Each KPI's files are read once, when first asked for.
    """

    def __init__(self, register: Register, quarter: Quarter, edition: Edition | None = None) -> None:
        self.register, self.quarter, self.edition = register, quarter, edition
        self.known_by = edition.data_cut_off if edition else register.cut_off(quarter)
        self._subjects: dict[str, Subject] = {}
        self._families: dict[str, Family] = {}

    @property
    def kpis(self) -> dict[str, Kpi]:
        """The KPIs reported in the quarter, by name, as they are defined then."""
        then = sorted(self.register.as_at(self.quarter), key=lambda kpi: kpi.name)
        return {kpi.id: kpi for kpi in then if kpi.reported_in(self.quarter)}

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
        return subject.history(subject.defined(self.quarter), self.known_by)

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
        subjects, day = self.discreet(kpis), self.known_by
        return Published(
            subjects,
            tuple(self._analysed(each, None, None) for each in subjects),
            frozenset(kpi.id for kpi in kpis if self._families[kpi.id].hides(day)),
        )

    def secrets(self, kpis: Sequence[Kpi]) -> dict[str, Secret]:
        """What nobody may tell of each of these KPIs. Raises Problems as `published` does."""
        self._join(kpis)
        day = self.known_by
        windows = {kpi.id: self.subject(kpi.id).window(kpi) for kpi in kpis}
        return {id: self._families[id].secret([day], window) for id, window in windows.items()}

    def discreet(self, kpis: Sequence[Kpi]) -> tuple[Subject, ...]:
        """What is on record about these KPIs as far as it may be published. Raises Problems as `published` does."""
        self._join(kpis)
        return tuple(self._discreet(kpi) for kpi in kpis)

    def guard(self, kpis: Sequence[Kpi], since: Quarter) -> Guard:
        """What keeps words from stating a number of these KPIs that a report has hidden since a quarter."""
        self._join(kpis)
        days = [self.known_by, *(self.register.cut_off(each) for each in _quarters(since, self.quarter.previous))]
        windows = {kpi.id: self.subject(kpi.id).window(kpi) for kpi in kpis}
        return guard_against([(kpi, self._families[kpi.id].secret(days, windows[kpi.id])) for kpi in kpis])

    def examined(self, kpis: Iterable[str]) -> list[Examined]:
        """What the checks of the data found for these KPIs, answered or not. Raises Problems as `analyses` does."""
        chosen = [self.subject(id) for id in kpis]
        parts = {id for each in chosen for ids in each.defined(self.quarter).total_of for id in ids}
        subjects = {id: self.subject(id) for id in sorted(parts)}
        return [examine(each, self._moments[0], subjects) for each in chosen]

    def data_findings(self, examined: Iterable[Examined]) -> tuple[DataFinding, ...]:
        """What was found, with what was accepted; the open ones first. Raises Problems when the record is not right."""
        found = [finding for each in examined for finding in each.findings]
        return answered(found, read_acceptances(self.register), self.quarter)

    def vintages(self, kpi: str, period: Period) -> tuple[Vintage, ...]:
        """Every figure of our own for a period known by the quarter's cut-off, the first known first."""
        subject = self.subject(kpi)
        ours = subject.vintages.get(subject.area(subject.defined(self.quarter)), ())
        day = self.known_by
        return tuple(each for each in ours if each.reading.period == period and each.known_on <= day)

    def subject(self, kpi: str) -> Subject:
        """All that is on record about one KPI. Raises Problems as `indicator` does."""
        if kpi not in self._subjects:
            self._read([find_kpi(self.register, kpi).as_at(self.quarter)])
        return self._subjects[kpi]

    def _read(self, kpis: Sequence[Kpi]) -> None:
        unread = [kpi for kpi in kpis if kpi.id not in self._subjects]
        if unread:
            found = _subjects(self.register, unread, self.quarter, self.edition)
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
        secret = family.secret([self.known_by], subject.window(kpi))
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
        now, *earlier = self._moments
        return analyse(subject, now, earlier, window, groups)

    @cached_property
    def _moments(self) -> list[Moment]:
        """The moment of this report, and those of the reports before it, the latest first."""
        if self.edition is None:
            return [moment_of(self.register, self.quarter.shift(-back)) for back in range(LOOK_BACK + 1)]
        back = LOOK_BACK * self.edition.cadence.in_a_quarter
        editions = accumulate(repeat(None, back), lambda last, _: last.previous, initial=self.edition)
        return [_edition_moment(each) for each in editions]


def _quarters(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """The last quarter, and those before it since the first."""
    yield last
    while first < last:
        last = last.previous
        yield last


def _subjects(register: Register, kpis: Sequence[Kpi], quarter: Quarter, edition: Edition | None) -> list[Subject]:
    evidence = read_evidence(register, kpis, quarter)
    unfit = list(unfit_targets(register, evidence))
    if unfit:
        raise Problems(unfit)
    known = actions_known(register, {each.kpi.id: each.said for each in evidence}, quarter, edition)
    subjects = [_subject(register, each, quarter, edition) for each in evidence]
    return [replace(each, actions=of_kpi(known, each.entry.id)) for each in subjects]


def moment_of(register: Register, quarter: Quarter) -> Moment:
    """When a quarter's data, and the data of the one before it, were cut off."""
    return Moment(quarter, register.cut_off(quarter), register.cut_off(quarter.previous))


def _edition_moment(edition: Edition) -> Moment:
    before = edition.previous.data_cut_off
    return Moment(edition.quarter, edition.data_cut_off, before, edition.end, edition.cadence)


def _subject(register: Register, evidence: Evidence, quarter: Quarter, edition: Edition | None) -> Subject:
    """What is on record about a KPI; an edition is made before the quarter's commentary is written."""
    earlier = [each for each in evidence.said if each < quarter]
    return Subject(
        register.kpis[evidence.kpi.id],
        register.organisation,
        vintages(evidence.observations),
        evidence.targets,
        evidence.origin,
        None if edition else evidence.said.get(quarter),
        evidence.said[max(earlier)] if earlier else None,
        answers=evidence.answers,
    )
