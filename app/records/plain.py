"""What a field of a form holds, as a value that can be compared with what is stored."""

from datetime import date, datetime, time
from enum import Enum
from typing import Any

from app.records.reference_field import Chosen
from models import PartialDate


def typed(field: Any) -> Any:
    """Return what a field holds in the shape of what a snapshot of a record holds."""
    match field.kind:
        case "rows":
            return [
                {sub.short_name: typed(sub) for sub in entry.form if sub.kind != "hidden"}
                for entry in field.entries
            ]
        case "many":
            return sorted(member.value for member in field.data)
    return plain(field.data)


def plain(value: Any) -> Any:
    """Make values of a form and of a snapshot comparable; nothing is None."""
    match value:
        case PartialDate():
            known = (value.earliest, value.latest, value.certainty)
            return tuple(plain(one) for one in known) if value.is_known else None
        case Chosen(id=id_):
            return id_
        case Enum():
            return value.value
        case date() | datetime() | time():
            return value.isoformat()
        case str():
            return "\n".join(value.split("\r\n")).strip() or None
    return value
