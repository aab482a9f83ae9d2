"""A commitment to somebody else, such as a step of a review or a promise in a deal, with the dates that it has had."""

from __future__ import annotations

from datetime import date

from pydantic import model_validator

from helpers.model.lifecycle import Id
from helpers.model.record import Record


class Commitment(Record):
    """What is to be done by `baseline`, as it stood on the day `on`; it is added again when anything of it changes.

    `kind` is what it belongs to, in the organisation's words. `forecast` is the day on which it is expected now, where
    that is another, and `done_on` the day on which it was done. `kpi` is the KPI that it serves.
    """

    id: Id
    on: date
    kind: str
    milestone: str
    baseline: date
    forecast: date | None = None
    done_on: date | None = None
    owner: str
    kpi: Id | None = None
    evidence: str = ""
    line: int = 0

    @model_validator(mode="after")
    def _was_done_before_it_was_recorded(self) -> Commitment:
        if self.done_on and self.done_on > self.on:
            raise ValueError(
                f"done_on: {self.done_on} is after {self.on}, the day of this line. Put one of them right."
            )
        return self
