"""What a service says about its own indicator."""

from __future__ import annotations

from datetime import date

from helpers.model.record import Record

Day = date  # `date` is a field of the record below


class ServiceCommentary(Record):
    """Commentary on one KPI for one quarter, with its author and date.

    `cause` is why performance is what it is, and `action` what is being done about it, by `action_owner` (a post)
    until `action_due`. `withheld` are the lines that state a number which a public report hides; the parts that they
    stand in then say so instead. `text`, `cause` and `action` are Markdown as the service wrote them: untrusted until
    `present` has made them safe. `file` and the lines say where each begins, so that what is wrong with it can be
    found.
    """

    author: str
    date: date
    illustrative: bool = False
    action_owner: str = ""
    action_due: Day | None = None
    text: str = ""
    cause: str = ""
    action: str = ""
    file: str = ""
    text_line: int = 0
    cause_line: int = 0
    action_line: int = 0
    withheld: tuple[int, ...] = ()

    @property
    def has_action(self) -> bool:
        """Whether an action is on record."""
        return bool(self.action.strip())

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What was written, part by part, each with the line on which it begins."""
        parts = ((self.text, self.text_line), (self.cause, self.cause_line), (self.action, self.action_line))
        return tuple((text, line) for text, line in parts if text.strip())
