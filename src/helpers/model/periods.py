"""Periods of every frequency that councils report in, and the quarters that packs are built for.

A period is an interval of days with a frequency. Financial years run from April to March and academic years from
September to August. The text form is the one used in `data/`: `2019-12` (month), `2025-26 Q1` (quarter), `2024-25`
(financial or academic year, or survey wave), `2023` (calendar year), `2022-24` (three-year rolling) and `2025-03-31`
(snapshot date).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

FIRST_YEAR, LAST_YEAR = 1000, 2999  # so that there is always an earlier and a later period
LIKELY_YEARS = range(1950, 2200)  # in which somebody can have decided or corrected something


class Frequency(StrEnum):
    """How often a measure is counted, and over what kind of period."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial-year"
    ACADEMIC_YEAR = "academic-year"
    CALENDAR_YEAR = "calendar-year"
    THREE_YEAR = "three-year"
    SNAPSHOT = "snapshot"
    SURVEY_WAVE = "survey-wave"

    @property
    def interval_months(self) -> int:
        """Months from one period to the next, unless the KPI says otherwise."""
        return {"month": 1, "quarter": 3, "survey-wave": 24}.get(self.value, 12)

    @property
    def overlapping(self) -> bool:
        """Whether one period shares days with the next."""
        return self is Frequency.THREE_YEAR

    @property
    def example(self) -> str:
        """A well-formed period, for error messages."""
        return EXAMPLES[self]


EXAMPLES = {
    Frequency.MONTH: "2019-12",
    Frequency.QUARTER: "2025-26 Q1",
    Frequency.FINANCIAL_YEAR: "2024-25",
    Frequency.ACADEMIC_YEAR: "2024-25",
    Frequency.CALENDAR_YEAR: "2023",
    Frequency.THREE_YEAR: "2022-24",
    Frequency.SNAPSHOT: "2025-03-31",
    Frequency.SURVEY_WAVE: "2021-22",
}


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a financial year: Q1 is April to June. `start_year` is the year in which that year begins."""

    start_year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2025-26 Q1`; `2025/26 Q1`, `Q1 2025/26` and `2025-26-q1` are understood too.

        Raises ValueError when the text is not a quarter or its two years do not follow each other.
        """
        match = re.fullmatch(r"([12]\d{3})[-/](\d{2})[ -]Q([1-4])", _year_first(text.strip().upper()), re.ASCII)
        if match is None or not _follows(match[1], match[2]):
            raise ValueError(f"“{text}” is not a quarter; write it like 2025-26 Q1.")
        return cls(int(match[1]), int(match[3]))

    @classmethod
    def containing(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        year = financial_year_start(day).year
        return cls(year, (day.month - 4) % 12 // 3 + 1)

    @property
    def financial_year(self) -> str:
        """The financial year as text, for example 2025-26."""
        return _two_years(self.start_year)

    @property
    def id(self) -> str:
        """The form used in file and folder names, for example 2025-26-q1."""
        return f"{self.financial_year}-q{self.number}"

    @property
    def start(self) -> date:
        """The first day of the quarter."""
        return month_start(self.start_year * 12 + 3 * self.number)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        return month_end(self.start_year * 12 + 3 * self.number + 2)

    def shift(self, quarters: int) -> Quarter:
        """The quarter this many quarters later (earlier when negative)."""
        years, number = divmod(self.start_year * 4 + self.number - 1 + quarters, 4)
        return Quarter(years, number + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return self.shift(-1)

    def __str__(self) -> str:
        return f"{self.financial_year} Q{self.number}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value)),
            serialization=core_schema.to_string_ser_schema(),
        )


@dataclass(frozen=True)
class Period:
    """An interval of days, first and last included, with the frequency it belongs to."""

    start: date
    end: date
    frequency: Frequency

    @property
    def text(self) -> str:
        """The form used in `data/`; `parse_period` reads it back."""
        return _TEXT[self.frequency](self)

    @property
    def label(self) -> str:
        """The form that members read: Dec 2019, Q1 2025/26, 2024/25, 2023, 2022 to 2024, 31 Mar 2025."""
        return _LABEL[self.frequency](self)

    @property
    def month(self) -> int:
        """The month in which the period ends, counted from year 0, so that periods can be subtracted."""
        return self.end.year * 12 + self.end.month - 1

    @property
    def months(self) -> int:
        """How many months the period lasts; 0 for a snapshot, which is one day."""
        return 0 if self.start == self.end else self.month - (self.start.year * 12 + self.start.month - 1) + 1

    def months_since(self, other: Period) -> int:
        """Months from the end of `other` to the end of this period."""
        return self.month - other.month

    def covers(self, other: Period) -> bool:
        """Whether `other` lies wholly inside this period."""
        return self.start <= other.start and other.end <= self.end

    def later(self, months: int) -> Period:
        """The period of the same length that ends this many months later."""
        if self.frequency is Frequency.SNAPSHOT:
            last = month_end(self.month + months)
            day = last if _is_month_end(self.end) else last.replace(day=min(self.end.day, last.day))
            return Period(day, day, self.frequency)
        length = self.month - (self.start.year * 12 + self.start.month - 1)
        return Period(month_start(self.month + months - length), month_end(self.month + months), self.frequency)

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=4096)
def parse_period(text: str, frequency: Frequency) -> Period:
    """Read a period of the given frequency from its text form.

    Raises ValueError, with the form expected, when the text is not such a period.
    """
    if not text.strip():
        raise ValueError(f"the period is missing; write it like {frequency.example}.")
    try:
        period = _PARSERS[frequency](text.strip())
        if not text.isascii() or not FIRST_YEAR <= period.end.year <= LAST_YEAR:
            raise ValueError(text)
        return period
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"“{text}” is not {_KIND[frequency]}; write it like {frequency.example}.") from error


