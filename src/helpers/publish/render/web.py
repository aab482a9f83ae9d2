"""The web page as one file: the typeface and the figures inside it, and no request to anywhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from helpers.errors import RenderError
from helpers.publish.render import fonts

TYPEFACE = "/* typeface */"
SAFE = " /:=;,()'!*"
FIGURE = re.compile(r'(<img\b[^>]*?\bsrc=")(figures/[\w.\-]+)"')
REMOTE = re.compile(r"<(?:img|script|link|iframe|source|object|embed)\b[^>]*\b(?:src|href|data)=\"(?!data:)([^\"]*)")


def finish(page: str, folder: Path) -> bytes:
    """The page with its typeface and figures inside. Raises RenderError when it would still ask for something else."""
    page = page.replace(TYPEFACE, fonts.style_rules(), 1)
    page = FIGURE.sub(lambda found: f'{found[1]}{_data(folder / found[2])}"', page)
    if asked := REMOTE.search(page):
        raise RenderError(f"The web page would fetch “{asked[1]}”: a pack's page must carry all that it shows.")
    return page.encode()


def _data(figure: Path) -> str:
    return f"data:image/svg+xml,{quote(figure.read_text(encoding='utf-8'), safe=SAFE)}"
