"""Blocks say themselves twice: in Quarto's markdown for publishing, in HTML for JupyterLab."""

import json
import re
from base64 import b64encode

import pypandoc
import pytest
from IPython.core.formatters import DisplayFormatter

from helpers.model.observation import Mark
from helpers.model.status import Status
from helpers.present.blocks import (
    TABLE_JSON,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Section,
    Shorthand,
    Strong,
    Table,
    assurance_mark,
    joined,
    plain,
    status_mark,
    text_cell,
    variation_mark,
)
from helpers.rules.spc import Assurance, Variation

TABLE = Table(
    "late-buses",
    "Late buses | by quarter",
    (Column("Quarter", "left", 60), Column("Value", "right", 40)),
    ((text_cell("Q1"), Cell("12.5%", 12.5)), (text_cell("Q2"), Cell(Shorthand(Mark.CONFIDENTIAL), None))),
)
CHART = Chart("late-buses-trend", "Late buses", "<svg/>", 'A line from "low" to high.', TABLE)


def test_a_heading_carries_its_id_and_classes() -> None:
    assert Heading("Late buses", 2, "sec-late-buses", ("kpi",)).markdown() == "## Late buses {#sec-late-buses .kpi}"


def test_a_paragraph_with_a_class_is_a_fenced_div() -> None:
    assert Paragraph("Hello", "lead").markdown() == "::: {.lead}\nHello\n:::"


def test_statuses_and_shorthand_are_marks_that_every_renderer_draws() -> None:
    assert status_mark(Status.RED).markdown() == "[Red]{.rag .rag-red}"
    assert status_mark(Status.NO_DATA).markdown() == "[No data]{.rag .rag-grey}"
    assert Shorthand(Mark.PROVISIONAL).markdown() == "[p]{.mark}"
    assert "◆" in status_mark(Status.RED).html() and ">Red<" not in status_mark(Status.RED).html()


def test_a_finding_of_a_control_chart_is_words_with_a_class_and_a_sign() -> None:
    assert variation_mark(Variation.COMMON).markdown() == "[Common cause]{.spc .spc-common}"
    assert variation_mark(Variation.CONCERN).markdown() == "[Concern]{.spc .spc-concern}"
    assert assurance_mark(Assurance.HIT_OR_MISS).markdown() == "[Hit or miss]{.spc .spc-hit-or-miss}"
    assert '<span aria-hidden="true">■</span> Improvement' in variation_mark(Variation.IMPROVEMENT).html()


def test_pieces_are_joined_and_empty_ones_left_out() -> None:
    assert plain(joined(["a", "", Strong("b")])) == "a b"


def test_cards_are_fenced_inside_a_longer_fence() -> None:
    markdown = Cards((Card("4", (status_mark(Status.RED), " of 9 rated")),)).markdown()
    assert markdown.startswith(":::: {.cards}\n::: {.card}\n[4]{.figure}\n\n[Red]{.rag .rag-red} of 9 rated\n:::")


def test_a_callout_holds_blocks_under_a_plain_title() -> None:
    markdown = Callout("note", "Action", (Paragraph("Do it.", "small"),)).markdown()
    assert markdown == ':::: {.callout-note title="Action"}\n::: {.small}\nDo it.\n:::\n::::'


@pytest.mark.parametrize(("kind", "title"), [("shout", "Action"), ("note", 'Action"}'), ("note", "{{< meta x >}}")])
def test_a_callout_refuses_an_unknown_kind_and_a_title_with_markup(kind: str, title: str) -> None:
    with pytest.raises(ValueError, match="callout"):
        Callout(kind, title, ())


def test_a_table_is_a_pipe_table_with_its_caption_and_widths() -> None:
    assert TABLE.markdown().splitlines() == [
        "| Quarter | Value |",
        "| :--- | ---: |",
        "| Q1 | 12.5% |",
        "| Q2 | [c]{.mark} |",
        "",
        r': Late buses \| by quarter {#tbl-late-buses tbl-colwidths="[60,40]"}',
    ]


