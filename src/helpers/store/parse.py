"""Text files into records, with every problem told in plain words: file, line, field, and what to do."""

from __future__ import annotations

import re
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
NULL = "tag:yaml.org,2002:null"
NAMELESS = "None"  # as pydantic calls the field whose name is null
LONG = re.compile(r"(“[^”]{60})[^”]+(?=”)")  # a quotation that is cut
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # also what reverses a line
LOOK = "Look for a missing colon, quote or indent here."
YAML_IN_WORDS = {
    "mapping values are not allowed in this context": (
        "a colon stands where none can", "Put text with a colon in it in quotation marks, or put the indent right."),
    "found character that cannot start any token": (
        "a value cannot begin like this", "Put the text in quotation marks."),
    "found unexpected end of stream": (
        "a quotation mark is opened and never closed", "Close it, or take it out."),
    "did not find expected ',' or ']'": ("a list that begins with [ is never closed", "Close it with ]."),
    "did not find expected ',' or '}'": ("a group that begins with { is never closed", "Close it with }."),
    "but found another document": ("a second document begins with ---", "Keep one document in the file."),
    "found unhashable key": ("the name before the colon is a list or a group", "Write one “name: value” a line."),
}  # fmt: skip


class _Loader(yaml.CSafeLoader):
    """YAML whose values are text just as it was written, so that `no` is “no” and 007 is “007”; a blank one is None."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, pattern) for tag, pattern in rules if tag == NULL]
        for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass
class Findings:
    """Problems collected while reading, so that they can be told all at once."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, field: str, message: str, fix: str = "") -> None:
        """Note one problem. `path` is shown relative to the workspace."""
        self.problems.append(Problem(self.shown(path), line, field, LONG.sub(r"\1…", message), fix))

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
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        findings.add(path, 0, "", "this file is missing.", "Add it, or put its name right.")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        findings.add(path, line, "", "this is not UTF-8 text.", "Save the file again as UTF-8 (in Excel: “CSV UTF-8”).")
    except OSError as error:
        findings.add(path, 0, "", f"this file cannot be read: {error.strerror}.")
    else:
        return text if _is_printable(text, path, findings) else None
    return None


def unprintable(text: str) -> str:
    """The first character of the text that cannot be shown, like U+0007; empty when there is none."""
    found = UNPRINTABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _is_printable(text: str, path: Path, findings: Findings) -> bool:
    found = UNPRINTABLE.search(text)
    if found:
        message = f"it has a character that cannot be shown ({unprintable(text)})."
        findings.add(
            path, text.count("\n", 0, found.start()) + 1, "", message, "Take it out, or save it again as text."
        )
    return found is None


def read_yaml(path: Path, findings: Findings) -> Document | None:
    """Read a YAML file that holds one mapping; None, and a finding, when that cannot be done."""
    text = read_text(path, findings)
    return None if text is None else parse_yaml(text, path, findings)


def parse_yaml(text: str, path: Path, findings: Findings, first_line: int = 1) -> Document | None:
    """Read YAML text that holds one mapping of values that are text, lists or mappings.

    Duplicate keys are findings (YAML itself would keep only the last), and so are aliases (they can hide a loop) and
    tags (they turn text into something else).
    """
    try:
        refused = next((token for token in yaml.scan(text, _Loader) if _refused(token)), None)
        if refused:
            line, message = refused.start_mark.line + first_line, f"the {_refused(refused)} is not read here."
            findings.add(path, line, "", message, "Write the value out.")
            return None
        node, data = _load(text)
    except yaml.YAMLError as error:
        findings.add(path, *_yaml_error(error, text, first_line))
        return None
    if not isinstance(node, yaml.MappingNode):
        message = "this file is empty." if node is None else "this file is not a list of fields."
        findings.add(path, first_line, "", message, "Write one “name: value” a line.")
        return None
    lines: dict[Place, int] = {}
    _walk(node, (), lines, first_line, path, findings)
    return Document(path, data, lines)


def to_record(kind: type[R], document: Document, findings: Findings) -> R | None:
    """The document as a record of this kind; None, and a finding for each fault, when it does not fit."""
    try:
        return kind.model_validate(document.data)
    except ValidationError as error:
        faults = error.errors()
        for fault in faults:
            if not _follows_from_others(fault, faults):
                place = tuple(part for part in fault["loc"] if isinstance(part, int | str))
                message, fix = _in_words(fault, kind)
                findings.add(document.path, document.line(place), dotted(place), message, fix)
        return None


def read_record(kind: type[R], path: Path, findings: Findings) -> R | None:
    """Read one YAML file as a record; None, and findings, when it cannot be."""
    document = read_yaml(path, findings)
    return None if document is None else to_record(kind, document, findings)


