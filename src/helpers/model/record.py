"""What every record that comes from a file has in common: frozen, and strict about its fields."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _as_a_date(value: Any) -> Any:
    if isinstance(value, str) and not ISO_DATE.fullmatch(value.strip()):
        raise PydanticCustomError("date_parsing", "this is not a date")
    return value


Day = Annotated[date, BeforeValidator(_as_a_date)]  # a date in a list or a group, where a bare number is none either


class Record(BaseModel):
    """A frozen record. An unknown field is an error, so that a typing slip is never silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_written_out(cls, value: Any, info: ValidationInfo) -> Any:
        """Text that must be given is not blank, and a date is not a bare number, which could mean any day."""
        field = cls.model_fields[str(info.field_name)]
        if isinstance(value, str) and not value.strip() and field.is_required():
            raise PydanticCustomError("blank", "this field is blank")
        return _as_a_date(value) if field.annotation in (date, date | None) else value
