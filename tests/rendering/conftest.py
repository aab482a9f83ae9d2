"""Packs to render, and the renderers. The tests of this folder share `subset`, whatever folder they are run from."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.publish.render.choose import FORMATS, Renderer, choose

sys.path.insert(0, str(Path(__file__).parent))

FIXTURE = Path(__file__).parent / "fixtures" / "pack"
QUARTO = pytest.param(
    "quarto", marks=pytest.mark.skipif(shutil.which("quarto") is None, reason="quarto is not on PATH")
)


@pytest.fixture(scope="session", params=["embedded", QUARTO])
def renderer(request: pytest.FixtureRequest) -> Renderer:
    return choose(request.param)


@pytest.fixture(scope="session")
def rendered(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The fixture pack in all its formats: `folder`, `html`, `pdf` and `docx`."""
    folder = tmp_path_factory.mktemp(renderer.name) / "pack"
    shutil.copytree(FIXTURE, folder)
    return SimpleNamespace(folder=folder, **renderer.render(folder, FORMATS))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the fixture pack, to be changed and rendered."""
    return shutil.copytree(FIXTURE, tmp_path / "pack")


@pytest.fixture
def rewrite(pack: Path) -> Callable[[str, str], Path]:
    """Replace a piece of the pack's text; the piece must be there."""

    def replace(old: str, new: str) -> Path:
        path = pack / "pack.qmd"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return pack

    return replace


@pytest.fixture
def with_text(rewrite: Callable[[str, str], Path]) -> Callable[[str], Path]:
    """The fixture pack with more markdown at its end."""
    return lambda text: rewrite("The printed pack holds the same figures.\n:::\n", f":::\n\n{text}\n")
