"""One file a chart. Each takes an indicator and gives a block, or None when there is nothing to draw."""

from helpers.present.charts.benchmark import benchmark
from helpers.present.charts.control import control
from helpers.present.charts.trend import trend

__all__ = ["benchmark", "control", "trend"]
