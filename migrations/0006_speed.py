"""Indexes for a record of a hundred thousand visits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LIVE = sa.text("binned_at IS NULL")
_INDEXES = (
    ("ix_record_by_day", "ix_record_live_by_day", "sort_day"),
    ("ix_record_by_title", "ix_record_live_by_title", "sort_key"),
)

# The search index by day: its rows are numbered by the day of the record and then by its id, so that the newest
# hits are the last ones of the index, whatever the order in which they were written. Places have an index of
# their own, because a word is looked for among them first.
_KEY = "CAST(julianday({row}.sort_day) AS INTEGER) * 2147483648 + {row}.id"
_OPTIONS = "tokenize='unicode61 remove_diacritics 0', prefix='2 3'"


def _by_day() -> tuple[str, ...]:
    old, new = _KEY.format(row="old"), _KEY.format(row="new")
    gone = f"INSERT INTO record_fts(record_fts, rowid, folded) VALUES ('delete', {old}, old.folded);"
    come = f"INSERT INTO record_fts(rowid, folded) VALUES ({new}, new.folded);"
    return (
        f"CREATE VIEW record_fts_words AS SELECT {_KEY.format(row='record')} AS id, folded FROM record",
        f"CREATE VIRTUAL TABLE record_fts USING fts5(folded, content='record_fts_words', content_rowid='id', {_OPTIONS})",
        f"CREATE TRIGGER record_fts_insert AFTER INSERT ON record BEGIN {come} END",
        f"CREATE TRIGGER record_fts_delete AFTER DELETE ON record BEGIN {gone} END",
        "CREATE TRIGGER record_fts_update AFTER UPDATE OF folded, sort_day ON record "
        f"WHEN old.folded <> new.folded OR old.sort_day <> new.sort_day BEGIN {gone} {come} END",
        "INSERT INTO record_fts(record_fts) VALUES ('rebuild')",
    )


def _of_places() -> tuple[str, ...]:
    gone = "INSERT INTO place_fts(place_fts, rowid, folded) VALUES ('delete', old.id, old.folded);"
    come = "INSERT INTO place_fts(rowid, folded) VALUES (new.id, new.folded);"
    return (
        "CREATE VIEW place_fts_words AS SELECT id, folded FROM record WHERE municipality_id IS NULL",
        f"CREATE VIRTUAL TABLE place_fts USING fts5(folded, content='place_fts_words', content_rowid='id', {_OPTIONS})",
        "CREATE TRIGGER place_fts_insert AFTER INSERT ON record "
        f"WHEN new.municipality_id IS NULL BEGIN {come} END",
        "CREATE TRIGGER place_fts_delete AFTER DELETE ON record "
        f"WHEN old.municipality_id IS NULL BEGIN {gone} END",
        "CREATE TRIGGER place_fts_update AFTER UPDATE OF folded ON record "
        f"WHEN new.municipality_id IS NULL AND old.folded <> new.folded BEGIN {gone} {come} END",
        "INSERT INTO place_fts(place_fts) VALUES ('rebuild')",
    )


_BY_ID = (
    f"CREATE VIRTUAL TABLE record_fts USING fts5(folded, content='record', content_rowid='id', {_OPTIONS})",
    "CREATE TRIGGER record_fts_insert AFTER INSERT ON record BEGIN "
    "INSERT INTO record_fts(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER record_fts_delete AFTER DELETE ON record BEGIN "
    "INSERT INTO record_fts(record_fts, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER record_fts_update AFTER UPDATE OF folded ON record WHEN old.folded <> new.folded BEGIN "
    "INSERT INTO record_fts(record_fts, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO record_fts(rowid, folded) VALUES (new.id, new.folded); END",
    "INSERT INTO record_fts(record_fts) VALUES ('rebuild')",
)


def upgrade() -> None:
    """Add what lists walk along, and number the search index by day."""
    for old, new, order in _INDEXES:
        op.create_index(
            new,
            "record",
            ["municipality_id", "kind", order, "id"],
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        )
        op.drop_index(old, "record")
    op.create_index(
        "ix_record_live",
        "record",
        ["id", "municipality_id", "kind", "sort_day"],
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_index("ix_visit_by_last_day", "visit", ["held_latest"])
    if op.get_bind().dialect.name == "sqlite":
        _drop("record_fts")
        for statement in (*_by_day(), *_of_places()):
            op.execute(statement)
    else:
        op.execute(
            "CREATE INDEX ix_record_words_of_places ON record USING gin (to_tsvector('simple', folded)) "
            "WHERE municipality_id IS NULL"
        )


def downgrade() -> None:
    """Go back."""
    if op.get_bind().dialect.name == "sqlite":
        _drop("record_fts", "place_fts")
        for statement in _BY_ID:
            op.execute(statement)
    else:
        op.execute("DROP INDEX ix_record_words_of_places")
    op.drop_index("ix_visit_by_last_day", "visit")
    op.drop_index("ix_record_live", "record")
    for old, new, order in _INDEXES:
        op.create_index(old, "record", ["municipality_id", "kind", order, "id"])
        op.drop_index(new, "record")


def _drop(*names: str) -> None:
    for name in names:
        for event in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER {name}_{event}")
        op.execute(f"DROP TABLE {name}")
        op.execute(f"DROP VIEW IF EXISTS {name}_words")
