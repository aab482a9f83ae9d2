"""Where figures come from."""

from __future__ import annotations

from datetime import date

from helpers.model.record import Record


class Origin(Record):
    """Who published the figures, under what licence, and the checksum of the file that holds them.

    `sha256` is that of `observations.csv` beside it, so that an edit without a new checksum is noticed.
    """

    publisher: str
    title: str
    read_from: str
    url: str = ""
    accessed: date
    licence: str
    derivation: str = ""
    sha256: str
