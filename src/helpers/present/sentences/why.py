"""Why this status? One line that a reader can check with a pencil."""

from __future__ import annotations

from decimal import Decimal

from helpers.analysis.indicator import IndicatorResult
from helpers.model.kpi import Kpi
from helpers.model.status import SchemeKind, Status, StatusScheme
from helpers.present.legible import legible
from helpers.present.sentences.sentence import Figure, Sentence, figure, gap, relative_gap, say
from helpers.rules.exact import exact
from helpers.rules.status import Band, Rating, status_in

_OWN_UNIT = (SchemeKind.ABSOLUTE, SchemeKind.FLOOR)


def why(result: IndicatorResult) -> Sentence:
    """“Red: 12.4% below the target of 85.0% (Amber down to 76.5%).” or the reason why there is no rating."""
    shown = legible(result)
    if shown.rating is None or shown.scheme is None:
        return Sentence(f"{shown.status}: {_ended(shown.unrated or f'no rating this {shown.cadence.noun}')}")
    if shown.scheme.kind is SchemeKind.RANGE:
        return _why_range(shown.kpi, shown.rating)
    return say(
        "{status}: {gap}{aside}{limit}.",
        status=shown.rating.status,
        gap=gap_to_target(shown.kpi, shown.rating, shown.scheme),
        aside=_aside(shown, shown.rating, shown.scheme),
        limit=_limit(shown.kpi, shown.rating, shown.scheme),
    )


def gap_to_target(kpi: Kpi, rating: Rating, scheme: StatusScheme) -> Sentence:
    """“12.4% below the target of 85.0%”; for a range, “4.3% above the range of 5.0 to 7.0”."""
    if scheme.kind is SchemeKind.RANGE:
        return _gap_to_range(kpi, rating)
    target = figure(kpi, rating.target or Decimal(0))
    if not rating.off:
        return say("on the target of {target}", target=target)
    return say("{off} {side} the target of {target}", off=_off(kpi, rating, scheme), side=_side(rating), target=target)


def green_range(rating: Rating) -> Band:
    """The band in which a range scheme is Green."""
    return next(band for band in rating.bands if band.status is Status.GREEN)


def _gap_to_range(kpi: Kpi, rating: Rating) -> Sentence:
    band = green_range(rating)
    low, high = figure(kpi, band.low or Decimal(0)), figure(kpi, band.high or Decimal(0))
    if not rating.off:
        return say("inside the range of {low} to {high}", low=low, high=high)
    off = gap(kpi, rating.off) if rating.absolute else relative_gap(rating.off)
    return say("{off} {side} the range of {low} to {high}", off=off, side=_side(rating), low=low, high=high)


def _why_range(kpi: Kpi, rating: Rating) -> Sentence:
    limit = _amber_limit(kpi, rating, up=rating.off > 0)
    return say("{status}: {gap}{limit}.", status=rating.status, gap=_gap_to_range(kpi, rating), limit=limit)


def _off(kpi: Kpi, rating: Rating, scheme: StatusScheme) -> Figure:
    own_unit = rating.absolute or scheme.kind in _OWN_UNIT or scheme.kind is SchemeKind.POINTS
    return gap(kpi, rating.off) if own_unit else relative_gap(rating.off)


def _side(rating: Rating) -> str:
    return "above" if rating.off > 0 else "below"


def _aside(result: IndicatorResult, rating: Rating, scheme: StatusScheme) -> Sentence:
    """What else decided: a floor standard, or improvement on last year."""
    if scheme.kind is SchemeKind.FLOOR and rating.amber_limit is not None and rating.status is not Status.GREEN:
        beyond = "and beyond" if rating.status is Status.RED else "but within"
        return say(
            " {beyond} the floor standard of {floor}", beyond=beyond, floor=figure(result.kpi, rating.amber_limit)
        )
    if scheme.kind is SchemeKind.IMPROVEMENT and _off_by_more_than_amber(result, rating):
        return Sentence(_IMPROVED[rating.improved])
    return Sentence("")


_IMPROVED = {
    True: ", but better than the same period last year",
    False: " and not better than the same period last year",
    None: ", with no figure for the same period last year",
}


def _off_by_more_than_amber(result: IndicatorResult, rating: Rating) -> bool:
    value = result.current.value if result.current else None
    return value is not None and status_in(rating.bands, exact(value)) is Status.RED


def _limit(kpi: Kpi, rating: Rating, scheme: StatusScheme) -> Sentence:
    """Where the neighbouring status begins, in brackets."""
    up = kpi.direction.polarity > 0
    if rating.status is Status.GREEN and rating.blue_limit is not None:
        return say(" (Blue {side} {limit})", side="above" if up else "below", limit=figure(kpi, rating.blue_limit))
    if rating.status is Status.BLUE and rating.blue_limit is not None:
        return say(" (Green {side} {limit})", side="up to" if up else "down to", limit=figure(kpi, rating.blue_limit))
    if scheme.kind is SchemeKind.FLOOR or rating.status not in (Status.RED, Status.AMBER):
        return Sentence("")
    return _amber_limit(kpi, rating, up=not up)


def _amber_limit(kpi: Kpi, rating: Rating, *, up: bool) -> Sentence:
    if rating.amber_limit is None:
        return Sentence("")
    return say(" (Amber {way} to {limit})", way="up" if up else "down", limit=figure(kpi, rating.amber_limit))


def _ended(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
