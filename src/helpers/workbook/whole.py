"""The organisation as a whole in one quarter: its corporate report, its projects and risks, and its register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.analysis.assurance import Checked, checked
from helpers.analysis.highlights import highlight
from helpers.analysis.portfolio import Portfolio, in_reading_order
from helpers.analysis.quality import tally
from helpers.analysis.review import Review
from helpers.analysis.risks import standings
from helpers.analysis.scorecard import CorporateReport
from helpers.model.params import ReportParams
from helpers.model.periods import Quarter
from helpers.model.project import open_projects
from helpers.model.risk import closed_between
from helpers.store.portfolio import names, open_records
from helpers.store.register import Register
from helpers.store.workspace import find_quarter, open_register, parse_quarter, quality_log, suite_answers
from helpers.workbook.suite import Published, Suite
from helpers.workbook.telling import every_action, every_activity, every_commitment, every_lesson


def open_corporate_report(workspace: Path | str, quarter: str) -> CorporateReport:
    """Every KPI reported in a quarter, as it may be published, with the projects and risks on record.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    now = find_quarter(register, params.quarter)
    suite = Suite(register, now)
    published = suite.published(list(suite.kpis.values()))
    portfolio, activities = _portfolio(register, now), every_activity(suite)
    return CorporateReport(
        register.organisation,
        register.plan(now),
        published.results,
        portfolio if portfolio.projects or portfolio.risks else None,
        tuple(register.committees.values()),
        _checked(suite, published),
        actions=every_action(suite),
        names={kpi.id: kpi.title for kpi in register.as_at(now)},
        last_cut_off=register.cut_off(now.previous),
        activities=activities if activities.reported else None,
        lessons=every_lesson(suite),
        commitments=every_commitment(suite),
    )


def _checked(suite: Suite, published: Published) -> Checked:
    """What the checks of all figures of the quarter came to, and whether who vouched for it did so for these."""
    examined = suite.examined(suite.kpis)
    found, log = suite.data_findings(examined), quality_log(suite.register, suite.quarter)
    told = [each for each in found if each.kpi not in published.discreet]
    discreet = [each for each in found if each.kpi in published.discreet]
    stands = log[-1].is_of(tally(examined, found)) if log else None
    return replace(checked(examined, told, discreet, log), stands=stands)


def open_portfolio(workspace: Path | str, quarter: str) -> Portfolio:
    """The organisation's projects and risks in one quarter, by what was reported and scored by its data cut-off.

    Raises Problems, all of them at once, when the parameters or the files are not right.
    """
    params = ReportParams(workspace=str(workspace), quarter=parse_quarter(quarter))
    register = open_register(params.workspace)
    return _portfolio(register, find_quarter(register, params.quarter))


def _portfolio(register: Register, now: Quarter) -> Portfolio:
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


def open_review(workspace: Path | str, quarter: str) -> Review:
    """The whole register as its reviewers see it in a quarter. Raises Problems when files are not right."""
    register = open_register(workspace)
    suite = Suite(register, find_quarter(register, parse_quarter(quarter)))
    then = sorted(register.as_at(suite.quarter), key=lambda kpi: kpi.title.casefold())
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
