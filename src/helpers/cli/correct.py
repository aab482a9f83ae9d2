"""`packs correct`: say what a supplied figure should have been."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer
from rich.markup import escape

from helpers.cli.terminal import HERE, Workspace, out


def correct(
    kpi: str,
    period: Annotated[str, typer.Option(help="Of which period, as in observations.csv.")],
    expect: Annotated[str, typer.Option(help="The number as it stands.")],
    to: Annotated[str, typer.Option(help="The number that it should have been.")],
    reason: Annotated[str, typer.Option(help="Why, in words that can be published.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    field: Annotated[str, typer.Option(help="value, numerator or denominator.")] = "value",
    area: Annotated[str, typer.Option(help="Of which area; our own unless given.")] = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today unless given.")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Add a correction of one number to a KPI's corrections.csv, when it fits; observations.csv stays as it is."""
    from helpers.store import correct as store
    from helpers.store.workspace import find_kpi, open_register

    register = open_register(workspace)
    day = (on.date() if on else date.today()).isoformat()
    given = {"period": period, "area": area, "field": field, "expect": expect, "correct": to}
    signed = {"reason": reason, "corrected_by": by, "corrected_on": day}
    made = store.correct(register, find_kpi(register, kpi), {**given, **signed})
    told = f"{kpi}, {made.correction.period}, {made.correction.area}: {field} {to} (was {expect})"
    mark = "; marked [r], since an earlier report had it as it was" if made.revises else ""
    out.print(escape(f"{told}, first reported in {made.first_in}{mark}."))
