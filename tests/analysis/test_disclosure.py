"""What a pack hides of an indicator, what it leaves, and what the analyst still sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from helpers.analysis.commentary import pack_findings
from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.results import results
from helpers.errors import Problems
from helpers.model.organisation import Settings
from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.present.charts import benchmark, trend
from helpers.present.sections import indicator_page
from helpers.rules.withheld import Withheld
from helpers.store.workspace import find_committee, inputs, open_register
from helpers.workbook import commentary_findings, open_indicator, open_pack, open_suite

if TYPE_CHECKING:
    from conftest import Workspace

COUNT: dict[str, Any] = {"unit": "number", "decimals": 0, "minimum": 0}
TARGETS = "period,target,lower,upper,basis,rule,agreed_by,agreed_on"
SETTINGS = "settings: {disclosure_threshold: %s}\n"
SAID = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\n%s\n"


def shown(workspace: Workspace, kpi: str = "visits") -> list[float | None]:
    """The values that a pack shows of an indicator."""
    return [point.reading.value for point in packed(workspace, kpi).history]


def packed(workspace: Workspace, kpi: str = "visits") -> IndicatorResult:
    return {result.kpi.id: result for result in workspace.pack().indicators}[kpi]


def rows(*values: object, area: str = "W01") -> list[str]:
    periods = ("2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2025-26 Q1")
    return [f"{period},{area},{value}" for period, value in zip(periods[-len(values) :], values, strict=True)]


def set_threshold(workspace: Workspace, threshold: int) -> None:
    text = (workspace.root / "params/organisation.yml").read_text(encoding="utf-8")
    workspace.write("params/organisation.yml", text + SETTINGS % threshold)


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("5", 5), ("4", None), ("1", None), ("0", 0),  # the value is what is counted
        ("12.5,5,40", 12.5), ("10,4,40", None), ("75,3,4", None), ("97,97,100", None), ("0,0,40", 0),
        ("90,36,40", None),
    ],
)  # fmt: skip
def test_a_figure_is_hidden_when_it_rests_on_a_count_from_one_to_four(bare, row, value) -> None:
    bare.kpi("visits", **(COUNT if "," not in row else {}))
    bare.figures("visits", f"2025-26 Q1,W01,{row}")
    assert shown(bare) == [value]


@pytest.mark.parametrize(("row", "value"), [("10,,40", None), ("97,97,", None), ("20,,40", 20.0), ("75,,", 75.0)])
def test_the_count_that_follows_from_a_percentage_and_the_other_is_looked_at_too(bare, row, value) -> None:
    bare.kpi("visits")
    bare.figures("visits", f"2025-26 Q1,W01,{row}")
    assert shown(bare) == [value]


RATE = {"unit": "number", "decimals": 0, "unit_label": "per 1,000 homes"}


@pytest.mark.parametrize(
    ("row", "value"), [("2.5,,8000", None), ("6.25,,8000", 6.25), ("5,20000,", 5.0), ("5,4,", None)]
)
def test_the_count_that_follows_from_a_rate_and_the_other_is_looked_at_too(bare, row, value) -> None:
    bare.kpi("visits", unit="number", decimals=2, unit_label="per 10,000 homes")
    bare.figures("visits", f"2025-26 Q1,W01,{row}")
    assert shown(bare) == [value]


@pytest.mark.parametrize("fields", [{"unit": "pounds", "decimals": 0}, {"unit": "number", "decimals": 1}, RATE, {}])
def test_money_rates_and_percentages_without_counts_are_not_counts(bare, fields) -> None:
    bare.kpi("visits", **fields)
    bare.figures("visits", *rows(3, 2))
    assert shown(bare) == [3, 2]


def test_a_hidden_figure_has_no_counts_and_no_note_and_nothing_is_made_of_it(bare) -> None:
    bare.kpi("visits")
    bare.figures("visits", "2024-25 Q4,W01,70,70,100", "2025-26 Q1,W01,3,3,100,p b,,Three of them fell")
    bare.targets("visits", {"2024-25": "80", "2025-26": "80"})
    result = packed(bare)
    reading = result.current
    assert reading is not None
    assert (reading.value, reading.numerator, reading.denominator, reading.note) == (None, None, None, "")
    assert [mark.value for mark in reading.marks] == ["b", "c"]
    assert (result.status, result.rating, result.outlook) == (Status.SUPPRESSED, None, None)
    assert isinstance(result.short_term, Withheld)


def test_no_line_is_carried_on_past_a_hidden_figure(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", "2024-25 Q1,W01,20", *rows(21, 22, 23, 3))
    assert packed(bare).projection == Withheld("no projection: Q1 2025/26 suppressed")
    assert "jected" not in trend(packed(bare)).alt


def test_what_the_last_report_said_is_told_as_far_as_it_may_be(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(3, 9))
    bare.targets("visits", {"2024-25": "8", "2025-26": "8"})
    assert (packed(bare).status, packed(bare).previous_status) == (Status.BLUE, Status.SUPPRESSED)


def test_small_numbers_are_shown_where_the_register_says_why(bare) -> None:
    bare.kpi("visits", **COUNT, small_numbers_shown_because="Counted in public")
    bare.figures("visits", *rows(9, 3))
    assert shown(bare) == [9, 3]


def test_the_organisation_may_choose_another_threshold_or_none(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(9, 3))
    set_threshold(bare, 9)
    assert shown(bare) == [None, None]
    bare.edit("params/organisation.yml", "disclosure_threshold: 9", "disclosure_threshold: 0")
    assert shown(bare) == [9, 3]
    assert Settings().disclosure_threshold == 4


def test_the_analyst_sees_every_figure_and_the_page_as_the_pack_has_it(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(9, 3))
    assert open_suite(bare.root, "2025-26 Q1").indicator("visits").current.value == 3
    assert open_indicator(bare.root, "visits", "2025-26 Q1").current.value == 3
    assert open_indicator(bare.root, "visits", "2025-26 Q1", public=True) == packed(bare)
    assert packed(bare).current.value is None


def test_an_area_that_we_are_compared_with_is_left_out_of_the_mean_when_it_is_hidden(bare) -> None:
    bare.kpi("visits", comparators=["neighbours"])
    others = [*rows("60,60,100", area="W02"), *rows("50,2,4", area="W03"), *rows("80,80,100", area="W04")]
    bare.figures("visits", *rows("70,70,100"), *others)
    standing = packed(bare).standings[0]
    assert (standing.comparison.mean, standing.comparison.reporting) == (70, 2)
    assert [area for area, _ in standing.values] == ["W04", "W02"]


def test_our_own_hidden_figure_is_not_ranked_and_its_chart_has_no_bar(bare) -> None:
    bare.kpi("visits", comparators=["neighbours"])
    bare.figures("visits", *rows("70,70,100", "2,2,100"), *rows("60", area="W02"), *rows("80", area="W03"))
    result = packed(bare)
    assert (result.standings[0].comparison.rank, result.standings[0].ours.value) == (None, None)
    line, bars = trend(result), benchmark(result)
    assert "one figure, 70.0%" in line.alt and "1 figure is hidden, marked [c]." in line.alt
    assert bars.alt.startswith("Bar chart comparing Care visits on time. Neighbours mean: 70.0%.")


def parts(bare: Workspace, **numbers: object) -> None:
    """KPIs that add up to `all`, the last of them overseen by another committee."""
    names = [name for name in numbers if name != "all"]
    for id, number in numbers.items():
        place = {"committees": ["roads"]} if id == names[-1] else {}
        bare.kpi(id, **COUNT, **place, total_of=[names] if id == "all" else [])
        bare.figures(id, f"2025-26 Q1,W01,{number}")


def test_the_smallest_partner_is_hidden_though_another_committee_oversees_it(bare) -> None:
    parts(bare, north=3, south=80, east=9, all=92)
    assert (shown(bare, "north"), shown(bare, "south"), shown(bare, "all")) == ([None], [80], [92])
    roads = bare.pack("roads").indicators[0]
    assert (roads.kpi.id, roads.current.value, roads.status) == ("east", None, Status.SUPPRESSED)


def test_the_files_of_every_part_are_what_the_pack_rests_on(bare) -> None:
    parts(bare, north=3, south=80, east=9, all=92)
    register = open_register(bare.root)
    found = inputs(register, find_committee(register, "roads"), Quarter(2025, 1))
    named = {path.parent.name for path in found if path.name == "observations.csv"}
    assert named == {"north", "south", "east", "all"}
    bare.write("data/kpis/north/observations.csv", "nonsense\n")
    with pytest.raises(Problems):
        open_pack(bare.root, "roads", "2025-26 Q1")


@pytest.mark.parametrize(("east", "hidden"), [("2025-26 Q1,W01,,,,x", [80]), ("2025-26 Q1,W01,,,,c", [80])])
def test_a_part_that_is_missing_is_not_given_away_by_the_others(bare, east, hidden) -> None:
    parts(bare, north=80, south=90, east=3, all=173)
    bare.figures("east", east)
    values = {id: shown(bare, id)[0] for id in ("north", "south", "all")}
    assert [known for known in (80, 90, 173) if known not in values.values()] == hidden


def test_two_parts_that_were_hidden_at_their_source_are_not_given_away_together(bare) -> None:
    parts(bare, north=80, south=90, west=1, east=2, all=173)
    for id in ("west", "east"):
        bare.figures(id, "2025-26 Q1,W01,,,,c")
    assert {id: shown(bare, id)[0] for id in ("north", "south", "all")} == {"north": None, "south": 90, "all": 173}


def test_a_number_that_may_be_shown_does_not_protect_one_that_may_not(bare) -> None:
    parts(bare, north=3, south=9, east=80, all=92)
    bare.edit("data/kpis/south/kpi.yml", "total_of: []", "total_of: []\nsmall_numbers_shown_because: Counted in public")
    assert {id: shown(bare, id)[0] for id in ("north", "south", "all")} == {"north": None, "south": 9, "all": 92}
    assert bare.pack("roads").indicators[0].current.value is None


def test_a_small_rise_of_a_year_to_date_figure_is_not_given_away(bare) -> None:
    bare.kpi("visits", **COUNT, measure="cumulative")
    bare.figures("visits", *rows(40, 80, 83, 20))
    assert shown(bare) == [40, None, 83, 20]


def tell(bare: Workspace, text: str) -> None:
    bare.kpi("visits", name="Visits that were late", **COUNT)
    bare.figures("visits", *rows(9, 3))
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", SAID % text)


def test_commentary_that_states_a_hidden_number_is_withheld_part_by_part_and_found(bare) -> None:
    tell(bare, "It is lower.\n\n## Cause\n\nOnly three were late.\n\n## Action\n\nKeep the 3 visits few.")
    said = packed(bare).commentary
    withheld = "Withheld: this part states a number that is hidden so that nobody can be identified."
    assert (said.text, said.cause, said.action) == ("It is lower.", withheld, withheld)
    found = [each for each in pack_findings(bare.pack()) if each.rule == "hidden number"]
    assert [(each.line, each.severity.name) for each in found] == [(10, "MUST"), (14, "MUST")]
    assert "3" not in found[0].message
    quarter, told = commentary_findings(bare.root, "2025-26 Q1")
    assert quarter == Quarter(2025, 1) and [each for each in told if each.rule == "hidden number"] == found


def test_commentary_without_a_hidden_number_is_left_as_it_is(bare) -> None:
    tell(bare, "On 3 July two new teams began, and the number fell from {kpi.previous} to {kpi.actual}.")
    assert packed(bare).commentary.text.startswith("On 3 July two new teams began")
    assert "from 9 to \\[c\\]" in indicator_page(packed(bare)).markdown()


def test_the_note_of_another_figure_does_not_tell_a_hidden_one(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", "2024-25 Q4,W01,3", "2025-26 Q1,W01,9,,,,,Three times the 3 of last quarter")
    assert packed(bare).current.note.startswith("Withheld: this note states a number that is hidden")


def test_a_figure_that_was_corrected_from_a_hidden_one_does_not_tell_what_it_was(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(20, 3))
    bare.corrections("visits", "2025-26 Q1,W01,value,3,12,Was 3 typed for 12,Data Analyst,2025-08-20")
    (_, corrected) = packed(bare).history
    reading = corrected.reading
    assert (reading.value, reading.corrections, reading.marks, reading.note) == (12.0, (), (), "")
    (_, whole) = open_indicator(bare.root, "visits", "2025-26 Q1").history
    assert [each.reason for each in whole.reading.corrections] == ["Was 3 typed for 12"]


def test_neither_a_decisions_reason_nor_a_targets_rule_states_a_hidden_number(bare) -> None:
    bare.kpi("visits", live_from="2025-26 Q1", **COUNT)
    bare.figures("visits", *rows(20, 3))
    edit = bare.root / "data/register/decisions.csv"
    edit.write_text(
        edit.read_text(encoding="utf-8").replace("Invented", "Because 3 people were hurt."), encoding="utf-8"
    )
    bare.write(
        "data/kpis/visits/targets.csv",
        f"{TARGETS}\n2025-26,9,,,illustrative,No more than the 3 people hurt,A,2025-04-01\n",
    )
    told = results(bare.pack())
    assert told["decisions"][0]["reason"] == (
        "Withheld: this reason states a number that is hidden so that nobody can be identified."
    )
    assert "the 3 people" not in str(told)


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        ("It fell by 5.", True),
        ("It fell by five on the quarter before.", True),
        ("It fell by 56 per cent.", True),
        ("A year ago it was 16 more.", True),
        ("It is 80% lower than a year ago.", True),
        ("It fell by 7, or 64%, from a quarter that is neither.", False),
    ],
)
def test_the_change_from_a_figure_that_is_shown_gives_a_hidden_one_away(bare, text, withheld) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", "2024-25 Q1,W01,20", *rows(30, 11, 9, 4))
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", SAID % text)
    assert packed(bare).commentary.text.startswith("Withheld") is withheld


def test_the_change_to_a_figure_that_is_shown_gives_away_the_hidden_one_before_it(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(4, 9))
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", SAID % "It rose by five.")
    assert packed(bare).commentary.text.startswith("Withheld")


def test_the_change_from_a_figure_that_is_hidden_too_gives_nothing_away(bare) -> None:
    bare.kpi("visits", **COUNT)
    bare.figures("visits", *rows(1, 3))
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", SAID % "Of 2 offices, both answered.")
    assert packed(bare).commentary.text == "Of 2 offices, both answered."


@pytest.mark.parametrize("text", ["It fell by 7.5 points.", "Six fewer.", "95% were late.", "One in twenty.", "-60%"])
def test_a_hidden_percentage_is_told_by_its_change_its_count_and_the_others(bare, text) -> None:
    bare.kpi("visits")
    bare.figures("visits", *rows("12.5,10,80", "5,4,80"))
    bare.write("data/kpis/visits/commentary/2025-26-q1.md", SAID % text)
    assert packed(bare).commentary.text.startswith("Withheld")


def test_without_a_small_number_a_pack_is_what_the_analyst_sees(workspace) -> None:
    assert packed(workspace, "visits-on-time") == workspace.indicator("visits-on-time")
