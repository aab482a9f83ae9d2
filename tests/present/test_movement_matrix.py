"""How the last report's statuses became this one's, as a table whose rows add up."""

from __future__ import annotations

from dataclasses import replace

from examples import indicator, pack

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack, Removed
from helpers.model.status import Status
from helpers.present.blocks import Table, plain
from helpers.present.sections import movement_matrix
from helpers.rules.freshness import Freshness

CARRIED = Freshness(6, None, False, True)


def known(id: str, value: float, before: Status | None, **options: object) -> IndicatorResult:
    return indicator([70, value], id=id, name=id, previous_status=before, **options)


def rows_of(told: Pack) -> dict[str, list[str]]:
    table = next(block for block in movement_matrix(told) if isinstance(block, Table))
    return {plain(row[0].words): [plain(cell.words) for cell in row[1:]] for row in table.rows}


def test_each_row_says_what_became_of_a_status_and_ends_with_the_last_reports_total() -> None:
    told = pack(
        known("a", 60.0, Status.GREEN),
        known("b", 82.0, Status.GREEN),
        known("c", 82.0, Status.RED),
        known("d", 60.0, Status.RED, freshness=CARRIED),
        known("e", 82.0, None),
    )
    left = indicator([70, 60.0], id="left").kpi
    rows = rows_of(replace(told, removed=(Removed(left, Status.AMBER),)))
    #         Red  Amber Green Blue not rated, no new figure, removed, total
    assert rows == {
        "Red": ["–", "–", "1", "–", "–", "1", "–", "2"],
        "Amber": ["–", "–", "–", "–", "–", "–", "1", "1"],
        "Green": ["1", "–", "1", "–", "–", "–", "–", "2"],
        "Blue": ["–", "–", "–", "–", "–", "–", "–", "–"],
        "Not rated": ["–", "–", "–", "–", "–", "–", "–", "–"],
        "New in this report": ["–", "–", "1", "–", "–", "–", "–", "1"],
    }


def test_without_new_indicators_there_is_no_row_for_them() -> None:
    assert "New in this report" not in rows_of(pack(known("a", 60.0, Status.GREEN)))


def test_an_organisation_without_blue_has_no_row_or_column_for_it() -> None:
    told = pack(known("a", 82.0, Status.RED))
    schemes = tuple(each.model_copy(update={"blue": None}) for each in told.organisation.schemes)
    three = replace(told, organisation=told.organisation.model_copy(update={"schemes": schemes}))
    table = next(block for block in movement_matrix(three) if isinstance(block, Table))
    assert [column.heading for column in table.columns][1:5] == ["Red", "Amber", "Green", "Not rated"]
    assert list(rows_of(three)) == ["Red", "Amber", "Green", "Not rated"]
