"""Ids of rows before they are written, so that many rows and what names them need few statements."""

from collections.abc import Sequence

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session


def next_ids(session: Session, table: Table, count: int) -> Sequence[int]:
    """Return as many ids as the database would give the next rows of a table, in their order.

    The transaction must be one that writes: SQLite then lets nobody else write, and numbers on from the last
    row; PostgreSQL gives each number once.
    """
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        each = func.generate_series(1, count).table_valued("number")
        return session.scalars(select(func.nextval(sequence)).select_from(each)).all()
    first = (session.scalar(select(func.max(table.c.id))) or 0) + 1
    return range(first, first + count)
