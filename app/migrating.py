"""How Alembic compares models with the database and writes migrations."""

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext

from models import UtcDateTime

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
