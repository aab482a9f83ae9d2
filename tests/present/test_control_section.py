"""The section of control charts: marks, words, chart and every rebasing's reason."""

from __future__ import annotations

from datetime import date

import pypandoc
from examples import controlled, indicator, pack

from helpers.analysis.indicator import IndicatorResult
from helpers.model.kpi import Rebasing
from helpers.present.blocks import Block, Chart, Heading, Paragraph, Section, plain
from helpers.present.sections import control_charts, control_figures, figures

STEADY = [float(value) for value in (60, 62) * 7]
REBASED = [*STEADY, *[value + 20 for value in STEADY[:12]]]


def text_of(section: Section) -> str:
    text: str = pypandoc.convert_text(section.markdown(), "plain", format="markdown", extra_args=["--wrap=none"])
    return text


def kinds(*results: IndicatorResult) -> list[type[Block]]:
    return [type(block) for block in control_charts(pack(*results))]


def changed(result: IndicatorResult, **fields: object) -> IndicatorResult:
    """The indicator with its one rebasing changed."""
    (made,) = result.kpi.rebasings
    kpi = result.kpi.model_copy(update={"rebasings": (Rebasing.model_validate(made.model_dump() | fields),)})
    return result.__class__(**{**vars(result), "kpi": kpi})


def test_each_chart_has_its_heading_marks_words_drawing_and_way_back() -> None:
    section = control_charts(pack(controlled([*STEADY, 70.0], charted=62.0)))
    about, heading, marks, _flag, words, chart, back = section
    assert isinstance(heading, Heading) and (heading.level, heading.css) == (2, ("unnumbered", "unlisted"))
    assert "[Improvement]{.spc .spc-improvement} · [Hit or miss]{.spc .spc-hit-or-miss}" in marks.markdown()
    assert plain(words.words).startswith("The latest figure, 70.0%, is a special cause of improvement")
    assert isinstance(chart, Chart) and chart.id == "school-readiness-control"
    assert "(#sec-school-readiness)" in back.markdown()
    assert "common cause" in about.markdown()


def test_a_status_that_the_process_does_not_bear_out_is_said() -> None:
    assert "Blue this quarter; not reliably achieved." in text_of(
        control_charts(pack(controlled([*STEADY, 70.0], charted=62.0)))
    )
    assert "this quarter;" not in text_of(control_charts(pack(controlled(STEADY, charted=50.0))))


def test_indicators_without_a_chart_are_left_out() -> None:
    yearly = controlled(STEADY, frequency="financial-year", id="yearly")
    assert kinds(yearly, indicator(id="other"), controlled(STEADY)) == kinds(controlled(STEADY))
    assert kinds(controlled(STEADY), controlled(STEADY[:5], id="few")).count(Chart) == 2


def test_a_pack_without_charts_says_what_they_need() -> None:
    section = control_charts(pack(controlled(STEADY, frequency="financial-year"), indicator()))
    assert [type(block) for block in section] == [Paragraph]
    assert "they need monthly or quarterly figures" in text_of(section)


def test_a_run_chart_has_no_marks() -> None:
    section = control_charts(pack(controlled(STEADY[:5])))
    assert ".spc" not in section.markdown()
    assert "There are too few figures for control limits: 5" in text_of(section)


def test_a_stretch_without_limits_has_no_marks() -> None:
    section = control_charts(pack(controlled(REBASED[:17], rebased=["2023-09"], charted=70.0)))
    assert ".spc" not in section.markdown()
    assert "Limits are to be worked out afresh from September 2023: A new system (recorded by" in text_of(section)


def test_a_rebasing_is_told_with_its_reason_author_and_date() -> None:
    section = control_charts(pack(controlled(REBASED, rebased=["2023-09"])))
    assert (
        "Limits were worked out afresh from September 2023: A new system (recorded by Head of Service, 3 May 2024)."
        in text_of(section)
    )


def test_a_rebasing_that_the_chart_does_not_show_is_not_told() -> None:
    result = controlled(REBASED, rebased=["2023-09"])
    for fields in ({"first": "2030-01"}, {"recorded_on": date(2025, 12, 1)}):
        assert "afresh" not in text_of(control_charts(pack(changed(result, **fields)))).partition("special cause")[2]


def test_a_hostile_reason_and_author_are_printed_as_they_are() -> None:
    hostile = "<script>x</script> `a`{=typst} {{< meta t >}} | @y ::: {.z}\n\n# New"
    result = changed(controlled(REBASED, rebased=["2023-09"]), reason=f"{hostile} 👍.", author="</p>*Eve*")
    section = control_charts(pack(result))
    text = text_of(section)
    assert "<script>x</script> `a`{=typst} {{< meta t >}} | @y ::: {.z} # New [thumbs up sign] (recorded by" in text
    assert "by </p>*Eve*, 3 May 2024)" in text
    assert "<script>" not in section.html()


def test_the_figures_of_a_control_chart_follow_those_of_the_other_charts() -> None:
    told = pack(controlled(STEADY))
    tables = [block.id for section in (figures(told), control_figures(told)) for block in section if is_table(block)]
    assert tables == ["school-readiness-trend", "school-readiness-control"]


def test_without_a_control_chart_there_are_no_figures_of_one() -> None:
    assert list(control_figures(pack(controlled(STEADY, frequency="financial-year")))) == []


def is_table(block: object) -> bool:
    return hasattr(block, "rows")
