"""The parts of a record: rows of its own, such as the delegates of a visit, and its sources."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import JSON, Table, inspect
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import instance_dict
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from app.records.form import RowForm
from app.records.noun import Noun, Part
from models import Record, Source

SOURCES = Part(name="sources", model=Source, form=RowForm)


def all_parts(noun: Noun[Any]) -> Iterator[Any]:
    """Load what a record is made of."""
    yield selectinload(noun.model.sources)
    for part in noun.parts:
        yield selectinload(getattr(noun.model, part.name))


@cache
def parent_column(part: Part) -> str:
    """Return the column of a part that names the record it belongs to."""
    return next(
        column.name
        for column in part.model.__table__.columns
        for key in column.foreign_keys
        if key.ondelete == "CASCADE"
    )


def fill_part(record: Record, part: Part, rows: Iterable[Mapping[str, Any]]) -> None:
    """Set the rows of a part: known ones are changed, others are new, those not told go.

    :raises KeyError: a row names a column that the part does not have.
    """
    kept = {row.id: row for row in getattr(record, part.name) if row.id is not None}
    settable = settable_in(part)
    filled = []
    for position, data in enumerate(rows):
        row: Any = kept.pop(data.get("id"), None) or _same(kept, data) or _new_row(part)
        row.position = position
        for name, value in data.items():
            if name in settable:
                setattr(row, name, value)
            elif name != "id":
                raise KeyError(name)
        filled.append(row)
    setattr(record, part.name, filled)


def _new_row(part: Part) -> Any:
    """Make a row that has its defaults at once: rules and titles are asked before the database is."""
    row = part.model()
    instance_dict(row).update(defaults(part.model.__table__))  # nobody listens to what is no change
    return row


@cache
def defaults(table: Table) -> Mapping[str, Any]:
    """Return column → the value that a new row has where nothing is said; nobody may change it."""
    found = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    return found | {
        column.name: column.default.arg(cast(Any, None))
        for column in table.columns
        if isinstance(column.type, JSON) and isinstance(column.default, CallableColumnDefault)
    }


def _same(kept: dict[Any, Any], data: Mapping[str, Any]) -> Any:
    """Find the row that says the same: a form that tells no ids must not delete and insert it."""
    if "id" in data:
        return None
    found = next(
        (id_ for id_, row in kept.items() if all(getattr(row, k) == v for k, v in data.items())), None
    )
    return kept.pop(found, None)


@cache
def settable_in(part: Part) -> frozenset[str]:
    """Return the columns of a row of a part that may be filled."""
    mapped = inspect(part.model)
    names = frozenset((*mapped.column_attrs.keys(), *mapped.composites.keys()))
    return names - {"id", "position", parent_column(part)}
