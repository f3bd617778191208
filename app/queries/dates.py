"""Conditions on partial dates."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, SQLColumnExpression, and_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models import UNKNOWN_DAY, Certainty, Model, Record

_FIRST_KNOWN = UNKNOWN_DAY + timedelta(days=1)


class Days(NamedTuple):
    """The columns of a partial date; all three are NULL while it is unknown."""

    earliest: SQLColumnExpression[date | None]
    latest: SQLColumnExpression[date | None]
    certainty: SQLColumnExpression[Certainty | None]


def days(model: type[Model], name: str) -> Days:
    """Return the columns of a partial date, which ``models.partial_date.partial_date`` declares by name."""
    return Days(*(getattr(model, f"{name}_{column}") for column in Days._fields))


def in_year(model: type[Model], name: str, year: int) -> ColumnElement[bool]:
    """Both ends of the date lie in the year (R-13); a date that may lie outside does not count."""
    held = days(model, name)
    return and_(held.earliest >= date(year, 1, 1), held.latest <= date(year, 12, 31))


def begins_in_year(year: int) -> ColumnElement[bool]:
    """The first day lies in the year: a visit over New Year counts once, in the year it began (R-10).

    The day under which a record stands in lists is its first one, and the index of lists has it.
    """
    first = Record.sort_day
    return and_(first >= max(date(year, 1, 1), _FIRST_KNOWN), first <= date(year, 12, 31))


def overlaps(model: type[Model], name: str, first: date, last: date) -> ColumnElement[bool]:
    """The date may lie between two days, both counted."""
    held = days(model, name)
    return and_(held.earliest <= last, held.latest >= first)


class later(GenericFunction[date]):  # noqa: N801 - SQL spells its functions so
    """A day and a number of days, below zero before it: the day so many days later."""

    type = Date()
    inherit_cache = True


@compiles(later)
def _in_standard_sql(element: later, compiler: Any, **options: Any) -> str:
    day, many = (compiler.process(one, **options) for one in element.clauses)
    return f"({day} + {many})"


@compiles(later, "sqlite")
def _in_sqlite(element: later, compiler: Any, **options: Any) -> str:
    day, many = (compiler.process(one, **options) for one in element.clauses)
    return f"date({day}, {many} || ' days')"
