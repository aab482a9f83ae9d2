"""`packs trace`: a figure on one page, walked back to its rows; and a sample that anybody can draw again."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Workspace

    Captured = pytest.CaptureFixture[str]

Q1 = "2025-26 Q1"
NOTHING_HIDDEN = "It shows every number. Packs hide nothing of this KPI."
AGREES = "  By the second route, from the text of the rows: "
ENDS = ("SOURCE", "ROWS", "ARITHMETIC", "STATUS", "DEFINITION", "WHERE")


def page(workspace: Workspace, capsys: Captured, *arguments: str) -> list[str]:
    """What the command prints, when all is well."""
    assert workspace.run("trace", *arguments) == 0
    return capsys.readouterr().out.splitlines()


def part(lines: list[str], title: str) -> list[str]:
    """The lines under a title."""
    begins = next(number for number, line in enumerate(lines) if line.startswith(title))
    rest = lines[begins + 1 :]
    return rest[: next((number for number, line in enumerate(rest) if line.startswith(ENDS)), len(rest))]


def digest(workspace: Workspace, path: str) -> str:
    return sha256((workspace.root / path).read_bytes()).hexdigest()


def test_the_whole_page_of_a_figure_with_comparators(workspace: Workspace, capsys: Captured) -> None:
    folder = "data/kpis/visits-on-time"
    definition, targets, origin = (
        digest(workspace, f"{folder}/{name}")[:8] for name in ("kpi.yml", "targets.csv", "origin.yml")
    )
    assert page(workspace, capsys, "visits-on-time", Q1) == [
        "AN AUDITOR'S PAGE, FOR USE INSIDE THE COUNCIL. NOT FOR PUBLICATION.",
        NOTHING_HIDDEN,
        "Care visits on time [visits-on-time], 2025-26 Q1, as known by 29 August 2025",
        "SOURCE",
        "  Westmarch County Council, read on 1 October 2025: Invented figures",
        f"  {folder}/, with sha256 as it is now: kpi.yml {definition}…,",
        f"    targets.csv {targets}…, origin.yml {origin}…",
        "  observations.csv, sha256 as recorded in origin.yml, and the same now:",
        f"    {digest(workspace, f'{folder}/observations.csv')}",
        "ROWS (lines of observations.csv, unless another file is named)",
        "  Figure, Q1 2025/26: 78, line 6, known on 30 July 2025",
        "  Previous, Q4 2024/25: 76, line 5, known on 30 April 2025",
        "  Target, 2025/26: 80, targets.csv line 3, known on 1 April 2020 (illustrative:",
        "    Care and Health Committee)",
        "  Previous target, 2024/25: 75, targets.csv line 2, known on 1 April 2020",
        "    (illustrative: Care and Health Committee)",
        "  Neighbours, Q1 2025/26: mean 77.0% of 4 of 4, lines 7-10",
        "  The nation, Q1 2025/26: mean 77.0% of 1 of 1, line 11",
        "ARITHMETIC",
        "  Supplied as 78, without both counts; printed as 78.0%.",
        "STATUS",
        "  Scheme: Ten and five, version 1 (relative).",
        "  Amber: worse than the target by 10% of it or less: (78 - 80) / 80 = -2.5%.",
        f"{AGREES}Amber, the same.",
        "DEFINITION AND DECISIONS (data/register/decisions.csv)",
        "  The share of care visits that began on time.",
        "  In force: kpi.yml as it is now; no change of definition is on record.",
        "  Approved from 2015-16 Q1: care-and-health, 1 April 2015, minute M1,",
        "    decisions.csv line 2",
        "WHERE IT APPEARS",
        "  In outputs/2025-26-q1/, on web pages at #sec-visits-on-time",
        "  Care and Health Committee, care-and-health/: not built yet",
    ]


def test_a_share_is_worked_out_from_its_counts_and_without_a_target_there_is_no_rating(
    bare: Workspace, capsys: Captured
) -> None:
    bare.figures(bare.kpi("repeats"), f"{Q1},W01,64.5,200,310")
    lines = page(bare, capsys, "repeats", Q1)
    assert part(lines, "ROWS") == [
        "  Figure, Q1 2025/26: 64.5 (200 of 310), line 2, known on 30 July 2025",
        "  Target: none is in force.",
    ]
    assert part(lines, "ARITHMETIC") == [
        "  200 / 310 x 100 = about 64.516129; the value on record is 64.5, rounded by its",
        "    publisher; printed as 64.5%.",
    ]
    assert part(lines, "STATUS")[1:] == [
        f"{AGREES}nothing to rate, the same.",
        "  In packs: Baseline: no target was in force for Q1 2025/26.",
    ]


def test_counts_that_do_not_give_the_value_are_told(bare: Workspace, capsys: Captured) -> None:
    bare.figures(bare.kpi("repeats"), f"{Q1},W01,54.5,200,310")
    assert part(page(bare, capsys, "repeats", Q1), "ARITHMETIC") == [
        "  200 / 310 x 100 = about 64.516129, which is NOT the value on record: 54.5,",
        "    printed as 54.5%.",
    ]


def test_a_revised_figure_is_shown_with_what_it_was_and_a_floor_with_its_numbers(
    bare: Workspace, capsys: Captured
) -> None:
    id = bare.kpi("beds", scheme="floor")
    late = "2024-25 Q4,W01,61,,,,2025-26 Q1,Late returns came in"
    bare.figures(id, "2024-25 Q4,W01,60", f"{Q1},W01,62.1,,,p", late)
    bare.targets(id, {"2025-26": "65,60"})
    lines = page(bare, capsys, id, Q1)
    assert part(lines, "ROWS")[:4] == [
        "  Figure, Q1 2025/26: 62.1 [p], line 3, known on 30 July 2025",
        "  Previous, Q4 2024/25: 61 [r], line 4, known on 29 August 2025; note: Late",
        "    returns came in",
        "    was 60, line 2, known on 30 April 2025",
    ]
    assert part(lines, "STATUS")[1:] == [
        "  Amber: worse than the target, but no worse than the floor standard set with",
        "    it: 62.1; target 65, floor standard 60.",
        f"{AGREES}Amber, the same.",
    ]


def test_a_corrected_figure_is_shown_with_who_put_it_right_and_why(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("falls", unit="number", unit_label="per 10,000 people")
    bare.figures(id, f"{Q1},W01,930,93,10000")
    bare.corrections(id, f"{Q1},W01,value,930,93,A digit too many.,Analyst,2025-08-05")
    bare.targets(id, {"2025-26": "100"})
    lines = page(bare, capsys, id, Q1)
    assert part(lines, "ROWS")[:5] == [
        "  Figure, Q1 2025/26: 93 (numerator 93, denominator 10,000), line 2, known on 5",
        "    August 2025",
        "    was 930 (numerator 93, denominator 10,000), line 2, known on 30 July 2025",
        "    corrected: value 93, not 930, corrections.csv line 2, Analyst on 5 August",
        "      2025: A digit too many.",
    ]
    assert part(lines, "ARITHMETIC") == [
        "  93 / 10000 x 10,000 = 93, which is the value on record (93); printed as 93.0.",
    ]
    assert part(lines, "STATUS")[2] == f"{AGREES}Amber, the same."


def test_a_contextual_indicator_has_no_rule(bare: Workspace, capsys: Captured) -> None:
    bare.figures(bare.kpi("pay", purpose="context", direction="neutral", scheme=None), f"{Q1},W01,5")
    assert part(page(bare, capsys, "pay", Q1), "STATUS") == [
        f"{AGREES}nothing to rate, the same.",
        "  In packs: Contextual: monitored for context, without a target.",
    ]


def test_a_suppressed_figure_is_shown_whole_and_what_packs_hide_is_named(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("beds", unit="number", decimals=0, comparators=["neighbours"])
    others = (f"{Q1},W02,3", f"{Q1},W03,30", f"{Q1},W04,20")
    bare.figures(id, "2024-25 Q4,W01,3", f"{Q1},W01,2,,,,,Two are ill", *others)
    bare.targets(id, {"2025-26": "10"})
    lines = page(bare, capsys, id, Q1)
    assert lines[1:3] == [
        "It shows every number. Hidden in packs: the figures for Q4 2024/25 and Q1",
        "2025/26 and 1 figure of other areas.",
    ]
    rows = part(lines, "ROWS")
    assert rows[0] == "  Figure, Q1 2025/26: 2, line 3, known on 30 July 2025; note: Two are ill"
    assert rows[-1] == "  Neighbours, Q1 2025/26: mean 25 of 2 of 4, lines 5-6; 1 more is hidden"
    assert part(lines, "STATUS")[1:] == [
        "  Red: worse than the target by more than 10% of it: (2 - 10) / 10 = -80.0%.",
        f"{AGREES}Red, the same.",
        "  In packs: Suppressed: the figure could identify someone, or give away another",
        "    that could.",
    ]


def test_words_that_packs_withhold_are_named_too(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("beds", unit="number", decimals=0)
    bare.figures(id, f"{Q1},W01,2")
    said = "---\nauthor: Head of Care\ndate: 2025-08-20\n---\n\nThere were two of them.\n"
    bare.write(f"data/kpis/{id}/commentary/2025-26-q1.md", said)
    assert " ".join(page(bare, capsys, id, Q1)[1:3]) == (
        "It shows every number. Hidden in packs: the figures for Q1 2025/26 and words, or a reason, that would give a "
        "number away."
    )


def test_an_indicator_without_figures_has_nothing_to_work_out(bare: Workspace, capsys: Captured) -> None:
    bare.figures(bare.kpi("beds"))
    lines = page(bare, capsys, "beds", Q1)
    assert part(lines, "ROWS") == ["  Figure: none is on record.", "  Target: none is in force."]
    assert part(lines, "ARITHMETIC") == ["  There is no number to work out."]
    assert part(lines, "STATUS")[-1] == "  In packs: No data: no figure has been reported."


def test_a_year_to_date_figure_stands_beside_the_same_point_last_year_and_both_its_targets(
    bare: Workspace, capsys: Captured
) -> None:
    id = bare.kpi("starts", measure="cumulative", unit="number", decimals=0, minimum=0)
    bare.figures(id, "2024-25 Q1,W01,40", f"{Q1},W01,50")
    bare.targets(id, {Q1: "48", "2025-26": "200"})
    lines = page(bare, capsys, id, Q1)
    assert part(lines, "ROWS") == [
        "  Figure, Apr to Jun 2025: 50, line 3, known on 30 July 2025",
        "  Previous, Apr to Jun 2024: 40, line 2, known on 30 July 2024",
        "  Target, Apr to Jun 2025: 48, targets.csv line 2, known on 1 April 2020",
        "    (illustrative: Care and Health Committee)",
        "  Year's target, Apr 2025 to Mar 2026: 200, targets.csv line 3, known on 1 April",
        "    2020 (illustrative: Care and Health Committee)",
    ]
    assert part(lines, "STATUS")[1:] == [
        "  Green: on the target, or better by up to 5% of it: (50 - 48) / 48 = 4.2%.",
        f"{AGREES}Green, the same.",
    ]


def test_a_range_is_worked_out_from_its_nearer_end(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("beds", scheme="range", direction="neutral")
    bare.figures(id, "2024-25 Q4,W01,65", f"{Q1},W01,72")
    bare.targets(id, {"2024-25": ",60,70", "2025-26": ",60,70"})
    inside, outside = (part(page(bare, capsys, id, quarter), "STATUS") for quarter in ("2024-25 Q4", Q1))
    assert inside[1] == "  Green: inside the target range: 60 <= 65 <= 70."
    assert outside[1:3] == [
        "  Amber: outside the target range by 10% of its nearer end or less: (72 - 70) /",
        "    70 = 2.9%.",
    ]


def test_an_improvement_on_a_year_before_is_told_with_the_figure(bare: Workspace, capsys: Captured) -> None:
    scheme = "- id: better\n  name: Better counts\n  version: 1\n  kind: improvement\n  amber: 10\n  source: Invented\n"
    bare.edit("params/organisation.yml", "comparators:\n", f"{scheme}comparators:\n")
    id = bare.kpi("beds", scheme="better")
    bare.figures(id, "2024-25 Q1,W01,40", f"{Q1},W01,50")
    bare.targets(id, {"2025-26": "100"})
    assert part(page(bare, capsys, id, Q1), "STATUS")[1:] == [
        "  Amber: worse than the target by 10% of it or less, or by more but better than",
        "    a year before: (50 - 100) / 100 = -50.0%; a year before it was 40.",
        f"{AGREES}Amber, the same.",
    ]


def test_a_target_of_zero_is_told_with_what_is_still_amber(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("deaths", unit="number", direction="decrease", zero_tolerance=2)
    bare.figures(id, f"{Q1},W01,12")
    bare.targets(id, {"2025-26": "0"})
    assert part(page(bare, capsys, id, Q1), "STATUS")[1:] == [
        "  Red: worse than the target by more than 10% of it: 12 - 0 = 12; the target is",
        "    0, so Amber is up to 2 off.",
        f"{AGREES}Red, the same.",
    ]


def test_a_percentage_has_the_decimals_that_show_on_which_side_of_a_limit_it_lies(
    bare: Workspace, capsys: Captured
) -> None:
    id = bare.kpi("beds")
    bare.figures(id, f"{Q1},W01,89.99")
    bare.targets(id, {"2025-26": "100"})
    assert part(page(bare, capsys, id, Q1), "STATUS")[1].endswith("(89.99 - 100) / 100 =")
    assert part(page(bare, capsys, id, Q1), "STATUS")[2] == "    -10.01%."


def test_an_overdue_figure_is_rated_and_the_page_says_why_packs_do_not(bare: Workspace, capsys: Captured) -> None:
    id = bare.kpi("beds")
    bare.figures(id, "2024-25 Q3,W01,12")
    bare.targets(id, {"2024-25": "13"})
    assert part(page(bare, capsys, id, Q1), "STATUS")[1:] == [
        "  Amber: worse than the target by 10% of it or less: (12 - 13) / 13 = -7.7%.",
        f"{AGREES}Amber, the same.",
        "  In packs: No data: the figure due by 30 April 2025 is not on record; the",
        "    latest is for Q3 2024/25.",
    ]


def test_a_changed_definition_and_a_revised_target_are_told_with_what_decided_them(
    bare: Workspace, capsys: Captured
) -> None:
    change = {"effective": Q1, "reason": "A new standard.", "fields": {"description": "Another."}}
    id = bare.kpi("beds", changes=[change])
    bare.figures(id, f"{Q1},W01,12")
    bare.targets(id, {"2025-26": "13"}, "2025-04-01")
    bare.targets(id, {"2025-26": "14"}, "2025-06-01")
    lines = page(bare, capsys, id, Q1)
    assert part(lines, "ROWS")[1:] == [
        "  Target, 2025/26: 14, targets.csv line 3, known on 1 June 2025 (illustrative:",
        "    Care and Health Committee)",
        "  Original target, 2025/26: 13, targets.csv line 2, known on 1 April 2025",
        "    (illustrative: Care and Health Committee)",
    ]
    assert part(lines, "DEFINITION") == [
        "  Another.",
        "  In force: kpi.yml with its change from 2025-26 Q1 (description): A new",
        "    standard.",
        "  Approved from 2015-16 Q1: care-and-health, 1 April 2015, minute M1,",
        "    decisions.csv line 2",
        "  Changed from 2025-26 Q1: care-and-health, 1 April 2025, minute M1,",
        "    decisions.csv line 3",
    ]


def test_a_kpi_that_nobody_has_approved_is_in_no_report(bare: Workspace, capsys: Captured) -> None:
    bare.kpi("beds", lifecycle="proposed")
    assert part(page(bare, capsys, "beds", Q1), "WHERE") == ["  In no report of 2025-26 Q1."]


def built(workspace: Workspace, **said: Any) -> None:
    """A report on disk, as a build would leave it, that says this of Care visits on time."""
    folder = "outputs/2025-26-q1/care-and-health"
    path = "data/kpis/visits-on-time/observations.csv"
    latest = {"value": said.pop("value", 78.0)}
    results = {"indicators": [{"kpi": "visits-on-time", "status": "Amber", "latest": latest, **said}]}
    files = ("kpi.yml", "observations.csv", "targets.csv", "origin.yml")
    inputs = {
        f"data/kpis/visits-on-time/{name}": digest(workspace, f"data/kpis/visits-on-time/{name}") for name in files
    }
    assert path in inputs
    workspace.write(f"{folder}/manifest.json", json.dumps({"content_hash": "c" * 64, "inputs": inputs}))
    workspace.write(f"{folder}/results.json", json.dumps(results))
    workspace.write(f"{folder}/pack.qmd", "## Care visits on time {#sec-visits-on-time .kpi}\n")
    workspace.write(f"{folder}/summary.qmd", "## Care visits\n")
    for name in ("pack.html", "summary.html"):
        workspace.write(f"{folder}/{name}", "<p>")
    workspace.write(f"{folder}/tables/visits-on-time-trend.csv", "Period\nQ1\n")
    workspace.write(f"{folder}/tables/summary.csv", "Indicator,Status\nCare visits on time,Amber\n")
    workspace.write(f"{folder}/tables/actions.csv", "Action\nHire.\n")


def test_a_built_report_is_told_with_its_pages_tables_and_hash_and_whether_it_agrees(
    workspace: Workspace, capsys: Captured
) -> None:
    built(workspace)
    assert part(page(workspace, capsys, "visits-on-time", Q1), "WHERE") == [
        "  In outputs/2025-26-q1/, on web pages at #sec-visits-on-time",
        "  Care and Health Committee, care-and-health/: pack.html",
        "    tables/: its own (and -trend), summary",
        f"    results.json agrees: Amber, 78; content {'c' * 12}.",
    ]


def test_a_report_that_says_something_else_is_told(workspace: Workspace, capsys: Captured) -> None:
    built(workspace, status="Green")
    workspace.targets("visits-on-time", {"2026-27": "90"})
    assert part(page(workspace, capsys, "visits-on-time", Q1), "WHERE")[-2:] == [
        f"    RESULTS.JSON DIFFERS: Green, 78; content {'c' * 12}; changed since it was",
        "      built: targets.csv.",
    ]


def test_a_figure_that_was_changed_without_record_is_refused(workspace: Workspace, capsys: Captured) -> None:
    path = workspace.root / "data/kpis/visits-on-time/observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("W01,78", "W01,88"), encoding="utf-8")
    assert workspace.run("trace", "visits-on-time", Q1) == 1
    assert "the file has changed since its checksum was recorded in origin.yml" in capsys.readouterr().err


def test_a_sample_is_drawn_again_by_its_seed_and_says_so(bare: Workspace, capsys: Captured) -> None:
    for id in ("roads", "beds", "visits", "pay", "schools"):
        bare.kpi(id)
        bare.figures(id)
    lines = page(bare, capsys, Q1, "--sample", "2", "--seed", "7")
    assert lines[0] == "Drawn for 2025-26 Q1 by the seed “7”: roads, schools."
    assert [line for line in lines if line.startswith("Care visits on time [")] == [
        "Care visits on time [roads], 2025-26 Q1, as known by 29 August 2025",
        "Care visits on time [schools], 2025-26 Q1, as known by 29 August 2025",
    ]
    assert page(bare, capsys, Q1, "--sample", "2", "--seed", "7") == lines


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("visit-on-time", Q1), "kpi: there is no KPI “visit-on-time”. Did you mean “visits-on-time”?"),
        ((), "kpi: no KPI is given. Give its id, or --sample and --seed."),
        (("visits-on-time", "--seed", "7"), "seed: a seed is for a sample. Say how many: --sample 5."),
        ((Q1, "--sample", "1"), "seed: a sample needs a seed. Give one, for example --seed 2025-09-12."),
        ((Q1, "--sample", "1", "--seed", " "), "seed: a sample needs a seed. Give one, for example --seed 2025-09-12."),
        ((Q1, "--sample", "2", "--seed", "7"), "sample: 2025-26 Q1 has 1 KPI, so 2 cannot be drawn. Ask for fewer."),
        (
            ("visits-on-time", Q1, "--sample", "1", "--seed", "7"),
            "kpi: a sample is of every KPI, so “visits-on-time” cannot be given. Give the quarter only.",
        ),
    ],
)
def test_what_cannot_be_traced_is_explained(
    workspace: Workspace, capsys: Captured, arguments: tuple[str, ...], told: str
) -> None:
    assert workspace.run("trace", *arguments) == 1
    assert capsys.readouterr().err.splitlines() == ["1 problem to put right:", f"  {told}"]
