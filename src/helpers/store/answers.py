"""People's answers to the checklist of quality standards: of each KPI, and of the suite as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.errors import did_you_mean
from helpers.model.checklist import OF_KPI, OF_SUITE, Answers, Question, Said
from helpers.store.parse import Document, Findings, dotted, read_yaml, to_record

KPI_ANSWERS = "checklist.yml"
SUITE_ANSWERS = "suite_checklist.yml"
ELSEWHERE = {
    "kpi": "It is about the suite: answer it in data/register/suite_checklist.yml.",
    "suite": "It is about one KPI: answer it in the checklist.yml of that KPI.",
}


def read_kpi_answers(folder: Path, findings: Findings) -> tuple[Said, ...]:
    """What people answered about the KPI of this folder; nothing when there is no file."""
    return _read(folder / KPI_ANSWERS, OF_KPI, OF_SUITE, ELSEWHERE["kpi"], findings)


def read_suite_answers(root: Path, findings: Findings) -> tuple[Said, ...]:
    """What people answered about the suite as a whole; nothing when there is no file."""
    return _read(root / "data" / "register" / SUITE_ANSWERS, OF_SUITE, OF_KPI, ELSEWHERE["suite"], findings)


def _read(
    path: Path, asked: Sequence[Question], others: Sequence[Question], elsewhere: str, findings: Findings
) -> tuple[Said, ...]:
    document = read_yaml(path, findings) if path.exists() else None
    read = to_record(Answers, document, findings) if document else None
    if document is None or read is None:
        return ()
    known, foreign = [each.id for each in asked], {each.id for each in others}
    for index, said in enumerate(read.answers):
        if said.question not in known:
            message = f"“{said.question}” is not a question of this checklist."
            fix = elsewhere if said.question in foreign else did_you_mean(said.question, known)
            _add(document, index, "question", message, fix, findings)
    _check_days(document, read.answers, findings)
    return tuple(
        said.model_copy(update={"line": document.line(("answers", index))}) for index, said in enumerate(read.answers)
    )


def _check_days(document: Document, answers: Sequence[Said], findings: Findings) -> None:
    """Of two answers to a question on one day, which counts?"""
    given = [(said.question, said.on) for said in answers]
    for index, (question, on) in enumerate(given):
        if (question, on) in given[:index]:
            message = f"“{question}” was answered on {on} already."
            _add(document, index, "on", message, "Keep one of the two, or put the day right.", findings)


def _add(document: Document, index: int, field: str, message: str, fix: str, findings: Findings) -> None:
    place = ("answers", index, field)
    findings.add(document.path, document.line(place), dotted(place), message, fix)
