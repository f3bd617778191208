"""Seating plans: the room, who sits where, what was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = ()
depends_on = None

_SHAPE = sa.Enum(
    "round",
    "u",
    "rows",
    "head_table",
    name="seatshape",
    native_enum=False,
    create_constraint=True,
    length=40,
)
_WISH = sa.Enum(
    "behind",
    "apart",
    "fixed",
    name="seatwishkind",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "seating_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("shape", _SHAPE, nullable=False),
        sa.Column("tables", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("alternate", sa.Boolean(), nullable=False),
        sa.CheckConstraint("tables > 0", name=op.f("ck_seating_plan_some_tables")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_seating_plan_some_seats")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_seating_plan_about_id_record")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_seating_plan_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seating_plan")),
    )
    op.create_index(op.f("ix_seating_plan_about_id"), "seating_plan", ["about_id"])
    for name, columns in (
        ("seat_taken", (_whole("guest"), _whole("seat"))),
        (
            "seat_wish",
            (
                sa.Column("wish", _WISH, nullable=False),
                _whole("guest"),
                _whole("other", nullable=True),
                _whole("seat", nullable=True),
            ),
        ),
    ):
        op.create_table(
            name,
            _whole("id"),
            _whole("seating_plan_id"),
            _whole("position"),
            *columns,
            sa.ForeignKeyConstraint(
                ["seating_plan_id"],
                ["seating_plan.id"],
                name=op.f(f"fk_{name}_seating_plan_id_seating_plan"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
        op.create_index(op.f(f"ix_{name}_seating_plan_id"), name, ["seating_plan_id"])


def downgrade() -> None:
    """Go back."""
    for name in ("seat_wish", "seat_taken", "seating_plan"):
        op.drop_table(name)


def _whole(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=nullable)
