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

from app.unit_of_work import read_only
from models import Model

db = SQLAlchemy()
alembic = Alembic(metadatas=Model.metadata)
csrf = CSRFProtect()
compress = Compress()
limiter = Limiter(key_func=get_remote_address)
login_manager = LoginManager()


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
