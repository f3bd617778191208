"""What is said of a row: kept as JSON in English, shown in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.errors import Problem
from app.i18n import Month, Translator

Message = dict[str, Any]
"""``{"field", "message", "values"}``: target (empty: the row as a whole), msgid, what fills it; and perhaps
``"candidates"``: ``[[id, name], …]``, the records that fit, best first; and
``"note": True`` where nothing is wrong."""


def message(field: str, msgid: str, **values: object) -> Message:
    """Put a message together.

    :param field: target it is about; empty for the row as a whole.
    """
    return {"field": field, "message": msgid, "values": {name: _kept(one) for name, one in values.items()}}


def of_problem(problem: Problem, field: str) -> Message:
    """Turn a refusal of the form or of a rule into a message about a target."""
    return message(field, problem.message, **problem.values)


def say(told: Mapping[str, Any], t: Translator) -> str:
    """Put a message into words."""
    values = {name: _shown(one) for name, one in told.get("values", {}).items()}
    return t(told["message"], **values)


def _kept(value: object) -> Any:
    match value:
        case date():
            return {"day": value.isoformat()}
        case Month(year, month):
            return {"month": [year, month]}
        case str() | int() | float() | None:
            return value
        case _:
            return str(value)


def _shown(value: Any) -> object:
    match value:
        case {"day": day}:
            return date.fromisoformat(day)
        case {"month": [year, month]}:
            return Month(year, month)
        case _:
            return value
