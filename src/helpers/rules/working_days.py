"""Working days and clear days in England: weekends and bank holidays are not counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)
MOVED = {  # one-off changes by royal proclamation since October 2002, from when notice is of five days
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
PROCLAIMED = (date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8))


@lru_cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank and public holidays of a year in England and Wales, all of them on weekdays.

    Those of the Banking and Financial Dealings Act 1971, Good Friday and Christmas Day, what is proclaimed every year
    (New Year's Day, the first Monday in May, a day in lieu of one at a weekend), and the one-off days so far.
    """
    easter = _easter(year)
    fixed = {_first_weekday(date(year, 1, 1)), easter - 2 * DAY, easter + DAY, *_christmas(year)}
    mondays = {_monday(date(year, 5, 1)), _monday(date(year, 5, 25)), _monday(date(year, 8, 25))}
    once = {day for day in PROCLAIMED if day.year == year}
    return frozenset(MOVED.get(day, day) for day in fixed | mondays | once)


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Whether a day is neither in a weekend, nor a bank holiday, nor one of those that are `closed` besides."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year) and day not in closed


def working_days(start: date, end: date, closed: Collection[date] = ()) -> int:
    """How many working days there are after `start`, up to and including `end`; 0 when that is no later."""
    return sum(is_working_day(start + DAY * place, closed) for place in range(1, (end - start).days + 1))


def clear_days(published: date, meeting: date, closed: Collection[date] = ()) -> int:
    """How many clear working days' notice a meeting has: neither the day of publication nor its own is counted."""
    return working_days(published, meeting - DAY, closed)


def working_day_from(day: date, count: int, closed: Collection[date] = ()) -> date:
    """The working day that is this many working days after a day, or before it when `count` is negative."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, closed):
            day += step
    return day


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    lunar = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - lunar + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _first_weekday(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += DAY
    return day


def _monday(day: date) -> date:
    """The first Monday on a day or after it."""
    return day + DAY * ((MONDAY - day.weekday()) % 7)


def _christmas(year: int) -> set[date]:
    """Christmas Day and Boxing Day, or for each that falls on a weekend the next weekday that is neither."""
    days = {date(year, 12, 25), date(year, 12, 26)}
    weekdays = {day for day in days if day.weekday() < SATURDAY}
    later = date(year, 12, 27)
    while len(weekdays) < len(days):
        later = _first_weekday(later)
        weekdays.add(later)
        later += DAY
    return weekdays
