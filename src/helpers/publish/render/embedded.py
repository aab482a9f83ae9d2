"""The renderer that needs nothing but Python packages: pandoc for structure, Typst for the printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version as installed
from pathlib import Path

from helpers.publish.render import pandoc, printed, web, word
from helpers.publish.render.formats import known
from helpers.publish.render.place import place
from helpers.publish.render.source import Source, read


class Embedded:
    """Renders through the packages pypandoc_binary and typst; see `Renderer`."""

    name = "embedded"
    together = frozenset({"html", "pdf"})

    def version(self) -> str:
        """The programs and their versions, such as “pandoc 3.9, Typst 0.15.2”."""
        return f"{pandoc.version()}, Typst {installed('typst')}"

    def render(self, folder: Path, formats: Sequence[str], name: str = "pack") -> dict[str, Path]:
        """Write the document in each format. Raises RenderError naming what is wrong with it."""
        wanted, source = known(formats), read(folder, name)
        forms = pandoc.forms(source, [FORMS[each] for each in wanted if each in FORMS])
        return place(folder, {each: MAKERS[each](source, forms) for each in wanted}, name)


def _make_html(source: Source, forms: Mapping[str, bytes]) -> bytes:
    return web.finish(forms["html5"].decode(), source.folder)


def _make_pdf(source: Source, forms: Mapping[str, bytes]) -> bytes:
    document = forms["typst"]
    return printed.finish(printed.compile_pdf(document, source), document, source)


def _make_docx(source: Source, forms: Mapping[str, bytes]) -> bytes:
    with word.materials(source) as scratch:
        document = pandoc.convert(
            source, "docx", f"--reference-doc={scratch / word.REFERENCE}", f"--resource-path={scratch}"
        )
    return word.finish(document)


FORMS = {"html": "html5", "pdf": "typst"}
MAKERS = {"html": _make_html, "pdf": _make_pdf, "docx": _make_docx}
