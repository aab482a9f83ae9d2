"""A figure put right: what it should have been, who says so, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from helpers.model.periods import Period
from helpers.model.record import Record


class Part(StrEnum):
    """Which number of a figure is put right."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Correction(Record):
    """One line of a KPI's file of corrections.

    `expect` is the number as it stood on record and `correct` what it should have been, both in the KPI's unit.
    `line` is its line in the file.
    """

    period: Period
    area: str
    field: Part
    expect: Decimal
    correct: Decimal
    reason: str
    corrected_by: str
    corrected_on: date
    line: int = 0
