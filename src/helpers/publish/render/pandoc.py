"""Run pandoc on a pack: the reader that trusts nobody, the house filters, and what went wrong in plain words."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.errors import RenderError
from helpers.publish.render.source import Source

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "templates"
FILTERS = HERE / "filters"
FORMS = HERE / "render" / "forms.lua"
SAME_IN_ALL = ("captions", "untrusted", "checks")  # filters that ask nothing of the form that is made
FILTER_ORDER = (*SAME_IN_ALL, "elsewhere", "marks", "floats", "boxes", "pages")
READER = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-implicit_figures-yaml_metadata_block"
COMMON = len(SAME_IN_ALL)
BETWEEN = b"\0"
MARK = "[pack] "
ROOM = ("+RTS", "-O64m", "-RTS")  # pandoc looks through all it holds each time that doubles: not for the first 64 MB


@cache
def program() -> str:
    """Where pandoc is. Raises RenderError when it is not installed."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise RenderError("pandoc is not installed: install the package pypandoc_binary.") from error


def version() -> str:
    """The program and its version, such as “pandoc 3.9”."""
    first, *_ = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True).stdout.splitlines()
    return first


def filters() -> list[Path]:
    """The house filters, in the order in which they must run."""
    return [FILTERS / f"{name}.lua" for name in FILTER_ORDER]


def problems(stderr: str) -> list[str]:
    """What the checks found, each once, in the order of the pack."""
    found = (line.partition(MARK)[2] for line in stderr.splitlines() if MARK in line)
    return list(dict.fromkeys(found))


def refuse(found: list[str]) -> None:
    """Raises RenderError naming every problem, when there is one."""
    if found:
        raise RenderError("\n".join(["The pack cannot be rendered yet:", *(f"  {each}" for each in found)]))


def convert(source: Source, to: str, *arguments: str) -> bytes:
    """The whole pack in another form, after the house filters. Raises RenderError naming all that is wrong with it."""
    return _run(source, source.body, to, *_through(filters()), *arguments)


def forms(source: Source, wanted: Sequence[str]) -> dict[str, bytes]:
    """The whole pack in each of these forms, html5 or typst, after the house filters and in the house templates.

    Raises RenderError as `convert` does. It is read only once.
    """
    if not wanted:
        return {}
    common, own = filters()[:COMMON], filters()[COMMON:]
    asked = [*(f"--variable=form:{form}" for form in wanted), *(f"--variable=filter:{path}" for path in own)]
    made = _run(source, source.body, str(FORMS), *_through(common), *asked)
    return dict(zip(wanted, made.split(BETWEEN), strict=True))


def check(source: Source) -> None:
    """Raises RenderError naming all that is wrong with the pack, without making anything of it."""
    _run(source, source.body, "plain", *_through(filters()[:COMMON]))


def _through(filters: Sequence[Path]) -> list[str]:
    return [f"--lua-filter={path}" for path in filters]


def words(source: Source, *keys: str) -> list[str]:
    """Values of the front matter as plain words; an empty string for one that is not there."""
    with TemporaryDirectory() as scratch:
        template = Path(scratch, "words.txt")
        template.write_text("".join(f"${key}$\n" for key in keys), encoding="utf-8")
        text = _run(source, "", "plain", f"--template={template}", "--wrap=none").decode()
    return [line.strip() for line in text.splitlines()] + [""] * (len(keys) - len(text.splitlines()))


def _run(source: Source, body: str, to: str, *arguments: str) -> bytes:
    with TemporaryDirectory() as scratch:
        head = Path(scratch, "head.yaml")
        head.write_text(source.head, encoding="utf-8")
        given = [f"--from={READER}", f"--to={to}", "--output=-", f"--metadata-file={head}", *arguments]
        command, environment = [program(), *ROOM, *given], {**os.environ, **source.environment}
        done = subprocess.run(command, input=body.encode(), capture_output=True, cwd=source.folder, env=environment)
    stderr = done.stderr.decode(errors="replace")
    refuse(problems(stderr))
    if done.returncode:
        raise RenderError(f"pandoc could not read the pack: {stderr.replace(scratch, '').strip()}")
    return done.stdout
