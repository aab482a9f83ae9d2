"""The house colours, as data: 4.5:1 for text and 3:1 for graphics, and no status told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.model.status import Status
from helpers.rules.spc import Assurance, Variation

NAVY = "#12436D"
INK = "#1D2733"
GREY = "#4A5663"
RULE = "#C9D1DA"
LINK = "#1A4F8B"
WHITE = "#FFFFFF"
PALE = "#F3F5F7"
MEMBER = "#7C8894"

CATEGORICAL = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
FOCUS = ("#12436D", "#BFBFBF")


@dataclass(frozen=True)
class Look:
    """How a status is shown: `text` on `fill`, `word` on `tint` in charts, a shape, and a class for style sheets."""

    fill: str
    text: str
    tint: str
    word: str
    shape: str
    css: str


UNRATED = Look(fill="#E3E7EB", text=INK, tint=PALE, word=GREY, shape="○", css="grey")

BETTER = "#1D5FA8"
WORSE = "#B5480B"
NEITHER = "#801650"
ACTION = "#801650"  # a day on which an action was set


@dataclass(frozen=True)
class Sign:
    """How a finding of a control chart is shown: a colour, a character for documents, and a marker for charts."""

    colour: str
    shape: str
    marker: str = ""


VARIATIONS = {
    Variation.COMMON: Sign(GREY, "≈", "o"),
    Variation.IMPROVEMENT: Sign(BETTER, "■", "s"),
    Variation.CONCERN: Sign(WORSE, "×", "X"),
    Variation.HIGH: Sign(NEITHER, "↑", "^"),
    Variation.LOW: Sign(NEITHER, "↓", "v"),
}
ASSURANCES = {
    Assurance.PASSING: Sign(BETTER, "✓"),
    Assurance.FAILING: Sign(WORSE, "≠"),
    Assurance.HIT_OR_MISS: Sign(GREY, "½"),
}

_LOOKS = {
    Status.RED: Look(fill="#B3261E", text=WHITE, tint="#FBE6E4", word="#B3261E", shape="◆", css="red"),
    Status.AMBER: Look(fill="#FFBF47", text=INK, tint="#FDF0DD", word="#8A4600", shape="▲", css="amber"),
    Status.GREEN: Look(fill="#1B7F3B", text=WHITE, tint="#E6F3EA", word="#176C32", shape="●", css="green"),
    Status.BLUE: Look(fill="#1D5FA8", text=WHITE, tint="#E5EEF8", word="#1D5FA8", shape="★", css="blue"),
}


def look(status: Status) -> Look:
    """How this status is shown; every unrated status looks the same."""
    return _LOOKS.get(status, UNRATED)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 to 1, as the accessibility guidelines define it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)
