"""Sentences written from figures, each with the figures it rests on."""

from helpers.analysis.standing import neighbours
from helpers.present.sentences.alt import benchmark_alt, trend_alt
from helpers.present.sentences.drafted import changed, drafted, parts
from helpers.present.sentences.sentence import Sentence
from helpers.present.sentences.why import gap_to_target, green_range, why

__all__ = [
    "Sentence",
    "benchmark_alt",
    "changed",
    "drafted",
    "gap_to_target",
    "green_range",
    "neighbours",
    "parts",
    "trend_alt",
    "why",
]
