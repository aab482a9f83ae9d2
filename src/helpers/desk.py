"""The analyst's desk: pick an indicator, a comparator group and a window, ask “what if”, and all changes together.

Everything shown comes from the functions that make the packs. Nothing asked here is saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from helpers.analysis.indicator import IndicatorResult
from helpers.analysis.what_if import what_if
from helpers.errors import WorkbookError
from helpers.present.blocks import Block, Paragraph, Section
from helpers.present.charts import benchmark, trend
from helpers.present.figures import trend_table
from helpers.present.sections.what_if import status_history
from helpers.present.sentences import drafted, why
from helpers.workbook import Suite

OWN_GROUPS = "The groups in the pack"
WINDOWS = (4, 60)
SLOW_TO_ANSWER = {"continuous_update": False}


@dataclass(frozen=True)
class Question:
    """What is asked of the desk: which KPI, compared with whom, over how many periods, and what if."""

    kpi: str
    group: str | None = None
    window: int | None = None
    target: float | None = None
    amber: float | None = None
    blue: float | None = None

    @property
    def supposes(self) -> bool:
        """Whether it asks what would be with another target or tolerance."""
        return (self.target, self.amber, self.blue) != (None, None, None)


def answer(suite: Suite, question: Question) -> Section:
    """The sentence, charts, status history and table that answer a question."""
    result = suite.indicator(question.kpi, question.window, question.group)
    supposed = _supposed(result, question)
    return Section(tuple(_blocks(result, supposed, question)))


def _supposed(result: IndicatorResult, question: Question) -> IndicatorResult:
    if not question.supposes:
        return result
    return what_if(result, target=question.target, amber=question.amber, blue=question.blue)


def _blocks(result: IndicatorResult, supposed: IndicatorResult, question: Question) -> Iterator[Block]:
    yield Paragraph(why(supposed).text, "why")
    yield Paragraph(" ".join(sentence.text for sentence in drafted(supposed)))
    yield from (chart for chart in (trend(supposed), benchmark(supposed)) if chart)
    if question.supposes:
        yield status_history(result, supposed)
    else:
        yield trend_table(result)


class Desk(widgets.VBox):  # type: ignore[misc]
    """The desk as widgets. Where there are none, as on a published page, it shows its answer all the same."""

    def __init__(self, suite: Suite, kpi: str) -> None:
        self.suite = suite
        self.question = Question(kpi)
        self._setting = False
        self.kpi = widgets.Dropdown(options=[(each.name, id) for id, each in suite.kpis.items()], value=kpi)
        self.group = widgets.Dropdown()
        self.window = widgets.IntSlider(min=WINDOWS[0], max=WINDOWS[1], **SLOW_TO_ANSWER)
        self.target = widgets.FloatText(**SLOW_TO_ANSWER)
        self.amber = widgets.FloatText(min=0, **SLOW_TO_ANSWER)
        self.blue = widgets.FloatText(min=0, **SLOW_TO_ANSWER)
        self.reset = widgets.Button(description="As agreed", tooltip="Put target and tolerances back as agreed")
        self.page = widgets.HTML()
        self._listen()
        super().__init__([self._controls(), self.page])
        self._take_up(kpi)

    def _controls(self) -> widgets.Widget:
        rows = (
            ("Indicator", self.kpi),
            ("Compare with", self.group),
            ("Periods shown", self.window),
            ("What if the target were", self.target),
            ("and Amber reached to", self.amber),
            ("and Blue began beyond", self.blue),
        )
        labelled = [widgets.HBox([widgets.Label(text, layout={"width": "12em"}), control]) for text, control in rows]
        return widgets.VBox([*labelled, self.reset])

    def _listen(self) -> None:
        self.kpi.observe(lambda change: self._take_up(change["new"]), "value")
        for control in (self.group, self.window, self.target, self.amber, self.blue):
            control.observe(lambda change: self._ask(), "value")
        self.reset.on_click(lambda button: self._take_up(self.kpi.value))

    def _take_up(self, kpi: str) -> None:
        """Turn to a KPI: its own groups, window, target and tolerances."""
        result = self.suite.indicator(kpi)
        scheme, target = result.scheme, result.target
        self._setting = True
        organisation = self.suite.register.organisation
        self.group.options = [(OWN_GROUPS, None), *((each.name, each.id) for each in organisation.comparators)]
        self.group.value = None
        self.window.value = max(len(result.history), WINDOWS[0])
        self._agreed = {
            "target": None if target is None or target.target is None else float(target.target),
            "amber": None if scheme is None or scheme.amber is None else float(scheme.amber),
            "blue": None if scheme is None or scheme.blue is None else float(scheme.blue),
        }
        self._agreed_window = self.window.value
        for name, value in self._agreed.items():
            control = getattr(self, name)
            control.disabled = value is None
            control.value = value or 0.0
        self._setting = False
        self._ask()

    def _ask(self) -> None:
        """Put the question that the controls stand for, and show its answer."""
        if self._setting:
            return
        window = None if self.window.value == self._agreed_window else self.window.value
        supposed = {name: self._other_than_agreed(name) for name in self._agreed}
        self.question = Question(self.kpi.value, self.group.value, window, **supposed)
        self.page.value = self._answer_html()

    def _other_than_agreed(self, name: str) -> float | None:
        value: float = getattr(self, name).value
        return None if self._agreed[name] is None or value == self._agreed[name] else value

    def _answer_html(self) -> str:
        try:
            return answer(self.suite, self.question).html()
        except WorkbookError as error:
            return Paragraph(str(error)).html()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widgets, and for a page without them the answer as it stands."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": self.page.value}
