"""Numbers to call on a visit, in the papers of the house."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column(
        "letterhead", sa.Column("emergency", sa.String(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("letterhead", "emergency")
