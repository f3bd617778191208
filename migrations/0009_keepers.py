"""Who in the office keeps a relation, and their deputy."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "keeper",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("owner_id <> deputy_id", name=op.f("ck_keeper_two_people")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_keeper_record_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_keeper_owner_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"],
            ["user_account.id"],
            name=op.f("fk_keeper_deputy_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_keeper")),
    )
    op.create_index(op.f("ix_keeper_owner_id"), "keeper", ["owner_id"])
    op.create_index(op.f("ix_keeper_deputy_id"), "keeper", ["deputy_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("keeper")
