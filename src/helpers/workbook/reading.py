"""What of the workspace is read when first asked for, with every problem told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from helpers.store.parse import Findings
from helpers.store.register import Register

T = TypeVar("T")


def read(register: Register, reader: Callable[[Findings], T]) -> T:
    """What a reader of the store reads. Raises Problems, all that it found at once."""
    findings = Findings(register.root)
    found = reader(findings)
    findings.raise_any()
    return found