def test_pandoc_reads_the_table_with_its_caption() -> None:
    (block,) = json.loads(pypandoc.convert_text(TABLE.markdown(), "json", format="markdown"))["blocks"]
    assert block["t"] == "Table" and block["c"][0][0] == "tbl-late-buses"


def test_a_table_in_html_heads_its_rows_and_columns() -> None:
    assert TABLE.html().count('scope="col"') == 2
    assert TABLE.html().count('scope="row"') == 2
    assert "<caption" in TABLE.html()


def test_a_table_hands_over_its_raw_values() -> None:
    data, _ = TABLE._repr_mimebundle_()
    assert data[TABLE_JSON]["columns"] == ["Quarter", "Value"]
    assert data[TABLE_JSON]["rows"] == [["Q1", 12.5], ["Q2", None]]
    assert set(data) == {"text/html", "text/markdown", "text/plain", TABLE_JSON}


def test_where_there_are_only_letters_a_block_is_its_markdown_and_a_chart_never_its_drawing() -> None:
    for block in (TABLE, CHART, Paragraph("Do it.", "small")):
        plain_text, _ = DisplayFormatter().format(block)  # type: ignore[no-untyped-call]
        assert plain_text["text/plain"] == block.markdown()
    assert "<svg" not in CHART.markdown()


@pytest.mark.parametrize(
    ("id", "caption", "columns", "message"),
    [
        ("t", " ", (Column("A"),), "caption"),
        ("t", "T", (Column(" "),), "heading"),
        ("T/../x", "T", (Column("A"),), "id"),
        ("t", "T", (Column("A"), Column("B")), "cell"),
    ],
)
def test_an_inaccessible_table_is_refused(id: str, caption: str, columns: tuple[Column, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Table(id, caption, columns, ((text_cell("x"),),))


def test_a_chart_points_at_its_published_drawing_and_says_its_alternative_text() -> None:
    assert CHART.markdown().splitlines() == [
        "::: {#fig-late-buses-trend}",
        r'![](figures/late-buses-trend.svg){fig-alt="A line from \"low\" to high."}',
        "",
        "Late buses",
        ":::",
    ]


def test_a_chart_hands_over_its_drawing_its_figures_and_its_name() -> None:
    data, metadata = CHART._repr_mimebundle_()
    assert b64encode(b"<svg/>").decode() in data["text/html"]
    assert data[TABLE_JSON]["id"] == "late-buses"
    assert metadata == {"pack": {"figure": "late-buses-trend"}}
    assert 'alt="A line from &quot;low&quot; to high."' in data["text/html"]


@pytest.mark.parametrize(("id", "caption", "alt"), [("c", "C", " "), ("c", " ", "A"), ("C c", "C", "A")])
def test_a_chart_without_alternative_text_caption_or_name_is_refused(id: str, caption: str, alt: str) -> None:
    with pytest.raises(ValueError):
        Chart(id, caption, "<svg/>", alt, TABLE)


def test_a_section_displays_each_block_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import IPython.display

    shown: list[object] = []
    monkeypatch.setattr(IPython.display, "display", shown.append)
    section = Section((Heading("A"), Bullets(("one", "two")), TABLE))
    section._ipython_display_()
    assert shown == list(section)
    assert section.markdown().count("\n\n") >= 3 and "<ul>" in section.html()


def test_points_whose_order_matters_are_numbered() -> None:
    listed = Bullets(("first", "1. second", ("<b>", " third")), ordered=True)
    assert listed.markdown().splitlines()[0] == "1. first"
    page = pypandoc.convert_text(listed.markdown(), "html", format="markdown")
    assert re.findall(r"<li>(.*?)</li>", page.replace("\n", "")) == ["first", "1. second", "&lt;b&gt; third"]
    assert listed.html() == "<ol><li>first</li><li>1. second</li><li>&lt;b&gt; third</li></ol>"
