"""Everything that a record holds, as text that is the same on every run: two records have the same only if they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel


def contents(record: object) -> str:
    """The text. Raises TypeError for a record that holds what is not known to be told whole."""
    return json.dumps(_told(record), ensure_ascii=False)


def _told(value: Any) -> Any:
    match value:
        case Enum():
            return [type(value).__qualname__, value.name]
        case None | bool() | int() | str():
            return value
        case float() | Decimal() | date():
            return [type(value).__qualname__, repr(value)]
        case Mapping():
            return {"mapping": [[_told(key), _told(each)] for key, each in value.items()]}
        case tuple() | list():
            return [_told(each) for each in value]
        case Set():
            return {"set": sorted(json.dumps(_told(each)) for each in value)}
        case BaseModel():
            return _fields(value, type(value).model_fields)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value, [field.name for field in fields(value)])
    raise TypeError(f"nobody has said how to tell all of a {type(value).__qualname__}")


def _fields(value: object, names: Any) -> dict[str, Any]:
    return {"record": type(value).__qualname__, **{f".{name}": _told(getattr(value, name)) for name in names}}
