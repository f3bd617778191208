"""The stops of a mission, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward. The table of visits is not touched: on SQLite its parts would go with it."""
    op.create_table(
        "visit_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("what_tr", sa.String(), nullable=False),
        sa.Column("what_en", sa.String(), nullable=False),
        sa.CheckConstraint("day <= until", name=op.f("ck_visit_stop_days_in_order")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_visit_stop_city_id_city")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_stop_visit_id_visit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_stop")),
    )
    for name in ("city_id", "visit_id"):
        op.create_index(op.f(f"ix_visit_stop_{name}"), "visit_stop", [name])


def downgrade() -> None:
    """Go back."""
    op.drop_table("visit_stop")
