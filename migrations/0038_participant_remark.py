"""What the house remarks of a participant has a place of its own: it stood in the title, and on the card."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = ()
depends_on = None

_COLUMNS = ("remark_tr", "remark_en")


def upgrade() -> None:
    """Go one step forward."""
    for name in _COLUMNS:
        op.add_column(
            "event_participant", sa.Column(name, sa.String(), nullable=False, server_default=sa.text("''"))
        )


def downgrade() -> None:
    """Go back."""
    for name in reversed(_COLUMNS):
        op.drop_column("event_participant", name)
