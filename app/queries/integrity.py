"""Whether the database is whole: what it says of itself, its search index, its counters."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Integer, column, func, insert, select, table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.queries.search import LARGEST_ID
from app.queries.versions import REFERENCE
from models import DataVersion, Municipality, Record

_record = Record.__table__.c
_INDEXES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "record_fts": (),
    "place_fts": (_record.municipality_id.is_(None),),
}
"""The full-text indexes of SQLite, and which records are in them."""


def damage(session: Session) -> Iterator[str]:
    """Yield what SQLite finds wrong with its file and between its rows. PostgreSQL sees to both itself."""
    if not _is_sqlite(session):
        return
    whole = table("pragma_integrity_check", column("integrity_check"))
    for found in session.scalars(select(whole.c.integrity_check)):
        if found != "ok":
            yield f"database: {found}"
    names = ("table", "rowid", "parent")
    keys = table("pragma_foreign_key_check", *(column(name) for name in names))
    for row in session.execute(select(keys)):
        yield f"{row.table} {row.rowid}: names a row of {row.parent} that is not there"


def unindexed(session: Session, *, deep: bool) -> str | None:
    """Say how the search index differs from the records; PostgreSQL keeps its own in step.

    :param deep: compare the words too, and not only which records are there.
    """
    if not _is_sqlite(session):
        return None
    for name, records in _INDEXES.items():
        sizes = table(f"{name}_docsize", column("id", Integer))
        there = sizes.c.id.bitwise_and(LARGEST_ID)
        wanted = select(_record.id).where(*records)
        without = session.scalar(
            select(func.count()).select_from(wanted.where(_record.id.not_in(select(there))).subquery())
        )
        beyond = session.scalar(select(func.count()).select_from(sizes).where(there.not_in(wanted)))
        if without or beyond:
            return f"search index: {without} records are not in it, {beyond} in it are no records"
        if deep:
            try:
                with session.begin_nested():
                    _tell_index(session, name, "integrity-check", rank=1)
            except DatabaseError:
                return "search index: its words are not those of the records"
    return None


def index_anew(session: Session) -> None:
    """Build the search index from the records."""
    for name in _INDEXES:
        _tell_index(session, name, "rebuild")


def uncounted(session: Session) -> Collection[int]:
    """Return the data versions that are missing: of reference data, and of each municipality."""
    wanted = {REFERENCE, *session.scalars(select(Municipality.id))}
    return sorted(wanted - set(session.scalars(select(DataVersion.id))))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _tell_index(session: Session, name: str, command: str, **more: int) -> None:
    """Give a full-text index a command, which it takes as a row."""
    index = table(name, column(name), column("rank"))
    session.execute(insert(index).values({name: command, **more}))
