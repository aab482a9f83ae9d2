"""One KPI's figure walked back to what it rests on, with status and value found by another route as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from helpers.analysis.indicator import IndicatorResult, Standing
from helpers.analysis.judgement import find
from helpers.model.calendar import QuarterPlan
from helpers.model.correction import Correction
from helpers.model.kpi import DefinitionChange, Kpi, Purpose, Unit
from helpers.model.lifecycle import Move
from helpers.model.observation import Reading, Vintage
from helpers.model.periods import Period
from helpers.model.status import Status
from helpers.model.target import Target
from helpers.rules.exact import displayed
from helpers.rules.second_opinion import same_value, share, status_by_gap

Cells = Mapping[str, str]  # a line of a file, by column
MULTIPLIERS = (1, 100, 1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class SourceFile:
    """A file that the figure rests on, by its path in the workspace, with its checksum as it is now.

    `recorded` is the checksum in `origin.yml`, empty for a file that has none there.
    """

    path: str
    sha256: str
    recorded: str = ""


@dataclass(frozen=True)
class Walk:
    """A figure with everything that was ever known of its period, the first known first, and its numbers as written.

    `value`, `numerator` and `denominator` are the text of the row, or of the correction that replaced it.
    """

    reading: Reading
    vintages: tuple[Vintage, ...]
    value: str
    numerator: str
    denominator: str


@dataclass(frozen=True)
class Arithmetic:
    """Numerator ÷ denominator × multiplier, and what it gives.

    `exactly` says that it is the very value on record, `as_printed` that it prints the same.
    """

    multiplier: int
    gives: Fraction
    exactly: bool
    as_printed: bool


@dataclass(frozen=True)
class Compared:
    """A comparator group as packs show it, with the lines of the figures that its mean rests on; `hidden` are not."""

    standing: Standing
    lines: tuple[int, ...]
    hidden: int


@dataclass(frozen=True)
class Hidden:
    """What packs hide of the KPI: our own figures, by period, how many of other areas, and whether words are."""

    periods: tuple[Period, ...]
    comparators: int
    words: bool

    def __bool__(self) -> bool:
        return bool(self.periods or self.comparators or self.words)


@dataclass(frozen=True)
class Trace:
    """Everything that an auditor asks about a KPI's figure in a quarter. Nothing is hidden in it.

    `result` has every figure and `shown` is the KPI as packs have it. `opinion` is the status of the latest figure by
    the other route, None where there is nothing to judge. `change` is the latest change of definition in force.
    """

    plan: QuarterPlan
    result: IndicatorResult
    shown: IndicatorResult
    files: tuple[SourceFile, ...]
    figure: Walk | None
    previous: Walk | None
    arithmetic: Arithmetic | None
    opinion: Status | None
    last_year: Walk | None
    compared: tuple[Compared, ...]
    hidden: Hidden
    change: DefinitionChange | None

    @property
    def agrees(self) -> bool:
        """Whether both routes give the latest figure the same rating, or none."""
        rating = self.result.last_rating
        return self.opinion is (rating.status if rating else None)


@dataclass(frozen=True)
class Appearance:
    """A report of the quarter that holds the KPI, as it was built; `folder` is its place in the workspace.

    `printed` are the documents with the page that tells of it, `web` the web pages, and `tables` the files in `tables/`
    without their ending. `status` and `value` are those of `results.json`, and `changed`
    the KPI's files that have changed since the report was built. All are empty for one that was not.
    """

    title: str
    folder: str
    content_hash: str = ""
    printed: tuple[str, ...] = ()
    web: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    status: str = ""
    value: float | None = None
    changed: tuple[str, ...] = ()

    @property
    def built(self) -> bool:
        """Whether there is such a report on disk."""
        return bool(self.content_hash)

    def agrees(self, shown: IndicatorResult) -> bool:
        """Whether it says what is found now."""
        return self.status == shown.status.value and self.value == (shown.current.value if shown.current else None)


def walk(reading: Reading, vintages: Iterable[Vintage], cells: Mapping[int, Cells]) -> Walk:
    """A figure with all that was known of its period, and its numbers as the file has them after corrections."""
    row = dict(cells[reading.line])
    row |= {each.field.value: str(each.correct) for each in reading.corrections}
    return Walk(reading, tuple(vintages), row["value"], row["numerator"], row["denominator"])


def arithmetic(kpi: Kpi, figure: Walk | None) -> Arithmetic | None:
    """What the counts behind a figure give; None without both counts and a value, or with a denominator of zero.

    A percentage is multiplied by 100 and a rate by what its label says. For any other figure the multiplier is the
    first that gives the value as printed, if there is one.
    """
    if figure is None or not (figure.value and figure.numerator and figure.denominator):
        return None
    agreed = 100 if kpi.unit is Unit.PERCENT else kpi.per
    found = list(_given(kpi, figure, [agreed] if agreed else MULTIPLIERS))
    return next((each for each in found if each.as_printed), found[0] if found else None)


def opinion(
    result: IndicatorResult, figure: Walk | None, target: Cells | None, last_year: Walk | None
) -> Status | None:
    """The status of the figure by the other route, from the text of its row and its target's; None if not judged."""
    kpi, scheme = result.kpi, result.scheme
    if figure is None or target is None or scheme is None or kpi.purpose is Purpose.CONTEXT or not figure.value:
        return None
    return status_by_gap(
        scheme,
        figure.value,
        polarity=kpi.direction.polarity,
        target=target["target"] or None,
        lower=target["lower"] or None,
        upper=target["upper"] or None,
        last_year=last_year.value if last_year else None,
        zero_tolerance=kpi.zero_tolerance,
    )


