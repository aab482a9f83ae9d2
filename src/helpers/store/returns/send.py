"""Send returns: one workbook for each supplier that owes figures in a quarter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from helpers.model.organisation import RETURNS
from helpers.model.periods import Quarter
from helpers.store.register import Register
from helpers.store.returns.due import Due, due


@dataclass(frozen=True)
class Sent:
    """A workbook that was written: for whom, where, and for how many KPIs and figures."""

    supplier: str
    path: Path
    kpis: int
    figures: int


def send(register: Register, quarter: Quarter) -> list[Sent]:
    """Write `outputs/<quarter>/returns/<supplier>.xlsx` for each supplier that owes figures; say what was written.

    Raises Problems, all of them at once, when files are not right.
    """
    from helpers.store.returns.form import Form

    folder = register.root / "outputs" / quarter.id / RETURNS
    owed = {name: list(rows) for name, rows in groupby(due(register, quarter), key=lambda each: each.kpi.supplier)}
    sent = []
    for (supplier, rows), slug in zip(owed.items(), _slugs(owed), strict=True):
        form = Form(register.organisation, register.plan(quarter), supplier, rows)
        sent.append(_sent(folder / f"{slug}.xlsx", supplier, rows, form.content()))
    return sent


def _sent(path: Path, supplier: str, rows: list[Due], content: bytes) -> Sent:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
    return Sent(supplier, path, len({row.kpi.id for row in rows}), len(rows))


def _slugs(suppliers: Iterable[str]) -> list[str]:
    """A file name for each supplier; the second of two that come out alike is numbered."""
    slugs: list[str] = []
    for supplier in suppliers:
        plain = unicodedata.normalize("NFKD", supplier).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "supplier"
        alike = sum(1 for each in slugs if re.fullmatch(rf"{slug}(-\d+)?", each))
        slugs.append(f"{slug}-{alike + 1}" if alike else slug)
    return slugs
