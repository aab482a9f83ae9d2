"""What a comparator group is called in a sentence: the neighbours, a type of council, a region or a nation."""

from __future__ import annotations

from helpers.analysis.indicator import Standing
from helpers.model.kpi import Kpi
from helpers.model.organisation import ComparatorKind
from helpers.present.figures import SINGLE
from helpers.present.sentences.sentence import Sentence, figure, say


def group_figure(kpi: Kpi, standing: Standing, mean: float) -> Sentence:
    """“the statistical neighbours' mean of 66.5%”, “the mean of 66.5% for County councils”, “67.7% for England”."""
    if standing.group.kind is ComparatorKind.NEIGHBOURS:
        return say("the statistical neighbours' mean of {mean}", mean=figure(kpi, mean))
    template = "{mean} for {group}" if standing.group.kind in SINGLE else "the mean of {mean} for {group}"
    return say(template, mean=figure(kpi, mean), group=standing.group.name)


def latest_figures(standing: Standing) -> str:
    """“The statistical neighbours' latest figures”, or “The latest figures for County councils”; a region has one."""
    if standing.group.kind is ComparatorKind.NEIGHBOURS:
        return "The statistical neighbours' latest figures"
    return f"The latest figure{'' if standing.group.kind in SINGLE else 's'} for {standing.group.name}"


def among(standing: Standing) -> str:
    """“with our statistical neighbours”, or “among County councils”."""
    neighbours = standing.group.kind is ComparatorKind.NEIGHBOURS
    return "with our statistical neighbours" if neighbours else f"among {standing.group.name}"
