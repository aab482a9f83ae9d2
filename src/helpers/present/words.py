"""Numbers, dates and phrases as members read them: British English, a true minus sign, pp for percentage points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from helpers.model.kpi import Direction, Kpi, MeasureType, Purpose, Unit
from helpers.model.periods import MONTHS, Frequency, Period, financial_year_start, uk_date
from helpers.model.target import Target
from helpers.rules.exact import displayed, exact

Number = float | int | Decimal

MINUS = "\u2212"
NBSP = "\u00a0"
_MILLION = 1_000_000
_MOST_DECIMALS = 6
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: Number, decimals: int = 0) -> str:
    """1,234.5 and −3.0: commas for thousands, a true minus sign, and never −0.0."""
    return _minus(f"{displayed(value, decimals):,f}")


def value(kpi: Kpi, v: Number) -> str:
    """A value of the KPI in short: 68.2%, £706.40, £1.2m, 61.5. Marked [low] when it only rounds to zero."""
    text = _with_unit(kpi, v)
    return f"{text}{NBSP}[low]" if rounds_to_zero(kpi, v) else text


def amount(kpi: Kpi, v: Number) -> str:
    """A value of the KPI with its unit in words: 29.7 per 10,000 children."""
    return f"{value(kpi, v)} {kpi.unit_label}" if kpi.unit_label and kpi.unit is Unit.NUMBER else value(kpi, v)


def difference(kpi: Kpi, d: Number) -> str:
    """The size of a difference between two values: 2.3 pp, £12.00, 1.4. Small ones get the decimals they need."""
    size = abs(exact(d))
    decimals = _enough_decimals(size, kpi.decimals)
    if kpi.unit is Unit.PERCENT:
        return f"{number(size, decimals)}{NBSP}pp"
    return _with_unit(kpi.model_copy(update={"decimals": decimals}), size)


def signed_difference(kpi: Kpi, d: Number) -> str:
    """A difference with its sign: +2.3 pp, −2.3 pp, 0.0 pp."""
    sign = {1: "+", -1: MINUS, 0: ""}[(exact(d) > 0) - (exact(d) < 0)]
    return sign + difference(kpi, d)


def percentage(v: Number, decimals: int = 1) -> str:
    """The size of a relative gap: 12.4%, with more decimals when it would otherwise read as zero."""
    return f"{number(abs(exact(v)), _enough_decimals(abs(exact(v)), decimals))}%"


def trimmed(v: Number) -> str:
    """A setting as a person would write it: 10, 2.5."""
    return _minus(f"{exact(v).normalize():,f}")


def pounds(v: Number) -> str:
    """Money of a project: £12m, £1.25m, £750,000, −£1.2m."""
    size = abs(exact(v))
    sign = MINUS if exact(v) < 0 else ""
    return f"{sign}£{trimmed(displayed(size / _MILLION, 2))}m" if size >= _MILLION else f"{sign}£{number(size)}"


def how_often(months: int) -> str:
    """How often something comes that comes every so many months: monthly, quarterly, five-monthly."""
    return {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}.get(months, f"{spelt(months)}-monthly")


def rounds_to_zero(kpi: Kpi, v: Number) -> bool:
    """Whether the value would be shown as zero although it is not."""
    return exact(v) != 0 and displayed(v, kpi.decimals) == 0


def axis_label(kpi: Kpi, v: Number, decimals: int) -> str:
    """A value beside an axis: no more decimals than the axis needs; £ and % kept, thousands and millions shortened."""
    size = abs(exact(v))
    if size >= _MILLION:
        return _sign_first(kpi, f"{trimmed(displayed(exact(v) / _MILLION, 2))}m")
    return _sign_first(kpi, number(v, decimals) + ("%" if kpi.unit is Unit.PERCENT else ""))


def listing(items: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    *start, end = list(items) or [""]
    return f"{', '.join(start)} {last} {end}" if start else end


def plural(count: int, singular: str, many: str = "") -> str:
    """1 indicator, 3 indicators."""
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"


def spelt(count: int) -> str:
    """One to nine in words, larger counts in figures."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def months(count: int) -> str:
    """A length of time: 1 month, 21 months, 2 years."""
    return plural(count // 12, "year") if count and count % 12 == 0 else plural(count, "month")


def direction(kpi: Kpi) -> str:
    """Direction for improvement: whether an increase or a decrease is good."""
    neither = "Neither: shown for context" if kpi.purpose is Purpose.CONTEXT else "Neither: inside its range is best"
    return {Direction.INCREASE: "Higher is better", Direction.DECREASE: "Lower is better"}.get(kpi.direction, neither)


def day(when: date) -> str:
    """31 March 2024."""
    return uk_date(when)


def month_year(when: date) -> str:
    """July 2024."""
    return uk_date(when).split(" ", 1)[1]


def short_month(when: date) -> str:
    """Jul 2024."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def period_label(kpi: Kpi, period: Period) -> str:
    """A period as a label; a rolling measure says what its twelve months end on, a year-to-date one from when."""
    if kpi.measure is MeasureType.ROLLING and period.frequency is not Frequency.THREE_YEAR:
        return f"12 months to {_short_date(period.end)}"
    return _year_to_date(period) if kpi.builds_up else period.label


def period_words(kpi: Kpi, period: Period) -> str:
    """A period in the run of a sentence: Q1 2025/26, the 12 months to 31 Dec 2023, Apr to Dec 2025."""
    label = period_label(kpi, period)
    rolling = kpi.measure is MeasureType.ROLLING and label != period.label
    return f"the {label}" if rolling else label


def since(kpi: Kpi, period: Period) -> str:
    """What a change is counted from: since Q1 2025/26; for a year-to-date figure, compared with Apr to Dec 2024."""
    return f"{'compared with' if kpi.builds_up else 'since'} {period_words(kpi, period)}"


def span(kpi: Kpi, first: Period, last: Period) -> str:
    """From one period to another: 2013/14 to 2024/25, 2010–12 to 2021–23."""
    if first == last:
        return period_label(kpi, first)
    if first.frequency is Frequency.THREE_YEAR:
        return f"{first.text} to {last.text}".replace("-", "–")
    if kpi.measure is MeasureType.ROLLING:
        return f"{period_label(kpi, first)} up to {_short_date(last.end)}"
    if kpi.builds_up:
        return f"{first.label} to {last.label}, year to date"
    return f"{first.label} to {last.label}"


def from_period(kpi: Kpi, period: Period) -> str:
    """A period as the start of something: from April 2024, from Q1 2024/25."""
    return f"from {month_year(period.end) if period.frequency is Frequency.MONTH else period_label(kpi, period)}"


def step(kpi: Kpi) -> str:
    """What the previous figure is called: the previous month, quarter, year, or figure."""
    return {1: "the previous month", 3: "the previous quarter", 12: "the previous year"}.get(
        kpi.interval, "the previous figure"
    )


def each_period(kpi: Kpi) -> str:
    """A rate's unit of time: a month, a quarter, a year, or each time."""
    return {1: "a month", 3: "a quarter", 12: "a year"}.get(kpi.interval, "each time")


def periods(kpi: Kpi, count: int) -> str:
    """A number of the KPI's periods: 3 quarters, 1 year, 2 more figures."""
    return plural(count, {1: "month", 3: "quarter", 12: "year"}.get(kpi.interval, "more figure"))


def target_text(kpi: Kpi, target: Target | None) -> str:
    """A target, or the range it is, or a dash when there is none: 85.0%, 5.0 to 7.0."""
    if target is None:
        return "–"
    if target.target is None and target.lower is not None and target.upper is not None:
        return f"{value(kpi, target.lower)} to {value(kpi, target.upper)}"
    return "–" if target.target is None else value(kpi, target.target)


def target_words(kpi: Kpi, target: Target | None) -> str:
    """A target in a sentence: the target of 85.0%, the range of 5.0 to 7.0."""
    is_range = target is not None and target.target is None
    return f"the {'range' if is_range else 'target'} of {target_text(kpi, target)}"


def sentence(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def _with_unit(kpi: Kpi, v: Number) -> str:
    if kpi.unit is Unit.PERCENT:
        return f"{number(v, kpi.decimals)}%"
    if kpi.unit is Unit.POUNDS and abs(exact(v)) >= _MILLION:
        return _sign_first(kpi, f"{number(exact(v) / _MILLION, max(1, kpi.decimals))}m")
    return _sign_first(kpi, number(v, kpi.decimals))


def _sign_first(kpi: Kpi, text: str) -> str:
    if kpi.unit is not Unit.POUNDS:
        return text
    return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"


def _enough_decimals(size: Decimal, decimals: int) -> int:
    enough = (places for places in range(decimals, _MOST_DECIMALS + 1) if displayed(size, places) != 0)
    return next(enough, decimals) if size else decimals


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


def _year_to_date(period: Period) -> str:
    """From April to the month in which the period ends: Apr to Dec 2025, Apr 2025 to Mar 2026, Apr 2025."""
    start, end = financial_year_start(period.end), short_month(period.end)
    if short_month(start) == end:
        return end
    return f"{MONTHS[start.month - 1] if start.year == period.end.year else short_month(start)} to {end}"


def _short_date(when: date) -> str:
    return f"{when.day} {short_month(when)}"
