"""Notes and their versions, advice, papers of the house, and what peers gave us of their portfolios."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "letterhead",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("lines_tr", sa.String(), nullable=False),
        sa.Column("lines_en", sa.String(), nullable=False),
        sa.Column("foot_tr", sa.String(), nullable=False),
        sa.Column("foot_en", sa.String(), nullable=False),
        sa.Column("logo_sha256", sa.String(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "official_use",
                "confidential",
                "secret",
                "top_secret",
                name="confidentiality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_letterhead_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("municipality_id", name=op.f("pk_letterhead")),
    )
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "advice_kind",
            sa.Enum(
                "talking_point",
                "sensitivity",
                name="advicekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "official_use",
                "confidential",
                "secret",
                "top_secret",
                name="confidentiality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text_tr", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_advice_about_id_record")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_advice_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
    )
    op.create_index(op.f("ix_advice_about_id"), "advice", ["about_id"])

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "note_kind",
            sa.Enum(
                "city",
                "country",
                "organisation",
                "person",
                "visit",
                "workshop",
                name="notekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "tr",
                "en",
                "sq",
                "ar",
                "az",
                "bs",
                "bg",
                "zh",
                "hr",
                "nl",
                "fr",
                "ka",
                "de",
                "el",
                "hu",
                "it",
                "ja",
                "kk",
                "ko",
                "mk",
                "fa",
                "pl",
                "pt",
                "ro",
                "ru",
                "sr",
                "es",
                "uk",
                "other",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "checked",
                "approved",
                "issued",
                name="notestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("left_out", _JSON, nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (issued_on IS NOT NULL)", name=op.f("ck_note_issued_on_a_day")
        ),
        sa.CheckConstraint("number = '' OR state = 'issued'", name=op.f("ck_note_number_when_issued")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_note_about_id_record")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_note_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_about_id"), "note", ["about_id"])

    op.create_table(
        "word_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column(
            "note_kind",
            sa.Enum(
                "city",
                "country",
                "organisation",
                "person",
                "visit",
                "workshop",
                name="notekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("placeholders", _JSON, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_word_template_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_word_template_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_template")),
        sa.UniqueConstraint(
            "municipality_id", "note_kind", name=op.f("uq_word_template_municipality_id_note_kind")
        ),
    )
    op.create_index(op.f("ix_word_template_user_id"), "word_template", ["user_id"])

    op.create_table(
        "note_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["note.id"], name=op.f("fk_note_text_note_id_note"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_text")),
        sa.UniqueConstraint("note_id", "section", name=op.f("uq_note_text_note_id_section")),
    )
    op.create_index(op.f("ix_note_text_note_id"), "note_text", ["note_id"])

    op.create_table(
        "note_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "checked",
                "approved",
                "issued",
                name="notestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("paper", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["note.id"], name=op.f("fk_note_version_note_id_note"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_note_version_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_version")),
        sa.UniqueConstraint("note_id", "number", name=op.f("uq_note_version_note_id_number")),
    )
    op.create_index(op.f("ix_note_version_note_id"), "note_version", ["note_id"])
    op.create_index(op.f("ix_note_version_user_id"), "note_version", ["user_id"])

    op.create_table(
        "peer_portfolio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_peer_portfolio_municipality_id_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_peer_portfolio_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_peer_portfolio_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_portfolio")),
        sa.UniqueConstraint(
            "municipality_id",
            "organisation_id",
            name=op.f("uq_peer_portfolio_municipality_id_organisation_id"),
        ),
    )
    op.create_index(op.f("ix_peer_portfolio_organisation_id"), "peer_portfolio", ["organisation_id"])
    op.create_index(op.f("ix_peer_portfolio_user_id"), "peer_portfolio", ["user_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("peer_portfolio")
    op.drop_table("note_version")
    op.drop_table("note_text")
    op.drop_table("word_template")
    op.drop_table("note")
    op.drop_table("advice")
    op.drop_table("letterhead")
