"""Text files into records, with every problem told in plain words: file, line, field, and what to do."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from helpers.errors import Problem, Problems, did_you_mean
from helpers.model.record import Record

Place = tuple[int | str, ...]
R = TypeVar("R", bound=Record)


@dataclass
class Findings:
    """Problems collected while reading, so that they can be told all at once."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, field: str, message: str, fix: str = "") -> None:
        """Note one problem. `path` is shown relative to the workspace."""
        self.problems.append(Problem(self.shown(path), line, field, message, fix))

    def shown(self, path: Path) -> str:
        """The path as people know it: relative to the workspace."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    def raise_any(self) -> None:
        """Raise Problems if there are any."""
        if self.problems:
            raise Problems(self.problems)


@dataclass(frozen=True)
class Document:
    """A YAML document with the line on which each of its fields stands."""

    path: Path
    data: dict[str, Any]
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a field, or of the nearest field around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_text(path: Path, findings: Findings) -> str | None:
    """The text of a UTF-8 file, or None (and a finding) when it is missing or in another encoding."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        findings.add(path, 0, "", "this file is missing.")
    except UnicodeDecodeError:
        findings.add(path, 0, "", "this file is not UTF-8 text.", "Save it again as UTF-8.")
    return None


def read_yaml(path: Path, findings: Findings) -> Document | None:
    """Read a YAML file that holds one mapping; None, and a finding, when that cannot be done."""
    text = read_text(path, findings)
    return None if text is None else parse_yaml(text, path, findings)


def parse_yaml(text: str, path: Path, findings: Findings, first_line: int = 1) -> Document | None:
    """Read YAML text that holds one mapping. Duplicate keys are findings: YAML itself would keep only the last."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        findings.add(path, *_yaml_error(error, first_line))
        return None
    if not isinstance(node, yaml.MappingNode):
        findings.add(path, first_line, "", "this file should be a list of fields, one “name: value” a line.")
        return None
    lines: dict[Place, int] = {}
    _walk(node, (), lines, first_line, path, findings)
    return Document(path, data, lines)


def to_record(kind: type[R], document: Document, findings: Findings) -> R | None:
    """The document as a record of this kind; None, and a finding for each fault, when it does not fit."""
    try:
        return kind.model_validate(document.data)
    except ValidationError as error:
        for fault in error.errors():
            place = tuple(part for part in fault["loc"] if isinstance(part, int | str))
            message, fix = _in_words(fault, kind)
            findings.add(document.path, document.line(place), _dotted(place), message, fix)
        return None


def read_record(kind: type[R], path: Path, findings: Findings) -> R | None:
    """Read one YAML file as a record; None, and findings, when it cannot be."""
    document = read_yaml(path, findings)
    return None if document is None else to_record(kind, document, findings)


def faults_in_words(error: ValidationError, kind: type[BaseModel]) -> Iterable[tuple[str, str, str]]:
    """The faults of a record that did not come from YAML: field, message and fix."""
    for fault in error.errors():
        place = tuple(part for part in fault["loc"] if isinstance(part, int | str))
        yield (_dotted(place), *_in_words(fault, kind))


def _yaml_error(error: Exception, first_line: int) -> tuple[int, str, str, str]:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + first_line if mark else 0
    what = getattr(error, "problem", None) or str(error)
    return line, "", f"this is not valid YAML: {what}.", "Look for a missing colon, quote or indent here."


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], first: int, path: Path, findings: Findings) -> None:
    lines.setdefault(place, node.start_mark.line + first)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*place, index), lines, first, path, findings)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here, line = (*place, str(key.value)), key.start_mark.line + first
            if here in lines:
                message = f"the field is given twice, first on line {lines[here]}."
                findings.add(path, line, _dotted(here), message, "Keep one of them.")
            lines[here] = line
            _walk(value, here, lines, first, path, findings)


def _dotted(place: Place) -> str:
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _in_words(fault: ErrorDetails, kind: type[BaseModel]) -> tuple[str, str]:
    given, name = fault["input"], fault["type"]
    context: dict[str, Any] = fault.get("ctx", {})
    if name == "extra_forbidden":
        return f"unknown field “{fault['loc'][-1]}”.", did_you_mean(str(fault["loc"][-1]), _fields_at(kind, fault["loc"]))
    if name == "missing":
        return "this field is missing.", "Add it."
    if name == "enum":
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f"“{given}” is not a known value.", did_you_mean(str(given), known)
    if name == "value_error":
        return str(context["error"]), ""
    if name in ("too_short", "string_too_short"):
        return "this list is empty.", "Give at least one."
    if name == "string_pattern_mismatch":
        return f"“{given}” is not an id.", "Use lower-case letters, digits and single hyphens."
    return _wrong_kind(name, given, fault["msg"])


def _wrong_kind(name: str, given: Any, otherwise: str) -> tuple[str, str]:
    if name.startswith("date"):
        return f"“{given}” is not a date.", "Write it like 2025-06-30."
    if name.startswith(("int", "decimal", "float")) and name.endswith(("parsing", "type", "from_float")):
        return f"“{given}” is not a number.", "Write digits only, with a point for decimals."
    if name.startswith("bool"):
        return f"“{given}” is neither true nor false.", "Write true or false."
    if name == "string_type":
        return f"“{given}” is not text.", "Put it in quotation marks."
    return f"{otherwise[0].lower()}{otherwise[1:]} (“{_short(given)}” was given).", ""


def _short(given: Any) -> str:
    text = str(given)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _fields_at(kind: type[BaseModel], loc: tuple[Hashable, ...]) -> list[str]:
    """The known fields of the record in which the fault lies, following lists and nested records."""
    current = kind
    for part in loc[:-1]:
        if isinstance(part, str) and part in current.model_fields:
            current = _record_within(current.model_fields[part].annotation) or current
    return list(current.model_fields)


def _record_within(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and not issubclass(annotation, Enum):
        return annotation
    found = (_record_within(inner) for inner in getattr(annotation, "__args__", ()))
    return next((record for record in found if record), None)
