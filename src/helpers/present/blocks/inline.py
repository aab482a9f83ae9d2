"""What a line of text is made of: plain text, marks, links and emphasis.

`Words` is what every block takes: a string, one inline, or several of either in a tuple.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.model.observation import Mark
from helpers.model.organisation import RiskLevel
from helpers.model.status import Status
from helpers.present import palette
from helpers.present.blocks.escape import html_escape, markdown_escape, safe_link
from helpers.rules.spc import Assurance, Variation


@dataclass(frozen=True)
class Span:
    """Text with one or more classes, such as a status mark. `style` is for JupyterLab only."""

    text: str
    css: tuple[str, ...]
    style: str = ""
    shape: str = ""

    def markdown(self) -> str:
        """In Quarto's dialect: `[Red]{.rag .rag-red}`."""
        return f"[{markdown_escape(self.text)}]{{{' '.join('.' + name for name in self.css)}}}"

    def html(self) -> str:
        """A styled span, with its shape hidden from screen readers because the word says it."""
        shape = f'<span aria-hidden="true">{self.shape}</span> ' if self.shape else ""
        return f'<span class="{" ".join(self.css)}" style="{self.style}">{shape}{html_escape(self.text)}</span>'


@dataclass(frozen=True)
class Shorthand:
    """A shorthand mark: the page prints it in square brackets."""

    mark: Mark

    @property
    def text(self) -> str:
        """The mark as printed."""
        return f"[{self.mark}]"

    def markdown(self) -> str:
        """In Quarto's dialect: `[p]{.mark}`."""
        return f"[{self.mark}]{{.mark}}"

    def html(self) -> str:
        """The mark with its meaning as a tooltip."""
        return f'<span title="{html_escape(self.mark.meaning)}">[{self.mark}]</span>'


@dataclass(frozen=True)
class Link:
    """A link to a web address, an email address, or an id in the pack (`#sec-...`). Any other target is dropped."""

    words: Words
    target: str

    @property
    def text(self) -> str:
        """The text of the link."""
        return plain(self.words)

    def markdown(self) -> str:
        """A markdown link, or the bare text when the target is not safe."""
        target = safe_link(self.target)
        return f"[{markdown(self.words)}]({target})" if target else markdown(self.words)

    def html(self) -> str:
        """An HTML link, or the bare text when the target is not safe."""
        target = safe_link(self.target)
        return f'<a href="{html_escape(target)}">{html(self.words)}</a>' if target else html(self.words)


@dataclass(frozen=True)
class Strong:
    """Important words."""

    words: Words

    @property
    def text(self) -> str:
        """The words without their weight."""
        return plain(self.words)

    def markdown(self) -> str:
        """In bold."""
        return _wrapped("**", markdown(self.words))

    def html(self) -> str:
        """In bold."""
        return f"<strong>{html(self.words)}</strong>"


@dataclass(frozen=True)
class Emphasis:
    """Stressed words."""

    words: Words

    @property
    def text(self) -> str:
        """The words without their stress."""
        return plain(self.words)

    def markdown(self) -> str:
        """In italics."""
        return _wrapped("*", markdown(self.words))

    def html(self) -> str:
        """In italics."""
        return f"<em>{html(self.words)}</em>"


Inline = Span | Shorthand | Link | Strong | Emphasis
Words = str | Inline | tuple[str | Inline, ...]


def markdown(words: Words) -> str:
    """The words in Quarto's dialect, every string escaped."""
    return "".join(markdown_escape(part) if isinstance(part, str) else part.markdown() for part in _parts(words))


def html(words: Words) -> str:
    """The words in HTML, every string escaped."""
    return "".join(html_escape(part) if isinstance(part, str) else part.html() for part in _parts(words))


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(part if isinstance(part, str) else part.text for part in _parts(words))


def joined(parts: Iterable[Words], separator: str = " ") -> Words:
    """Several pieces as one, with a separator between them; empty pieces are left out."""
    pieces: list[str | Inline] = []
    for part in parts:
        if part:
            pieces.extend(([separator] if pieces else []) + list(_parts(part)))
    return tuple(pieces)


def status_mark(status: Status) -> Span:
    """A status as word, shape and colour."""
    look = palette.look(status)
    style = f"background:{look.fill};color:{look.text};border-radius:2px;padding:1px 6px;font-weight:600"
    return Span(status.value, ("rag", f"rag-{look.css}"), style, look.shape)


def level_mark(level: RiskLevel, scored: int | None = None) -> Span:
    """A level of risk, and the score that is at it, as word, number, shape and colour."""
    mark = status_mark(level.status)
    return Span(level.name if scored is None else f"{level.name} {scored}", mark.css, mark.style, mark.shape)


def variation_mark(variation: Variation) -> Span:
    """Whether a figure is common cause or a special cause, and of what, as a word with its sign."""
    return _spc_mark(variation.value, variation.name, palette.VARIATIONS[variation])


def assurance_mark(assurance: Assurance) -> Span:
    """Whether a target can be relied on to be met, as words with their sign."""
    return _spc_mark(assurance.value, assurance.name, palette.ASSURANCES[assurance])


def _spc_mark(text: str, name: str, sign: palette.Sign) -> Span:
    css = f"spc-{name.lower().replace('_', '-')}"
    return Span(text, ("spc", css), f"color:{sign.colour};font-weight:600;white-space:nowrap", sign.shape)


def _parts(words: Words) -> tuple[str | Inline, ...]:
    return words if isinstance(words, tuple) else (words,)


def _wrapped(fence: str, inner: str) -> str:
    text = inner.strip()
    return f"{fence}{text}{fence}" if text else ""
