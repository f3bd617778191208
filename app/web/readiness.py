"""Whether this installation can serve: the database answers with our schema, the disk takes files."""

import tempfile
from collections.abc import Collection
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app import migrating
from app.config import Mode
from app.extensions import db
from app.unit_of_work import read_only
from app.web.clock import settings
from models import User

AHEAD = (
    "The database is at schema %(revision)s, which this version of Elçi does not know: it was upgraded by a "
    "newer one; take that, or restore the backup made before the upgrade."
)
BEHIND = "The database is at schema %(revision)s and this version needs %(head)s: run flask init."
NEW = "The database is empty: run flask init."
DEMO_ACCOUNTS = "The database has accounts of the demo, whose password is published: run flask init."
NO_PLACE = "ELCI_DATA_DIR is %(folder)s: nothing can be kept there (%(why)s)."
UNREACHABLE = "The database does not answer: see ELCI_DATABASE_URL."


class NotReady(SystemExit):
    """The server must not start. Nobody need catch it: the process prints the sentence and ends."""


def revision() -> str | None:
    """Return the schema of the database, None when it is new.

    :raises NotReady: it does not answer.
    """
    before = read_only.set(True)
    try:
        with db.engine.connect() as connection:
            return migrating.current(connection)
    except SQLAlchemyError as problem:
        raise NotReady(UNREACHABLE) from problem
    finally:
        read_only.reset(before)


def ensure() -> None:
    """Let a server start, or end the process with one sentence.

    The connection stays in the pool: a restore sees by it that somebody is using the database.

    :raises NotReady: the database is new, behind, ahead, unreachable, or has the demo's accounts in earnest.
    """
    try:
        settings().data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotReady(NO_PLACE % {"folder": settings().data_dir, "why": problem.strerror}) from problem
    there = revision()
    if there != _head():
        names = {script.revision for script in migrating.known()}
        sentence = NEW if there is None else BEHIND if there in names else AHEAD
        raise NotReady(sentence % {"revision": there, "head": _head()})
    if settings().mode is not Mode.DEMO:
        with db.engine.connect() as connection:
            if connection.scalar(select(func.count()).select_from(User).where(User.is_demo)):
                raise NotReady(DEMO_ACCOUNTS)


def failing() -> Collection[str]:
    """Return the parts that do not work now; none when all is well."""
    found = []
    try:
        if migrating.current(db.session.connection()) != _head():
            found.append("schema")
    except SQLAlchemyError:
        found.append("database")
    try:
        with tempfile.TemporaryFile(dir=settings().data_dir) as file:
            file.write(b"\0" * 4096)
    except OSError:
        found.append("disk")
    return found


_head = cache(migrating.head)
