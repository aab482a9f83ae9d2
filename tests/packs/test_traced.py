"""A figure in a pack is found again: on the page that the trace names, with the value and status that it gives."""

from __future__ import annotations

import subprocess
from pathlib import Path

from helpers.model.periods import Quarter
from helpers.present.auditors_page import HEIGHT, auditors_page
from helpers.publish.appearances import appearances
from helpers.store.workspace import open_register
from helpers.workbook.tracing import trace_kpi

QUARTER = Quarter.parse("2025-26 Q1")


def printed(path: Path, page: str) -> str:
    """The words on one page of a PDF."""
    run = subprocess.run(
        ["pdftotext", "-f", page, "-l", page, str(path), "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def test_every_figure_is_where_the_trace_says_and_every_report_agrees(demonstration: Path) -> None:
    register = open_register(demonstration)
    for kpi in (each.as_at(QUARTER) for each in register.kpis.values()):
        found = trace_kpi(register, kpi.id, QUARTER)
        told = appearances(register, QUARTER, kpi, found.files)
        assert [each.title for each in told if not (each.agrees(found.shown) and each.tables)] == []
        assert [each.changed for each in told if each.changed] == []
        assert bool(told) is kpi.reported_in(QUARTER)
        assert len(auditors_page(found, told)) <= HEIGHT


def test_the_indicators_page_in_print_gives_the_id_that_the_trace_takes(demonstration: Path) -> None:
    register, kpi = open_register(demonstration), "agency-social-workers"
    found = trace_kpi(register, kpi, QUARTER)
    told = next(each for each in appearances(register, QUARTER, found.result.kpi, found.files) if each.web)
    document, _, page = told.printed[0].partition(" page ")
    assert f"About this indicator ({kpi})" in printed(demonstration / told.folder / document, page)
