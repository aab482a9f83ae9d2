"""Blocks of text: headings, paragraphs, bullets, cards and callouts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.present import palette
from helpers.present.blocks import inline
from helpers.present.blocks.block import Block, fenced
from helpers.present.blocks.inline import Words

_ACCENT = {"note": palette.NAVY, "tip": "#176C32", "warning": "#B3261E", "important": "#801650", "caution": "#8A4600"}


@dataclass(frozen=True)
class Heading(Block):
    """A heading; `id` lets other blocks link to it."""

    words: Words
    level: int = 2
    id: str = ""
    css: tuple[str, ...] = ()

    def markdown(self) -> str:
        """In Quarto's dialect: `## Name {#sec-id .kpi}`."""
        marks = ([f"#{self.id}"] if self.id else []) + [f".{name}" for name in self.css]
        attributes = f" {{{' '.join(marks)}}}" if marks else ""
        return f"{'#' * self.level} {inline.markdown(self.words)}{attributes}"

    def html(self) -> str:
        """An HTML heading."""
        anchor = f' id="{self.id}"' if self.id else ""
        return f'<h{self.level}{anchor} style="color:{palette.NAVY}">{inline.html(self.words)}</h{self.level}>'


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph, with a class when the style sheet treats it specially: lead, why, kpi-meta, small or keep.

    `keep` keeps it on the page of what follows.
    """

    words: Words
    css: str = ""

    def markdown(self) -> str:
        """The paragraph, inside a fenced div when it has a class."""
        text = inline.markdown(self.words).strip(" ")
        return fenced(f".{self.css}", text) if self.css else text

    def html(self) -> str:
        """An HTML paragraph."""
        return (
            f'<p class="{self.css}">{inline.html(self.words)}</p>' if self.css else f"<p>{inline.html(self.words)}</p>"
        )


@dataclass(frozen=True)
class Bullets(Block):
    """A list of points, numbered when their order matters."""

    items: tuple[Words, ...]
    ordered: bool = False

    def markdown(self) -> str:
        """A markdown list."""
        marks = (f"{number}." if self.ordered else "-" for number, _ in enumerate(self.items, 1))
        return "\n".join(
            f"{mark} {inline.markdown(item).strip()}" for mark, item in zip(marks, self.items, strict=True)
        )

    def html(self) -> str:
        """An HTML list."""
        kind = "ol" if self.ordered else "ul"
        return f"<{kind}>" + "".join(f"<li>{inline.html(item)}</li>" for item in self.items) + f"</{kind}>"


@dataclass(frozen=True)
class Card:
    """One large figure with its label."""

    figure: str
    label: Words


@dataclass(frozen=True)
class Cards(Block):
    """Large figures side by side."""

    cards: tuple[Card, ...]

    def markdown(self) -> str:
        """Nested fenced divs: `.cards` around one `.card` for each figure."""
        return fenced(".cards", "\n\n".join(self._card(card) for card in self.cards))

    def html(self) -> str:
        """A row of boxes."""
        box = f"border:1px solid {palette.RULE};border-radius:4px;padding:8px 14px;min-width:110px"
        big = "font-size:1.8em;font-weight:700;line-height:1.2"
        cards = (
            f'<div style="{box}"><div style="{big}">{inline.html(card.figure)}</div>{inline.html(card.label)}</div>'
            for card in self.cards
        )
        return f'<div style="display:flex;flex-wrap:wrap;gap:10px">{"".join(cards)}</div>'

    @staticmethod
    def _card(card: Card) -> str:
        return fenced(".card", f"{inline.Span(card.figure, ('figure',)).markdown()}\n\n{inline.markdown(card.label)}")


@dataclass(frozen=True)
class Callout(Block):
    """A boxed aside. `kind` is note, tip, warning, important or caution; the title is ours, in plain words."""

    kind: str
    title: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if self.kind not in _ACCENT:
            raise ValueError(f"“{self.kind}” is not a kind of callout; use one of {', '.join(_ACCENT)}.")
        if not re.fullmatch(r"[\w ,.:;()’–-]+", self.title):
            raise ValueError(f"A callout's title is plain words; “{self.title}” holds something else.")

    def markdown(self) -> str:
        """In Quarto's dialect: `::: {.callout-note title="..."}`."""
        body = "\n\n".join(block.markdown() for block in self.blocks)
        return fenced(f'.callout-{self.kind} title="{self.title}"', body)

    def html(self) -> str:
        """A box with a coloured edge."""
        accent = _ACCENT[self.kind]
        box = f"border-left:4px solid {accent};background:{palette.PALE};padding:6px 12px;margin:10px 0"
        body = "".join(block.html() for block in self.blocks)
        return f'<div style="{box}"><strong style="color:{accent}">{inline.html(self.title)}</strong>{body}</div>'
