"""Conditions on partial dates."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_


def in_year(model: Any, name: str, year: int) -> ColumnElement[bool]:
    """Both ends of the date lie in the year (R-13); a date that may lie outside does not count."""
    return and_(
        getattr(model, f"{name}_earliest") >= date(year, 1, 1), getattr(model, f"{name}_latest") <= date(year, 12, 31)
    )


def begins_in_year(model: Any, name: str, year: int) -> ColumnElement[bool]:
    """The first day lies in the year: a visit over New Year counts once, in the year it began (R-10)."""
    first = getattr(model, f"{name}_earliest")
    return and_(first >= date(year, 1, 1), first <= date(year, 12, 31))


def overlaps(model: Any, name: str, first: date, last: date) -> ColumnElement[bool]:
    """The date may lie between two days, both counted."""
    return and_(getattr(model, f"{name}_earliest") <= last, getattr(model, f"{name}_latest") >= first)
