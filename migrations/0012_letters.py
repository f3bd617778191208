"""Letters that came in and went out."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = ()
depends_on = None

LANGUAGES = (
    *("tr", "en", "sq", "ar", "az", "bs", "bg", "zh", "hr", "nl", "fr", "ka", "de", "el", "hu", "it", "ja"),
    *("kk", "ko", "mk", "fa", "pl", "pt", "ro", "ru", "sr", "es", "uk", "other"),
)


def _partial_date(name: str) -> list[sa.Column]:
    certainty = sa.Enum(
        "exact", "within", "doubtful", name=f"{name}_certainty", native_enum=False, create_constraint=True
    )
    return [
        sa.Column(f"{name}_earliest", sa.Date(), nullable=True),
        sa.Column(f"{name}_latest", sa.Date(), nullable=True),
        sa.Column(f"{name}_certainty", certainty, nullable=True),
    ]


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "in", "out", name="letterdirection", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("registration_no", sa.String(), nullable=False),
        *_partial_date("dated"),
        sa.Column("subject_tr", sa.String(), nullable=False),
        sa.Column("subject_en", sa.String(), nullable=False),
        sa.Column("correspondent_id", sa.Integer(), nullable=True),
        sa.Column("distribution_tr", sa.String(), nullable=False),
        sa.Column("distribution_en", sa.String(), nullable=False),
        sa.Column("occasion_tr", sa.String(), nullable=False),
        sa.Column("occasion_en", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(*LANGUAGES, name="language", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("pages", sa.Integer(), nullable=True),
        *_partial_date("reply_due"),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("file_code", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("dated_earliest <= dated_latest", name=op.f("ck_letter_dated_in_order")),
        sa.CheckConstraint(
            "reply_due_earliest <= reply_due_latest", name=op.f("ck_letter_reply_due_in_order")
        ),
        sa.CheckConstraint("answers_id <> id", name=op.f("ck_letter_answers_another")),
        sa.CheckConstraint("pages > 0", name=op.f("ck_letter_some_pages")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_letter_about_id_record")),
        sa.ForeignKeyConstraint(["answers_id"], ["letter.id"], name=op.f("fk_letter_answers_id_letter")),
        sa.ForeignKeyConstraint(
            ["correspondent_id"], ["record.id"], name=op.f("fk_letter_correspondent_id_record")
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_letter_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_about_id"), "letter", ["about_id"])
    op.create_index(op.f("ix_letter_answers_id"), "letter", ["answers_id"])
    op.create_index("ix_letter_by_reply_due", "letter", ["direction", "reply_due_latest"])
    op.create_index(op.f("ix_letter_correspondent_id"), "letter", ["correspondent_id"])
    op.create_index("ix_letter_registration_no", "letter", ["registration_no"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("letter")
