"""What the commands have in common: where they print, and how a workspace and a quarter are given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from helpers.model.periods import Quarter
    from helpers.store.register import Register

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(highlight=False, soft_wrap=True, emoji=False, stderr=True)

Workspace = Annotated[Path, typer.Option(help="The folder that holds params/, data/ and outputs/.")]
Which = Annotated[str | None, typer.Argument(help="For example “2025-26 Q1”; the latest unless given.")]
HERE = Path()


def quarter_of(workspace: Path, quarter: str | None) -> tuple[Register, Quarter]:
    """The register, and the quarter that was asked for: the latest unless told."""
    from helpers.store.workspace import asked_quarter, open_register

    register = open_register(workspace)
    return register, asked_quarter(register, quarter)
