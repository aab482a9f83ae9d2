"""A pack is read once for all its forms, and each is what pandoc's command line makes of it by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.errors import RenderError
from helpers.publish.render import pandoc
from helpers.publish.render.source import read

ALONE = {
    "html5": ("--template", pandoc.TEMPLATES / "page.html", "--toc", "--toc-depth=3", "--wrap=preserve"),
    "typst": ("--template", pandoc.TEMPLATES / "pack.typ", "--wrap=preserve"),
}


@pytest.mark.parametrize("wanted", [["html5"], ["typst"], ["html5", "typst"], ["typst", "html5"]])
def test_each_form_is_the_one_that_is_made_alone(pack: Path, wanted: list[str]) -> None:
    source = read(pack)
    assert pandoc.forms(source, wanted) == {
        form: pandoc.convert(source, form, *map(str, ALONE[form])) for form in wanted
    }


def test_each_form_shows_what_is_for_it_alone(with_text) -> None:
    source = read(
        with_text('::: {.content-visible when-format="html"}\nOn the web.\n:::\n\nA ~~mark~~ of <b>ours</b>.')
    )
    made = pandoc.forms(source, ["html5", "typst"])
    assert b"On the web." in made["html5"]
    assert b"On the web." not in made["typst"]
    assert b"&lt;b&gt;ours&lt;/b&gt;" in made["html5"]


def test_without_a_form_nothing_is_read(pack: Path) -> None:
    assert pandoc.forms(read(pack), []) == {}


def test_what_is_wrong_is_told_once_however_many_forms_are_wanted(with_text) -> None:
    with pytest.raises(RenderError) as raised:
        pandoc.forms(read(with_text("See [nothing](#nowhere).")), ["html5", "typst"])
    assert str(raised.value).count("#nowhere, under") == 1


def test_a_filter_that_asks_for_the_form_is_not_among_those_for_all() -> None:
    asking = [path.stem for path in pandoc.filters() if "FORMAT" in path.read_text(encoding="utf-8")]
    assert set(asking) == set(pandoc.FILTER_ORDER) - set(pandoc.SAME_IN_ALL)
