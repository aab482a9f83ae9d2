"""How each risk stands in a quarter, ranked on its residual score, and where the risks lie in the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from helpers.model.organisation import RiskLevel
from helpers.model.risk import SCALE, Basis, Position, Risk, RiskRecord, Scoring
from helpers.rules.risk import RiskMovement, level, risk_movement

Plain = dict[str, Any]


@dataclass(frozen=True)
class RiskStanding:
    """One risk in a quarter: its latest scoring, the level of its residual score, and how that score moved."""

    risk: Risk
    scoring: Scoring
    level: RiskLevel
    movement: RiskMovement

    @property
    def score(self) -> int:
        """The residual score, which the register is ranked on."""
        return self.scoring.residual.score

    @property
    def above_target(self) -> int:
        """How far the residual score is above its target; 0 or less when the target is met."""
        return self.score - self.scoring.target.score


def standings(
    records: Iterable[RiskRecord], known_by: date, before: date, levels: Sequence[RiskLevel]
) -> tuple[RiskStanding, ...]:
    """The open risks as known on the day `known_by`, the worst residual score first.

    Movement is since the day `before`, the last quarter's. Where residual scores are equal the larger impact comes
    first, then the larger inherent score, then the name.
    """
    found = [_standing(record, known_by, before, levels) for record in records]
    return tuple(sorted((each for each in found if each is not None), key=_rank))


def moved_on(basis: Basis, record: RiskRecord, known_by: date, before: date) -> RiskMovement | None:
    """How a risk's score moved on one basis between two days; None when it is not open on the later one."""
    now, then = record.scoring(known_by), record.scoring(before)
    if now is None:
        return None
    return risk_movement(now.position(basis).score, then.position(basis).score if then else None)


def matrix(found: Iterable[RiskStanding]) -> dict[Position, tuple[RiskStanding, ...]]:
    """The risks at each of the 25 places of the matrix, by residual likelihood and impact."""
    every = list(found)
    places = [Position(likelihood, impact) for likelihood in SCALE for impact in SCALE]
    return {place: tuple(each for each in every if each.scoring.residual == place) for place in places}


def _standing(record: RiskRecord, known_by: date, before: date, levels: Sequence[RiskLevel]) -> RiskStanding | None:
    scoring, moved = record.scoring(known_by), moved_on(Basis.RESIDUAL, record, known_by, before)
    if scoring is None or moved is None:
        return None
    return RiskStanding(record.risk, scoring, level(moved.now, levels), moved)


def _rank(each: RiskStanding) -> tuple[int, int, int, str]:
    return -each.score, -each.scoring.residual.impact, -each.scoring.inherent.score, each.risk.name.casefold()


def plain_risk(each: RiskStanding) -> Plain:
    """One risk as plain values."""
    risk, scoring, moved = each.risk, each.scoring, each.movement
    return {
        "risk": risk.id,
        "name": risk.name,
        "owner": risk.owner,
        **{basis.value: _plain_position(scoring.position(basis)) for basis in Basis},
        "level": each.level.name,
        "movement": moved.shift.value,
        "before": moved.before,
        "above_target": each.above_target,
        "scored_on": scoring.scored_on.isoformat(),
        "line": scoring.line,
        "project": risk.project,
        "priority": risk.priority,
        "kpi": risk.kpi,
        "committees": list(risk.committees),
    }


def _plain_position(position: Position) -> dict[str, int]:
    return {"likelihood": position.likelihood, "impact": position.impact, "score": position.score}
