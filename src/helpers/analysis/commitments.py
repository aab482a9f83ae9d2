"""The commitments to others as they stood in a quarter, with what has moved since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from helpers.model.commitment import Commitment
from helpers.model.periods import Quarter, financial_year_start
from helpers.rules.commitments import Progress, Progressed, progress


@dataclass(frozen=True)
class Committed:
    """A commitment with how it stands; `before` is how it stood at the last cut-off, None when it was not on record."""

    commitment: Commitment
    now: Progressed
    before: Progressed | None

    @property
    def moved(self) -> bool:
        """Whether it stands otherwise than at the last cut-off, has slipped further, or was not on record then."""
        slipped = self.now.progress is Progress.SLIPPED
        return self.before != self.now if slipped or self.before is None else self.before.progress != self.now.progress


def commitments_in(
    found: Sequence[Commitment], quarter: Quarter, known_by: date, known_before: date
) -> tuple[Committed, ...]:
    """Each commitment as on record at the cut-off, in the order in which they were first recorded.

    One that was done before the financial year began is left out.
    """
    now, then = _on_record(found, known_by), _on_record(found, known_before)
    began = financial_year_start(quarter.start)
    told = [each for each in now.values() if each.done_on is None or each.done_on >= began]
    return tuple(
        Committed(each, _stands(each, known_by), _stands(then[each.id], known_before) if each.id in then else None)
        for each in told
    )


def by_kind(commitments: Sequence[Committed]) -> dict[str, tuple[Committed, ...]]:
    """Commitments by what they belong to, each kind where it comes first."""
    kinds = dict.fromkeys(each.commitment.kind for each in commitments)
    return {kind: tuple(each for each in commitments if each.commitment.kind == kind) for kind in kinds}


def counted(commitments: Sequence[Committed]) -> dict[Progress, int]:
    """How many stand in each way, those overdue first; ways without one are left out."""
    ways = [each.now.progress for each in commitments]
    return {way: ways.count(way) for way in Progress if way in ways}


def commitment_results(commitments: Sequence[Committed]) -> list[dict[str, Any]]:
    """Commitments as plain values, for `results.json`."""
    return [
        {
            **each.commitment.model_dump(mode="json", exclude={"line"}),
            "progress": each.now.progress.value,
            "days": each.now.days,
            "before": each.before.progress.value if each.before else None,
        }
        for each in commitments
    ]


def _on_record(found: Sequence[Commitment], day: date) -> dict[str, Commitment]:
    return {each.id: each for each in found if each.on <= day}


def _stands(each: Commitment, day: date) -> Progressed:
    return progress(each.baseline, each.forecast, each.done_on, day)
