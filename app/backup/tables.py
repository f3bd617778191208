"""The tables as they are in the database, and their values as JSON, the same from both engines.

A backup is taken before a migration too, so the tables are read from the database and not from the models.
"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Connection, MetaData, Select, Table, Text, cast, select
from sqlalchemy.schema import sort_tables_and_constraints

from app.migrating import SEARCH_INDEX, VERSION_TABLE

BATCH = 1000
"""Rows that are in memory at a time."""


def kept(connection: Connection) -> list[Table]:
    """Return the tables whose rows are kept, one that is named before those that name it.

    The search index is left out: the database builds it from the rows.
    """
    metadata = MetaData()
    metadata.reflect(
        connection, only=lambda name, _: not name.startswith(SEARCH_INDEX) and name != VERSION_TABLE
    )
    by_name = sorted(metadata.tables.values(), key=lambda table: table.name)
    in_order = sort_tables_and_constraints(by_name)  # type: ignore[no-untyped-call]  # SQLAlchemy gives none
    return [table for table, _ in in_order if table is not None]


def columns(table: Table) -> list[Column[Any]]:
    """Return the columns that hold facts; what the database computes is left out."""
    return [column for column in table.columns if column.computed is None]


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table as lines of JSON, in the order of its key."""
    for row in connection.execute(_rows(table), execution_options={"yield_per": BATCH}).mappings():
        told = {name: _plain(value) for name, value in row.items()}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def reader(table: Table) -> Callable[[bytes], dict[str, Any]]:
    """Return what turns a line back into column → value, for an ``INSERT`` into ``table``."""
    readers = {column.name: _reader(column) for column in columns(table)}
    for column in table.columns:
        if isinstance(column.type, JSON):
            column.type = JSON(none_as_null=True)  # a column without a value is not a value that says null

    def read(line: bytes) -> dict[str, Any]:
        told: Mapping[str, Any] = json.loads(line)
        return {name: None if told[name] is None else read(told[name]) for name, read in readers.items()}

    return read


def _rows(table: Table) -> Select[Any]:
    """Select the facts; JSON as its text, which tells ``null`` from nothing."""
    facts = columns(table)
    chosen = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column for column in facts
    ]
    return select(*chosen).order_by(*(table.primary_key.columns or facts))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            aware = value if value.tzinfo else value.replace(tzinfo=UTC)
            return aware.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case Decimal():
            return str(value)
    return value


def _json(text: str) -> Any:
    value = json.loads(text)
    return JSON.NULL if value is None else value


_READERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bytes: base64.b64decode,
    Decimal: Decimal,
}


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return _json
    return _READERS.get(column.type.python_type, lambda value: value)
