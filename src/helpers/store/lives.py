"""Where every KPI is in its life in a quarter, since when and by whose decision, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.model.kpi import Kpi
from helpers.model.lifecycle import Decision, Lifecycle
from helpers.model.periods import Quarter
from helpers.store.register import Register


@dataclass(frozen=True)
class Life:
    """One KPI in a quarter: the decision that brought it where it is, and those that do not count yet.

    `last` is None when nothing had been decided, or proposed, by then.
    """

    kpi: Kpi
    last: Decision | None
    to_come: tuple[Decision, ...]

    @property
    def pending(self) -> Decision | None:
        """The proposal that waits for a decision, if there is one."""
        return self.last if self.kpi.lifecycle is Lifecycle.PROPOSED else None


def lives(register: Register, quarter: Quarter) -> list[Life]:
    """Every KPI by name, as packs of the quarter know it."""
    return sorted(
        (_life(kpi, quarter) for kpi in register.kpis.values()), key=lambda each: (each.kpi.name, each.kpi.id)
    )


def _life(kpi: Kpi, quarter: Quarter) -> Life:
    then = kpi.as_at(quarter)
    moves = [each for each in then.decisions if each.move.leads_to]
    to_come = tuple(each for each in kpi.decisions if not each.counts_in(quarter))
    return Life(then, moves[-1] if moves else None, to_come)
