"""`packs trace`: one figure walked back to its rows, on a page; or a sample of them, drawn by a seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Workspace, out, quarter_of
from helpers.errors import Problem, Problems

if TYPE_CHECKING:
    from helpers.model.periods import Quarter
    from helpers.store.register import Register

BETWEEN = "=" * 80


def trace(
    kpi: Annotated[str | None, typer.Argument(help="Its id; with --sample, the quarter.")] = None,
    quarter: Annotated[str | None, typer.Argument(help="For example “2025-26 Q1”; the latest unless given.")] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Draw so many KPIs instead of naming one.")] = None,
    seed: Annotated[str | None, typer.Option(help="What the sample is drawn by: the same seed, the same KPIs.")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Print, on one page, everything that a KPI's figure rests on. For auditors: no small number is hidden."""
    if sample is None:
        _trace_one(workspace, kpi, quarter, seed)
    else:
        _trace_sample(workspace, kpi, quarter, sample, seed)


def _trace_one(workspace: Workspace, kpi: str | None, quarter: str | None, seed: str | None) -> None:
    if kpi is None:
        raise Problems([Problem("", 0, "kpi", "no KPI is given.", "Give its id, or --sample and --seed.")])
    if seed is not None:
        raise Problems([Problem("", 0, "seed", "a seed is for a sample.", "Say how many: --sample 5.")])
    _print(_page(*quarter_of(workspace, quarter), kpi))


def _trace_sample(workspace: Workspace, first: str | None, second: str | None, size: int, seed: str | None) -> None:
    from helpers.workbook.tracing import sample_kpis

    if second is not None:
        message = f"a sample is of every KPI, so “{first}” cannot be given."
        raise Problems([Problem("", 0, "kpi", message, "Give the quarter only.")])
    if seed is None or not seed.strip():
        raise Problems([Problem("", 0, "seed", "a sample needs a seed.", "Give one, for example --seed 2025-09-12.")])
    register, now = quarter_of(workspace, first)
    drawn = sample_kpis(register, now, size, seed)
    _print([f"Drawn for {now} by the seed “{seed}”: {', '.join(drawn)}."])
    for each in drawn:
        _print([BETWEEN, *_page(register, now, each)])


def _page(register: Register, quarter: Quarter, kpi: str) -> Iterator[str]:
    from helpers.present.auditors_page import auditors_page
    from helpers.publish.appearances import appearances
    from helpers.workbook.tracing import trace_kpi

    found = trace_kpi(register, kpi, quarter)
    yield from auditors_page(found, appearances(register, quarter, found.result.kpi, found.files))


def _print(lines: Iterator[str] | list[str]) -> None:
    out.print("\n".join(escape(line) for line in lines))
