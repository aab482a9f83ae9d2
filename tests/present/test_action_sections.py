"""What a committee reads of actions, of the review of its pack, and of lessons learned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypandoc
import pytest
from examples import QUARTER, indicator, pack

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.pack import Pack
from helpers.model.action import Action, ActionSource, ActionState, ActionUpdate
from helpers.model.commentary import ServiceCommentary
from helpers.model.lesson import Lesson
from helpers.model.organisation import Settings
from helpers.model.review import ReviewMeeting, TrackerItem, Verdict
from helpers.present.blocks import Callout, Section, Table, plain
from helpers.present.charts.marks import marked, place_of
from helpers.present.charts.trend import draw_trend, trend
from helpers.present.charts.view import View
from helpers.present.sections import (
    actions,
    exception_report,
    indicator_page,
    lessons_learned,
    review,
    summary,
)

KPI = "school-readiness"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) | `{=html}` ::: *bold*"


def action(id: str = "hire", due: date | None = date(2025, 10, 31), *moves: ActionUpdate, **fields: Any) -> Action:
    usual = {"kpi": KPI} if "subject" not in fields else {"committee": "children"}
    return Action.model_validate(
        {
            "id": id, "set_in": QUARTER.shift(-2), "set_on": date(2025, 2, 10), "what": "Hire ten more teachers.",
            "owner": "Head of Hiring", "source": ActionSource.COMMITTEE, **usual, **fields, "due": due,
            "updates": moves,
        }
    )  # fmt: skip


def moved(on: date, due: date, note: str = "") -> ActionUpdate:
    return ActionUpdate(action="hire", on=on, due=due, note=note, by="Head of Hiring")


def closed(state: str, on: date, note: str = "") -> ActionUpdate:
    return ActionUpdate(action="hire", on=on, state=ActionState(state), note=note, by="Head of Hiring")


def with_actions(*found: Action, **fields: Any) -> Pack:
    made = replace(indicator(), actions=tuple(each for each in found if each.kpi == KPI))
    names = {KPI: made.kpi.title, "gone": "School meals"}
    return replace(pack(made), actions=found, names=names, last_cut_off=date(2025, 5, 30), **fields)


def table(section: Section, id: str) -> list[list[str]]:
    found = next(block for block in section if isinstance(block, Table) and block.id == id)
    return [[plain(cell.words) for cell in row] for row in found.rows]


def test_an_open_action_is_told_with_its_owner_date_and_age() -> None:
    assert table(actions(with_actions(action())), "actions") == [
        ["Children ready for school at age five", "Hire ten more teachers.", "Head of Hiring", "31 October 2025",
         "2 quarters"],
    ]  # fmt: skip


def test_a_new_action_is_new() -> None:
    row = table(actions(with_actions(action(set_in=QUARTER))), "actions")[0]
    assert row[-1] == "New"


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ((moved(date(2025, 5, 1), date(2025, 11, 1)),), "1 November 2025. Moved once: was 31 October 2025."),
        (
            (moved(date(2025, 5, 1), date(2025, 11, 1)), moved(date(2025, 6, 1), date(2025, 12, 1), "Staff left.")),
            "1 December 2025. Moved twice: was 31 October 2025 then 1 November 2025. Staff left (Head of Hiring).",
        ),
        (
            tuple(moved(date(2025, month, 1), date(2025, month + 5, 1)) for month in (5, 6, 7)),
            "1 December 2025. Moved three times: was 31 October 2025, 1 October 2025 then 1 November 2025.",
        ),
    ],
)
def test_every_date_that_an_action_has_had_is_told(moves: tuple[ActionUpdate, ...], told: str) -> None:
    assert table(actions(with_actions(action("hire", date(2025, 10, 31), *moves))), "actions")[0][3] == told


def test_a_figure_that_an_earlier_action_names_is_this_quarters_or_said_to_be_none() -> None:
    told = action(what="Lift it from {kpi.actual}; we rank {kpi.rank}.")
    gone = action("b", kpi="gone", what="Lift it from {kpi.actual}.")
    assert [row[1] for row in table(actions(with_actions(told, gone)), "actions")] == [
        "Lift it from (no figure).", "Lift it from 75.0%; we rank (no figure).",
    ]  # fmt: skip


def test_a_date_that_has_passed_is_said_to_have_passed() -> None:
    passed, undated = action(due=date(2025, 9, 7)), action("train", None)
    rows = table(actions(with_actions(undated, passed)), "actions")
    assert [row[3] for row in rows] == ["7 September 2025. Date passed.", "No date given"]


def test_an_action_on_another_subject_and_one_of_a_kpi_that_is_gone_say_so() -> None:
    found = with_actions(action("a", subject="How we report"), action("b", kpi="gone"))
    assert [row[0] for row in table(actions(found), "actions")] == [
        "How we report", "School meals (no longer reported)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (closed("done", date(2025, 11, 2), "All came."), "Done on 2 November 2025, 2 days late. All came."),
        (closed("done", date(2025, 10, 31)), "Done on 31 October 2025, on time."),
        (closed("dropped", date(2025, 7, 1), "No money"), "Dropped on 1 July 2025. No money."),
    ],
)
def test_a_closed_action_says_when_how_late_and_why(update: ActionUpdate, told: str) -> None:
    assert table(actions(with_actions(action("hire", date(2025, 10, 31), update))), "actions-closed")[0][3] == told


def test_what_was_closed_before_the_last_report_is_told_no_more() -> None:
    old = action("hire", None, closed("done", date(2025, 5, 30)))
    section = actions(with_actions(old))
    assert "No action is open.\n" in section.markdown()
    assert [block for block in section if isinstance(block, Table)] == []
    assert "No action is on record.\n" in actions(with_actions()).markdown()


LEADS = {
    "one": ([action()], "1 action is open: none is past its date and 1 is due before the next report. No were"),
    "two": (
        [action(due=date(2025, 9, 1)), action("b", date(2025, 9, 2))],
        "2 actions are open: 2 are past their date and none is due before the next report.",
    ),
    "closed": (
        [action("hire", None, closed("done", date(2025, 7, 1)))],
        "No action is open. One was closed since the last report.",
    ),
}


@pytest.mark.parametrize(("found", "told"), LEADS.values(), ids=LEADS)
def test_the_section_begins_with_its_counts(found: list[Action], told: str) -> None:
    assert told.removesuffix(" No were") in plain_text(actions(with_actions(*found)))


def plain_text(section: Section) -> str:
    return section.markdown().replace("\\", "").replace("\u00a0", " ")


def test_what_the_figures_say_since_is_told_with_caution() -> None:
    text = plain_text(actions(with_actions(action(set_on=date(2024, 11, 20)))))
    assert "Since the action began (20 November 2024) the figure has improved by 3.8 pp" in text
    assert "other things may have changed too" in text


def test_when_nothing_can_be_told_yet_it_says_so() -> None:
    text = plain_text(actions(with_actions(action(set_on=date(2025, 6, 10)))))
    assert "Of the 1 action on indicators nothing can be told yet" in text


def test_whatever_is_typed_is_shown_as_text() -> None:
    update = moved(date(2025, 5, 1), date(2025, 11, 1), HOSTILE)
    found = with_actions(
        action("hire", date(2025, 10, 31), update, what=HOSTILE, owner=HOSTILE),
        action("b", None, subject=HOSTILE),
        tracker=(TrackerItem(subject=KPI, item=HOSTILE, by=HOSTILE, on=date(2025, 9, 1)),),
        lessons=(Lesson(id="a", on=date(2025, 7, 1), lesson=HOSTILE, source=HOSTILE, owner=HOSTILE, action=HOSTILE),),
    )
    meeting = ReviewMeeting(
        quarter=QUARTER, team=HOSTILE, held_on=date(2025, 9, 3), minutes=HOSTILE, attendees=HOSTILE, link="javascript:x"
    )
    for section in (actions(found), review(found), review(replace(found, reviews=(meeting,))), lessons_learned(found),
                    summary(found), *(indicator_page(each) for each in found.indicators)):  # fmt: skip
        page = pypandoc.convert_text(section.markdown(), "html", format="markdown")
        assert "<script" not in page and 'href="javascript' not in page
        assert "<script" not in "".join(block.html() for block in section)


SEE = "[see Actions](#sec-actions)."


def test_the_first_page_counts_what_is_due_and_what_was_closed() -> None:
    done = action("c", None, closed("done", date(2025, 7, 1)))
    text = plain_text(summary(with_actions(action(due=date(2025, 9, 1)), action("b", date(2025, 11, 1)), done)))
    assert f"- Of 2 open actions, 1 is past its date and 1 is due before the next report: {SEE}" in text
    assert f"- 1 action closed since the last report: {SEE}" in text


def test_the_first_page_tells_of_one_kind_alone() -> None:
    many = [action(str(number), date(2025, 9, 1), subject=f"Subject {number}") for number in range(7)]
    assert f"- Of 7 open actions, 7 are past their date: {SEE}" in plain_text(summary(with_actions(*many)))
    soon = plain_text(summary(with_actions(action(due=date(2025, 11, 1)), action("b", date(2025, 11, 1)))))
    assert f"- Of 2 open actions, 2 are due before the next report: {SEE}" in soon


def test_the_link_to_the_actions_leads_somewhere() -> None:
    assert "# Actions {#sec-actions}" in actions(with_actions(action())).markdown()


def callouts(result: IndicatorResult) -> dict[str, str]:
    found = indicator_page(result, Settings())
    return {block.title: block.markdown().replace("\\", "") for block in found if isinstance(block, Callout)}


def test_an_earlier_action_stands_on_its_indicators_page_where_the_quarter_has_none() -> None:
    told = callouts(replace(indicator(), actions=(action(),)))["Earlier action, still open"]
    assert "Hire ten more teachers. Owner: Head of Hiring. Due: 31 October 2025. Set on 10 February 2025." in told


def test_a_new_action_says_that_others_are_open() -> None:
    said = ServiceCommentary(author="A", date=date(2025, 8, 20), text="Hm.", action="Train.")
    two = (action(), action("b"))
    told = [callouts(replace(indicator(commentary=said), actions=two[:count]))["Action"] for count in (1, 2)]
    assert "One other action is open: [see Actions](#sec-actions)." in told[0]
    assert "Two other actions are open: [see Actions](#sec-actions)." in told[1]


def test_a_date_that_was_moved_since_the_commentary_is_the_one_that_stands() -> None:
    said = ServiceCommentary(
        author="A", date=date(2025, 8, 20), action="Hire ten more teachers", action_due=date(2025, 10, 31)
    )
    later = action("hire", date(2025, 10, 31), moved(date(2025, 8, 25), date(2026, 1, 31)))
    result = replace(indicator([70, 60.0], commentary=said), actions=(later,))
    assert "Due: 31 January 2026." in callouts(result)["Action"]
    assert "31 January 2026" in plain_text(exception_report(pack(result)))


def test_an_exception_without_commentary_shows_the_earlier_action() -> None:
    text = plain_text(exception_report(pack(replace(indicator([70, 60.0]), actions=(action(),)))))
    assert "**Action:** Hire ten more teachers. Carried forward." in text
    assert "**Owner:** Head of Hiring. **Due:** 31 October 2025." in text
    assert "No action is on record" not in text


def test_a_pack_without_a_meeting_is_a_draft() -> None:
    assert "No review meeting is on record for this pack, so it is not final." in plain_text(review(with_actions()))


def test_a_pack_shows_the_meetings_that_considered_it() -> None:
    team = ReviewMeeting(
        quarter=QUARTER, team="Management Team", held_on=date(2025, 9, 3), minutes="MT 14/25",
        link="https://example.org/mt", attendees="Chief Executive",
    )  # fmt: skip
    own = ReviewMeeting(quarter=QUARTER, committee="children", held_on=date(2025, 9, 16))
    text = plain_text(review(with_actions(reviews=(team, own))))
    assert (
        "Reviewed by the Management Team on 3 September 2025. Minutes: [MT 14/25](https://example.org/mt)."
        " Present: Chief Executive." in text
    )
    assert (
        "Considered by the Children and Young People Committee on 16 September 2025. No minutes are on record." in text
    )
    assert "Draft" not in text


def test_items_of_the_tracker_are_notes_once_accepted_and_drafts_before() -> None:
    items = tuple(
        TrackerItem(subject=KPI, item=item, by="Head", on=date(2025, 9, 1), decision=decision)
        for item, decision in (("Cars.", Verdict.ACCEPTED), ("Strike.", None), ("No.", Verdict.DECLINED))
    )
    told = {
        block.title: block.markdown() for block in review(with_actions(tracker=items)) if isinstance(block, Callout)
    }
    assert list(told) == ["Draft", "Notes", "Draft: to be decided at the review"]
    assert "Cars. *Head, 1 September 2025.*" in told["Notes"]
    assert "Strike. *Head, 1 September 2025.*" in told["Draft: to be decided at the review"]
    assert "No." not in "".join(told.values()).replace("No review", "")


def test_lessons_are_told_with_their_owner() -> None:
    lesson = Lesson(id="a", on=date(2025, 7, 1), lesson="Ask early.", source="Review", owner="Head of Data")
    section = lessons_learned(with_actions(lessons=(lesson,)))
    assert table(section, "lessons") == [["Ask early.", "Review", "–", "Head of Data", "Recorded, 1 July 2025"]]
    assert "# Lessons learned" in section.markdown()
    assert tuple(lessons_learned(with_actions())) == ()


def marks(result: IndicatorResult) -> list[float]:
    axes = draw_trend(result).axes[0]
    return [float(line.get_xdata()[0]) for line in axes.lines if line.get_label() == "action"]  # type: ignore[index]


def test_the_trend_chart_marks_the_day_on_which_an_action_was_set() -> None:
    # the last quarter but one, 2024-25 Q4, is drawn at 10; it began on 1 January, at 9.5
    result = replace(indicator(), actions=(action(set_on=date(2025, 2, 14)),))
    assert marks(result) == [pytest.approx(9.5 + (1 + 14 / 28) / 3)]


def test_a_chart_without_an_action_has_no_mark() -> None:
    assert marks(indicator()) == []
    chart = trend(indicator())
    assert chart is not None and "A marks" not in chart.alt + chart.caption


def test_an_action_outside_the_time_shown_is_not_marked() -> None:
    for day in (date(2020, 1, 1), date(2026, 6, 1)):
        assert marked(View(replace(indicator(), actions=(action(set_on=day),)))) == ()


def test_a_snapshot_is_taken_where_its_figure_stands() -> None:
    view = View(indicator(frequency="snapshot"))
    first = view.points[0].reading.period.end
    assert place_of(view, first) == 0
    assert place_of(view, first + timedelta(days=365)) == pytest.approx(1, abs=0.01)


def test_caption_and_alternative_text_say_what_the_mark_is() -> None:
    long = action(set_on=date(2025, 2, 14), what="Hire ten *more* teachers for the schools in the north.")
    chart = trend(replace(indicator(), actions=(long,)))
    assert chart is not None
    told = "A marks the action of 14 February 2025 (Hire ten more teachers for the…)"
    assert chart.caption.endswith(told) and chart.alt.endswith(f"{told}.")


def test_two_actions_are_marked_and_told() -> None:
    two = (action(set_on=date(2025, 2, 14)), action("b", set_on=date(2025, 5, 14), what="Train."))
    chart = trend(replace(indicator(), actions=two))
    assert chart is not None and len(marks(replace(indicator(), actions=two))) == 2
    told = "A marks the actions of 14 February 2025 (Hire ten more teachers) and 14 May 2025 (Train)."
    assert chart.alt.endswith(told)
    assert chart.caption.endswith("A marks the actions of 14 February 2025 and 14 May 2025")


def test_where_periods_overlap_the_mark_says_so() -> None:
    rolling = replace(indicator(measure="rolling"), actions=(action(set_on=date(2025, 2, 14)),))
    chart = trend(rolling)
    assert chart is not None
    assert chart.alt.endswith("Periods overlap, so for a while the figures after it are partly of the time before.")
