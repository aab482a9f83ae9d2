"""Text that tries to be more than text is shown as it was written."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from helpers.publish.render.choose import Renderer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = """
<script>document.title = "taken"</script> <img src=x onerror="document.title = 'taken'">

`#panic("taken")`{=typst} and `<b>raw</b>`{=html} and #panic("typst code") and $x$ and \\textbf{tex}

```{=typst}
#panic("a block")
```

```{=html}
<iframe src="https://example.org"></iframe>
```

[press here](javascript:alert(1)) [or here](JAVASCRIPT:alert(1)) [a file](file:///etc/passwd) [data](data:text/html,x)

[a span]{onclick="alert(1)" style="position:fixed"}

{{< include /etc/passwd >}} and {{< env HOME >}}

| Service | Words |
|:---|:---|
| </td></table><script>x</script> | = not a heading |
| - not a list | #set page(fill: red) |

: A caption <script>alert(1)</script> {#tbl-hostile}

::: {.callout-note title="<script>alert(1)</script> \\" onmouseover=\\"x"}
In a box.
:::
"""


def test_the_web_page_runs_and_fetches_nothing(renderer: Renderer, with_text, browser: Browser) -> None:
    path = renderer.render(with_text(HOSTILE), ["html"])["html"]
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.title().startswith("Performance report")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert page.locator("script, iframe, object, embed, img:not([src^='data:'])").count() == 0
    assert page.locator("[onclick], [onerror], [onmouseover], main [style*=fixed]").count() == 0
    assert set(page.locator("a").evaluate_all("links => links.map(a => a.protocol)")) <= {"file:", "https:"}
    assert page.locator("a[href^=file], a[href^=data], a[href*=script]").count() == 0
    assert '<script>document.title = "taken"</script>' in page.locator("main").inner_text().replace("“", '"').replace(
        "”", '"'
    )
    page.close()


def test_the_printed_pack_is_made_with_the_text_in_it(renderer: Renderer, with_text) -> None:
    assert renderer.render(with_text(HOSTILE), ["pdf"])["pdf"].read_bytes().startswith(b"%PDF")


def test_the_word_document_holds_no_foreign_parts(renderer: Renderer, with_text) -> None:
    path = renderer.render(with_text(HOSTILE), ["docx"])["docx"]
    with zipfile.ZipFile(path) as archive:
        targets = re.findall(r'Target="([^"]*)"', archive.read("word/_rels/document.xml.rels").decode())
    assert {target for target in targets if ":" in target} == {"https://example.org/discharge"}
    assert any("<script>" in paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("format_", ["html", "docx"])
def test_nothing_of_the_machine_is_let_in(renderer: Renderer, with_text, format_: str) -> None:
    content = renderer.render(with_text(HOSTILE), [format_])[format_].read_bytes()
    assert b"root:x:0" not in content


def test_a_front_matter_cannot_be_added_to_from_the_text(renderer: Renderer, with_text) -> None:
    path = renderer.render(with_text("---\ntitle: Taken\n---\n"), ["html"])["html"]
    assert "<h1>Performance report" in path.read_text(encoding="utf-8")
