"""Bilingual: which English texts are older than their Turkish originals."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0002"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("record", sa.Column("outdated", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))


def downgrade() -> None:
    """Go one step back."""
    op.execute("ALTER TABLE record DROP COLUMN outdated")
