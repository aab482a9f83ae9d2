"""The checklist is that of the Framework's Appendix 4, and answers count from their day on."""

from __future__ import annotations

from datetime import date

from helpers.model.checklist import OF_KPI, OF_SUITE, QUESTIONS, Answer, Group, Said, latest_answers

APPENDIX_4 = {
    "KPIs": [
        "Does the KPI measure a relevant priority, strategy or outcome?",
        "Is there a comparator?",
        "Are the calculations used to produce the KPI accurate?",
    ],
    "Data": [
        "Is the data included in the relevant information asset register?",
        "Is the data source reliable?",
        "Is the data sufficiently recent?",
        "Is a time series available if needed?",
    ],
    "KPI Suite": [
        "Is the KPI suite balanced? (leading/lagging, financial/non-financial)",
        "Does the KPI suite have an optimal number of KPIs to be fit for use?",
    ],
    "Presentation": [
        "Is the best template and platform being used, to provide clear and meaningful information for stakeholders?",
        "Should a target be used?",
        "If used, is the target appropriate and not likely to cause bias?",
    ],
}


def test_the_twelve_questions_are_the_frameworks_in_its_order_groups_and_words() -> None:
    grouped = {group.value: [each.wording for each in QUESTIONS if each.group is group] for group in Group}
    assert grouped == APPENDIX_4
    assert [each.wording for each in QUESTIONS] == [text for texts in APPENDIX_4.values() for text in texts]


def test_ten_questions_are_about_a_kpi_and_two_about_the_suite() -> None:
    assert [each.id for each in OF_SUITE] == ["balanced", "optimal-number"]
    assert (len(OF_KPI), len({each.id for each in QUESTIONS})) == (10, 12)


def said(question: str, answer: str, on: str) -> Said:
    return Said(question=question, answer=Answer(answer), by="Auditor", on=date.fromisoformat(on), evidence="Seen")


def test_the_answer_given_last_by_the_day_counts_whatever_the_order_of_the_file() -> None:
    answers = [said("reliable", "yes", "2025-06-10"), said("reliable", "no", "2025-01-10")]
    found = {day: latest_answers(answers, date.fromisoformat(day)) for day in ("2025-06-10", "2025-06-09")}
    assert found["2025-06-10"]["reliable"].answer is Answer.YES
    assert found["2025-06-09"]["reliable"].answer is Answer.NO
    assert latest_answers(answers, date(2024, 12, 31)) == {}
