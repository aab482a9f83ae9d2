"""A pack's figures as plain values: what `results.json` holds, unrounded, for machines and auditors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from helpers.analysis.action_results import effects, followed_up
from helpers.analysis.checklist import Checklist
from helpers.analysis.commentary import pack_findings
from helpers.analysis.exceptions import Exceptional, Warned, exceptions, warnings
from helpers.analysis.extremes import Standout, standout
from helpers.analysis.indicator import IndicatorResult, Outlook, Persistence, Point, Rebaselined, Revision, Standing
from helpers.analysis.movements import Group, Movements, Row, movements
from helpers.analysis.pack import Pack, Ruling, has_moved
from helpers.analysis.peers import target_fit, worse_and_worsening
from helpers.analysis.reliability import disagreement
from helpers.model.audience import Edition
from helpers.model.checklist import Said
from helpers.model.correction import Correction
from helpers.model.kpi import Kpi
from helpers.model.observation import Reading
from helpers.model.quality import Acceptance, DataFinding, Finding, Severity
from helpers.model.target import Target
from helpers.rules.change import Change
from helpers.rules.freshness import Freshness
from helpers.rules.kite_mark import Settled
from helpers.rules.spc import FIRM_LIMITS_NEED, TRIAL_LIMITS_NEED, ControlPoint, RunChart, Segment
from helpers.rules.status import Rating
from helpers.rules.trend import Projection, Travel
from helpers.rules.withheld import Withheld

Plain = dict[str, Any]


def results(pack: Pack) -> Plain:
    """The pack as plain values: its counts, and each indicator with every figure that its page shows."""
    return {
        "organisation": pack.organisation.name,
        "committee": pack.committee.id,
        "quarter": str(pack.quarter),
        **({"edition": pack.plan.id} if isinstance(pack.plan, Edition) else {}),
        "data_cut_off": pack.plan.data_cut_off.isoformat(),
        "counts": {str(status): count for status, count in pack.counts.by_status.items()},
        "rated": pack.counts.rated,
        "total": pack.counts.total,
        "moved": [result.kpi.id for result in pack.moved],
        "new_reds": [result.kpi.id for result in pack.new_reds],
        "recoveries": [result.kpi.id for result in pack.recoveries],
        "overdue": [result.kpi.id for result in pack.overdue],
        "exceptions": [_exceptional(each) for each in exceptions(pack)],
        "warnings": [_warned(each) for each in warnings(pack)],
        "worse_and_worsening": [result.kpi.id for result in pack.indicators if worse_and_worsening(result)],
        "movements": _movements(movements(pack)),
        "revisions": [_revision(each.kpi, revision) for each in pack.revised for revision in each.revisions],
        "comparators_revised": pack.comparators_revised,
        "findings": [_finding(each) for each in pack_findings(pack)],
        **followed_up(pack),
        "checks_on_data": [_data_finding(each) for each in pack.data_findings],
        "removed": [{"kpi": each.kpi.id, "name": each.kpi.name, "status": each.status.value} for each in pack.removed],
        "decisions": [_ruling(each) for each in pack.rulings],
        "indicators": [
            indicator(result) | {"checklist": checklist_record(checklist)} for result, checklist in pack.checklists
        ],
    }


def _ruling(ruling: Ruling) -> Plain:
    kpi, decision = ruling.decided.kpi, ruling.decided.decision
    return {
        "kpi": kpi.id,
        "name": kpi.name,
        "outcome": ruling.decided.outcome.value,
        "move": decision.move.value,
        "committee": ruling.committee,
        "decided_on": decision.decided_on.isoformat(),
        "minute": decision.minute,
        "effective": str(decision.effective),
        "reported_from": str(decision.begins),
        "reason": decision.reason,
        "line": decision.line,
    }


def indicator(result: IndicatorResult) -> Plain:
    """One indicator as plain values."""
    kpi = result.kpi
    return {
        "kpi": kpi.id,
        "name": kpi.name,
        "unit": kpi.unit.value,
        "unit_label": kpi.unit_label,
        "decimals": kpi.decimals,
        "direction": kpi.direction.value,
        "scheme": kpi.scheme,
        "status": result.status.value,
        "unrated": result.unrated,
        "previous_status": result.previous_status.value if result.previous_status else None,
        "moved": has_moved(result),
        "latest": _reading(result.current),
        "previous": _reading(result.previous),
        "target": _target(result.target),
        "previous_target": _target(result.previous_target),
        "rating": _rating(result.last_rating),
        "short_term": _change(result.short_term),
        "long_term": _change(result.long_term),
        "projection": _projection(result.projection, result),
        "outlook": _outlook(result.outlook),
        "trend": _travel(result.travel),
        "to_target": _to_target(result.to_target),
        "original": _original(result.original),
        "year_target": _target(result.year_target),
        "persistence": _persistence(result.persistence),
        "target_fit": _value(target_fit(result)),
        "record": _record(standout(result)),
        "freshness": _freshness(result.freshness),
        "standings": [_standing(standing) for standing in result.standings],
        "history": [_point(point) for point in result.history],
        "spc": _spc(result),
        "actions": effects(result),
    }


def checklist_record(found: Checklist) -> Plain:
    """A quality checklist as plain values: the kite mark, and every answer with what it rests on."""
    mark = found.mark
    counts = {"apply": mark.apply, "met": mark.met, "not_met": mark.not_met, "unanswered": mark.unanswered}
    return {"mark": mark.level.value, **counts, "answers": [_settled(each) for each in found.settled]}


def _settled(each: Settled) -> Plain:
    return {
        "question": each.question.id,
        "answer": _value(each.answer),
        "source": each.source.value,
        "because": each.because,
        "said": _said(each.said),
        "contradicted": each.contradicted,
        "due_again": each.due_again,
    }


def _said(said: Said | None) -> Plain | None:
    if said is None:
        return None
    told = {"answer": said.answer.value, "by": said.by, "on": said.on.isoformat(), "evidence": said.evidence}
    return {**told, "line": said.line}


def _reading(reading: Reading | None) -> Plain | None:
    if reading is None:
        return None
    return {
        "period": reading.period.text,
        "label": reading.period.label,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "marks": [mark.value for mark in reading.marks],
        "line": reading.line,
        "corrections": [_correction(each) for each in reading.corrections],
    }


def _correction(each: Correction) -> Plain:
    return {
        "line": each.line,
        "field": each.field.value,
        "was": _number(each.expect),
        "is": _number(each.correct),
        "reason": each.reason,
        "corrected_by": each.corrected_by,
        "corrected_on": each.corrected_on.isoformat(),
    }


def _revision(kpi: Kpi, each: Revision) -> Plain:
    return {
        "kpi": kpi.id,
        "was": _reading(each.before),
        "is": _reading(each.now),
        "reason": each.reason,
        "rated_before": _value(each.rated_before),
        "rated_now": _value(each.rated_now),
    }


def _target(target: Target | None) -> Plain | None:
    if target is None:
        return None
    return {
        "target": _number(target.target),
        "lower": _number(target.lower),
        "upper": _number(target.upper),
        "basis": target.basis.value,
        "rule": target.rule,
        "agreed_by": target.agreed_by,
        "agreed_on": target.agreed_on.isoformat(),
        "line": target.line,
    }


def _rating(rating: Rating | None) -> Plain | None:
    if rating is None:
        return None
    limits = {"amber_limit": _number(rating.amber_limit), "blue_limit": _number(rating.blue_limit)}
    return {"status": rating.status.value, "off": _number(rating.off), **limits}


def _change(change: Change | Withheld | None) -> Plain | None:
    if change is None or isinstance(change, Withheld):
        return {"withheld": change.reason} if change else None
    return {
        "movement": change.movement.value,
        "amount": change.amount,
        "percent": change.percent,
        "from": _reading(change.earlier),
    }


def _projection(projection: Projection | Withheld, result: IndicatorResult) -> Plain:
    if isinstance(projection, Withheld):
        return {"withheld": projection.reason}
    return {
        "period": result.following.text if result.following else None,
        "value": projection.value,
        "low": projection.low,
        "high": projection.high,
        "slope": projection.slope,
        "points": projection.points,
    }


def _outlook(outlook: Outlook | None) -> Plain | None:
    if outlook is None:
        return None
    value = outlook.projection.value
    judged = {"rating": _rating(outlook.rating), "target": _target(outlook.target)}
    return {"period": outlook.period.text, "value": value, **judged}


def _freshness(fresh: Freshness | None) -> Plain | None:
    if fresh is None:
        return None
    return {
        "age_months": fresh.age_months,
        "next_due": _day(fresh.next_due),
        "overdue": fresh.overdue,
        "missing": fresh.missing,
        "carried_forward": fresh.carried_forward,
    }


def _travel(found: Travel | Withheld) -> Plain:
    if isinstance(found, Withheld):
        return {"withheld": found.reason}
    interval = {"low": found.low, "high": found.high}
    return {"trend": found.trend.value, "slope": found.slope, **interval, "points": found.points}


def _to_target(found: int | Withheld | None) -> Plain | None:
    if found is None or isinstance(found, Withheld):
        return {"withheld": found.reason} if found else None
    return {"periods": found}


def _original(found: Rebaselined | None) -> Plain | None:
    return None if found is None else {"target": _target(found.target), "rating": _rating(found.rating)}


def _persistence(found: Persistence | None) -> Plain | None:
    if found is None:
        return None
    return {
        "reports": found.reports,
        "since": str(found.since),
        "figures": found.figures,
        "at_least": found.at_least,
    }


def _record(found: Standout | None) -> Plain | None:
    if found is None:
        return None
    since = found.since and found.since.text
    return {"extreme": found.extreme.value, "since": since, "first": found.first.text, "figures": found.figures}


def _exceptional(each: Exceptional) -> Plain:
    reasons = [reason.name.lower() for reason in each.reasons]
    return {"kpi": each.result.kpi.id, "reasons": reasons, "escalated": each.escalated}


def _warned(each: Warned) -> Plain:
    return {"kpi": each.result.kpi.id, "signs": [sign.name.lower() for sign in each.signs]}


def _finding(each: Finding) -> Plain:
    must = each.severity is Severity.MUST
    place = {"kpi": each.kpi, "file": each.file, "line": each.line}
    return {"rule": each.rule, "must": must, **place, "message": each.message, "fix": each.fix}


def _data_finding(each: DataFinding) -> Plain:
    """A finding about the data, which must be put right until it is accepted."""
    about = {"period": each.period, "figure": each.figure}
    return {**_finding(each), "must": each.open, **about, "accepted": _accepted(each.accepted)}


def _accepted(answer: Acceptance | None) -> Plain | None:
    if answer is None:
        return None
    return {"reason": answer.reason, "by": answer.accepted_by, "on": answer.accepted_on.isoformat()}


def _movements(found: Movements) -> Plain:
    rows = {_group(row.before): _by_group(row.now) | _left(row) for row in found.rows}
    return {"from": rows, "new": _by_group(found.new)}


def _left(row: Row) -> dict[str, int]:
    return {"carried forward": row.carried, "removed": row.removed, "total": row.total}


def _by_group(counted: Mapping[Group, int]) -> dict[str, int]:
    return {_group(group): count for group, count in counted.items()}


def _group(group: Group) -> str:
    return group.value if group else "not rated"


def _value(word: StrEnum | None) -> str | None:
    return word.value if word else None


def _standing(standing: Standing) -> Plain:
    comparison = standing.comparison
    values: Any = dict(standing.values) if standing.group.publish_names else sorted(v for _, v in standing.values)
    return {
        "group": standing.group.id,
        "period": standing.period.text,
        "months_older": standing.months_older,
        "ours": _reading(standing.ours),
        "mean": comparison.mean,
        "median": comparison.median,
        "reporting": comparison.reporting,
        "members": comparison.members,
        "rank": comparison.rank,
        "of": comparison.of,
        "quartile": comparison.quartile,
        "significance": _value(standing.significance),
        "values": values,
    }


def _point(point: Point) -> Plain:
    reading = _reading(point.reading) or {}
    target = _target(point.target)
    return {**reading, "target": target and target["target"], "status": point.rating and point.rating.status.value}


def _spc(result: IndicatorResult) -> Plain:
    spc = result.spc
    if isinstance(spc, Withheld):
        return {"withheld": spc.reason}
    needed = {"trial_limits_need": TRIAL_LIMITS_NEED, "firm_limits_need": FIRM_LIMITS_NEED}
    if isinstance(spc, RunChart):
        figures = [{"period": each.period.text, "value": each.value} for each in spc.readings]
        return {"chart": "run", "median": spc.median, "points": spc.points, **needed, "figures": figures}
    differs = disagreement(result)
    return {
        "chart": "control",
        "segments": [_segment(result.kpi, segment) for segment in spc.segments],
        "points": len(spc.points),
        "variation": spc.variation and spc.variation.value,
        "signal": spc.latest.signal and spc.latest.signal.value,
        "assurance": spc.assurance and spc.assurance.value,
        "target": spc.target,
        "special_causes": sum(point.signal is not None for point in spc.points),
        "disagreement": differs and differs.words,
        **needed,
        "figures": [_control_point(point) for point in spc.points],
    }


def _segment(kpi: Kpi, segment: Segment) -> Plain:
    """A stretch of a control chart; `shown` has its limits as they are printed, no further than the measure can go."""
    limits = (segment.lower, segment.upper)
    return {
        "first": segment.first.text,
        "centre": segment.centre,
        "lower": segment.lower,
        "upper": segment.upper,
        "shown": [None if limit is None else kpi.nearest_possible(limit) for limit in limits],
        "moving_range": segment.moving_range,
        "points": segment.points,
        "trial": segment.trial,
    }


def _control_point(point: ControlPoint) -> Plain:
    return {
        "period": point.reading.period.text,
        "value": point.reading.value,
        "signal": point.signal and point.signal.value,
        "variation": point.variation and point.variation.value,
    }


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
