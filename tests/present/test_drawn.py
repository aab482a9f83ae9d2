"""A chart of the very same result is drawn once; of anything else it is drawn anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.model.periods import Quarter
from helpers.model.status import Status
from helpers.present import drawn as drawing
from helpers.present.charts import trend
from helpers.present.contents import contents
from helpers.present.drawn import drawn
from helpers.store.drawings import FOLDER

if TYPE_CHECKING:
    from conftest import Workspace


@dataclass(frozen=True)
class Shown:
    value: object


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "drawings"))
    return tmp_path / "drawings"


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch):
    """Draws by writing down what it is given; `asked` has all that was drawn."""
    asked: list[object] = []

    def scribble(shown: Shown) -> Shown:
        asked.append(shown.value)
        return shown

    monkeypatch.setattr(drawing.theme, "svg", lambda figure: f"<svg>{figure.value}</svg>\n")
    scribble.asked = asked
    return scribble


def test_the_same_is_drawn_once(folder: Path, draw) -> None:
    assert drawn(draw, Shown(1)) == drawn(draw, Shown(1)) == "<svg>1</svg>\n"
    assert draw.asked == [1]


def test_anything_else_is_drawn(folder: Path, draw) -> None:
    for value in (
        1,
        1.0,
        "1",
        True,
        None,
        Decimal(1),
        date(2025, 6, 30),
        (1,),
        {1},
        {1: 1},
        Status.RED,
        Quarter(2025, 1),
    ):
        assert drawn(draw, Shown(value)) == f"<svg>{value}</svg>\n"
    assert len(draw.asked) == 12


def test_another_kind_of_chart_is_another_drawing(folder: Path, draw) -> None:
    drawn(draw, Shown(1))

    def other(shown: Shown) -> Shown:
        return Shown("other")

    assert drawn(other, Shown(1)) == "<svg>other</svg>\n"


def test_without_a_folder_everything_is_drawn(draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    drawn(draw, Shown(1))
    drawn(draw, Shown(1))
    assert draw.asked == [1, 1]


@pytest.mark.parametrize("text", ["", "nonsense", "0" * 64 + "\n<svg>other</svg>\n"])
def test_a_drawing_that_is_not_as_it_was_kept_is_drawn_again(text: str, folder: Path, draw) -> None:
    drawn(draw, Shown(1))
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_text(text, encoding="utf-8")
    assert drawn(draw, Shown(1)) == "<svg>1</svg>\n"
    assert kept.read_bytes() == whole


def test_what_cannot_be_told_for_certain_is_never_kept(folder: Path, draw) -> None:
    with pytest.raises(TypeError, match="nobody has said how to tell all of a object"):
        contents(Shown(object()))
    drawn(draw, Shown(object()))
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_costs_no_pack(tmp_path: Path, draw, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv(FOLDER, str(tmp_path / "a-file"))
    assert drawn(draw, Shown(1)) == "<svg>1</svg>\n"


def test_the_order_of_a_set_makes_no_difference_and_that_of_a_list_does() -> None:
    assert contents(Shown(frozenset({"a", "b", "c"}))) == contents(Shown(frozenset({"c", "b", "a"})))
    assert contents(Shown(("a", "b"))) != contents(Shown(("b", "a")))


def test_every_part_of_a_result_is_told(workspace: Workspace) -> None:
    result = workspace.indicator("visits-on-time")
    assert contents(result) == contents(workspace.indicator("visits-on-time"))
    for name in ("history", "standings", "target", "status"):
        assert contents(replace(result, **{name: None})) != contents(result)


def test_one_changed_figure_has_another_drawing_and_a_kept_one_is_the_same(workspace: Workspace, folder: Path) -> None:
    plain = trend(workspace.indicator("visits-on-time"))
    kept = trend(workspace.indicator("visits-on-time"))
    assert plain is not None
    assert plain == kept
    assert len(list(folder.iterdir())) == 1
    workspace.edit("data/kpis/visits-on-time/observations.csv", "W01,78", "W01,79")
    changed = trend(workspace.indicator("visits-on-time"))
    assert changed is not None
    assert changed.svg != plain.svg
    assert len(list(folder.iterdir())) == 2
