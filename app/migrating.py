"""How Alembic compares models with the database, writes migrations, and runs them on a connection of ours."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from models import Model, UtcDateTime

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
VERSION_TABLE = "alembic_version"

SEARCH_INDEX = ("record_fts", "place_fts", "ix_record_words")
"""What the search index is called, with its shadow tables: a table on SQLite, an index on PostgreSQL."""


def include_object(
    item: object,
    name: str | None,
    kind: str,
    reflected: object,
    compare_to: object,
) -> bool:
    """Leave the search index to the migration that wrote it by hand."""
    return not (name or "").startswith(SEARCH_INDEX)


def render_item(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as the plain one below it: a migration never imports our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


OPTIONS: dict[str, Any] = {
    "render_as_batch": True,
    "compare_type": True,
    "include_object": include_object,
    "render_item": render_item,
}


@cache
def scripts() -> ScriptDirectory:
    """Return the migrations that this code knows."""
    return ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])


def known() -> list[Script]:
    """Return all migrations, the oldest first."""
    return list(scripts().walk_revisions())[::-1]


def head() -> str:
    """Return the revision that this code works with."""
    found = scripts().get_current_head()
    if found is None:
        raise RuntimeError("there is no migration")
    return found


def current(connection: Connection) -> str | None:
    """Return the revision of a database; None when it has none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def missing(revision: str | None) -> list[Script]:
    """Return the migrations that lead from a revision to the newest, the oldest first.

    :raises ValueError: this code does not know the revision.
    """
    scripts_there = known()
    if revision is None:
        return scripts_there
    names = [script.revision for script in scripts_there]
    return scripts_there[names.index(revision) + 1 :]


def upgrade(connection: Connection, target: str) -> None:
    """Go forward to a revision, within the transaction that the caller has begun and commits.

    Checks are named by the convention of the models since 0036. An older database may have the checks of
    vocabularies under their bare names: a migration that drops one asks the database, as 0028 does.
    """
    if not connection.in_transaction():
        raise RuntimeError("begin a transaction first")
    directory = scripts()
    context = MigrationContext.configure(
        connection,
        opts={
            **OPTIONS,
            "target_metadata": Model.metadata,  # for its convention: migrations do not spell out every name
            "script": directory,
            "fn": lambda revision, _: directory._upgrade_revs(target, revision),  # noqa: SLF001 - as Alembic's own command does
        },
    )
    with Operations.context(context):
        context.run_migrations()
