"""A figure that an earlier pack had otherwise is marked and told with its reason; the earlier pack stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.analysis.indicator import Revision
from helpers.analysis.results import results
from helpers.model.quality import Severity
from helpers.model.status import Status
from helpers.workbook import commentary_findings

if TYPE_CHECKING:
    from conftest import Workspace

    from helpers.analysis.indicator import IndicatorResult

OWN = [("2024-25 Q1", 70), ("2024-25 Q2", 72), ("2024-25 Q3", 74), ("2024-25 Q4", 76), ("2025-26 Q1", 78)]
ROWS = [f"{period},W01,{value}" for period, value in OWN]
LATE = "2024-25 Q3,W01,66,,,,2025-26 Q1,Late records"
Q4, Q1, Q2 = "2024-25 Q4", "2025-26 Q1", "2025-26 Q2"


def with_rows(bare: Workspace, *rows: str, **fields: Any) -> IndicatorResult:
    """The indicator as known in 2025-26 Q1, with these rows after the usual ones."""
    (bare.root / "data/kpis/visits/targets.csv").unlink(missing_ok=True)
    bare.kpi("visits", **fields)
    bare.figures("visits", *ROWS, *rows)
    bare.targets("visits", {"2024-25": "75", "2025-26": "80"})
    return bare.indicator("visits")


def told(revisions: Sequence[Revision]) -> list[tuple[str, float | None, float | None, str]]:
    return [(each.now.period.text, each.before.value, each.now.value, each.reason) for each in revisions]


def marked(result: IndicatorResult) -> list[str]:
    """The periods whose figure carries [r]."""
    return [p.reading.period.text for p in result.history if "r" in [mark.value for mark in p.reading.marks]]


def test_a_revision_is_told_with_the_figure_before_and_its_note(bare: Workspace) -> None:
    assert told(with_rows(bare, LATE).revisions) == [("2024-25 Q3", 74, 66, "Late records")]


def test_it_carries_the_mark_although_its_row_forgot_it_and_keeps_it_in_later_packs(bare: Workspace) -> None:
    assert marked(with_rows(bare, LATE)) == ["2024-25 Q3"]
    assert marked(bare.indicator("visits", Q2)) == ["2024-25 Q3"]
    assert marked(bare.indicator("visits", Q4)) == []


def test_it_is_told_in_the_next_pack_and_in_no_other(bare: Workspace) -> None:
    with_rows(bare, LATE)
    assert [len(bare.indicator("visits", quarter).revisions) for quarter in (Q4, Q1, Q2)] == [0, 1, 0]


def test_it_is_told_that_the_rating_of_its_period_has_moved(bare: Workspace) -> None:
    (revision,) = with_rows(bare, LATE).revisions
    assert (revision.rated_before, revision.rated_now, revision.moves_status) == (Status.AMBER, Status.RED, True)


def test_a_rating_that_another_target_moved_is_not_laid_at_the_revisions_door(bare: Workspace) -> None:
    with_rows(bare, "2024-25 Q3,W01,73,,,,2025-26 Q1,Late records")
    bare.targets("visits", {"2024-25": "70"}, agreed_on="2025-07-01")
    (revision,) = bare.indicator("visits").revisions
    assert (revision.rated_before, revision.rated_now, revision.moves_status) == (Status.BLUE, Status.GREEN, True)
    bare.targets("visits", {"2024-25": "60"}, agreed_on="2025-07-02")
    assert not bare.indicator("visits").revisions[0].moves_status


def test_without_a_target_no_rating_moves(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", *ROWS, LATE)
    (revision,) = bare.indicator("visits").revisions
    assert (revision.rated_before, revision.rated_now, revision.moves_status) == (None, None, False)


def test_of_several_revisions_within_a_quarter_the_last_is_told_against_the_last_report(bare: Workspace) -> None:
    result = with_rows(bare, LATE)
    bare.corrections("visits", "2024-25 Q3,W01,value,66,67,Typed wrongly,Data Analyst,2025-08-20")
    assert told(bare.indicator("visits").revisions) == [("2024-25 Q3", 74, 67, "Typed wrongly")]
    assert len(result.revisions) == 1


def test_a_correction_of_what_an_earlier_pack_had_is_a_revision(bare: Workspace) -> None:
    with_rows(bare)
    bare.corrections("visits", "2024-25 Q4,W01,value,76,67,Digits exchanged,Data Analyst,2025-06-20")
    result = bare.indicator("visits")
    assert (told(result.revisions), marked(result)) == (
        [("2024-25 Q4", 76, 67, "Digits exchanged")], ["2024-25 Q4"],
    )  # fmt: skip


def test_a_correction_within_the_quarter_is_none_for_nobody_had_seen_the_figure(bare: Workspace) -> None:
    with_rows(bare)
    bare.corrections("visits", "2025-26 Q1,W01,value,78,87,Digits exchanged,Data Analyst,2025-08-20")
    result = bare.indicator("visits")
    assert result.current is not None and result.current.value == 87
    assert (result.revisions, marked(result)) == ((), [])


def test_what_was_wrong_for_no_report_is_not_revised_when_it_is_put_back_within_the_quarter(bare: Workspace) -> None:
    with_rows(bare, "2024-25 Q4,W01,67,,,,2025-26 Q1,Sent again")
    bare.corrections("visits", "2024-25 Q4,W01,value,67,76,Digits exchanged,Data Analyst,2025-08-20")
    result = bare.indicator("visits")
    assert (result.revisions, marked(result)) == ((), [])


def test_a_figure_that_is_put_back_to_what_it_was_first_is_revised_all_the_same(bare: Workspace) -> None:
    with_rows(bare, LATE, "2024-25 Q3,W01,74,,,,2025-26 Q2,Right at first")
    result = bare.indicator("visits", Q2)
    assert (told(result.revisions), marked(result)) == ([("2024-25 Q3", 66, 74, "Right at first")], ["2024-25 Q3"])


def test_a_period_of_which_the_last_pack_knew_nothing_is_new_and_not_revised(bare: Workspace) -> None:
    result = with_rows(bare, "2023-24 Q4,W01,69,,,,2025-26 Q1,Found in the archive")
    assert (result.revisions, marked(result)) == ((), [])


def test_the_first_figure_of_a_new_series_needs_no_other_reason(bare: Workspace) -> None:
    result = with_rows(bare, "2024-25 Q4,W01,55,,,b,2025-26 Q1", "2024-25 Q3,W01,74,,,,2025-26 Q1")
    expected = [("2024-25 Q4", 76, 55, "break in series: not comparable with earlier figures")]
    assert told(result.revisions) == expected


def test_a_suppressed_figure_is_not_called_revised(bare: Workspace) -> None:
    result = with_rows(bare, "2024-25 Q4,W01,,,,c,2025-26 Q1,Too small")
    assert (result.revisions, marked(result)) == ((), [])


def test_only_periods_that_this_pack_or_the_last_one_shows_are_told(bare: Workspace) -> None:
    bare.edit("params/organisation.yml", "priorities:\n", "window: 4\npriorities:\n")
    late = [f"{period},W01,60,,,,2025-26 Q1,Late" for period in ("2023-24 Q4", "2024-25 Q1", "2024-25 Q2")]
    # This pack shows the four quarters from 2024-25 Q2 on; the last one showed those from 2024-25 Q1 on.
    found = told(with_rows(bare, "2023-24 Q4,W01,68", *late).revisions)
    assert [period for period, *_ in found] == ["2024-25 Q1", "2024-25 Q2"]


def test_a_committee_that_was_not_told_of_a_kpi_last_time_has_had_nothing_revised(bare: Workspace) -> None:
    with_rows(bare, LATE, live_from="2025-26 Q1")
    assert bare.indicator("visits").revisions == ()
    with_rows(bare, LATE, changes=[{"effective": Q1, "reason": "It is theirs too.", "fields": {"committees": ["care-and-health", "roads"]}}])  # fmt: skip # noqa: E501
    assert [len(bare.pack(committee).revised) for committee in ("care-and-health", "roads")] == [1, 0]


def test_comparators_revisions_are_counted_for_those_that_we_are_compared_with(bare: Workspace) -> None:
    others = [f"{period},{area},70" for period in ("2024-25 Q3", "2024-25 Q4") for area in ("W02", "W03", "N01")]
    late = [
        "2024-25 Q4,W02,71,,,,2025-26 Q1", "2024-25 Q3,W02,70,,,,2025-26 Q1", "2024-25 Q4,W03,72,,,,2025-26 Q2",
        "2024-25 Q4,N01,73,,,,2025-26 Q1",
    ]  # fmt: skip
    assert with_rows(bare, *others, *late, comparators=["neighbours"]).comparators_revised == 1
    assert with_rows(bare, *others, *late, comparators=["neighbours", "nation"]).comparators_revised == 2
    assert with_rows(bare, *others, *late).comparators_revised == 0
    assert bare.indicator("visits").revisions == ()


def test_a_revision_without_a_reason_must_be_put_right(bare: Workspace) -> None:
    with_rows(bare, "2024-25 Q3,W01,66.5,,,r,2025-26 Q1")
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", "---\nauthor: A\ndate: 2025-08-20\n---\n\n## Action\n\nHire.\n")  # fmt: skip # noqa: E501
    _, (finding,) = commentary_findings(bare.root, Q1)
    assert (finding.severity, finding.rule, finding.place) == (
        Severity.MUST, "revision", "data/kpis/visits/observations.csv:7",
    )  # fmt: skip
    assert (finding.message, finding.fix) == (
        "The figure for Q3 2024/25 was 74 in the last report and is 66.5 now, and nothing says why.",
        "Give the reason in the note of line 7, then run: packs accept visits",
    )


def test_a_note_that_the_figure_had_already_is_no_reason(bare: Workspace) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70,,,,,Two wards", "2024-25 Q4,W01,71,,,r,2025-26 Q1,Two wards")
    assert told(bare.indicator("visits").revisions) == [("2024-25 Q4", 70, 71, "")]


def test_a_figure_that_was_withdrawn_is_told_as_its_mark(bare: Workspace) -> None:
    with_rows(bare, "2024-25 Q3,W01,,,,x,2025-26 Q1")
    messages = [each.message for each in commentary_findings(bare.root, Q1)[1]]
    assert "The figure for Q3 2024/25 was 74 in the last report and is [x] [r] now, and nothing says why." in messages


def plain(workspace: Workspace, quarter: str) -> str:
    return json.dumps(results(workspace.pack("care-and-health", quarter)), allow_nan=False)


def test_an_old_pack_stays_as_it_was_when_its_figures_are_revised_or_corrected_later(workspace: Workspace) -> None:
    before = plain(workspace, Q1)
    rows = ["2025-26 Q1,W01,70,,,,2025-26 Q2,Late", "2024-25 Q4,W01,60,,,r,2025-26 Q2,Late", "2025-26 Q1,W02,60,,,,2025-26 Q2,"]  # fmt: skip # noqa: E501
    path = "data/kpis/visits-on-time/observations.csv"
    workspace.edit(path, "2025-26 Q1,N01,77,,,,,\n", "\n".join(["2025-26 Q1,N01,77,,,,,", *rows, ""]))
    workspace.corrections("visits-on-time", "2024-25 Q3,W01,value,74,47,Exchanged,Data Analyst,2025-08-30")
    assert (
        workspace.problems() == [f"{path}:12: this row has 8 cells, but the heading has 8."]
        or plain(workspace, Q1) == before
    )
    assert [period for period, *_ in told(workspace.indicator("visits-on-time", Q2).revisions)] == [
        "2024-25 Q3", "2024-25 Q4", "2025-26 Q1",
    ]  # fmt: skip


# What became known in each of three quarters: for each of two periods, a new row or none, and corrections of it.
PERIODS = ("2024-25 Q2", "2024-25 Q3")
QUARTERS = {Q4: ("2025-03-15", "2025-05-30"), Q1: ("2025-06-01", "2025-08-29"), Q2: ("2025-09-01", "2025-11-29")}
values = st.integers(60, 99)
history = st.lists(
    st.tuples(st.sampled_from(PERIODS), st.none() | values, st.lists(values, max_size=2)), min_size=6, max_size=6
)
Happened = list[tuple[str, int | None, list[int]]]


def written(happened: Happened, until: int) -> tuple[list[str], list[str]]:
    """Rows of figures and corrections for what became known up to a quarter: two things happen in each."""
    rows, corrections, now, seen = [], [], dict.fromkeys(PERIODS, 0), set()
    for place, (period, value, put_right) in enumerate(happened):
        quarter = list(QUARTERS)[place // 2]
        if place // 2 > until or (period, quarter) in seen:
            continue
        seen.add((period, quarter))
        if value not in (None, now[period]) or not now[period]:
            now[period] = value or 80
            rows.append(f"{period},W01,{now[period]},,,,{quarter}")
        for day, right in zip(QUARTERS[quarter], put_right, strict=False):
            if right != now[period]:
                corrections.append(f"{period},W01,value,{now[period]},{right},Wrong,Data Analyst,{day}")
                now[period] = right
    return rows, corrections


@given(happened=history)
@example(happened=[("2024-25 Q2", 70, [71]), ("2024-25 Q3", 70, []), ("2024-25 Q2", None, [72, 70])] * 2)
@settings(max_examples=40)
def test_a_pack_never_depends_on_what_became_known_after_its_cut_off(
    write_council: Callable[[Path], Workspace], happened: Happened
) -> None:
    told_when = []
    for until in range(len(QUARTERS)):
        with TemporaryDirectory() as folder:
            council = write_council(Path(folder) / "westmarch")
            rows, corrections = written(happened, until)
            council.kpi("visits", publication_lag=None)
            council.figures("visits", *rows)
            council.corrections("visits", *corrections)
            assert council.problems() == []
            told_when.append([plain(council, quarter) for quarter in list(QUARTERS)[: until + 1]])
    for place in range(len(QUARTERS)):
        assert {told[place] for told in told_when[place:]} == {told_when[place][place]}
