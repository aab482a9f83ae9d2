"""The kite marks of a pack, in words that need no colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from examples import indicator, pack

from helpers.model.checklist import OF_KPI, Answer, Said
from helpers.present.blocks import Paragraph, Table, plain
from helpers.present.sections import kite_marks


def answered(*questions: str, by: str = "Auditor") -> tuple[Said, ...]:
    day = date(2025, 6, 10)
    return tuple(Said(question=each, answer=Answer.YES, by=by, on=day, evidence="*Seen*") for each in questions)


def row(answers: tuple[Said, ...]) -> list[str]:
    section = kite_marks(pack(replace(indicator(name="Children ready for school"), answers=answers)))
    (table,) = [block for block in section if isinstance(block, Table)]
    return [plain(cell.words) for cell in table.rows[0]]


def test_what_each_level_means_stands_above_the_table() -> None:
    section = kite_marks(pack(indicator()))
    meaning = next(plain(block.words) for block in section if isinstance(block, Paragraph))
    assert "has 10 questions about an indicator" in meaning
    assert "½ Part mark: 75% of them or more." in meaning


def test_a_mark_tells_its_gaps_by_name() -> None:
    name, mark, counts, missing = row(answered("reliable", "template"))
    assert (name, mark) == ("Children ready for school", "×\u00a0No\u00a0mark\u00a0yet")
    assert counts == "6 of 10 standards met; 1 not met; 3 not answered"
    assert missing == (
        "Not met: Comparator (no area that it is compared with has a figure). "
        "Not answered: Relevant; Asset register; Target fair."
    )


def test_an_indicator_with_every_answer_lacks_only_what_the_machine_denies() -> None:
    *_, counts, missing = row(answered(*(each.id for each in OF_KPI)))
    assert counts == "9 of 10 standards met; 1 not met"
    assert missing.startswith(
        "Not met: Comparator (no area that it is compared with has a figure). Disputed: Comparator"
    )


def test_a_pack_without_indicators_has_no_table_of_marks() -> None:
    assert tuple(kite_marks(pack())) == ()
