"""What must be ready for a visit: lists by kind of visit, and the steps of each visit."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "visit_kind",
            sa.Enum(
                "courtesy",
                "official",
                "working",
                "study",
                "technical",
                "introductory",
                "return",
                "farewell",
                "congratulation",
                "condolence",
                name="visitkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "direction",
            sa.Enum(
                "incoming",
                "outgoing",
                "third_place",
                "none",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_checklist_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
    )
    op.create_table(
        "checklist_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what_tr", sa.String(), nullable=False),
        sa.Column("what_en", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("unit_tr", sa.String(), nullable=False),
        sa.Column("unit_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["checklist.id"],
            name=op.f("fk_checklist_line_checklist_id_checklist"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_line")),
    )
    op.create_index(
        op.f("ix_checklist_line_checklist_id"),
        "checklist_line",
        ["checklist_id"],
    )
    op.create_table(
        "preparation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("unit_tr", sa.String(), nullable=False),
        sa.Column("unit_en", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "missing",
                "ready",
                "not_needed",
                name="stepstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'missing') = (settled_at IS NULL)", name=op.f("ck_preparation_step_settled_at_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_preparation_step_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_preparation_step_owner_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_preparation_step_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation_step")),
    )
    op.create_index("ix_preparation_step_of_visit", "preparation_step", ["visit_id", "state"])
    op.create_index(op.f("ix_preparation_step_owner_id"), "preparation_step", ["owner_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("preparation_step")
    op.drop_table("checklist_line")
    op.drop_table("checklist")
