"""The documents that one run of the notebook is published as: the pack, two other depths, and a cover report.

A cell's tags say where it belongs: a depth's name for that depth and deeper ones, `cover-report` for the cover report
alone, and none for every depth. All documents are made of the same outputs, so their figures cannot differ.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.model.organisation import Committee, Depth
from helpers.publish.render.formats import FORMATS

PACK = "pack"
COVER_REPORT = "cover-report"
NOWHERE = {"guide", "parameters", "injected-parameters"}
BESIDE_THE_PACK = {Depth.SUMMARY: ("html", "pdf")}
WEB_ONLY = ("html",)


@dataclass(frozen=True)
class Document:
    """One document: the name of its files, how deep it goes (None for a cover report), and what it is published as."""

    name: str
    depth: Depth | None
    formats: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What the notebook calls it: its depth, or `cover-report`."""
        return self.depth or COVER_REPORT

    def holds(self, tags: Collection[str]) -> bool:
        """Whether a cell with these tags belongs in the document."""
        if NOWHERE & set(tags):
            return False
        if self.depth is None or COVER_REPORT in tags:
            return self.depth is None and COVER_REPORT in tags
        return self.depth.includes(_depth(tags))

    def among(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """The formats that are both wanted and its own."""
        return tuple(format_ for format_ in wanted if format_ in self.formats)


WHOLE_ORGANISATION = (
    Document(PACK, Depth.COMMITTEE, FORMATS),
    Document(Depth.SUMMARY.value, Depth.SUMMARY, BESIDE_THE_PACK[Depth.SUMMARY]),
)  # the documents of a report that is for no committee in particular


def documents(committee: Committee) -> tuple[Document, ...]:
    """The committee's documents: its pack first, and its cover report last; none is laid before those who manage."""
    depths = [depth for depth in committee.depths if depth != committee.detail]
    others = [Document(depth.value, depth, BESIDE_THE_PACK.get(depth, WEB_ONLY)) for depth in depths]
    cover_report = [Document(COVER_REPORT, None, ("html", "docx"))] if committee.is_committee else []
    return (Document(PACK, committee.detail, FORMATS), *others, *cover_report)


def _depth(tags: Collection[str]) -> Depth:
    """The deepest depth that the tags name: a cell without one belongs in every depth."""
    return next((depth for depth in reversed(Depth) if depth in tags), Depth.SUMMARY)
