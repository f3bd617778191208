"""Put a backup in place of a database: all of it, or nothing.

PostgreSQL does it in one transaction. SQLite fills a new file beside the old one and swaps them; the old one
stays, so that a restore can be undone.
"""

import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    column,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.schema import AddConstraint, DropConstraint

from app import migrating
from app.backup import documents, tables
from app.backup.manifest import Manifest, Refused
from app.services import users
from models import Municipality, utc_now

APPLICATION_NAME = "elci"
"""What our connections to PostgreSQL are called, so that a restore sees whether a server is running."""
PATIENCE = "10s"
_ALTERED = "The rows of this backup do not fit together: it was altered."
_RUNNING = "Elçi is running on this database: stop the server first, then restore."


def is_empty(engine: Engine) -> bool:
    """Say whether there is nothing to lose in a database: no table, or ours without anybody's records.

    One that cannot be read, and one with the tables of another program, is not empty.
    """
    path = _file(engine)
    if path is not None and not path.exists():
        return True
    try:
        with engine.connect() as connection:
            there = inspect(connection).get_table_names()
            if Municipality.__tablename__ not in there:
                return not there
            return connection.scalar(select(func.count()).select_from(Municipality)) == 0
    except SQLAlchemyError:
        return False


def restore(engine: Engine, folder: Path, archive: ZipFile, manifest: Manifest) -> Path | None:
    """Put a verified backup in place of the database, at the newest schema, and end every session.

    Sessions end because the backup has the session stamps of its day: one that was ended since, when a
    password was changed or an account closed, would be good again.

    :param folder: the document store; files are added, none is taken away.
    :returns: where the former SQLite database is kept.
    :raises Refused: a server is running on it, or the rows do not fit the schema; nothing has changed.
    """
    engine.dispose()
    _add_documents(folder, archive, manifest)
    path = _file(engine)
    try:
        if path is not None:
            return _into_sqlite(path, archive, manifest)
        _into_postgresql(engine, archive, manifest)
    except IntegrityError as problem:
        raise Refused(_ALTERED) from problem
    return None


def _file(engine: Engine) -> Path | None:
    if engine.dialect.name != "sqlite":
        return None
    if not engine.url.database:
        raise Refused("A database in memory cannot be restored into.")
    return Path(engine.url.database)


# PostgreSQL


def _into_postgresql(engine: Engine, archive: ZipFile, manifest: Manifest) -> None:
    try:
        with engine.begin() as connection:
            connection.scalar(select(func.set_config("lock_timeout", PATIENCE, True)))  # noqa: FBT003 - for this transaction only
            if _others(connection):
                raise Refused(_RUNNING)
            there = MetaData()
            there.reflect(connection)
            there.drop_all(connection)
            _fill(connection, archive, manifest)
            _finish(connection)
    except OperationalError as problem:
        raise Refused(f"The database does not let itself be replaced: {problem.orig}.") from problem


def _others(connection: Connection) -> int:
    """Count the other connections of ours to the same database."""
    names = ("pid", "datname", "application_name")
    activity = table("pg_stat_activity", *(column(name) for name in names))
    query = (
        select(func.count())
        .select_from(activity)
        .where(
            activity.c.datname == func.current_database(),
            activity.c.application_name == APPLICATION_NAME,
            activity.c.pid != func.pg_backend_pid(),
        )
    )
    return connection.scalar(query) or 0


# SQLite


def _into_sqlite(path: Path, archive: ZipFile, manifest: Manifest) -> Path | None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = _close(path)
    draft = path.with_name(f"{path.name}.restoring")
    _remove(draft)
    try:
        with _engine(draft, checked=False) as loose, loose.begin() as connection:
            _fill(connection, archive, manifest)
        with _engine(draft, checked=True) as strict, strict.begin() as connection:
            _finish(connection)
        if not kept:
            draft.replace(path)
            return None
        former = path.with_name(f"{path.name}.before-restore-{utc_now():%Y%m%dT%H%M%S}")
        _keep(path, former)
        draft.replace(path)
    finally:
        _remove(draft)
    return former