def month_start(month: int) -> date:
    """The first day of a month counted from year 0."""
    return date(month // 12, month % 12 + 1, 1)


def month_end(month: int) -> date:
    """The last day of a month counted from year 0."""
    return month_start(month + 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day this many months later, or the last day of that month when it is shorter."""
    last = month_end(day.year * 12 + day.month - 1 + months)
    return last.replace(day=min(day.day, last.day))


def financial_year_start(day: date) -> date:
    """The first of April on or before the day."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def financial_year(day: date) -> Period:
    """The financial year that a day lies in."""
    start = financial_year_start(day)
    return Period(start, date(start.year + 1, 3, 31), Frequency.FINANCIAL_YEAR)


def uk_date(day: date) -> str:
    """A date as members read it: 31 March 2024."""
    return f"{day.day} {day:%B} {day.year}"


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def _two_years(start_year: int) -> str:
    return f"{start_year}-{(start_year + 1) % 100:02d}"


def _year_first(text: str) -> str:
    match = re.fullmatch(r"(Q\d) (\S+)", text)
    return f"{match[2]} {match[1]}" if match else text


def _month(text: str) -> Period:
    year, month = re.fullmatch(r"(\d{4})-(\d{2})", text).groups()  # type: ignore[union-attr]
    start = date(int(year), int(month), 1)
    return Period(start, month_end(start.year * 12 + start.month - 1), Frequency.MONTH)


def _quarter(text: str) -> Period:
    quarter = Quarter.parse(text)
    return Period(quarter.start, quarter.end, Frequency.QUARTER)


def _year(first_month: int, frequency: Frequency) -> Callable[[str], Period]:
    def parse(text: str) -> Period:
        first, second = re.fullmatch(r"(\d{4})[-/](\d{2})", text).groups()  # type: ignore[union-attr]
        if not _follows(first, second):
            raise ValueError(text)
        month = int(first) * 12 + first_month - 1
        return Period(month_start(month), month_end(month + 11), frequency)

    return parse


def _calendar_year(text: str) -> Period:
    year = int(re.fullmatch(r"\d{4}", text).group())  # type: ignore[union-attr]
    return Period(date(year, 1, 1), date(year, 12, 31), Frequency.CALENDAR_YEAR)


def _three_years(text: str) -> Period:
    first, last = re.fullmatch(r"(\d{4})-(\d{2})", text).groups()  # type: ignore[union-attr]
    if (int(first) + 2) % 100 != int(last):
        raise ValueError(text)
    return Period(date(int(first), 1, 1), date(int(first) + 2, 12, 31), Frequency.THREE_YEAR)


def _snapshot(text: str) -> Period:
    day = date.fromisoformat(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text).group())  # type: ignore[union-attr]
    return Period(day, day, Frequency.SNAPSHOT)


def _quarter_of(period: Period) -> Quarter:
    years, number = divmod(period.start.year * 4 + (period.start.month - 1) // 3 - 1, 4)
    return Quarter(years, number + 1)


def _slashed(period: Period) -> str:
    return _two_years(period.start.year).replace("-", "/")


_KIND = {
    Frequency.MONTH: "a month",
    Frequency.QUARTER: "a quarter",
    Frequency.FINANCIAL_YEAR: "a financial year",
    Frequency.ACADEMIC_YEAR: "an academic year",
    Frequency.CALENDAR_YEAR: "a calendar year",
    Frequency.THREE_YEAR: "a three-year period",
    Frequency.SNAPSHOT: "a snapshot date",
    Frequency.SURVEY_WAVE: "a survey wave",
}

_PARSERS: dict[Frequency, Callable[[str], Period]] = {
    Frequency.MONTH: _month,
    Frequency.QUARTER: _quarter,
    Frequency.FINANCIAL_YEAR: _year(4, Frequency.FINANCIAL_YEAR),
    Frequency.ACADEMIC_YEAR: _year(9, Frequency.ACADEMIC_YEAR),
    Frequency.CALENDAR_YEAR: _calendar_year,
    Frequency.THREE_YEAR: _three_years,
    Frequency.SNAPSHOT: _snapshot,
    Frequency.SURVEY_WAVE: _year(4, Frequency.SURVEY_WAVE),
}

_TEXT: dict[Frequency, Callable[[Period], str]] = {
    Frequency.MONTH: lambda p: f"{p.end:%Y-%m}",
    Frequency.QUARTER: lambda p: str(_quarter_of(p)),
    Frequency.FINANCIAL_YEAR: lambda p: _two_years(p.start.year),
    Frequency.ACADEMIC_YEAR: lambda p: _two_years(p.start.year),
    Frequency.CALENDAR_YEAR: lambda p: str(p.end.year),
    Frequency.THREE_YEAR: lambda p: f"{p.start.year}-{p.end.year % 100:02d}",
    Frequency.SNAPSHOT: lambda p: p.end.isoformat(),
    Frequency.SURVEY_WAVE: lambda p: _two_years(p.start.year),
}

_LABEL: dict[Frequency, Callable[[Period], str]] = {
    Frequency.MONTH: lambda p: f"{MONTHS[p.end.month - 1]} {p.end.year}",
    Frequency.QUARTER: lambda p: f"Q{_quarter_of(p).number} {_two_years(_quarter_of(p).start_year).replace('-', '/')}",
    Frequency.FINANCIAL_YEAR: _slashed,
    Frequency.ACADEMIC_YEAR: _slashed,
    Frequency.CALENDAR_YEAR: lambda p: str(p.end.year),
    Frequency.THREE_YEAR: lambda p: f"{p.start.year} to {p.end.year}",
    Frequency.SNAPSHOT: lambda p: f"{p.end.day} {MONTHS[p.end.month - 1]} {p.end.year}",
    Frequency.SURVEY_WAVE: _slashed,
}
