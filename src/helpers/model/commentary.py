"""What a service says about its own indicator."""

from __future__ import annotations

from datetime import date

from helpers.model.record import Record


class ServiceCommentary(Record):
    """Commentary on one KPI for one quarter, with its author and date. `action` is what is being done when off target.

    `text` and `action` are Markdown as the service wrote them: untrusted until `present` has made them safe.
    """

    author: str
    date: date
    illustrative: bool = False
    text: str = ""
    action: str = ""
