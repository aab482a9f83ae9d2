"""Figures in a service's own words."""

from __future__ import annotations

from helpers.analysis.indicator import IndicatorResult
from helpers.present.blocks import Block
from helpers.present.prose import prose


def filled(result: IndicatorResult, text: str) -> tuple[Block, ...]:
    """The blocks of a commentary with its placeholders filled."""
    return prose(text)
