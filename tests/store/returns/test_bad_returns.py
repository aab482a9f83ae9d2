"""What a person is told when a supplier's return is wrong; nothing is then written."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from replies import HEADING, as_csv, as_excel, row

if TYPE_CHECKING:
    from conftest import HandIn, Workspace

    Captured = pytest.CaptureFixture[str]

NO_FIGURE = "Write digits only; when there is no figure, leave the cell empty and choose a mark."
SHEET = "back.xlsx, sheet Return:2"
PASTE = "Paste its value instead."
LETTERS = "Choose from: c, x, z, p, e, b, low."
HEADINGS = "KPI id, Period, Value"
SEND_HEADINGS = f"Send the file back with the headings it had: {HEADINGS} and the others."
SAVE_AGAIN = "Open it in Excel and save it as a new .xlsx file."
BELOW_AND_ABOVE = "Put right whichever of the three is wrong."
HAND = (
    "Until its pack is out, put line {line} of data/kpis/visits-on-time/observations.csv right by hand, then run:"
    " packs accept visits-on-time. Afterwards send it with the next quarter's return."
)


def huge() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return stream.getvalue()


FILES = {
    "an empty file": ("back.csv", b"", ["back.csv: this file is empty. Ask for it again."]),
    "a Word document": (
        "back.docx", b"PK",
        ["back.docx: “.docx” files are not read. In Excel, save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”."],
    ),
    "an old Excel file": (
        "back.xls", b"\xd0\xcf\x11\xe0",
        ["back.xls: “.xls” files are not read. In Excel, save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”."],
    ),
    "a workbook with a password": (
        "back.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1",
        ["back.xlsx: this workbook has a password, or is of an old kind of Excel."
         " Take the password off and save it as “Excel Workbook (.xlsx)”."],
    ),
    "text that is called a workbook": (
        "back.xlsx", as_csv(row(value=78)),
        [f"back.xlsx: this is not an Excel workbook that can be read. {SAVE_AGAIN}"],
    ),
    "a zip file that is called a workbook": (
        "back.xlsx", b"PK\x05\x06" + b"\0" * 18,
        [f"back.xlsx: this is not an Excel workbook that can be read. {SAVE_AGAIN}"],
    ),
    "a workbook that unpacks to no end": (
        "back.xlsx", huge(), ["back.xlsx: this workbook is too large. Send the sheet “Return” alone."],
    ),
    "the file that Excel keeps while a workbook is open": (
        "~$back.xlsx", b"Head of Care",
        ["~$back.xlsx: this is not a return: Excel keeps it while the workbook is open."
         " Close the workbook in Excel, and name the workbook itself."],
    ),
    "a workbook without headings": (
        "back.xlsx", as_excel(row(value=78), heading=["One", "Two"]),
        [f"back.xlsx: no sheet has the headings {HEADINGS}. {SEND_HEADINGS}"],
    ),
    "a CSV file without headings": (
        "back.csv", as_csv(heading=row(value=78)),
        [f"back.csv: no row has the headings {HEADINGS}. {SEND_HEADINGS}"],
    ),
    "a CSV file that is a picture": (
        "back.csv", b"\x89PNG\r\n\0\0",
        ["back.csv: this file is not text that can be read. In Excel, save it as “CSV UTF-8”."],
    ),
    "a stray quotation mark": (
        "back.csv", as_csv(row(value=78)) + b'"visits" x,\r\n',
        ["back.csv:3: this line is not valid CSV: ',' expected after '\"'. Look for a stray quotation mark."],
    ),
    "a heading given twice": (
        "back.csv", as_csv([*row(value=78), 79], heading=[*HEADING, "value"]),
        ["back.csv:1 value: the column is given twice. Keep one of them."],
    ),
    "a comma in words without quotation marks": (
        "back.csv", as_csv([*row(value=78), "and more"]),
        ["back.csv:2: this row has cells beyond the last heading: “and more”."
         " Look for an extra comma, or put the text in quotation marks."],
    ),
}  # fmt: skip

ROWS = {
    "a KPI that is misspelt": (
        [row("visits-on-tine", value=78)],
        [f"{SHEET} kpi: there is no KPI “visits-on-tine”. Did you mean “visits-on-time”?"],
    ),
    "no KPI": (
        [row("", value=78)],
        [f"{SHEET} kpi: the row does not say of which KPI it is."
         " Give the KPI id as it was in the workbook that we sent."],
    ),
    "a KPI that is still being developed": (
        [row("planned", value=78)],
        [f"{SHEET} kpi: figures of “planned” are not reported in 2025-26 Q1."
         " Take the row out, or see what was decided: packs register status."],
    ),
    "words among the figures": ([row(value="45 of 60")], [f"{SHEET} value: “45 of 60” is not a number. {NO_FIGURE}"]),
    "not applicable, in words": ([row(value="n/a")], [f"{SHEET} value: “n/a” is not a number. {NO_FIGURE}"]),
    "fewer than five": ([row(value="<5")], [f"{SHEET} value: “<5” is not a number. {NO_FIGURE}"]),
    "a figure and its unit": ([row(value="78 visits")], [f"{SHEET} value: “78 visits” is not a number. {NO_FIGURE}"]),
    "a power of ten": ([row(value="7.8E+01")], [f"{SHEET} value: “7.8E+01” is not a number. {NO_FIGURE}"]),
    "a comma for the decimal point": ([row(value="78,5")], [f"{SHEET} value: “78,5” is not a number. {NO_FIGURE}"]),
    "a comma out of place": ([row(value="1,00")], [f"{SHEET} value: “1,00” is not a number. {NO_FIGURE}"]),
    "true": ([row(value=True)], [f"{SHEET} value: “True” is not a number. {NO_FIGURE}"]),
    "a date in place of a figure": (
        [row(value=date(2025, 6, 30))], [f"{SHEET} value: “2025-06-30” is not a number. {NO_FIGURE}"],
    ),
    "a formula": ([row(value="=39/50*100")], [f"{SHEET} value: the cell holds a formula (=39/50*100). {PASTE}"]),
    "a formula among the words": (
        [row(value=78, commentary='=HYPERLINK("x","y")')],
        [f'{SHEET} commentary: the cell holds a formula (=HYPERLINK("x","y")). {PASTE}'],
    ),
    "an error of Excel's": (
        [row(value="#DIV/0!")],
        [f"{SHEET} value: the cell holds the error #DIV/0!. Put the figure right, or empty it."],
    ),
    "more than the unit can be": (
        [row(value=101)],
        [f"{SHEET} value: 101 is above 100, the most it can be. Correct it, or maximum in kpi.yml."],
    ),
    "a note without a figure": (
        [row(note="To follow")],
        [f"{SHEET} value: there is no figure, and no mark to say why. Add a figure, or a mark such as x."],
    ),
    "a figure that is marked as suppressed": (
        [row(value=3, marks="c")],
        [f"{SHEET} value: a figure is given, and the mark c says that it is not."
         " Empty value, or take the mark away."],
    ),
    "a mark in words that are none of ours": (
        [row(value=78, marks="fairly sure")], [f"{SHEET} marks: “fairly sure” is not a known mark. {LETTERS}"],
    ),
    "a percentage of pounds": (
        [row("agency-spending", "2025-04", value="12%")],
        [f"{SHEET} value: 12% is given. The KPI is not a percentage. Write the number without the percent sign."],
    ),
    "a percentage in place of a count": (
        [row(value=78, numerator="78%", denominator=100)],
        [f"{SHEET} numerator: 78% is given. A numerator is a count. Write the number without the percent sign."],
    ),
    "counts that do not give the value": (
        [row(value=78, numerator=45, denominator=60)],
        [f"{SHEET} value: 45 divided by 60 gives 75.00, and the value is 78. {BELOW_AND_ABOVE}"],
    ),
    "a denominator of nothing": (
        [row(value=78, numerator=45, denominator=0)],
        [f"{SHEET} denominator: the denominator is 0. Give the count that it stands for."],
    ),
    "a period of another kind": (
        [row(period="2025", value=78)], [f"{SHEET} period: “2025” is not a quarter; write it like 2025-26 Q1."],
    ),
    "no period": ([row(period=None, value=78)], [f"{SHEET} period: “” is not a quarter; write it like 2025-26 Q1."]),
    "a period that is not over": (
        [row(period="2025-26 Q2", value=78)],
        [f"{SHEET} period: Q2 2025/26 had not ended when the return was received, on 20 August 2025."
         " Put the period right."],
    ),
    "an area that nobody knows": (
        [row(area="w02x", value=78)],
        [f"{SHEET} area: “w02x” is not an area that organisation.yml names. Did you mean “W02”?"],
    ),
    "a period given twice": (
        [row(value=78), row(period=date(2025, 6, 30), value=79)],
        ["back.xlsx, sheet Return:3 period: row 2 of back.xlsx, sheet Return gives a figure for Q1 2025/26 too."
         " Keep one of the two."],
    ),
    "a revision without a reason": (
        [row(period="2024-25 Q4", value=75)],
        [f"{SHEET} note: this revises 76, the figure on record for Q4 2024/25, and nothing says why."
         " Give the reason under Note."],
    ),
    "a note like a formula": (
        [row(value=78, note="+1 from last time")],
        [f"{SHEET} note: it begins with “+”, like a formula. Begin it with a word."],
    ),
    "commentary on two rows": (
        [row(value=78, commentary="Better."), row(period="2024-25 Q4", commentary="Worse.")],
        ["back.xlsx, sheet Return:3 commentary: commentary on visits-on-time is given on row 2 of back.xlsx,"
         " sheet Return too. Give it once for each indicator."],
    ),
    "an action's owner without an action": (
        [row(value=78, action_owner="Head of Care")],
        [f"{SHEET} action: an action's owner or date is given, and no action. Say what is being done."],
    ),
    "an action's date in words": (
        [row(value=78, action="Hire.", action_due="soon")],
        [f"{SHEET} action due: “soon” is not a date. Write it like 30/09/2025."],
    ),
    "an action's date that does not exist": (
        [row(value=78, action="Hire.", action_due="31/09/2025")],
        [f"{SHEET} action due: “31/09/2025” is not a date. Write it like 30/09/2025."],
    ),
    "commentary with a heading of its own": (
        [row(value=78, commentary="Better.\n\n## Cause\n\nLuck.")],
        [f"{SHEET} commentary: it has a heading of its own."
         " Write “Cause” and “Action” in their own columns, and no lines that begin with ##."],
    ),
    "commentary with a placeholder": (
        [row(value=78, commentary="Now {kpi.actual}.")],
        [f"{SHEET} commentary: it has a curly bracket, which is kept for figures filled in from the data."
         " Write it without."],
    ),
    "everything at once": (
        [row("visits-on-tine", value=78), row(period="Spring", value="good", marks="sure", numerator="=A1")],
        [
            f"{SHEET} kpi: there is no KPI “visits-on-tine”. Did you mean “visits-on-time”?",
            "back.xlsx, sheet Return:3 marks: “sure” is not a known mark. " + LETTERS,
            "back.xlsx, sheet Return:3 numerator: the cell holds a formula (=A1). " + PASTE,
            "back.xlsx, sheet Return:3 period: “Spring” is not a quarter; write it like 2025-26 Q1.",
            "back.xlsx, sheet Return:3 value: “good” is not a number. " + NO_FIGURE,
        ],
    ),
}  # fmt: skip


def told(problems: list[str]) -> str:
    heading = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"{heading} to put right:", *(f"  {problem}" for problem in problems)]) + "\n"


@pytest.mark.parametrize(("name", "content", "problems"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(
    asked: Workspace, hand_in: HandIn, capsys: Captured, name: str, content: bytes, problems: list[str]
) -> None:
    before = asked.files()
    assert hand_in(**{name: content}) == 1
    assert capsys.readouterr().err == told(problems)
    assert asked.files() == before


@pytest.mark.parametrize(("rows", "problems"), ROWS.values(), ids=ROWS)
def test_a_row_that_is_wrong_is_told_and_nothing_is_written(
    asked: Workspace, hand_in: HandIn, capsys: Captured, rows: list[list[str]], problems: list[str]
) -> None:
    before = asked.files()
    assert hand_in(**{"back.xlsx": as_excel(*rows)}) == 1
    assert capsys.readouterr().err == told(problems)
    assert asked.files() == before


def test_a_comma_that_can_be_read_in_two_ways_is_told(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    rows = [row("agency-spending", "2025-04", value="51,200"), row("agency-spending", "2025-05", value="51200")]
    assert hand_in(**{"back.csv": as_csv(*rows, mark=";")}) == 1
    assert capsys.readouterr().err == told([
        "back.csv:2 value: “51,200” may be read in two ways: in this file a comma may stand for a decimal point."
        " Write it without the comma, or with a point for decimals.",
    ])  # fmt: skip


def test_a_formula_in_a_csv_file_is_told(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    assert hand_in(**{"back.csv": as_csv(row(value="=2+3"))}) == 1
    assert capsys.readouterr().err == told([f"back.csv:2 value: the cell holds a formula (=2+3). {PASTE}"])


def test_a_second_figure_for_the_same_pack_is_told(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    assert hand_in(**{"back.csv": as_csv(row(value=78))}) == 0
    capsys.readouterr()
    before = asked.files()
    assert hand_in(**{"again.csv": as_csv(row(value=79, note="Recounted"))}) == 1
    assert capsys.readouterr().err == told([
        "again.csv:2 value: 78 is on record for Q1 2025/26 and 2025-26 Q1 already, and a quarter holds one figure. "
        + HAND.format(line=4),
    ])  # fmt: skip
    assert asked.files() == before


def test_commentary_never_overwrites_what_is_on_record(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    assert hand_in(**{"back.csv": as_csv(row(commentary="Better."))}) == 0
    capsys.readouterr()
    assert hand_in(**{"again.csv": as_csv(row(commentary="Much better."))}) == 1
    assert capsys.readouterr().err == told([
        "again.csv:2 commentary: other commentary is on record for 2025-26 Q1, in"
        " data/kpis/visits-on-time/commentary/2025-26-q1.md. Change that file by hand, or empty these cells.",
    ])  # fmt: skip


def test_one_bad_file_keeps_the_others_out(asked: Workspace, hand_in: HandIn, capsys: Captured) -> None:
    before = asked.files()
    assert hand_in(**{"good.csv": as_csv(row(value=78)), "bad.csv": as_csv(row(value="x"))}) == 1
    assert capsys.readouterr().err == told([f"bad.csv:2 value: “x” is not a number. {NO_FIGURE}"])
    assert asked.files() == before


def test_a_file_that_is_not_there_is_told(asked: Workspace, capsys: Captured) -> None:
    assert asked.run("returns", "receive", str(asked.root / "inbox" / "back.csv")) == 1
    assert capsys.readouterr().err == told(["inbox/back.csv: there is no such file. Check its name and folder."])


def test_a_folder_in_place_of_a_file_is_told(asked: Workspace, capsys: Captured) -> None:
    (asked.root / "inbox").mkdir()
    assert asked.run("returns", "receive", str(asked.root / "inbox")) == 1
    assert capsys.readouterr().err == told(["inbox: this file cannot be read: Is a directory."])


def test_a_return_is_not_added_to_figures_that_are_not_right_themselves(
    asked: Workspace, hand_in: HandIn, capsys: Captured
) -> None:
    file = "data/kpis/visits-on-time/observations.csv"
    text = (asked.root / file).read_text(encoding="utf-8")
    asked.write(file, text.replace("74,740", "75,750"))
    before = asked.files()
    assert hand_in(**{"back.csv": as_csv(row(value=78))}) == 1
    assert capsys.readouterr().err == told([
        f"{file}: the file has changed since its checksum was recorded in origin.yml."
        " Put it back, or if the change is right record it: packs accept visits-on-time"
    ])  # fmt: skip
    assert asked.files() == before
