"""A county council in which every awkward case that a KPI can be stands once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

QUARTERS = [f"{year}-{(year + 1) % 100} Q{number}" for year in (2022, 2023, 2024) for number in (1, 2, 3, 4)]
QUARTERS.append("2025-26 Q1")
YEARS = ["2022-23", "2023-24", "2024-25", "2025-26"]


class Writer(Protocol):
    """What the cases need of the workspace that they are written to."""

    def kpi(self, id: str, **fields: Any) -> str: ...
    def figures(self, id: str, *rows: str) -> None: ...
    def targets(self, id: str, targets: dict[str, str], agreed_on: str = "2020-04-01") -> None: ...
    def write(self, path: str, text: str) -> Any: ...


def own(values: Sequence[float | str], periods: Sequence[str] = QUARTERS) -> list[str]:
    """Rows of our own figures, for the last of these periods."""
    return [f"{period},W01,{value}" for period, value in zip(periods[-len(values) :], values, strict=True)]


def write_all(to: Writer) -> None:
    """Write every case."""
    cumulative(to)
    rolling(to)
    broken(to)
    rebaselined(to)
    neutral(to)
    ranged(to)
    zero_target(to)
    small_rest(to)
    suppressed(to)
    overdue(to)
    provisional(to)
    revised(to)
    too_few(to)
    failing_then_rebased(to)
    unreliable(to)
    too_hard(to)


def cumulative(to: Writer) -> None:
    to.kpi("visits-to-date", name="Home visits made, year to date", unit="number", decimals=0, minimum=0,
           measure="cumulative")  # fmt: skip
    counts = (20, 45, 70, 98, 22, 50, 77, 104, 24, 52, 80, 110, 21)
    to.figures("visits-to-date", *own(counts))
    to.targets("visits-to-date", {"2025-26": "100", "2025-26 Q1": "25", "2025-26 Q2": "50", "2025-26 Q3": "75"})


def rolling(to: Writer) -> None:
    to.kpi(
        "falls-over-a-year", name="Falls, 12 months", unit="number", decimals=0, minimum=0, measure="rolling",
        direction="decrease",
    )  # fmt: skip
    to.figures("falls-over-a-year", *own((90, 88, 86, 85, 85, 83, 80)))
    to.targets("falls-over-a-year", dict.fromkeys(YEARS, "82"))


def broken(to: Writer) -> None:
    to.kpi("seen-in-time", name="People seen in time")
    rows = own((70, 71, 72, 90, 91, 92))
    rows[3] += ",,,b,,The definition changed to count telephone calls"
    to.figures("seen-in-time", *rows)
    to.targets("seen-in-time", dict.fromkeys(YEARS, "90"))


def rebaselined(to: Writer) -> None:
    to.kpi("plans-reviewed", name="Care plans reviewed")
    to.figures("plans-reviewed", *own((84, 83, 85, 84, 82)))
    to.targets("plans-reviewed", {"2024-25": "90", "2025-26": "90"})
    to.targets("plans-reviewed", {"2025-26": "80"}, agreed_on="2025-07-10")


def neutral(to: Writer) -> None:
    to.kpi("requests-received", name="Requests for help", unit="number", decimals=0, minimum=0, direction="neutral",
           purpose="context", scheme=None)  # fmt: skip
    to.figures("requests-received", *own((500, 510, 505, 520)))


def ranged(to: Writer) -> None:
    to.kpi("beds-in-use", name="Beds in use", direction="neutral", scheme="range")
    to.figures("beds-in-use", *own((50, 55, 58, 62)))
    to.targets("beds-in-use", dict.fromkeys(YEARS, ",40,60"))


def zero_target(to: Writer) -> None:
    to.kpi("never-events", name="Events that should never happen", unit="number", decimals=0, minimum=0,
           direction="decrease", zero_tolerance=2,
           small_numbers_shown_because="Events, not people: each is published by the regulator")  # fmt: skip
    to.figures("never-events", *own((0, 2, 0, 1, 3)))
    to.targets("never-events", dict.fromkeys(YEARS, "0"))


def small_rest(to: Writer) -> None:
    """97 of 100 gives away 3; so does the service, in words."""
    to.kpi("safe-at-home", name="People who are safe at home")
    to.figures("safe-at-home", *own(("91,182,200", "92,184,200", "93,186,200", "94,188,200", "97,97,100")))
    to.targets("safe-at-home", dict.fromkeys(YEARS, "95"))
    signed = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n"
    said = "The share was {kpi.actual}.\n\n## Cause\n\nThree people were not safe.\n\n## Action\n\nVisit more often.\n"
    to.write("data/kpis/safe-at-home/commentary/2025-26-q1.md", f"{signed}\n{said}")


def suppressed(to: Writer) -> None:
    to.kpi("placements-ended", name="Placements that ended early", unit="number", decimals=0, minimum=0,
           direction="decrease")  # fmt: skip
    to.figures("placements-ended", *own((8, 7, 9), QUARTERS[:-1]), "2025-26 Q1,W01,,,,c")
    to.targets("placements-ended", dict.fromkeys(YEARS, "8"))


def overdue(to: Writer) -> None:
    to.kpi("survey-of-carers", name="Carers who feel supported", supplier="Carers' Survey Team")
    to.figures("survey-of-carers", *own((70, 72, 74), QUARTERS[:-2]))
    to.targets("survey-of-carers", dict.fromkeys(YEARS, "75"))


def provisional(to: Writer) -> None:
    to.kpi("home-in-a-week", name="Home from hospital in a week")
    to.figures("home-in-a-week", *own((80, 82, 81, 83), QUARTERS[:-1]), "2025-26 Q1,W01,86,,,p")
    to.targets("home-in-a-week", dict.fromkeys(YEARS, "85"))


def revised(to: Writer) -> None:
    to.kpi("equipment-in-time", name="Equipment delivered in time")
    rows = own((88, 89, 90, 91), QUARTERS[:-1])
    to.figures("equipment-in-time", *rows, "2024-25 Q4,W01,87,,,r,2025-26 Q1,Late returns", "2025-26 Q1,W01,89")
    to.targets("equipment-in-time", dict.fromkeys(YEARS, "90"))


def too_few(to: Writer) -> None:
    to.kpi("new-service", name="People helped by the new service", unit="number", decimals=0, minimum=0)
    to.figures("new-service", *own((12, 15)))
    to.targets("new-service", dict.fromkeys(YEARS, "20"))


def failing_then_rebased(to: Writer) -> None:
    change = {"first": "2023-24 Q1", "reason": "A second team began & calls <are> shared", "author": "Head of Care",
              "recorded_on": "2024-06-01"}  # fmt: skip
    to.kpi("calls-answered", name="Calls answered in a minute", rebasings=[change])
    to.figures("calls-answered", *own((51, 50, 52, 51, 78, 82, 79, 81, 80, 78, 82, 80, 81)))
    to.targets("calls-answered", dict.fromkeys(YEARS, "80"))


def unreliable(to: Writer) -> None:
    to.kpi("complaints-answered", name="Complaints answered in time")
    to.figures("complaints-answered", *own((88, 93, 86, 92, 87, 94, 88, 91, 86, 93, 87, 92, 91)))
    to.targets("complaints-answered", dict.fromkeys(YEARS, "90"))


def too_hard(to: Writer) -> None:
    to.kpi("reablement", name="At home after reablement", comparators=["neighbours", "nation"])
    others = [f"2025-26 Q1,W0{number},{value}" for number, value in enumerate((60, 62, 64, 66), start=2)]
    parts = zip(QUARTERS[-5:], (150, 148, 146, 144, 142), strict=True)
    counted = [f"{quarter},W01,{part / 2},{part},200" for quarter, part in parts]
    to.figures("reablement", *counted, *others, "2025-26 Q1,N01,68")
    to.targets("reablement", dict.fromkeys(YEARS, "90"))
