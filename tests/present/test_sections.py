"""What a committee reads, section by section."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypandoc
import pytest
from examples import FLOOR, NEIGHBOURS, RANGE, TEN_FIVE, compared, indicator, pack

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.commentary import ServiceCommentary
from helpers.model.observation import Mark
from helpers.model.organisation import Depth
from helpers.model.status import Status
from helpers.present.blocks import TABLE_JSON, Callout, Chart, Paragraph, Section, Table, plain
from helpers.present.sections import cover, figures, indicator_page, key, other_depths, sources, summary, title
from helpers.present.sections.indicator_page import key_figures
from helpers.rules.freshness import Freshness

ON_TRACK = indicator([70, 82.0], id="on-track", name="Pupils in good schools", previous_status=Status.AMBER)
NEW_RED = indicator([70, 60.0], id="new-red", name="Plans on time", previous_status=Status.GREEN, strategic=True)
CONTEXT = indicator([70, 60.0], id="context", name="Children in care", scheme=None, targets=None)
DEVELOPING = indicator(
    [], id="developing", name="Wellbeing", lifecycle="in-development", counts=None,
    unrated=(Status.IN_DEVELOPMENT, "the indicator is being developed, so it has no figures yet"),
)  # fmt: skip
OVERDUE = indicator(
    id="late",
    name="School places",
    unrated=(Status.NO_DATA, "overdue"),
    freshness=Freshness(30, date(2025, 3, 31), True, False),
)
COMMENTED = ServiceCommentary(
    author="Head of Service", date=date(2025, 8, 1), illustrative=True, text="Demand *rose*.", action="Two more posts."
)
PACK = pack(ON_TRACK, NEW_RED, CONTEXT, DEVELOPING, OVERDUE, indicator(comparators=compared()))


def text_of(section: Section) -> str:
    return pypandoc.convert_text(section.markdown(), "plain", format="markdown", extra_args=["--wrap=none"])


def rows_of(result: IndicatorResult) -> dict[str, tuple[str, str]]:
    return {
        plain(name.words): (plain(value.words), plain(note.words)) for name, value, note in key_figures(result).rows
    }


def table(section: Section, id: str) -> Table:
    return next(block for block in section if isinstance(block, Table) and block.id == id)


def callouts(result: IndicatorResult) -> dict[str, str]:
    return {b.title: b.markdown() for b in indicator_page(result) if isinstance(b, Callout)}


def test_the_cover_says_what_for_whom_and_as_of_when() -> None:
    text = text_of(cover(PACK))
    for part in ("Children and Young People Committee", "6 indicators", "29 August 2025", "16 September 2025"):
        assert part in text
    assert "Education, early years and children's social care." in text


def test_each_depth_says_which_it_is_and_links_to_the_others() -> None:
    assert plain(other_depths(PACK.committee, Depth.SUMMARY)) == (
        "This is the summary. The committee report and the full report give more detail."
    )
    assert plain(other_depths(PACK.committee, Depth.COMMITTEE)) == (
        "This is the committee report. The summary is shorter. The full report gives more detail."
    )
    assert (
        plain(other_depths(PACK.committee, Depth.FULL))
        == "This is the full report. The summary and the committee report are shorter."
    )
    assert "[full report](#document-full)" in Paragraph(other_depths(PACK.committee, Depth.SUMMARY)).markdown()


def test_no_two_depths_have_the_same_title() -> None:
    assert title(PACK, Depth.COMMITTEE) == "Performance report: quarter 1, 2025/26"
    assert title(PACK, Depth.SUMMARY) == "Performance summary: quarter 1, 2025/26"
    for detail in Depth:
        own = replace(PACK, committee=PACK.committee.model_copy(update={"detail": detail}))
        assert len({title(own, depth) for depth in Depth}) == 3


def test_the_summary_says_how_many_are_rated() -> None:
    assert "3 of the 6 indicators are rated: 1 Red, 1 Amber and 1 Green." in text_of(summary(PACK))
    assert "Not rated: 1 Contextual, 1 In development and 1 No data." in text_of(summary(PACK))


def test_the_cards_give_their_denominator() -> None:
    assert "of 3 rated" in text_of(summary(PACK))


def test_the_summary_lists_what_changed_and_what_needs_the_committee() -> None:
    text = text_of(summary(PACK))
    assert "Plans on time: Green to Red, 60.0% against the target of 80.0%." in text
    assert "Newly Red: Plans on time, 25.0% below the target of 80.0% (Amber down to 72.0%)." in text
    assert "Red without an action on record: Plans on time (Director of Education)." in text
    assert "Figures are overdue for School places." in text


def test_a_quiet_quarter_says_so() -> None:
    text = text_of(summary(pack(indicator(previous_status=Status.AMBER))))
    assert "No rating has changed since the last report." in text
    assert "Amber without an action on record: " in text


def test_a_record_is_told_although_the_rating_is_what_it_was() -> None:
    fresh = Freshness(1, date(2025, 10, 31), False, False)
    worst = indicator([45, 40, 35, 30, 25, 8.0], previous_status=Status.RED, freshness=fresh)
    best = indicator([45, 50, 55, 60, 65, 75.0], id="best", name="Homes", freshness=fresh)
    text = text_of(summary(pack(best, worst)))
    assert ": still Red, 8.0% against the target of 80.0%. It is the worst of the 6 figures" in text
    assert text.index("the worst of the 6") < text.index("the best of the 6")
    carried = replace(worst, freshness=replace(fresh, carried_forward=True))
    assert "the worst of the 6" not in text_of(summary(pack(carried)))


def test_a_quarter_with_nothing_amiss_says_so() -> None:
    text = text_of(summary(pack(indicator(targets=74.0, previous_status=Status.GREEN))))
    assert "Nothing: no indicator is Red, every Amber has an action on record, and no figure is overdue." in text


def test_a_recovery_a_lapse_and_a_continuing_red_are_told_apart() -> None:
    back = indicator(targets=74.0, previous_status=Status.RED)
    gone = indicator(unrated=(Status.NO_DATA, "late"), previous_status=Status.AMBER)
    assert ": recovered, Red to Green, " in text_of(summary(pack(back)))
    assert ": Amber to No data, since its next figure is late." in text_of(summary(pack(gone)))
    assert "Red: " in text_of(summary(pack(indicator(targets=100.0, previous_status=Status.RED))))


def test_the_summary_table_goes_from_red_to_unrated_and_then_by_name() -> None:
    order = [row[0].raw for row in table(summary(PACK), "summary").rows]
    assert order == [
        "Plans on time",
        "Children ready for school at age five",
        "Pupils in good schools",
        "Children in care",
        "School places",
        "Wellbeing",
    ]


def test_the_summary_links_to_each_page() -> None:
    assert "[Plans on time](#sec-new-red)" in summary(PACK).markdown()
    assert indicator_page(NEW_RED).markdown().startswith("## Plans on time {#sec-new-red .kpi}")


def test_a_page_has_all_that_the_framework_asks_for() -> None:
    result = indicator(comparators=compared(), commentary=COMMENTED)
    rows = rows_of(result)
    assert rows["Current performance"] == ("75.0%", "Q1 2025/26; 45 of 60")
    assert rows["Previous performance"] == ("73.1%", "Q4 2024/25")
    assert rows["Projected linear trend"][0] == "74.9% [f]"
    assert "straight-line projection, not a forecast" in rows["Projected linear trend"][1]
    assert rows["Current target"] == ("80.0%", "Illustrative: made up for a test")
    assert rows["Previous target"] == ("80.0%", "Q4 2024/25")
    assert rows["RAGB status"] == ("Amber", "Last quarter: Amber")
    assert rows["Direction for improvement"] == ("Increase", "Higher is better")
    assert rows["Change, short term"] == ("Improving", "+1.9\u00a0pp since Q4 2024/25 (73.1%)")
    assert rows["Change, long term"] == ("Improving", "+5.3\u00a0pp since Q1 2024/25 (69.7%)")
    assert rows["Statistical neighbours"] == ("73.5%", "Mean, Q1 2025/26; 6 of 8 reporting; rank 4 of 7, quartile B")
    assert rows["Other comparators"][1] == "County councils 73.5%, East of England 73.1% and England 71.7%; Q1 2025/26"
    text = text_of(indicator_page(result))
    assert "a good level of development at the end of reception" in text
    assert "Demand rose." in text and "Two more posts." in text


def test_a_page_draws_its_charts_once_with_their_names() -> None:
    page = indicator_page(indicator(comparators=compared()))
    assert [b.id for b in page if isinstance(b, Chart)] == ["school-readiness-trend", "school-readiness-benchmark"]


@pytest.mark.parametrize(
    ("scheme", "name"),
    [({}, "RAGB status"), ({"scheme": RANGE, "limits": (70.0, 80.0), "targets": None}, "RAG status")],
)
def test_the_status_is_called_by_the_colours_that_its_scheme_can_give(scheme: dict[str, Any], name: str) -> None:
    rows = rows_of(indicator([72.0, 72.0], **scheme))
    assert [each for each in rows if each.endswith("status")] == [name]


def test_what_is_missing_says_why() -> None:
    rows = rows_of(indicator([60.0, 61.0]))
    assert rows["Projected linear trend"] == ("–", "It needs four figures and has 2")
    assert rows["Change, long term"][1].startswith("No comparison: ")
    assert rows["Statistical neighbours"] == ("–", "No comparable figures")


def test_older_comparators_are_said_to_be_older_and_not_ranked() -> None:
    rows = rows_of(indicator(comparators=[(NEIGHBOURS, [66.0] * 8, 24)]))
    assert rows["Statistical neighbours"][1].endswith("comparators are 2 years older")
    assert "rank" not in rows["Statistical neighbours"][1]


def test_a_carried_forward_figure_gives_its_age_and_when_the_next_is_due() -> None:
    rows = rows_of(indicator(freshness=Freshness(21, date(2024, 7, 31), False, True)))
    assert rows["Current performance"][1].endswith("carried forward: 21 months old, next due Jul 2024")


def test_commentary_is_signed_and_dated_and_says_when_it_is_illustrative() -> None:
    found = callouts(indicator(commentary=COMMENTED))
    assert list(found) == ["From the service (illustrative)", "Action (illustrative)"]
    assert "Demand *rose*. *Head of Service, 1 August 2025.*" in found["From the service (illustrative)"]


def test_a_red_without_an_action_shows_who_owns_it() -> None:
    assert "Owner: Director of Education." in callouts(NEW_RED)["Action missing"]
    assert callouts(ON_TRACK) == {}


def test_an_indicator_in_development_has_a_short_page() -> None:
    page = indicator_page(DEVELOPING)
    assert not [block for block in page if isinstance(block, (Chart, Table))]
    assert "In development: the indicator is being developed" in text_of(page)


def test_the_key_explains_each_scheme_and_mark_that_the_pack_uses() -> None:
    used = pack(
        indicator(marks={3: (Mark.PROVISIONAL,)}),
        indicator(limits=(70.0, None), scheme=FLOOR, id="b"),
        indicator([6, 6], targets=None, limits=(5.0, 7.0), scheme=RANGE, direction="neutral", id="c"),
        CONTEXT,
    )
    text = text_of(key(used))
    for part in (
        "Worse than the target by more than 10% of it.",
        "no worse than the floor standard",
        "Inside the target range.",
        "Floor standard (version 2), used by 1 indicator",
        "Contextual",
        "Provisional: may be revised.",
        "straight-line projection",
        "Improving",
    ):
        assert part in text
    assert "In development" not in text and "Suppressed" not in text


def test_changing_a_threshold_changes_the_key() -> None:
    stricter = TEN_FIVE.model_copy(update={"amber": Decimal("7.5"), "blue": None})
    text = text_of(key(pack(indicator(scheme=stricter))))
    assert "by more than 7.5% of it" in text and "10%" not in text and "Blue" not in text


def test_every_chart_has_its_figures_in_a_captioned_table() -> None:
    section = figures(PACK)
    charts = {b.id for result in PACK.indicators for b in indicator_page(result) if isinstance(b, Chart)}
    assert charts == {block.id for block in section if isinstance(block, Table)}
    assert "(#sec-new-red)" in section.markdown()


def test_the_table_of_a_chart_holds_the_counts_the_target_and_the_status() -> None:
    data, _ = table(figures(PACK), "school-readiness-trend")._repr_mimebundle_()
    assert data[TABLE_JSON]["rows"][-1] == ["2025-26 Q1", 75.0, 45, 60, 80.0, "Amber", ""]


def test_members_are_named_only_when_the_group_may_be_published() -> None:
    open_group = NEIGHBOURS.model_copy(update={"publish_names": True})
    values = [66.0, 67.0]
    named = figures(pack(indicator(comparators=[(open_group, values, 0)]))).markdown()
    unnamed = figures(pack(indicator(comparators=[(NEIGHBOURS, values, 0)]))).markdown()
    assert "Ashdale" in named and "Ashdale" not in unnamed


def test_every_source_is_listed_with_its_licence() -> None:
    text = text_of(sources(PACK))
    assert "Department for Education: Early years foundation stage profile results" in text
    assert "Open Government Licence v3.0" in text and "manifest.json" in text


@pytest.mark.parametrize("make", [cover, summary, key, figures, sources])
def test_a_section_has_no_raw_html_or_typst(make: Callable[[Pack], Section]) -> None:
    section = make(pack(indicator(id="x", name="<b>x</b> `a`{=typst} {{< meta t >}} | @y", owner="</td><script>")))
    read = pypandoc.convert_text(section.markdown(), "json", format="markdown+raw_attribute")
    assert "RawInline" not in read and "RawBlock" not in read and '"Cite"' not in read
    assert "{{<" not in section.markdown() and "<script>" not in section.html()


def test_a_page_with_a_hostile_name_is_still_one_page() -> None:
    hostile = indicator(id="x", name="<b>x</b> `a`{=typst} {{< meta t >}} | @y ::: {.z}", owner="</td><script>")
    assert "<b>x</b> `a`{=typst} {{< meta t >}} | @y ::: {.z}" in text_of(indicator_page(hostile))
    assert "<script>" not in indicator_page(hostile).html()


def test_a_long_pack_keeps_its_table_to_the_rated_and_names_the_rest() -> None:
    rated = [indicator(id=f"rated-{number}", name=f"Rated {number}") for number in range(12)]
    late = [
        indicator(id=f"late-{number}", name=f"Late {number}", unrated=(Status.NO_DATA, "late")) for number in range(12)
    ]
    found = summary(pack(*rated, *late))
    assert len(table(found, "summary").rows) == 12
    assert "Amber indicators of the " in table(found, "summary").caption
    assert all(f"Late {number}" in text_of(found) for number in range(12))
