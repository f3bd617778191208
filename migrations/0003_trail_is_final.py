"""The trail is final: the database refuses to change or remove an entry; an index of what is in the bin.

A record or an account that an entry names may go: the link becomes empty, the entry stays. Personal values may
vanish (docs/rules.md, R-16), and never change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = ()
depends_on = None

FINAL = ("id", "municipality_id", "operation_id", "at", "actor_name", "event", "changes")
LINKS = ("record_id", "user_id")
PERSONAL = ("id", "entry_id", "subject_id", "field", "before", "after", "salt")
REFUSAL = "an entry of the trail never changes"


def upgrade():
    op.create_index(
        "ix_record_in_bin",
        "record",
        ["municipality_id", "binned_at", "id"],
        sqlite_where=sa.text("binned_at IS NOT NULL"),
        postgresql_where=sa.text("binned_at IS NOT NULL"),
    )
    if op.get_bind().dialect.name == "sqlite":
        on_sqlite()
    else:
        on_postgresql()


def on_sqlite():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, event in (
        ("trail_entry_stays", "BEFORE DELETE ON trail_entry"),
        ("trail_entry_is_final", f"BEFORE UPDATE OF {columns(FINAL)} ON trail_entry"),
        ("trail_personal_is_final", f"BEFORE UPDATE OF {columns(PERSONAL)} ON trail_personal"),
        *(
            (
                f"trail_entry_keeps_{link}",
                f"BEFORE UPDATE OF {link} ON trail_entry WHEN NEW.{link} IS NOT NULL",
            )
            for link in LINKS
        ),
    ):
        op.execute(f"CREATE TRIGGER {name} {event} {refuse}")


def on_postgresql():
    op.execute(
        "CREATE FUNCTION refuse_change_of_trail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, event, condition in (
        ("trail_entry_stays", "BEFORE DELETE ON trail_entry", ""),
        ("trail_entry_is_final", f"BEFORE UPDATE OF {columns(FINAL)} ON trail_entry", ""),
        ("trail_personal_is_final", f"BEFORE UPDATE OF {columns(PERSONAL)} ON trail_personal", ""),
        *(
            (
                f"trail_entry_keeps_{link}",
                f"BEFORE UPDATE OF {link} ON trail_entry",
                f"WHEN (NEW.{link} IS NOT NULL)",
            )
            for link in LINKS
        ),
    ):
        op.execute(
            f"CREATE TRIGGER {name} {event} FOR EACH ROW {condition} EXECUTE FUNCTION refuse_change_of_trail()"
        )


def columns(names):
    return ", ".join(f'"{name}"' for name in names)


def downgrade():
    for table, names in (
        (
            "trail_entry",
            ("trail_entry_stays", "trail_entry_is_final", *(f"trail_entry_keeps_{one}" for one in LINKS)),
        ),
        ("trail_personal", ("trail_personal_is_final",)),
    ):
        for name in names:
            on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
            op.execute(f"DROP TRIGGER {name}{on}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_trail()")
    op.drop_index("ix_record_in_bin", "record")
