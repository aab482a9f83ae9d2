"""What a control chart says, in words that can be read aloud."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult
from helpers.model.kpi import Kpi
from helpers.present import words
from helpers.present.legible import legible, possible_limits, told_apart
from helpers.present.sentences.sentence import Sentence, count, figure, join, say
from helpers.rules.signals import Signal
from helpers.rules.spc import (
    FIRM_LIMITS_NEED,
    TRIAL_LIMITS_NEED,
    Assurance,
    ControlChart,
    RunChart,
    Segment,
    Variation,
)
from helpers.rules.withheld import Withheld

CAUSES = {
    Variation.COMMON: "common cause",
    Variation.IMPROVEMENT: "a special cause of improvement",
    Variation.CONCERN: "a special cause of concern",
    Variation.HIGH: "a special cause on the high side",
    Variation.LOW: "a special cause on the low side",
}
_SO = {
    Assurance.PASSING: "so it can be relied on to be met unless the process changes",
    Assurance.FAILING: "so it will go on being missed unless the process changes",
}
_PERIODS = {1: "months", 3: "quarters"}


def spc_sentence(result: IndicatorResult) -> Sentence:
    """What the latest figure is a sign of, and whether the target can be relied on; or why that cannot be told."""
    kpi, spc = legible(result).kpi, result.spc
    if isinstance(spc, Withheld):
        return Sentence(f"{words.sentence(spc.reason)}." if spc.reason else "")
    if isinstance(spc, RunChart):
        return _run(kpi, spc)
    limits = possible_limits(kpi, spc.current)
    if limits is None:
        return _not_yet(kpi, spc)
    kpi = _apart(kpi, spc, limits)
    return join([_latest(kpi, spc, limits), _target(kpi, spc, limits), _trial(spc.current)])


def _run(kpi: Kpi, chart: RunChart) -> Sentence:
    return say(
        "There are too few figures for control limits: {have}, and {trial} are needed, or {firm} for firm ones. "
        "Their median, the middle of them, is {median}.",
        have=count(chart.points),
        trial=count(TRIAL_LIMITS_NEED),
        firm=count(FIRM_LIMITS_NEED),
        median=figure(kpi, chart.median),
    )


def _not_yet(kpi: Kpi, chart: ControlChart) -> Sentence:
    """Why the latest stretch has no limits."""
    mean = figure(kpi, chart.current.centre)
    target = "" if chart.target is None else ", nor whether the target can be relied on"
    until = f"Until then it cannot be said whether the latest is out of the ordinary{target}."
    if chart.current.points >= TRIAL_LIMITS_NEED:
        why = say(
            "Too few of the figures follow each other directly for control limits. Their mean is {mean}.", mean=mean
        )
    else:
        why = say(
            "There are too few figures for control limits {since}, when the process changed: {have}, and {need} are "
            "needed. Their mean is {mean}.",
            since=words.from_period(kpi, chart.current.first),
            have=count(chart.current.points),
            need=count(TRIAL_LIMITS_NEED),
            mean=mean,
        )
    return join([why, Sentence(until)])


def _apart(kpi: Kpi, chart: ControlChart, limits: tuple[float, float]) -> Kpi:
    """With decimals enough that what is said to be beyond something does not print like it."""
    value = chart.latest.reading.value or 0.0
    pairs = [(value, end) for end in (*limits, chart.current.centre) if chart.latest.signal]
    if chart.target is not None and chart.assurance in _SO:
        pairs += [(chart.target, end) for end in limits]
    return told_apart(kpi, *pairs)


def _latest(kpi: Kpi, chart: ControlChart, limits: tuple[float, float]) -> Sentence:
    value, mean = figure(kpi, chart.latest.reading.value or 0.0), figure(kpi, chart.current.centre)
    if chart.latest.signal is None:
        why = say("no more than the usual ups and downs around the mean of {mean}", mean=mean)
    else:
        why = _signal(kpi, chart, chart.latest.signal, limits)
    cause = CAUSES[chart.variation or Variation.COMMON]
    return say("The latest figure, {value}, is {cause}: {why}.", value=value, cause=cause, why=why)


def _signal(kpi: Kpi, chart: ControlChart, signal: Signal, limits: tuple[float, float]) -> Sentence:
    above = (chart.latest.reading.value or 0.0) > chart.current.centre
    side, end = ("above", "upper") if above else ("below", "lower")
    limit, mean = figure(kpi, limits[above]), figure(kpi, chart.current.centre)
    match signal:
        case Signal.BEYOND:
            return say("it is {side} the {end} limit of {limit}", side=side, end=end, limit=limit)
        case Signal.TREND:
            return _trend(kpi, chart)
        case Signal.TWO_OF_THREE:
            return say("two of the last three are near the {end} limit of {limit}", end=end, limit=limit)
    return say("seven in a row are {side} the mean of {mean}", side=side, mean=mean)


def _trend(kpi: Kpi, chart: ControlChart) -> Sentence:
    """A trend, and that it has not yet crossed the mean: which makes a rise a concern where high is good."""
    before, latest = (point.reading.value or 0.0 for point in chart.points[-2:])
    rising, off = latest > before, latest - chart.current.centre
    way = "rising" if rising else "falling"
    if off and (off > 0) == rising:
        return Sentence(f"seven in a row are {way}")
    side = {True: "above", False: "below"}[off > 0] if off else "at"
    return say(
        "seven in a row are {way}, though the latest is still {side} the mean of {mean}",
        way=way,
        side=side,
        mean=figure(kpi, chart.current.centre),
    )


def _target(kpi: Kpi, chart: ControlChart, limits: tuple[float, float]) -> Sentence:
    low, high = (figure(kpi, limit) for limit in limits)
    if chart.target is None or chart.assurance is None:
        return say("Figures from {low} to {high} are to be expected.", low=low, high=high)
    target = figure(kpi, chart.target)
    if chart.assurance is Assurance.HIT_OR_MISS:
        return say(
            "The target of {target} lies within the limits of {low} to {high}, so it will be met in some {periods} and "
            "missed in others by chance.",
            target=target,
            low=low,
            high=high,
            periods=_PERIODS.get(kpi.interval, "periods"),
        )
    above = chart.target > limits[1]
    return say(
        "The target of {target} lies {side} limit of {limit}, {so}.",
        target=target,
        side="above the upper" if above else "below the lower",
        limit=high if above else low,
        so=_SO[chart.assurance],
    )


def _trial(segment: Segment) -> Sentence:
    if not segment.trial:
        return Sentence("")
    return say(
        "These limits are trial limits: they rest on {have} figures, and {need} are needed.",
        have=count(segment.points),
        need=count(FIRM_LIMITS_NEED),
    )
