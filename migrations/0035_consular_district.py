"""The provinces or cities that a consulate is for."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column(
        "organisation", sa.Column("district", sa.String(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    """Go back."""
    op.execute("ALTER TABLE organisation DROP COLUMN district")
