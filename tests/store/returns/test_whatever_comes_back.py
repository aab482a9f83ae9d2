"""Whatever comes back, it is received or a person is told where the fault is; it is never half of each."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from replies import HEADING, as_csv, as_excel, row
from spoilt import spoilt

from helpers.errors import Problems
from helpers.model.periods import Quarter
from helpers.store.returns.receive import receive
from helpers.store.workspace import open_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Workspace

    from helpers.store.register import Register

    Make = Callable[[int], bytes]

FULL = row(
    value=78, numerator=39, denominator=50, marks="p", note="Count of visits", commentary="Better.", cause="Snow.",
    action="Hire.", action_owner="Head of Care", action_due=date(2025, 9, 30),
)  # fmt: skip
ROWS = [FULL, row("agency-spending", "2025-04", value=51200)]
HOSTILE = [
    "01/01/0001", "31/12/9999", "9999-00 Q4", "0000-01 Q1", "1e400", "9" * 400, "0." + "0" * 400 + "1", "nan", "inf",
    "２０２５-26 Q1", "\x01", "\u202e78", "=1+1", "@A1", "---", "## Action", "{kpi.actual}", '"', "£", "5%%", "1.000,5",
    "#REF!", "Dec 9999", "99999", "2025-06-30T00:00:00+25:00", "&a *a", "!!int 1", "\u2028", "x" * 5000,
]  # fmt: skip


def spoilt_inside(workbook: bytes, seed: int) -> bytes:
    """A workbook in which one part is spoilt, in a container that is whole."""
    stream, random = BytesIO(), Random(seed)
    with zipfile.ZipFile(BytesIO(workbook)) as before, zipfile.ZipFile(stream, "w") as after:
        chosen = random.choice(before.namelist())
        for name in before.namelist():
            after.writestr(name, spoilt(before.read(name), seed) if name == chosen else before.read(name))
    return stream.getvalue()


def is_taken_or_told(workspace: Workspace, register: Register, before: dict[str, bytes], path: Path) -> None:
    """Receive a file; afterwards the workspace is as it was."""
    try:
        receive(register, [path], Quarter(2025, 1), date(2025, 8, 20))
    except Problems as problems:
        assert [str(each) for each in problems.problems if not each.file.startswith(path.name)] == []
        assert workspace.files() == before
        return
    assert workspace.problems() == []
    for name in set(workspace.files()) - set(before):
        (workspace.root / name).unlink()
    for name, content in before.items():
        (workspace.root / name).write_bytes(content)


KINDS = {
    "a CSV file": ("back.csv", lambda seed: spoilt(as_csv(*ROWS), seed)),
    "a CSV file in UTF-16": ("back.csv", lambda seed: spoilt(as_csv(*ROWS, encoding="utf-16"), seed)),
    "a workbook's bytes": ("back.xlsx", lambda seed: spoilt(as_excel(*ROWS), seed)),
    "a part of a workbook": ("back.xlsx", lambda seed: spoilt_inside(as_excel(*ROWS), seed)),
}


@pytest.mark.parametrize(("name", "make"), KINDS.values(), ids=KINDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_file_is_taken_or_told(asked: Workspace, tmp_path: Path, name: str, make: Make, seed: int) -> None:
    path = tmp_path / name
    path.write_bytes(make(seed))
    is_taken_or_told(asked, open_register(asked.root), asked.files(), path)


@pytest.mark.parametrize("column", HEADING)
def test_whatever_stands_in_a_cell_is_taken_or_told(asked: Workspace, tmp_path: Path, column: str) -> None:
    register, before, path = open_register(asked.root), asked.files(), tmp_path / "back.csv"
    for text in HOSTILE:
        cells = list(FULL)
        cells[HEADING.index(column)] = text
        path.write_bytes(as_csv(cells))
        is_taken_or_told(asked, register, before, path)
