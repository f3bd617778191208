"""What stood in a record before: values of the trail as its columns take them, parts included. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Column, Date, DateTime, Enum, Time, inspect

from app.errors import DomainError
from app.records import kit
from app.records.changes import Pairs
from app.records.noun import Noun, Part
from app.records.parts import SOURCES
from models import Model, Record


class Forgotten(DomainError):
    """The former values were personal, and they were erased."""


def values_before(noun: Noun[Any], record: Record, changes: Sequence[Pairs]) -> dict[str, Any]:
    """Return what a record said before some changes, in the shape that :func:`app.records.kit.fill` takes.

    :param record: as it is now, loaded with its parts.
    :param changes: of the record, the oldest first; nothing else has changed these fields since.
    :raises Forgotten: a value was personal, and it was erased.
    """
    values = dict(kit.snapshot(noun, record).values)
    for pairs in reversed(changes):
        for key, pair in pairs.items():
            if pair is None:
                raise Forgotten(key)
            values[key] = pair[0]
    changed = {key.partition(".")[0] for pairs in changes for key in pairs}
    parts = {part.name: part for part in (*noun.parts, SOURCES) if part.name in changed}
    own = _typed(noun.model, ((key, values[key]) for key in changed - parts.keys()), values)
    return own | {name: _rows(part, values) for name, part in parts.items()}


def _rows(part: Part, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a part in their order; one that was not there has no position."""
    rows: dict[int, dict[str, Any]] = {}
    for key, value in values.items():
        name, _, rest = key.partition(".")
        if name == part.name:
            id_, _, column = rest.partition(".")
            rows.setdefault(int(id_), {})[column] = value
    there = {id_: row for id_, row in rows.items() if row.get("position") is not None}
    return [
        {"id": id_, **_typed(part.model, ((key, row[key]) for key in row if key != "position"), row)}
        for id_, row in sorted(there.items(), key=lambda one: one[1]["position"])
    ]


def _typed(model: type[Model], told: Iterable[tuple[str, Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return attribute → value from the JSON values of columns; of a partial date all three are there."""
    readers, whole = _readers(model), _whole(model)
    found: dict[str, Any] = {}
    for name, value in told:
        if name in whole:
            attribute, columns, composite = whole[name]
            found[attribute] = composite(*(readers[each](values.get(each)) for each in columns))
        else:
            found[name] = readers[name](value)
    return found


@cache
def _whole(model: type[Model]) -> Mapping[str, tuple[str, Sequence[str], Callable[..., Any]]]:
    """Return column → the attribute that several columns make, all of these, and what makes it of them."""
    return {
        column.name: (name, [each.name for each in composite.columns], composite.composite_class)
        for name, composite in inspect(model).composites.items()
        for column in composite.columns
    }


@cache
def _readers(model: type[Model]) -> Mapping[str, Callable[[Any], Any]]:
    columns = (*Record.__table__.columns, *model.__table__.columns) if issubclass(model, Record) else None
    return {column.name: _reader(column) for column in columns or model.__table__.columns}


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    read: Callable[[Any], Any] = lambda value: value  # noqa: E731 - one of several
    if isinstance(kind, Enum) and kind.enum_class is not None:
        read = kind.enum_class
    for type_, parse in ((DateTime, datetime), (Date, date), (Time, time)):
        if isinstance(kind, type_):
            read = parse.fromisoformat
    return lambda value: None if value is None else read(value)
