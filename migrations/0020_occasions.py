"""Occasions that somebody entered, and what a letter was written for, to whom, in which words."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = ()
depends_on = None
_KINDS = (
    "new_year",
    "national_day",
    "ramadan_feast",
    "sacrifice_feast",
    "tie_anniversary",
    "congratulation",
    "condolence",
    "greeting",
    "thanks",
    "invitation",
    "visa_support",
)


def upgrade() -> None:
    """Go one step forward. SQLite adds no check to the table of letters that is there."""
    op.create_table(
        "occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "occasion_kind",
            sa.Enum(*_KINDS, name="letterkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("falls_earliest", sa.Date(), nullable=True),
        sa.Column("falls_latest", sa.Date(), nullable=True),
        sa.Column(
            "falls_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="falls_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("falls_earliest <= falls_latest", name=op.f("ck_occasion_falls_in_order")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_occasion_about_id_record")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_occasion_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion")),
    )
    op.create_index(op.f("ix_occasion_about_id"), "occasion", ["about_id"])
    op.create_index("ix_occasion_by_day", "occasion", ["falls_earliest", "falls_latest"])
    kind = sa.Enum(*_KINDS, name="letterkind", native_enum=False, create_constraint=False, length=40)
    op.add_column("letter", sa.Column("letter_kind", kind, nullable=True))
    op.add_column("letter", sa.Column("occasion_year", sa.Integer(), nullable=True))
    for name in ("addressed_to", "body"):
        op.add_column("letter", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index("ix_letter_by_occasion", "letter", ["letter_kind", "occasion_year"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_letter_by_occasion", table_name="letter")
    for name in ("body", "addressed_to", "occasion_year", "letter_kind"):
        op.drop_column("letter", name)
    op.drop_table("occasion")
