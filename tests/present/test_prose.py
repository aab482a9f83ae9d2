"""A service's own words are kept; anything in them that could do harm, or break the page, becomes text."""

import json
import re

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.present.blocks import Block, Bullets, Paragraph, Section, Words, plain
from helpers.present.prose import prose, shortened
from helpers.rules.prose_checks import fill

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


def cut(text: str, words: int) -> str:
    return Section(shortened(prose(text), words)).markdown().strip()


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("one two three", 3, "one two three"),
        ("one two three", 2, "one two…"),
        ("one two, three. four", 2, "one two…"),
        ("one two.\n\nthree four", 2, "one two…"),
        ("one two.\n\nthree four", 3, "one two.\n\nthree…"),
        ("one **two three** four", 2, "one **two**…"),
        ("one **two *three four* five** six", 3, "one **two *three***…"),
        ("see [the plan of it](https://example.org/plan) now", 3, "see [the plan](https://example.org/plan)…"),
        ("**bold**ly go on", 2, "**bold**ly go…"),
        ("one – two – three", 2, "one – two…"),
        ("- one\n- two **three**\n- four five", 3, "- one\n- two **three**…"),
        ("- one\n- two\n- three", 1, "- one…"),
        ("# A heading\n\none two", 3, "**A heading**\n\none…"),
        ("1\\) one", 2, "1\\) one"),
    ],
)
def test_a_long_commentary_is_cut_after_so_many_words(text: str, words: int, shown: str) -> None:
    assert cut(text, words) == shown


def test_a_short_commentary_is_the_very_same() -> None:
    blocks = prose("one *two*\n\n- three")
    assert shortened(blocks, 3) is blocks


@given(st.text(st.sampled_from("ab *_`[](){}<>!.1\\\n"), max_size=80), st.integers(1, 8))
def test_a_cut_commentary_has_exactly_so_many_words(text: str, words: int) -> None:
    blocks = prose(text)
    seen, whole = reader_words(shortened(blocks, words)), reader_words(blocks)
    assert seen == (whole if len(whole) <= words else seen[:words])
    assert len(seen) == min(len(whole), words)


def reader_words(blocks: tuple[Block, ...]) -> list[str]:
    lines = [line for each in blocks for line in (each.items if isinstance(each, Bullets) else [each.words])]
    return [word.rstrip(".,;:…") for line in lines for word in plain(line).split() if re.search(r"\w", word)]


@pytest.mark.parametrize(
    "value", ["£1.2m", "−3.0", "5_000*", "1. [x](y) & <b>", "75.0%", "#1 `z` ~~no~~ !", "- 4", "a\\b"]
)
def test_a_figure_filled_into_a_commentary_is_shown_as_it_is(value: str) -> None:
    for text in ("{v}", "It is **{v}** now, {v}.", "- {v}", "{v} of it"):
        shown = [plain(line) for line in lines_of(fill(text, {"v": value}))]
        assert shown == [text.replace("{v}", value).replace("**", "").removeprefix("- " if text == "- {v}" else "")]


def lines_of(text: str) -> list[Words]:
    return [line for each in prose(text) for line in (each.items if isinstance(each, Bullets) else [each.words])]
