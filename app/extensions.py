"""Extension objects, unbound; the factory binds them."""

import sqlite3
from typing import Any

from flask_alembic import Alembic
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from app.backup.restore import APPLICATION_NAME
from app.config import Mode, Settings
from app.unit_of_work import read_only
from models import Model

db = SQLAlchemy()
alembic = Alembic(metadatas=Model.metadata)
csrf = CSRFProtect()
compress = Compress()
limiter = Limiter(key_func=get_remote_address)
login_manager = LoginManager()


def engine_options(settings: Settings) -> dict[str, Any]:
    """Return how the database is reached: PostgreSQL by few connections, which it knows by our name.

    Each is tried before it is used: one that a restart of PostgreSQL has closed is replaced unnoticed.
    """
    options: dict[str, Any] = {
        "url": settings.database_url,
        "hide_parameters": settings.mode is Mode.PRODUCTION,  # an error must not repeat what somebody typed
    }
    if settings.database_url.startswith("postgresql"):
        options |= {
            "pool_pre_ping": True,
            "pool_size": 5,
            "max_overflow": 5,
            "pool_timeout": 10,
            "pool_recycle": 1800,
            "connect_args": {"application_name": APPLICATION_NAME, "connect_timeout": 5},
        }
    return options


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: object) -> None:
    """Let SQLite check foreign keys, read while another writes, and leave transactions to us."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Begin at once where something will be written; see :data:`app.unit_of_work.read_only`."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if read_only.get() else "BEGIN IMMEDIATE")
