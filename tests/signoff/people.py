"""Who signs in these tests, and what."""

from __future__ import annotations

from collections.abc import Callable

QUARTER = "2025-26 Q1"
ANALYST = ("--by", "Ann Analyst", "--role", "Performance Analyst")
ASSURER = ("--by", "Ash Assurer", "--role", "Head of Data Quality")
APPROVER = ("--by", "Avi Approver", "--role", "Chief Executive")

Sign = Callable[..., int]
