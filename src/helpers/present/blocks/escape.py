"""One way to make text harmless, for each place it can land."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f \x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1b\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile(r"[\\`*_{}\[\]#|<>~^$@&\"'!]|(?<=[-.+=])[-.+=]|[-.+=](?=[-.+=])|:(?! )")
_LIST_START = re.compile(r"^( *\(?)(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)")
_BLOCK_START = re.compile(r"^( *)([-+%=(:])")
_SAFE_LINK = re.compile(r"^(https?://|mailto:|#)", re.IGNORECASE)


def clean(text: str) -> str:
    """The text on one line, without control characters."""
    return _SPACES.sub(" ", _CONTROLS.sub("", _SPACES.sub(" ", text)))


def markdown_escape(text: str) -> str:
    """Markdown that says exactly this text, whatever it holds: no markup, citation, code, list or curled quote."""
    escaped = _SPECIAL.sub(r"\\\g<0>", clean(text))
    listless = _LIST_START.sub(lambda match: f"{match[1]}{match[2]}\\{match[3]}", escaped)
    return _BLOCK_START.sub(r"\1\\\2", listless)


def html_escape(text: str) -> str:
    """HTML that says exactly this text, in an element or in an attribute."""
    return html.escape(clean(text))


def attribute_escape(text: str) -> str:
    """The text as the quoted value of a markdown attribute. Braces become brackets, so that no shortcode can form."""
    plain = clean(text).strip().translate(str.maketrans("{}", "()"))
    return re.sub(r'([\\"])', r"\\\1", plain).replace("&", "&amp;")


def safe_link(target: str) -> str:
    """The target of a link, encoded, or "" when it is anything but a web address, an email address or a place here."""
    bare = clean(target).strip()
    return quote(bare, safe="/:?#=&%+,;@~.-_!*") if _SAFE_LINK.match(bare) else ""
