"""The analyst's desk: pick an indicator, a comparator group and a window, ask “what if”, and all changes together.

Everything shown comes from the functions that make the packs. Nothing asked here is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ipywidgets as widgets

from helpers.analysis.what_if import AS_AGREED, Supposition
from helpers.errors import Problem, Problems, WorkbookError, did_you_mean
from helpers.model.organisation import ComparatorGroup
from helpers.present import palette
from helpers.present.blocks import Bullets, Callout, Paragraph, Section
from helpers.present.sections.enquiry import enquiry
from helpers.present.sections.what_if import Term, terms
from helpers.workbook import Suite

OWN_GROUPS = ("The groups in the pack", "")
TERMS = ("target", "lower", "upper", "amber", "blue")
KEPT = 100  # answers, so that nothing is drawn twice while somebody goes to and fro
FAR = 1e12
NONE_AGREED = "Nothing is agreed that a figure could be judged by"
SPACED = '<div style="line-height:1.45">{}</div>'  # a page of text, not a row of controls


@dataclass(frozen=True)
class Question:
    """What is asked of the desk: which KPI, compared with whom, over how many periods, and what if.

    `group` and `window` are None for what the KPI's pack shows.
    """

    kpi: str
    group: str | None = None
    window: int | None = None
    instead: Supposition = AS_AGREED


def answer(suite: Suite, question: Question) -> Section:
    """The sentence, charts and tables that answer a question. Raises WorkbookError when they cannot be had."""
    asked = question.kpi, question.window, question.group
    result = suite.indicator(*asked)
    return enquiry(result, suite.what_if(*asked, question.instead) if question.instead else None)


class Desk(widgets.VBox):  # type: ignore[misc]
    """The desk as widgets. Where there are none, as on a published page, it shows its answer all the same.

    `kpi`, `group`, `window`, `target`, `lower`, `upper`, `amber` and `blue` are its controls, `reset` puts the last
    five back as agreed, and `page` shows the answer to `question`.
    """

    def __init__(self, suite: Suite, kpi: str) -> None:
        self.suite = suite
        self.question = Question(_reported(suite, kpi))
        self._answer = lru_cache(KEPT)(lambda question: answer(suite, question).html())
        self._terms: tuple[Term, ...] = ()
        self._quiet = False
        names = [(each.name, id) for id, each in suite.kpis.items()]
        self.kpi = widgets.Dropdown(description="Indicator", options=names, value=kpi, **_look(flex="1 1 20em"))
        self.group = widgets.Dropdown(description="Compare with", options=[OWN_GROUPS], **_look(width="22em"))
        self.window = widgets.BoundedIntText(description="Periods", min=1, **_look(width="13em"))
        numbers = (widgets.BoundedFloatText(min=-FAR, max=FAR, **_look(width="13em")) for _ in TERMS)
        self.target, self.lower, self.upper, self.amber, self.blue = numbers
        self.reset = widgets.Button(description="As agreed", tooltip="Put target and tolerances back as agreed")
        self.page = widgets.HTML()
        super().__init__([self._panel(), self.page])
        self._listen()
        self._take_up(kpi)

    def _panel(self) -> widgets.Widget:
        what_if = widgets.HTML("<strong>What if?</strong>")
        rows = ([self.kpi, self.group, self.window], [what_if, *self._controls.values(), self.reset])
        across = {"flex_flow": "row wrap", "grid_gap": "2px 12px"}
        framed = {"border": f"1px solid {palette.RULE}", "padding": "4px 8px"}
        return widgets.VBox([widgets.Box(row, layout=across) for row in rows], layout=framed)

    @property
    def _controls(self) -> dict[str, Any]:
        """The control of each term of a supposition."""
        return {name: getattr(self, name) for name in TERMS}

    def _listen(self) -> None:
        self.kpi.observe(lambda change: self._take_up(change["new"]), "value")
        for control in (self.group, self.window, *self._controls.values()):
            control.observe(lambda change: self._ask(), "value")
        self.reset.on_click(lambda button: self._as_agreed())

    def _take_up(self, kpi: str) -> None:
        """Turn to a KPI: the groups it can be compared with, its own window, and what is agreed for it."""
        with self._together():
            try:
                result = self.suite.indicator(kpi)
                self._offer(self.suite.groups(kpi), len(result.history), len(self.suite.known(kpi)), terms(result))
            except WorkbookError:  # why is told when the question is put
                self._offer((), 0, 0, ())

    def _offer(self, groups: Sequence[ComparatorGroup], in_pack: int, known: int, found: tuple[Term, ...]) -> None:
        """Set each control to what the pack has, with the choices that there are."""
        self.group.options = [OWN_GROUPS, *((each.name, each.id) for each in groups)]
        self.group.disabled = not groups
        self.window.description = f"Periods (of {known})" if known else "Periods"
        self.window.max = max(known, 1)
        self.window.value = self._in_pack = max(in_pack, 1)
        self.window.disabled = known < 2
        self._terms = found
        self._put_terms()

    def _put_terms(self) -> None:
        """Show the terms that decide this KPI's status as they are agreed; one of which nothing is agreed is shut."""
        found = {term.name: term for term in self._terms}
        for name, control in self._controls.items():
            term = found.get(name)
            control.layout.display = None if term else "none"
            control.disabled = term is None or term.agreed is None
            control.tooltip = NONE_AGREED if control.disabled else ""
            control.value = (term.agreed if term else None) or 0.0
            if term:
                control.description, control.step = _label(term), term.step

    def _as_agreed(self) -> None:
        with self._together():
            self._put_terms()

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Several controls moved as one: the question is put once, when all are where they should be."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False
        self._ask()

    def _ask(self) -> None:
        """Put the question that the controls stand for, and show its answer."""
        if self._quiet:
            return
        window = None if self.window.value == self._in_pack else self.window.value
        instead = Supposition(**{term.name: self._supposed(term) for term in self._terms})
        self.reset.disabled = not instead
        self.question = Question(self.kpi.value, self.group.value or None, window, instead)
        self.page.value = SPACED.format(self._answered())

    def _supposed(self, term: Term) -> float | None:
        value: float = getattr(self, term.name).value
        return None if term.agreed is None or value == term.agreed else value

    def _answered(self) -> str:
        try:
            return self._answer(self.question)
        except WorkbookError as error:
            return _refusal(error).html()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widgets, and for a page without them the answer as it stands."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": self.page.value}


def _reported(suite: Suite, kpi: str) -> str:
    """The id of a KPI that is reported in the suite's quarter. Raises Problems when it is not."""
    suite.subject(kpi)
    if kpi not in suite.kpis:
        message = f"“{kpi}” is not reported in {suite.quarter}."
        raise Problems([Problem("", 0, "kpi", message, did_you_mean(kpi, suite.kpis))])
    return kpi


def _refusal(error: WorkbookError) -> Callout:
    """Why there is no answer, in plain words."""
    each = error.problems if isinstance(error, Problems) else [error]
    said = Bullets(tuple(map(str, each))) if len(each) > 1 else Paragraph(str(each[0]))
    return Callout("warning", "There is no answer to that", (said,))


def _label(term: Term) -> str:
    return f"{term.label} ({term.unit})" if term.unit else term.label


def _look(**layout: str) -> dict[str, Any]:
    """A control beside the whole of its label, which a screen reader says with it."""
    return {"style": {"description_width": "initial"}, "layout": layout}
