"""A service's own words are kept; anything in them that could do harm, or break the page, becomes text."""

import json

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.present.blocks import Bullets, Paragraph, Section, plain
from helpers.present.prose import prose

SAFE = {"Str", "Space", "SoftBreak", "Emph", "Strong", "Link"}


def markdown(text: str) -> str:
    return Section(prose(text)).markdown().strip()


def kinds(text: str) -> set[str]:
    """Every type of element that pandoc finds in the safe form of a commentary."""
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if "t" in node:
                found.add(node["t"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(pypandoc.convert_text(markdown(text), "json", format="markdown+raw_attribute"))["blocks"])
    return found


def test_paragraphs_bullets_emphasis_and_links_are_kept() -> None:
    text = "We *did* it **well**, see [the plan](https://example.org/plan).\n\n- one\n- two"
    assert markdown(text) == "We *did* it **well**, see [the plan](https://example.org/plan).\n\n- one\n- two"
    assert [type(block) for block in prose(text)] == [Paragraph, Bullets]


def test_a_heading_becomes_a_bold_paragraph() -> None:
    assert markdown("# What we did\n\nIt.") == "**What we did**\n\nIt."


def test_lines_of_one_paragraph_run_on() -> None:
    assert markdown("one\ntwo") == "one two"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("`#read(1)`{=typst}", "#read(1){=typst}"),
        ("{{< include x >}}", "{{< include x >}}"),
        ("::: {.callout-note}", "::: {.callout-note}"),
        ("see @smith and $x$", "see @smith and $x$"),
    ],
)
def test_markup_of_other_kinds_is_printed_as_text(text: str, kept: str) -> None:
    (block,) = prose(text)
    assert isinstance(block, Paragraph) and plain(block.words) == kept
    assert kinds(text) <= SAFE | {"Para"}


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab *_`#[](){}<>!|$@^~:=-+.1\\\n\"'&%"), max_size=80))
def test_no_commentary_makes_anything_but_safe_elements(text: str) -> None:
    assert kinds(text) <= SAFE | {"Para", "BulletList", "Plain"}


@given(st.text(max_size=200))
def test_any_commentary_can_be_shown(text: str) -> None:
    Section(prose(text)).html()
    assert "{{<" not in markdown(text)


def test_a_picture_character_is_named_since_no_typeface_has_it() -> None:
    assert (
        markdown("Well done \U0001f44d\U0001f3fd \u2764\ufe0f all")
        == r"Well done \[thumbs up sign\] \[heavy black heart\] all"
    )
    assert markdown("© 2025, 5 ° and £3") == "© 2025, 5 ° and £3"
    assert markdown("Łódź, Ελλάδα, Київ") == "Łódź, Ελλάδα, Київ"
    assert markdown("\u9053") == r"\[cjk unified ideograph-9053\]"
