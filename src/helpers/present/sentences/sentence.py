"""A sentence, and the figures it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.model.kpi import Kpi
from helpers.model.target import Target
from helpers.present import words
from helpers.present.words import Number


@dataclass(frozen=True)
class Figure:
    """A number as printed, and as it is."""

    text: str
    value: float

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Sentence:
    """Text, with each number in it as printed and as it is, so that it can be checked against the data."""

    text: str
    figures: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        return self.text


def say(template: str, **parts: object) -> Sentence:
    """Fill a template with words, figures and sentences, and remember the figures."""
    figures: list[tuple[str, float]] = []
    for part in parts.values():
        figures += [(part.text, part.value)] if isinstance(part, Figure) else getattr(part, "figures", ())
    return Sentence(template.format(**parts), tuple(figures))


def join(sentences: list[Sentence], separator: str = " ") -> Sentence:
    """Several sentences as one."""
    text = separator.join(sentence.text for sentence in sentences if sentence.text)
    return Sentence(text, tuple(figure for sentence in sentences for figure in sentence.figures))


def figure(kpi: Kpi, value: Number) -> Figure:
    """A value of the KPI: 68.2%."""
    return Figure(words.value(kpi, value), float(value))


def goal(kpi: Kpi, target: Target | None) -> Sentence:
    """A target with its figures: “the target of 85.0%”, “the range of 5.0 to 7.0”."""
    is_range = target is not None and target.target is None
    limits = (target.lower, target.upper) if is_range and target else (target.target if target else None,)
    figures = (figure(kpi, limit) for limit in limits if limit is not None)
    return Sentence(words.target_words(kpi, target), tuple((each.text, each.value) for each in figures))


def full_figure(kpi: Kpi, value: Number) -> Figure:
    """A value of the KPI with its unit in words: 29.7 per 10,000 children."""
    return Figure(words.amount(kpi, value), float(value))


def gap(kpi: Kpi, value: Number) -> Figure:
    """A difference between two values of the KPI: 2.3 pp."""
    return Figure(words.difference(kpi, value), abs(float(value)))


def relative_gap(value: Number) -> Figure:
    """A relative gap: 12.4%."""
    return Figure(words.percentage(value), abs(float(value)))


def count(value: Number) -> Figure:
    """A count: 1,234."""
    return Figure(words.number(value), float(value))
