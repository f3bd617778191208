"""Databases that are filled once and kept; every run works on a copy."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import select, text

from app import create_app
from app.config import Mode
from app.extensions import alembic, db
from app.permissions.actor import Actor
from models import User
from models.vocabulary import Role
from tests import postgres
from tests.bench import filling
from tests.bench.sizes import SIZES

HOME = Path(os.environ.get("BENCH_DIR", Path.home() / ".cache" / "elci-bench"))
SECRET = "for measuring only, nobody is let in with it"


def settings(url: str) -> dict[str, object]:
    """The settings of a measured application."""
    return {"database_url": url, "mode": Mode.PRODUCTION, "demo_today": None, "secret_key": SECRET}


@contextmanager
def database(engine: str, size: str) -> Iterator[str]:
    """Lend a filled database that may be written to."""
    if engine == "postgresql":
        yield from _postgresql(size)
    else:
        yield from _sqlite(size)


def _sqlite(size: str) -> Iterator[str]:
    kept, lent = HOME / f"{size}.sqlite3", HOME / f"{size}-run.sqlite3"
    HOME.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        making = HOME / f"{size}-making.sqlite3"
        making.unlink(missing_ok=True)
        _fill(f"sqlite:///{making}", size)
        with sqlite3.connect(making) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        making.rename(kept)
    _migrate(f"sqlite:///{kept}")
    shutil.copyfile(kept, lent)
    try:
        yield f"sqlite:///{lent}"
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{lent}{suffix}").unlink(missing_ok=True)


def _postgresql(size: str) -> Iterator[str]:
    """The server of the tests keeps nothing, so it is filled anew each time."""
    with postgres.database() as url:
        _fill(url, size)
        yield url


def _fill(url: str, size: str) -> None:
    app = create_app(settings(url))
    with app.app_context():
        alembic.upgrade()
        with db.sessionmaker() as session:
            if session.get_bind().dialect.name == "sqlite":
                session.execute(text("PRAGMA cache_size=-400000"))
            filling.fill(session, SIZES[size])
            user = session.scalars(select(User)).first()
            assert user is not None
            compared = filling.proof(session, Actor(None, user.municipality_id, "Bench", Role.ADMIN))
            print(f"filled {size}: {SIZES[size]}; {compared} records compared with the kit")
            if session.get_bind().dialect.name == "postgresql":
                session.commit()
        db.engine.dispose()
    if url.startswith("postgresql"):
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def _migrate(url: str) -> None:
    """Bring a kept database to the head of the migrations."""
    app = create_app(settings(url))
    with app.app_context():
        alembic.upgrade()
        db.engine.dispose()
