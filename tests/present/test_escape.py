"""Whatever a text holds, the page says exactly that text."""

import json

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.present.blocks import Column, Heading, Link, Paragraph, Table, text_cell
from helpers.present.blocks.escape import attribute_escape, clean, markdown_escape, safe_link

QUARTO = "markdown+raw_attribute+fenced_divs+bracketed_spans+link_attributes+table_attributes+autolink_bare_uris"

HOSTILE = [
    "<script>alert(1)</script>",
    '`#read("x")`{=typst}',
    "```{=html}",
    "::: {.callout-note}",
    ":::",
    "a :: b ::: c",
    "[Red]{.rag .rag-red}",
    "@cite and [@cite]",
    "$x$ and $$y$$",
    "# not a heading",
    "a | b | c",
    "{{< include secret.md >}}",
    "{{< meta title >}}",
    "[click](javascript:alert(1))",
    "![](http://example.org/track.png)",
    "- not a list",
    "+ not a list",
    "* not a list",
    "1. not a list",
    "(1) not a list",
    "(@) not a list",
    "a) not a list",
    "iv. not a list",
    "% not a title",
    "---",
    "***",
    "===",
    ": not a definition",
    'children\'s “quoted” and "straight"',
    "x^2^ and H~2~O",
    "~~struck~~",
    "a -- b --- c ... d",
    "&lt;b&gt; &amp; &#60;",
    "back\\slash \\",
    "note[^1] ^[inline]",
    "two\nlines\n\n# and a heading",
    "    not code",
    "http://example.org and me@example.org",
    "<http://example.org>",
    "| not a line block",
    "_a_ *b* __c__ **d** _",
    "ends with !",
    ":smile: :+1:",
    "x\u202egnp.exe",
    "\\newcommand{\\x}{y}",
    "\\begin{equation}",
    "=html",
    "A.  B",
    "[p]",
    "Note: 45% (9 of 20), £1,234.50; 7/8 + 1 = 2?",
]


def says(markdown: str) -> list[str]:
    """The text of each block as pandoc understands it; anything but plain text shows up as its type."""
    blocks = json.loads(pypandoc.convert_text(markdown, "json", format=QUARTO))["blocks"]
    return [_inlines(block["c"]) if block["t"] == "Para" else f"<{block['t']}>" for block in blocks]


def _inlines(inlines: list[dict]) -> str:
    spaces = {"Space": " ", "SoftBreak": " "}
    return "".join(item["c"] if item["t"] == "Str" else spaces.get(item["t"], f"<{item['t']}>") for item in inlines)


def expected(text: str) -> str:
    return clean(text).strip(" ")


def test_hostile_texts_are_printed_as_they_are() -> None:
    markdown = "\n\n".join(Paragraph(text).markdown() for text in HOSTILE)
    assert says(markdown) == [expected(text) for text in HOSTILE]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(st.sampled_from("ab1 .:-+=%#*_~^`'\"<>[](){}|\\/!@$&;,\n\tıβ£–"), min_size=1), min_size=20, max_size=60
    )
)
def test_any_text_is_printed_as_it_is(texts: list[str]) -> None:
    kept = [text for text in texts if expected(text)]
    markdown = "\n\n".join(["start", *(Paragraph(text).markdown() for text in kept)])
    assert says(markdown) == ["start", *map(expected, kept)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(), min_size=5, max_size=40))
def test_any_unicode_text_is_printed_as_it_is(texts: list[str]) -> None:
    kept = [text for text in texts if expected(text)]
    markdown = "\n\n".join(["start", *(Paragraph(text).markdown() for text in kept)])
    assert says(markdown) == ["start", *map(expected, kept)]


def test_hostile_texts_stay_inside_their_table_cell() -> None:
    table = Table("t", "Hostile", (Column("A"), Column("B")), tuple((text_cell(t), text_cell("end")) for t in HOSTILE))
    (block,) = json.loads(pypandoc.convert_text(table.markdown(), "json", format=QUARTO))["blocks"]
    assert block["t"] == "Table"
    rows = block["c"][4][0][3]
    cells = [row[1][0][4] for row in rows]
    assert [_inlines(cell[0]["c"]) if cell else "" for cell in cells] == [expected(text) for text in HOSTILE]


def test_a_hostile_name_stays_inside_its_heading() -> None:
    for text in HOSTILE:
        (block,) = json.loads(pypandoc.convert_text(Heading(text, 2, "sec-x").markdown(), "json", format=QUARTO))[
            "blocks"
        ]
        assert (block["t"], block["c"][1][0], _inlines(block["c"][2])) == ("Header", "sec-x", expected(text))


def test_a_hostile_text_stays_inside_its_attribute() -> None:
    for text in HOSTILE:
        markdown = f'![](x.svg){{fig-alt="{attribute_escape(text)}"}}'
        (block,) = json.loads(pypandoc.convert_text(markdown, "json", format="markdown-implicit_figures"))["blocks"]
        attributes = dict(block["c"][0]["c"][0][2])
        assert attributes["fig-alt"] == expected(text).replace("{", "(").replace("}", ")")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_shortcode_survives_before_pandoc_reads(text: str) -> None:
    assert "{{<" not in markdown_escape(text) and "{{<" not in attribute_escape(text)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", " vbscript:x"]
)
def test_a_link_goes_only_to_the_web_an_email_or_the_pack(target: str) -> None:
    assert safe_link(target) == ""
    assert Link("click", target).markdown() == "click"


def test_a_safe_link_keeps_its_target() -> None:
    assert Link("data", "https://example.org/a?b=1&c=2").markdown() == "[data](https://example.org/a?b=1&c=2)"
    assert (
        Link("x", "https://example.org/a)b {{< c >}}").markdown()
        == "[x](https://example.org/a%29b%20%7B%7B%3C%20c%20%3E%7D%7D)"
    )
