"""A seating plan may seat the guests of lists beside the participants."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "seated_list",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("id", "seating_plan_id", "position", "guest_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["seating_plan_id"],
            ["seating_plan.id"],
            name=op.f("fk_seated_list_seating_plan_id_seating_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guest_list_id"], ["guest_list.id"], name=op.f("fk_seated_list_guest_list_id_guest_list")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seated_list")),
        sa.UniqueConstraint(
            "seating_plan_id", "guest_list_id", name=op.f("uq_seated_list_seating_plan_id_guest_list_id")
        ),
    )
    for name in ("seating_plan_id", "guest_list_id"):
        op.create_index(op.f(f"ix_seated_list_{name}"), "seated_list", [name])


def downgrade() -> None:
    """Go back."""
    op.drop_table("seated_list")
