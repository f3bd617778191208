"""Bilingual: what people write has both languages, and an English text knows when it is out of date."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = ()
depends_on = None

WRITTEN = (
    ("visit", "state_reason"),
    ("visit", "place"),
    ("visit", "minutes"),
    ("visit", "notes"),
    ("agreement", "ended_because"),
    ("agreement", "place"),
    ("agreement", "notes"),
    ("decision", "agenda_item"),
    ("decision", "notes"),
    ("membership", "working_groups"),
    ("membership", "notes"),
    ("organisation", "notes"),
    ("person", "notes"),
)


def upgrade() -> None:
    """Go one step forward: what stands there is the Turkish text."""
    words = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("record", sa.Column("outdated", words, nullable=False, server_default=sa.text("'[]'")))
    for table, name in WRITTEN:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {name} TO {name}_tr")
        op.add_column(
            table, sa.Column(f"{name}_en", sa.String(), nullable=False, server_default=sa.text("''"))
        )


def downgrade() -> None:
    """Go one step back."""
    for table, name in reversed(WRITTEN):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}_en")
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {name}_tr TO {name}")
    op.execute("ALTER TABLE record DROP COLUMN outdated")
