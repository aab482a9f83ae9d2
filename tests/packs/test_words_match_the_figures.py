"""Row 35: every number in a pack's drafted commentary, alternative texts and reasons is found again in its results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}|(?:\d{{1,2}} )?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{{4}}"
)
PERIOD = re.compile(r"Q[1-4] \d{4}/\d{2}|\d{4}/\d{2}|\d{4}[–-]\d{2}|\d{4} to \d{4}")
YEARS = re.compile(r"(?<!£)\b(?:19|20)\d{2}\b(?![.,]\d)")


def section(qmd: str, kpi: str) -> str:
    """The part of the pack's source that is about one indicator."""
    _, _, rest = qmd.partition(f"{{#sec-{kpi}")
    return re.split(r"\n## |\n# ", rest)[0]


def drafted(page: str) -> str:
    """The first paragraph under Commentary, which the workbook writes itself."""
    found = re.search(r"### Commentary[^\n]*\n\n([^\n]+)", page)
    return found[1] if found and not found[1].startswith(":::") else ""


def said(page: str) -> Iterator[str]:
    yield drafted(page)
    yield from re.findall(r'fig-alt="([^"]*)"', page)
    why = re.search(r":::+ \{\.why\}\n([^\n]+)", page)
    yield why[1] if why else ""


def numbers(found: Any) -> Iterator[float]:
    """Every number anywhere in an indicator's results."""
    if isinstance(found, bool):
        return
    if isinstance(found, int | float):
        yield float(found)
    elif isinstance(found, dict):
        for value in found.values():
            yield from numbers(value)
    elif isinstance(found, list):
        for value in found:
            yield from numbers(value)


def derived(found: dict[str, Any]) -> Iterator[float]:
    """Differences that words may state: from the target, and years where the results have months."""
    if found["latest"] and found["latest"]["value"] is not None and found["target"]:
        for limit in ("target", "lower", "upper"):
            if found["target"][limit] is not None:
                yield found["latest"]["value"] - found["target"][limit]
    for standing in found["standings"]:
        yield standing["months_older"] / 12


def known(found: dict[str, Any]) -> set[str]:
    """Every way in which a number of the results may be written, halves rounded up."""
    values = {exact(abs(value)) for value in (*numbers(found), *derived(found))}
    return {
        f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}" for value in values for places in range(5)
    }


def exact(value: float) -> Decimal:
    """The number without the noise of binary arithmetic."""
    return Decimal(f"{value:.12g}")


def without_periods(text: str, found: dict[str, Any]) -> str:
    for words in (found["name"], found["unit_label"]):
        text = text.replace(words, "") if words else text
    text = re.sub(
        r"(?:aged|under|over|per|every) (?:\d[\d,]*)(?: (?:to|and) (?:\d+|over))?", "", text.replace("\\", "")
    )
    for pattern in (DATE, PERIOD, YEARS):
        text = pattern.sub("", text)
    return text


def test_every_number_in_the_words_is_in_the_results(pack, indicators) -> None:
    for found in indicators:
        allowed = known(found)
        for text in said(section(pack.qmd, found["kpi"])):
            stray = [
                number for number in NUMBER.findall(without_periods(text, found)) if number.rstrip(",") not in allowed
            ]
            assert stray == [], f"{found['kpi']}: {text}"


def test_the_words_are_there_for_every_indicator_with_a_figure(pack, indicators) -> None:
    for found in indicators:
        page = section(pack.qmd, found["kpi"])
        assert found["status"] in page
        if found["latest"] and found["latest"]["value"] is not None:
            assert drafted(page).startswith("The latest figure"), found["kpi"]
            assert 'fig-alt="' in page


def test_every_item_that_the_framework_lists_is_on_every_page(pack, indicators) -> None:
    items = (
        "Current performance", "Previous performance", "Projected linear trend", "Current target", "Previous target",
        "Direction for improvement", "Statistical neighbours",
        "### Commentary", "### About this indicator",
    )  # fmt: skip
    for found in indicators:
        page = section(pack.qmd, found["kpi"])
        if found["latest"]:
            assert [item for item in items if item not in page] == [], found["kpi"]
            assert re.search(r"^\| (RAGB status|RAG status|Status) \|", page, re.MULTILINE), found["kpi"]
            assert "| Change in performance |" in page or "| Change, short term |" in page


def chapter(qmd: str, heading: str) -> str:
    """The part of a document under one of its chief headings; empty when it has none."""
    _, _, rest = qmd.partition(f"\n# {heading}\n")
    return re.split(r"\n# ", rest)[0]


def asked(qmd: str) -> Iterator[tuple[str, str]]:
    """What the exception report says and asks of each indicator, with its id; not the service's own words."""
    for part in re.split(r"\n## ", chapter(qmd, "Exceptions")):
        kpi = re.search(r"\[Its page\]\(#sec-([\w-]+)\)", part)
        if kpi:
            why = re.search(r":::+ \{\.why\}\n([^\n]+)", part)
            yield from ((kpi[1], text) for text in [why[1] if why else "", *re.findall(r"(?m)^- (.+)$", part)])


def charted(qmd: str) -> Iterator[tuple[str, str]]:
    """What is said of each control chart, with its indicator's id."""
    for part in re.split(r"\n## ", chapter(qmd, "Control charts")):
        kpi = re.search(r"Back to \[.*?\]\(#sec-([\w-]+)\)", part)
        if kpi:
            yield from ((kpi[1], text) for text in re.findall(r":::+ \{\.keep\}\n([^\n]+)", part))
            yield from ((kpi[1], text) for text in re.findall(r'fig-alt="([^"]*)"', part))


def test_every_number_that_a_question_gives_is_in_the_results(pack, indicators) -> None:
    found = {each["kpi"]: each for each in indicators}
    for kpi, text in asked(pack.qmd):
        words = without_periods(text, found[kpi])
        stray = [number for number in NUMBER.findall(words) if number.rstrip(",") not in known(found[kpi])]
        assert stray == [], f"{kpi}: {text}"


def test_every_exception_that_is_judged_is_asked_about(pack) -> None:
    judged = {each["kpi"] for each in pack.results["exceptions"] if "overdue" not in each["reasons"]}
    questions = [(kpi, text) for kpi, text in asked(pack.qmd) if text.endswith("?")]
    assert {kpi for kpi, _ in questions} == judged
    assert all(2 <= sum(kpi == other for other, _ in questions) <= 3 for kpi in judged)


def test_every_number_of_a_control_chart_s_words_is_in_the_results(pack, indicators) -> None:
    found = {each["kpi"]: each for each in indicators}
    fullest = pack.folder / "full.qmd"
    qmd = fullest.read_text(encoding="utf-8") if fullest.exists() else pack.qmd
    charts = {each["kpi"] for each in indicators if "withheld" not in each["spc"]}
    assert {kpi for kpi, _ in charted(qmd)} == charts
    for kpi, text in charted(qmd):
        words = without_periods(text, found[kpi])
        stray = [number for number in NUMBER.findall(words) if number.rstrip(",") not in known(found[kpi])]
        assert stray == [], f"{kpi}: {text}"