def faults_in_words(error: ValidationError, kind: type[BaseModel]) -> Iterable[tuple[str, str, str]]:
    """The faults of a record that did not come from YAML: field, message and fix."""
    for fault in error.errors():
        place = tuple(part for part in fault["loc"] if isinstance(part, int | str))
        yield (dotted(place), *_in_words(fault, kind))


def _follows_from_others(fault: ErrorDetails, faults: Iterable[ErrorDetails]) -> bool:
    """Whether a list counts as empty only because of what is wrong with what is in it."""
    place = fault["loc"]
    return fault["type"] == "too_short" and any(
        len(each["loc"]) > len(place) and each["loc"][: len(place)] == place for each in faults
    )


def _load(text: str) -> tuple[yaml.Node | None, Any]:
    """The document's tree, which knows its lines, and its data."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else None
    finally:
        loader.dispose()


def _refused(token: yaml.Token) -> str:
    """What is not read in a YAML file, as it was written; empty when the token is nothing of the kind."""
    if isinstance(token, yaml.AliasToken):
        return f"alias *{token.value}"
    return f"tag {''.join(filter(None, token.value))}" if isinstance(token, yaml.TagToken) else ""


def _yaml_error(error: yaml.YAMLError, text: str, first_line: int) -> tuple[int, str, str, str]:
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    message, fix = YAML_IN_WORDS.get(what, (what, LOOK))
    mark = getattr(error, "context_mark" if "never closed" in message else "problem_mark", None)
    there = next(iter(text.split("\n")[mark.line :]), "") if mark else ""
    if there.lstrip(" ").startswith("\t"):
        message, fix = "the line begins with a tab", "Indent with spaces, not tabs."
    return mark.line + first_line if mark else 0, "", f"this is not valid YAML: {message}.", fix


def _walk(node: yaml.Node, place: Place, lines: dict[Place, int], first: int, path: Path, findings: Findings) -> None:
    lines.setdefault(place, node.start_mark.line + first)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*place, index), lines, first, path, findings)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = NAMELESS if key.tag == NULL else str(key.value)
            here, line = (*place, name), key.start_mark.line + first
            if here in lines:
                message = f"the field is given twice, first on line {lines[here]}."
                findings.add(path, line, dotted(here), message, "Keep one of them.")
            lines[here] = line
            _walk(value, here, lines, first, path, findings)


def dotted(place: Place) -> str:
    """A field as people are told of it: plans[2].priority."""
    text = ""
    for part in place:
        if part in ("[key]", NAMELESS):
            continue
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _in_words(fault: ErrorDetails, kind: type[BaseModel]) -> tuple[str, str]:
    given, name = fault["input"], fault["type"]
    context: dict[str, Any] = fault.get("ctx", {})
    if name == "extra_forbidden":
        unknown = str(fault["loc"][-1])
        return f"unknown field “{unknown}”.", did_you_mean(unknown, _fields_at(kind, fault["loc"]))
    if name == "missing":
        return "this field is missing.", "Add it."
    if name == "invalid_key":
        return "a value stands here without a name.", "Write “name: value”."
    if name == "blank":
        return "this field is blank.", "Give it a value."
    if given is None:
        return "this field is blank.", "Give it a value, or take the line out."
    if name == "enum" and isinstance(given, str):
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f"“{given}” is not a known value.", did_you_mean(str(given), known)
    if name == "value_error":
        return str(context["error"]), ""
    if name == "too_short":
        return "this list is empty.", "Give at least one."
    if name == "string_pattern_mismatch":
        return not_an_id(given)
    return _wrong_kind(name, given, fault["msg"])


def not_an_id(given: str) -> tuple[str, str]:
    """What to say of text that should be an id and is not: message and fix."""
    return f"“{given}” is not an id.", "Use lower-case letters, digits and single hyphens."


def _wrong_kind(name: str, given: Any, otherwise: str) -> tuple[str, str]:
    if name == "tuple_type":
        grouped = isinstance(given, dict)
        fix = "Begin each of its entries with a hyphen." if grouped else "Write it like [first, second]."
        return f"{_described(given)} is not a list.", fix
    if name in ("model_type", "dict_type"):
        return f"{_described(given)} is not a group of fields.", "Write one “name: value” a line below it, indented."
    if isinstance(given, list | dict):
        return f"{_described(given)} is not a single value.", "Write one value on the line."
    if name.startswith("date"):
        return f"“{given}” is not a date.", "Write it like 2025-06-30."
    if name == "int_parsing":
        return f"“{given}” is not a whole number.", "Write digits only."
    if name in ("decimal_parsing", "finite_number"):
        return f"“{given}” is not a number.", "Write digits only, with a point for decimals."
    if name.startswith("bool"):
        return f"“{given}” is neither true nor false.", "Write true or false."
    return f"{otherwise.replace('Input should', 'this should')} (“{given}” was given).", ""


def _described(given: Any) -> str:
    return "a list" if isinstance(given, list) else "a group of fields" if isinstance(given, dict) else f"“{given}”"


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
