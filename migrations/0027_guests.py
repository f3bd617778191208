"""Guest lists, and the guests on them with their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = ()
depends_on = None

LANGUAGES = (
    *("tr", "en", "sq", "ar", "az", "bs", "bg", "zh", "hr", "nl", "fr", "ka", "de", "el", "hu", "it", "ja"),
    *("kk", "ko", "mk", "fa", "pl", "pt", "ro", "ru", "sr", "es", "uk", "other"),
)


def _word(column: str, name: str, *members: str) -> sa.Column:
    kind = sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, kind, nullable=True)


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "guest_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("held_earliest", sa.Date(), nullable=True),
        sa.Column("held_latest", sa.Date(), nullable=True),
        sa.Column(
            "held_certainty",
            sa.Enum(
                *("exact", "within", "doubtful"),
                name="held_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("starts_at", sa.Time(), nullable=True),
        *_texts("place_tr", "place_en"),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        *_texts("notes_tr", "notes_en"),
        sa.CheckConstraint("held_earliest <= held_latest", name=op.f("ck_guest_list_held_in_order")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_guest_list_some_seats")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_guest_list_about_id_record")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_guest_list_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_list")),
    )
    op.create_index(op.f("ix_guest_list_about_id"), "guest_list", ["about_id"])
    op.create_table(
        "guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guest_list_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        *_texts("name", "rank_tr", "rank_en", "organisation_name", "form_tr", "form_en"),
        _word("language", "language", *LANGUAGES),
        *_texts("address"),
        sa.Column("companions", sa.Integer(), nullable=True),
        *_texts("companion_names"),
        _word("answer", "guestanswer", "yes", "with_companion", "no"),
        sa.Column("answered_on", sa.Date(), nullable=True),
        _word("answered_through", "answerchannel", "phone", "email", "letter", "in_person", "other"),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        *_texts("plate"),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("notes_tr", "notes_en"),
        sa.CheckConstraint("companions >= 0", name=op.f("ck_guest_companions_not_negative")),
        sa.ForeignKeyConstraint(
            ["guest_list_id"], ["guest_list.id"], name=op.f("fk_guest_guest_list_id_guest_list")
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_guest_id_record"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_guest_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
    )
    for name in ("organisation_id", "person_id"):
        op.create_index(op.f(f"ix_guest_{name}"), "guest", [name])
    op.create_index("ix_guest_by_answer", "guest", ["guest_list_id", "answer"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("guest")
    op.drop_table("guest_list")
