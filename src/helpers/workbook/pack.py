"""Everything that one committee considers for one quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from helpers.analysis.assurance import checked as report_checked
from helpers.analysis.commentary import unfillable
from helpers.analysis.discretion import discreet_action, discreet_item, discreet_lesson, discreet_words
from helpers.analysis.earlier import status_then
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.linked import Secret
from helpers.analysis.pack import Pack, Removed, Ruling
from helpers.analysis.quality import unnamed
from helpers.analysis.reviews import lessons_for, meetings_of
from helpers.errors import Problem, Problems
from helpers.model.action import Action
from helpers.model.decided import Decided
from helpers.model.kpi import Kpi
from helpers.model.lesson import Lesson
from helpers.model.organisation import Committee
from helpers.model.params import PackParams
from helpers.model.periods import Quarter
from helpers.model.quality import QaRecord
from helpers.model.review import ReviewMeeting, TrackerItem
from helpers.store.register import Register
from helpers.store.reviews import read_meetings, read_tracker
from helpers.store.workspace import (
    find_committee,
    find_edition,
    find_quarter,
    open_register,
    parse_quarter,
    quality_log,
)
from helpers.workbook.acting import actions_known, lessons_on_record
from helpers.workbook.reading import read
from helpers.workbook.suite import Suite, moment_of


def open_pack(workspace: Path | str, committee: str, quarter: str, edition: str = "") -> Pack:
    """Everything one committee considers for one quarter, as it was known and defined then, and as it may be published:
    small numbers, and whatever would give them away, are hidden before anything is made of the figures.

    `committee` is the name of a file in `params/committees/` and `quarter` one in `params/quarters/`, for example
    "2025-26 Q1"; `edition` is the month or the fortnight of a report that is given more often, for example "2025-06".
    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = PackParams(
        workspace=str(workspace), committee=committee, quarter=parse_quarter(quarter), edition=str(edition)
    )
    register = open_register(params.workspace)
    chosen = find_committee(register, params.committee)
    now = find_quarter(register, params.quarter)
    chosen_edition = find_edition(register, chosen, now, params.edition)
    plan = chosen_edition or register.plan(now)
    before = plan.last_quarter
    known = {kpi.id for kpi in register.for_committee(chosen, before)}
    suite = Suite(register, now, chosen_edition)
    kpis = register.for_committee(chosen, now)
    published = suite.published(kpis)
    found = published.results
    _check_names(found)
    results = [each if each.kpi.id in known else _new_to_it(each) for each in found]
    examined = suite.examined(kpi.id for kpi in kpis)
    checked = suite.data_findings(examined)
    told = tuple(unnamed(each) for each in checked if each.kpi not in published.discreet)
    discreet = [each for each in checked if each.kpi in published.discreet]
    overseen = register.overseen(chosen, now)
    return Pack(
        register.organisation,
        chosen,
        plan,
        tuple(results),
        removed=_removed(register, chosen, now) if before < now else (),
        rulings=_rulings(suite, chosen),
        data_findings=told,
        unshown=len(discreet),
        untold=sum(each.open for each in discreet),
        actions=_pack_actions(suite, chosen, results),
        last_cut_off=chosen_edition.previous.data_cut_off if chosen_edition else register.cut_off(before),
        reviews=() if chosen_edition else _pack_reviews(suite, chosen),
        tracker=() if chosen_edition else _pack_tracker(suite, overseen),
        lessons=_pack_lessons(suite, chosen, overseen),
        names={kpi.id: kpi.title for kpi in overseen},
        checked=report_checked(examined, told, discreet, _vouchers(suite)),
    )


def _pack_actions(suite: Suite, committee: Committee, results: Sequence[IndicatorResult]) -> tuple[Action, ...]:
    """The actions on the indicators, on KPIs that are reported no longer, and on other subjects of the committee's."""
    register, quarter, reported = suite.register, suite.quarter, {each.kpi.id for each in results}
    overseen = register.overseen(committee, quarter)
    rest = suite.discreet([kpi for kpi in overseen if kpi.id not in reported])
    own = [each for each in actions_known(register, {}, quarter, suite.edition) if each.committee == committee.id]
    return (
        *(action for each in results for action in each.actions),
        *(action for each in rest for action in each.actions),
        *(discreet_action(each, suite.guard(overseen, each.set_in)) for each in own),
    )


def _vouchers(suite: Suite) -> list[QaRecord]:
    """Who had vouched for the figures by the day on which they were cut off for an edition, or has done ever since."""
    log = quality_log(suite.register, suite.quarter)
    return [each for each in log if suite.edition is None or each.recorded_on <= suite.known_by]


def _pack_reviews(suite: Suite, committee: Committee) -> tuple[ReviewMeeting, ...]:
    held = read(suite.register, lambda findings: read_meetings(suite.register, findings))
    return meetings_of(held, committee, suite.quarter)


def _pack_tracker(suite: Suite, overseen: Sequence[Kpi]) -> tuple[TrackerItem, ...]:
    found = read(suite.register, lambda findings: read_tracker(suite.register, suite.quarter, findings))
    return tuple(discreet_item(each, suite.guard(overseen, suite.quarter)) for each in found)


def _pack_lessons(suite: Suite, committee: Committee, overseen: Sequence[Kpi]) -> tuple[Lesson, ...]:
    found = lessons_for(lessons_on_record(suite.register, suite.known_by), committee)
    return tuple(discreet_lesson(each, suite.guard(overseen, Quarter.containing(each.on))) for each in found)


def _new_to_it(result: IndicatorResult) -> IndicatorResult:
    """The same result for a committee whose last report did not have the KPI."""
    return replace(result, previous_status=None, revisions=(), comparators_revised=0)


def _check_names(results: Sequence[IndicatorResult]) -> None:
    """Raises Problems for every figure that a commentary names and that does not exist, or not this quarter."""
    found = [each for result in results for each in unfillable(result)]
    if found:
        raise Problems(Problem(each.file, each.line, "", each.message, each.fix) for each in found)


def _removed(register: Register, committee: Committee, quarter: Quarter) -> tuple[Removed, ...]:
    before = quarter.previous
    gone, moment = register.removed(committee, quarter), moment_of(register, before)
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