def compared(
    shown: Iterable[Standing], known: Mapping[str, Sequence[Reading]], screened: Mapping[str, Sequence[Reading]]
) -> tuple[Compared, ...]:
    """Each comparator group as packs show it, with the lines that it rests on.

    `known` has every area's figures, and `screened` those that packs show.
    """
    return tuple(Compared(each, *_lines(each, known, screened)) for each in shown)


def hidden(result: IndicatorResult, shown: IndicatorResult, compared: Iterable[Compared]) -> Hidden:
    """What packs hide of a KPI, by setting what everybody may see beside all that there is."""
    pairs = list(zip(result.history, shown.history, strict=True))
    periods = [full.reading.period for full, seen in pairs if seen.reading.hidden and not full.reading.hidden]
    lost = any(full.reading.note != seen.reading.note for full, seen in pairs if not seen.reading.hidden)
    said = (result.commentary, result.actions, result.target) != (shown.commentary, shown.actions, shown.target)
    return Hidden(tuple(periods), sum(each.hidden for each in compared), said or lost)


def change_in_force(entry: Kpi, now: Kpi) -> DefinitionChange | None:
    """The latest change to the definition that was decided and counts in the quarter; None when it is as it began."""
    approved = {each.effective for each in now.decisions if each.move is Move.CHANGE}
    applied = [each for each in entry.changes if each.effective in approved]
    return max(applied, key=lambda each: each.effective, default=None)


def corrections(figure: Walk) -> tuple[Correction, ...]:
    """Every correction of a figure's period, each once, in the order in which they were made."""
    return tuple(dict.fromkeys(each for vintage in figure.vintages for each in vintage.reading.corrections))


def target_cells(target: Target | None, cells: Mapping[int, Cells]) -> Cells | None:
    """The line of the file of targets that holds a target."""
    return cells[target.line] if target else None


def _given(kpi: Kpi, figure: Walk, multipliers: Iterable[int]) -> Iterator[Arithmetic]:
    for multiplier in multipliers:
        gives = share(figure.numerator, figure.denominator, multiplier)
        if gives is not None:
            printed = displayed(float(gives), kpi.decimals) == displayed(figure.value, kpi.decimals)
            yield Arithmetic(multiplier, gives, same_value(gives, figure.value), printed)


def _lines(
    standing: Standing, known: Mapping[str, Sequence[Reading]], screened: Mapping[str, Sequence[Reading]]
) -> tuple[tuple[int, ...], int]:
    """The lines of the members' figures that are shown, and how many are not."""
    pairs = [
        (find(known.get(area, ()), standing.period), find(screened.get(area, ()), standing.period))
        for area in standing.group.members
    ]
    shown = sorted(seen.line for _, seen in pairs if seen and seen.value is not None)
    return tuple(shown), sum(bool(full and full.value is not None and seen and seen.hidden) for full, seen in pairs)
