"""The printed page: Typst's compiler with the house typeface, and nothing from the machine it runs on."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.errors import RenderError
from helpers.publish.render import fonts, pdf_tags
from helpers.publish.render.source import Source

STANDARDS = ["a-2a", "ua-1"]
PIXELS_PER_INCH = 200
ROW_HEADS = re.compile(rb"^#show: row-heads\.with\((true|false)\)$", re.MULTILINE)
TYPESETTER = Path(__file__).with_name("typesetter.py")
STOPPED = "it was stopped by the machine, perhaps for want of memory: try --jobs 1"


def compile_pdf(document: bytes, source: Source) -> bytes:
    """A tagged PDF of a Typst document. Raises RenderError with Typst's reason, among them a letter no font has."""
    (made,) = _set(document, source.folder, pdf_standards=STANDARDS, timestamp=source.timestamp)
    return made


def finish(pdf: bytes, document: bytes, source: Source) -> bytes:
    """The PDF that was made from a Typst document, with its tags put right."""
    row_heads = [said == b"true" for said in ROW_HEADS.findall(document)]
    return pdf_tags.patch(pdf, source.language, row_heads)


def rasterise(figures: list[Path], folder: Path) -> list[bytes]:
    """Each figure as a PNG, for Word, which cannot be relied on to draw an SVG."""
    if not figures:
        return []
    pages = "\n#pagebreak()\n".join(f'#image("{path.relative_to(folder).as_posix()}")' for path in figures)
    document = f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n{pages}"
    return _set(document.encode(), folder, format="png", ppi=PIXELS_PER_INCH)


def _set(document: bytes, root: Path, **options: object) -> list[bytes]:
    """What Typst makes of a document, by the page where it is not a PDF. Raises RenderError with Typst's reason."""
    with TemporaryDirectory(prefix="typeface-") as folder:
        asked = json.dumps({"root": str(root), "fonts": str(fonts.copy_to(Path(folder))), **options})
        command, plain = [sys.executable, "-P", str(TYPESETTER), asked], {**os.environ, "PYTHON_COLORS": "0"}
        done = subprocess.run(command, input=document, capture_output=True, env=plain)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RenderError(_plainly(STOPPED if done.returncode < 0 or not said else said[-1], ()))
    answer: list[bytes] | tuple[str, list[str]] = pickle.loads(done.stdout)
    if isinstance(answer, tuple):
        raise RenderError(_plainly(*answer))
    return answer


def _plainly(message: str, hints: Sequence[str]) -> str:
    missing = re.search(r'the text "(.+?)" could not be displayed', message)
    if missing:
        fix = "Find it among the pack's names and notes, and write it in another way."
        return f"The PDF could not be made: our typeface has no letter for “{missing[1]}”. {fix}"
    return " ".join([f"The PDF could not be made: {message}.", *hints])
