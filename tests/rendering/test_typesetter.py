"""Typst runs as a program of its own: whatever becomes of it is told in plain words, and it leaves nothing behind."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from helpers.errors import RenderError
from helpers.publish.render import printed
from helpers.publish.render.source import Source

HEAD = "title: T\ndate: 2025-09-04\nlang: en-GB"
SOUND = b'#set document(title: "T")\n= Fees\nPaid.'


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path, HEAD, "")


@pytest.fixture
def typesetter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in place of ours."""
    program = tmp_path / "typesetter.py"
    monkeypatch.setattr(printed, "TYPESETTER", program)
    return program


def test_what_is_asked_for_comes_back_and_nothing_is_left_behind(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    assert printed.compile_pdf(SOUND, source).startswith(b"%PDF")
    assert list(scratch.iterdir()) == []


def test_each_figure_is_a_bitmap_of_its_own(source: Source) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><rect width="{0}" height="9"/></svg>'
    figures = [source.folder / "a.svg", source.folder / "b.svg"]
    for width, figure in zip((36, 72), figures, strict=True):
        figure.write_text(svg.format(width), encoding="utf-8")
    made = printed.rasterise(figures, source.folder)
    widths = [int.from_bytes(image[16:20], "big") for image in made]  # where a PNG says how wide it is
    assert all(image.startswith(b"\x89PNG") for image in made)
    assert widths[1] == 2 * widths[0]
    assert printed.rasterise([], source.folder) == []


def test_what_typst_refuses_is_told_with_its_hints(source: Source) -> None:
    with pytest.raises(RenderError) as refused:
        printed.compile_pdf(SOUND + b"\n#text(font: 3)[x]", source)
    assert str(refused.value).startswith("The PDF could not be made: expected string, dictionary, or array")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_a_typesetter_that_the_machine_stops_is_told_so(source: Source, typesetter: Path) -> None:
    typesetter.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    with pytest.raises(RenderError, match="stopped by the machine, perhaps for want of memory: try --jobs 1"):
        printed.compile_pdf(SOUND, source)


def test_a_typesetter_that_cannot_begin_says_why_in_a_line(source: Source, typesetter: Path) -> None:
    typesetter.write_text("import no_such_typst\n")
    with pytest.raises(RenderError) as refused:
        printed.compile_pdf(SOUND, source)
    assert str(refused.value) == "The PDF could not be made: ModuleNotFoundError: No module named 'no_such_typst'."
