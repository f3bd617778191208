"""Filters over a vocabulary: the values on offer and the condition, unknown included."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.records.noun import Options

UNKNOWN = "unknown"


def members(of: type[StrEnum], *, unknown: bool = True) -> Callable[[Session, Actor, Translator], Options]:
    """Offer each member with its word, and unknown last."""

    def options(session: Session, actor: Actor, t: Translator) -> Options:
        known = [(member.value, t(label(member))) for member in of]
        return [*known, (UNKNOWN, t(N_("Unknown")))] if unknown else known

    return options


def a_member(
    column: InstrumentedAttribute[Any], of: type[StrEnum]
) -> Callable[[str, date], ColumnElement[bool] | None]:
    """Match a member's value, or what is not known; other values match nothing and are ignored."""

    def condition(value: str, today: date) -> ColumnElement[bool] | None:
        if value == UNKNOWN:
            return column.is_(None)
        return column == of(value) if value in {member.value for member in of} else None

    return condition
