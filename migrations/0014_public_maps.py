"""Maps that the office shows on pages of others."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "public_map",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("relations", _JSON, nullable=False),
        sa.Column("fields", _JSON, nullable=False),
        sa.Column("sites", _JSON, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_public_map_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_public_map_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_map")),
        sa.UniqueConstraint("token", name=op.f("uq_public_map_token")),
    )
    op.create_index(op.f("ix_public_map_municipality_id"), "public_map", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_public_map_user_id"), "public_map", ["user_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_public_map_user_id"), table_name="public_map")
    op.drop_index(op.f("ix_public_map_municipality_id"), table_name="public_map")

    op.drop_table("public_map")
