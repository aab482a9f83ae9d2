"""Several ways of saying the same thing, so that a pack does not read like a form; the same indicator keeps its own."""

from __future__ import annotations

from zlib import crc32

from helpers.analysis.indicator import IndicatorResult


def phrase(result: IndicatorResult, *ways: str) -> str:
    """One of these ways of saying something: always the same for an indicator and its latest period."""
    period = result.current.period.text if result.current else ""
    return ways[crc32(f"{result.kpi.id} {period} {ways[0]}".encode()) % len(ways)]
