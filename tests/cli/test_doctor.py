"""`packs doctor`: what is installed, which renderer is used, and what is lost without the rest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.cli import main
from helpers.publish import doctor

if TYPE_CHECKING:
    import pytest

    Captured = pytest.CaptureFixture[str]


def without(program: str) -> Callable[[str], str | None]:
    find = shutil.which
    return lambda name: None if name == program else find(name)


def test_without_quarto_the_doctor_says_what_is_used_instead(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", without("quarto"))
    assert main(["doctor"]) == 0
    told = "absent Quarto not on PATH: the embedded renderer is used instead; HTML, PDF and Word are all still made"
    assert told in " ".join(capsys.readouterr().out.split())


def test_a_package_that_is_needed_and_missing_fails_the_examination(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "NEEDED", ("pandas", "no-such-package"))
    assert main(["doctor"]) == 1
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["MISSING", "no-such-package", "not", "installed:", "run", "make", "setup"] in lines


def test_every_needed_package_is_looked_for(capsys: Captured) -> None:
    main(["doctor"])
    shown = {line.split()[1] for line in capsys.readouterr().out.splitlines() if line.split()[0] == "ok"}
    assert set(doctor.NEEDED) - shown == set()
