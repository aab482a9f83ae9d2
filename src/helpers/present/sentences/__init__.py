"""Sentences written from figures, each with the figures it rests on."""

from helpers.present.sentences.alt import benchmark_alt, control_alt, trend_alt
from helpers.present.sentences.drafted import changed, drafted, parts
from helpers.present.sentences.effect import since_it_began
from helpers.present.sentences.enquiry import lines_of_enquiry
from helpers.present.sentences.notable import red_for
from helpers.present.sentences.sentence import Sentence
from helpers.present.sentences.spc import spc_sentence
from helpers.present.sentences.why import gap_to_target, green_range, why

__all__ = [
    "Sentence",
    "benchmark_alt",
    "changed",
    "control_alt",
    "drafted",
    "gap_to_target",
    "green_range",
    "lines_of_enquiry",
    "parts",
    "red_for",
    "since_it_began",
    "spc_sentence",
    "trend_alt",
    "why",
]
