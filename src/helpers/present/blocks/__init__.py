"""The blocks that packs are made of. Each says itself in Quarto's markdown and in HTML."""

from helpers.present.blocks.block import Block, Section
from helpers.present.blocks.chart import Chart
from helpers.present.blocks.escape import markdown_escape
from helpers.present.blocks.inline import (
    Emphasis,
    Link,
    Shorthand,
    Span,
    Strong,
    Words,
    assurance_mark,
    joined,
    level_mark,
    plain,
    status_mark,
    variation_mark,
)
from helpers.present.blocks.table import TABLE_JSON, Cell, Column, Table, text_cell
from helpers.present.blocks.text import Bullets, Callout, Card, Cards, Heading, Paragraph

__all__ = [
    "TABLE_JSON", "Block", "Bullets", "Callout", "Card", "Cards", "Cell", "Chart", "Column", "Emphasis", "Heading",
    "Link", "Paragraph", "Section", "Shorthand", "Span", "Strong", "Table", "Words", "assurance_mark", "joined",
    "level_mark", "markdown_escape", "plain", "status_mark", "text_cell", "variation_mark",
]  # fmt: skip
