"""Which documents a committee gets from one run, and which cells belong in each."""

from __future__ import annotations

import pytest

from helpers.model.organisation import Committee, Depth
from helpers.publish.documents import Document, documents


def committee(detail: Depth, kind: str = "committee") -> Committee:
    return Committee.model_validate(
        {"id": "roads", "title": "Roads", "remit": "Roads.", "detail": detail, "kind": kind}
    )


def by_name(detail: Depth) -> dict[str, tuple[str, ...]]:
    return {document.name: document.formats for document in documents(committee(detail))}


def test_the_pack_is_at_the_committees_own_depth_in_every_format_and_the_others_stand_beside_it() -> None:
    assert by_name(Depth.COMMITTEE) == {
        "pack": ("html", "pdf", "docx"),
        "summary": ("html", "pdf"),
        "full": ("html",),
        "cover-report": ("html", "docx"),
    }
    assert list(by_name(Depth.SUMMARY)) == ["pack", "committee", "full", "cover-report"]
    assert list(by_name(Depth.FULL)) == ["pack", "summary", "committee", "cover-report"]
    assert [documents(committee(depth))[0].depth for depth in Depth] == list(Depth)


def test_those_who_manage_have_their_report_and_its_summary_and_lay_it_before_nobody() -> None:
    assert [each.name for each in documents(committee(Depth.FULL, "directorate"))] == ["pack", "summary"]
    assert [each.name for each in documents(committee(Depth.SUMMARY, "service"))] == ["pack"]


HOLDING = {
    (): ["summary", "committee", "full"],
    ("hide-input",): ["summary", "committee", "full"],
    ("committee",): ["committee", "full"],
    ("full",): ["full"],
    ("full", "committee"): ["full"],
    ("cover-report",): ["cover-report"],
    ("cover-report", "full"): ["cover-report"],
    ("guide",): [],
    ("parameters",): [],
    ("injected-parameters", "cover-report"): [],
}


@pytest.mark.parametrize(("tags", "where"), HOLDING.items(), ids=map(str, HOLDING))
def test_a_cell_is_where_its_tags_say(tags: tuple[str, ...], where: list[str]) -> None:
    every = [*(Document(depth, depth, ()) for depth in Depth), Document("cover-report", None, ())]
    assert [document.name for document in every if document.holds(tags)] == where


def test_of_the_formats_wanted_a_document_has_its_own() -> None:
    summary = documents(committee(Depth.FULL))[1]
    assert summary.among(("docx", "pdf")) == ("pdf",)
    assert summary.among(("docx",)) == ()
