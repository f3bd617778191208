"""The only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import trail
from app.errors import Conflict, Stale
from models import DataVersion

read_only: ContextVar[bool] = ContextVar("read_only", default=False)
"""Whether what runs now only reads. SQLite then begins deferred, else IMMEDIATE: a transaction that
reads first and writes later would meet "database is locked" at once, whatever the busy timeout."""


@contextmanager
def only_reading(session: Session) -> Iterator[Session]:
    """Read at length within a request that may write: nobody else who writes has to wait meanwhile.

    What was done before in the transaction of the request is given up.
    """
    session.rollback()
    before = read_only.set(True)
    try:
        yield session
    finally:
        session.rollback()
        read_only.reset(before)


@contextmanager
def unit_of_work(session: Session, operation_id: str | None = None) -> Iterator[Session]:
    """Do one use case and commit it, or nothing of it.

    :param operation_id: of an operation that is done in several of them, such as an import in batches.
    :raises Conflict: a constraint of the database refused it.
    :raises Stale: somebody else changed a record in the meantime.
    """
    trail.begin_operation(session, operation_id)
    try:
        yield session
        session.flush()
        # Last statement of the transaction: the row stays locked as short as possible.
        for version_id in sorted(trail.touched(session)):
            session.execute(
                update(DataVersion)
                .where(DataVersion.id == version_id)
                .values(counter=DataVersion.counter + 1)
            )
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Conflict(str(error.orig)) from error
    except StaleDataError as error:
        session.rollback()
        raise Stale(str(error)) from error
    except BaseException:
        session.rollback()
        raise


@contextmanager
def writing_at_last(session: Session) -> Iterator[Session]:
    """Do one use case at the end of a request that only read, and commit it.

    What was read is given up first: nobody who writes had to wait for it.

    :raises Conflict, Stale: as :func:`unit_of_work`.
    """
    session.rollback()
    before = read_only.set(False)
    try:
        with unit_of_work(session):
            yield session
    finally:
        read_only.reset(before)