def _close(path: Path) -> bool:
    """Make the database one closed file, and say whether there is one.

    SQLite leaves its write-ahead log only while nobody else has the database open.

    :raises Refused: somebody has.
    """
    if not path.exists():
        return False
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Refused(_RUNNING) from problem
    except sqlite3.DatabaseError:
        pass  # so damaged that it cannot be opened: that may be why it is restored
    finally:
        connection.close()
    return True


def _keep(path: Path, former: Path) -> None:
    """Give the database a second name, so that it is never without one; a log that was left goes with it."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        log.rename(former.with_name(f"{former.name}-wal"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    os.link(path, former)


def _remove(draft: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


@contextmanager
def _engine(path: Path, *, checked: bool) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{path}")
    if not checked:
        event.listen(
            engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF").close()
        )
    try:
        yield engine
    finally:
        engine.dispose()


# Both


def _fill(connection: Connection, archive: ZipFile, manifest: Manifest) -> None:
    """Make the schema of the backup in an empty database, and write its rows."""
    migrating.upgrade(connection, manifest.revision)
    there = {one.name: one for one in tables.kept(connection)}
    if there.keys() != {one.name for one in manifest.tables}:
        raise Refused("The tables of this backup are not those of its schema: it was altered.")
    for one in reversed(there.values()):
        connection.execute(delete(one))  # a migration may have written rows
    with _any_order(connection, there.values()):
        for kept in manifest.tables:
            with archive.open(kept.member) as lines:
                _load(connection, there[kept.name], lines)
            count = connection.scalar(select(func.count()).select_from(there[kept.name]))
            if count != kept.rows:
                raise Refused(f"{kept.name} has {count} rows and should have {kept.rows}.")
    _set_sequences(connection, there.values())


def _load(connection: Connection, into: Table, lines: Iterable[bytes]) -> None:
    rows = map(tables.reader(into), lines)
    while batch := list(itertools.islice(rows, tables.BATCH)):
        connection.execute(insert(into), batch)


@contextmanager
def _any_order(connection: Connection, filled: Iterable[Table]) -> Iterator[None]:
    """Let rows name rows that come later; what they name must be there at the end."""
    if connection.dialect.name == "sqlite":
        yield  # the connection does not ask
        check = table("pragma_foreign_key_check", column("table"))
        if connection.scalars(select(check.c.table).limit(1)).first():
            raise Refused(_ALTERED)
        return
    keys = [key for one in filled for key in one.foreign_key_constraints]
    for key in keys:
        connection.execute(DropConstraint(key))
    yield
    for key in keys:
        connection.execute(AddConstraint(key))


def _set_sequences(connection: Connection, filled: Iterable[Table]) -> None:
    """Let PostgreSQL number on where the backup ends."""
    if connection.dialect.name != "postgresql":
        return
    for one in filled:
        for key in one.primary_key.columns:
            if not isinstance(key.type, Integer):
                continue
            sequence = connection.scalar(select(func.pg_get_serial_sequence(one.name, key.name)))
            if sequence is not None:
                last = connection.scalar(select(func.max(key)))
                connection.scalar(select(func.setval(sequence, last or 1, last is not None)))


def _finish(connection: Connection) -> None:
    """Bring the rows to the newest schema, and let nobody be signed in."""
    migrating.upgrade(connection, "head")
    with Session(connection) as session:
        users.sign_everybody_out(session)


def _add_documents(folder: Path, archive: ZipFile, manifest: Manifest) -> None:
    for kept in manifest.documents:
        path = documents.place(folder, kept.sha256)
        if path.is_file() and documents.checksum(path) == kept.sha256:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        with archive.open(kept.member) as member, draft.open("wb") as file:
            shutil.copyfileobj(member, file, documents.CHUNK)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
