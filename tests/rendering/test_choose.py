"""Which renderer is taken, and what is said when there is none of that name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from helpers.errors import RenderError
from helpers.publish.render.choose import choose


def test_quarto_is_taken_when_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    assert choose().name == "quarto"


def test_the_embedded_renderer_is_taken_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert choose("auto").name == "embedded"


def test_a_renderer_can_be_asked_for_by_name() -> None:
    assert (choose("quarto").name, choose("embedded").name) == ("quarto", "embedded")


def test_an_unknown_renderer_gets_a_suggestion() -> None:
    with pytest.raises(RenderError, match=r"There is no renderer “qarto”\. Did you mean “quarto”\?"):
        choose("qarto")


def test_choosing_loads_none_of_the_heavy_packages() -> None:
    code = (
        "import sys; from helpers.publish.render.choose import choose; choose('embedded');"
        "print([name for name in ('typst', 'pikepdf', 'pypandoc', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
