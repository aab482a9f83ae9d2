"""The forms in which a pack is published."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.errors import RenderError, did_you_mean

FORMATS = ("html", "pdf", "docx")


def known(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once. Raises RenderError for one that a pack is not published in."""
    for format_ in formats:
        if format_ not in FORMATS:
            raise RenderError(f"A pack is not published as “{format_}”. {did_you_mean(format_, FORMATS)}")
    return tuple(dict.fromkeys(formats))
