"""Where every KPI is in its life in a quarter, since when and by whose decision, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Move
from helpers.model.periods import Quarter
from helpers.store.register import Register


@dataclass(frozen=True)
class Life:
    """One KPI in a quarter: the decision that brought it where it is, and what is recorded but does not count yet.

    `last` is None when nothing counts by then. `pending` is a proposal that no committee has decided.
    """

    kpi: Kpi
    last: Decision | None
    pending: Decision | None
    to_come: tuple[Decision, ...]


def lives(register: Register, quarter: Quarter) -> list[Life]:
    """Every KPI by id, as packs of the quarter know it."""
    return [_life(kpi, quarter) for _, kpi in sorted(register.kpis.items())]


def _life(kpi: Kpi, quarter: Quarter) -> Life:
    moves = [each for each in kpi.decisions if each.move.leads_to]
    counted = [each for each in moves if each.counts_in(quarter)]
    pending = moves[-1] if moves and moves[-1].move is Move.PROPOSE else None
    to_come = tuple(each for each in kpi.decisions if not each.counts_in(quarter) and each is not pending)
    return Life(kpi.as_at(quarter), counted[-1] if counted else None, pending, to_come)
