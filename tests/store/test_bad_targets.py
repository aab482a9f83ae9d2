"""What a person is told when a KPI's `targets.csv` is wrong, or does not suit the KPI's scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers.errors import Problems

if TYPE_CHECKING:
    from conftest import Workspace

KPI = "data/kpis/visits-on-time/kpi.yml"
FILE = "data/kpis/visits-on-time/targets.csv"
LAST = "2025-26,80,,,illustrative,Invented,Care and Health Committee,2020-04-01"
WORDS = "illustrative,Invented,Care and Health Committee"
PER_CENT = "works in per cent, which a target of zero has none of: give the KPI a zero_tolerance, in its own unit."


@pytest.mark.parametrize(
    "row",
    [
        f"{LAST}\n2025-26,85,,,{WORDS},2025-07-01",
        f"{LAST}\n2025-26 Q1,78,,,{WORDS},2020-04-01",
    ],
    ids=["a target revised on a later day", "a profile by quarter beside the year's"],
)
def test_targets_that_follow_from_each_other_are_no_overlap(workspace: Workspace, row: str) -> None:
    workspace.edit(FILE, LAST, row)
    assert workspace.problems() == []


def test_a_target_for_a_quarter_is_refused_in_a_yearly_kpi(bare: Workspace) -> None:
    id = bare.kpi("spend", frequency="financial-year", measure="annual")
    bare.figures(id, "2024-25,W01,50")
    bare.targets(id, {"2024-25 Q1": "50"})
    assert bare.problems() == [
        "data/kpis/spend/targets.csv:2 period: the target's period does not exist:"
        " “2024-25 Q1” is not a financial year; write it like 2024-25."
    ]


UNFIT = {
    "a target of zero in per cent": ("ten-five", {}, "0", f"The scheme “Ten and five” {PER_CENT}"),
    "a range that ends at zero": ("range", {}, ",0,40", f"The scheme “Plan is best” {PER_CENT}"),
    "a floor scheme without a floor": (
        "floor", {}, "80",
        "The scheme “Target and floor” needs a floor standard: give the target a lower value.",
    ),
    "a floor scheme without a ceiling, where a decrease is good": (
        "floor", {"direction": "decrease"}, "80",
        "The scheme “Target and floor” needs a floor standard: give the target an upper value.",
    ),
    "a floor above the target": (
        "floor", {}, "80,85",
        "The scheme “Target and floor” needs a floor standard no better than the target: 85 is better than 80.",
    ),
    "a range scheme without a range": (
        "range", {}, "80",
        "The scheme “Plan is best” needs both ends of a range: give the target a lower and an upper.",
    ),
    "a range where one target is needed": ("ten-five", {}, ",70,80", "The scheme “Ten and five” needs a target."),
}  # fmt: skip


@pytest.mark.parametrize(("scheme", "fields", "limits", "told"), UNFIT.values(), ids=UNFIT)
def test_a_target_that_the_scheme_cannot_judge_by_is_told_before_any_pack_is_built(
    bare: Workspace, scheme: str, fields: dict[str, str], limits: str, told: str
) -> None:
    id = bare.kpi("spills", scheme=scheme, **fields)
    bare.figures(id, "2025-26 Q1,W01,78")
    bare.targets(id, {"2025-26": limits})
    message = f"data/kpis/spills/targets.csv:2 target: {told}"
    with pytest.raises(Problems) as raised:
        bare.pack()
    assert (bare.problems(), str(raised.value)) == ([message], f"1 problem to put right:\n  {message}")


@pytest.mark.parametrize(
    ("fields", "limits"),
    [
        ({"zero_tolerance": 2}, "0"),
        ({"scheme": "floor"}, "80,70"),
        ({"scheme": "range", "direction": "neutral"}, ",70,80"),
        ({"scheme": None, "purpose": "context"}, "0"),
    ],
    ids=["zero with a tolerance", "a floor", "a range for a neutral KPI", "context, which is not judged"],
)
def test_a_target_that_suits_its_scheme_is_no_problem(bare: Workspace, fields: dict[str, object], limits: str) -> None:
    id = bare.kpi("spills", **fields)
    bare.figures(id, "2025-26 Q1,W01,78")
    bare.targets(id, {"2025-26": limits})
    assert bare.problems() == []


def test_targets_from_before_and_after_a_change_of_scheme_are_both_right(bare: Workspace) -> None:
    change = {"effective": "2025-26 Q1", "reason": "Plan is best.", "fields": {"scheme": "range"}}
    id = bare.kpi("spills", changes=[change])
    bare.figures(id, "2025-26 Q1,W01,78")
    bare.targets(id, {"2024-25": "75", "2025-26": ",70,80"})
    assert bare.problems() == []
