"""A service's own words, in Markdown that anyone may have written, as safe blocks.

Paragraphs, bullets, emphasis and links to the web or an email address are kept; headings become bold paragraphs;
everything else becomes the text that it was typed as. Letters that our typeface has not got are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from unicodedata import name

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from helpers.present.blocks import Block, Bullets, Emphasis, Link, Paragraph, Strong, Words, joined, plain
from helpers.present.blocks.inline import Inline
from helpers.rules.prose_checks import WORD

HAS_LETTERS = ((0x00, 0x52F), (0x1D00, 0x1FFF), (0x2000, 0x22FF), (0xFB00, 0xFB06))  # Latin, Greek, Cyrillic, signs
_LISTS = ("bullet_list", "ordered_list")


def prose(text: str) -> tuple[Block, ...]:
    """The blocks that a commentary is made of."""
    tree = SyntaxTreeNode(_parser().parse(text))
    return tuple(block for node in tree.children for block in _blocks(node))


def flattened(blocks: Sequence[Block]) -> Words:
    """The blocks of a commentary as one run of words, for where there is room for no more."""
    return joined([words for block in blocks for words in _lines(block)])


def shortened(blocks: tuple[Block, ...], words: int) -> tuple[Block, ...]:
    """The blocks as far as their first so many words (one or more), ending in “…”; unchanged when they have no more.

    Only paragraphs and bullets have words that count. Emphasis and links that the cut goes through stay whole markup.
    """
    if sum(_length(line) for block in blocks for line in _lines(block)) <= words:
        return blocks
    kept: list[Block] = []
    for block in blocks:
        lines, words = _first(_lines(block), words)
        kept.append(_of_lines(block, lines))
        if not words:
            break
    return tuple(kept)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "html_block", "html_inline"])


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    if node.type in _LISTS:
        yield Bullets(tuple(joined(_pieces(item)) for item in node.children))
    elif node.type == "heading":
        yield Paragraph(Strong(_words(node)))
    elif node.type in ("paragraph", "inline"):
        yield Paragraph(_words(node))
    elif node.children:
        for child in node.children:
            yield from _blocks(child)
    elif node.content.strip():
        yield Paragraph(printable(node.content))


def _pieces(item: SyntaxTreeNode) -> Iterator[Words]:
    for child in item.children:
        yield from _pieces(child) if child.children and child.type != "paragraph" else [_words(child)]


def _words(node: SyntaxTreeNode) -> Words:
    inlines = node.children[0].children if node.children and node.children[0].type == "inline" else node.children
    return tuple(_inlines(inlines))


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str | Inline]:
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            yield " "
        elif node.type == "em":
            yield Emphasis(tuple(_inlines(node.children)))
        elif node.type == "strong":
            yield Strong(tuple(_inlines(node.children)))
        elif node.type == "link":
            target = str(node.attrs.get("href", ""))
            yield Link(tuple(_inlines(node.children)) or target, target)
        elif node.children:
            yield from _inlines(node.children)
        elif node.content:
            yield printable(node.content)


def _lines(block: Block) -> tuple[Words, ...]:
    if isinstance(block, Bullets):
        return block.items
    return (block.words,) if isinstance(block, Paragraph) else ()


def _of_lines(block: Block, lines: tuple[Words, ...]) -> Block:
    if isinstance(block, Bullets):
        return Bullets(lines)
    return Paragraph(lines[0], block.css) if isinstance(block, Paragraph) else block


def _first(lines: tuple[Words, ...], words: int) -> tuple[tuple[Words, ...], int]:
    """The lines that the first so many words are on, and how many words are left to show after them."""
    kept: list[Words] = []
    for line in lines:
        length = _length(line)
        if length >= words:
            return (*kept, (*_cut(line, _end_of_word(plain(line), words)), "…")), 0
        kept.append(line)
        words -= length
    return tuple(kept), words


def _length(line: Words) -> int:
    return len(WORD.findall(plain(line)))


def _end_of_word(text: str, words: int) -> int:
    """Where the so-manieth word of a plain text ends, the stop or comma after it left out."""
    found = list(WORD.finditer(text))[words - 1]
    return found.start() + len(found[0].rstrip(".,;:"))


def _cut(words: Words, length: int) -> tuple[str | Inline, ...]:
    """The first letters of some words, so many of them, in the markup that they have."""
    kept: list[str | Inline] = []
    for part in words if isinstance(words, tuple) else (words,):
        if length > 0:
            kept.append(_cut_part(part, length))
        length -= len(plain(part))
    return tuple(kept)


def _cut_part(part: str | Inline, length: int) -> str | Inline:
    if isinstance(part, str):
        return part[:length]
    return replace(part, words=_cut(part.words, length)) if isinstance(part, Strong | Emphasis | Link) else part


def printable(text: str) -> str:
    """The text with letters that our typeface lacks named, such as [thumbs up sign]; invisible ones are dropped."""
    return "".join(
        f"[{name(letter, 'symbol').lower()}]" if _missing(letter) else letter for letter in text if not _hidden(letter)
    )


def _missing(letter: str) -> bool:
    return not any(first <= ord(letter) <= last for first, last in HAS_LETTERS)


def _hidden(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or letter == "\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff"
