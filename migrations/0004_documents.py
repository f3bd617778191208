"""Documents: what is known of them, their records, their versions."""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "document_kind",
            sa.Enum(
                "agreement_text",
                "decision",
                "letter",
                "invitation_letter",
                "note_verbale",
                "visa_letter",
                "info_note",
                "programme",
                "talking_points",
                "speech",
                "meeting_note",
                "minutes",
                "outcome_report",
                "return_report",
                "statute",
                "presentation",
                "press",
                "photograph",
                "other",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
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
            nullable=True,
        ),
        sa.Column("dated_earliest", sa.Date(), nullable=True),
        sa.Column("dated_latest", sa.Date(), nullable=True),
        sa.Column(
            "dated_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="dated_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "confidentiality",
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
        sa.Column("registration_no", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("rights_holder", sa.String(), nullable=False),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column(
            "authentic",
            sa.Enum("yes", "no", name="yesno", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("dated_earliest <= dated_latest", name=op.f("ck_document_dated_in_order")),
        sa.CheckConstraint("same_as_id <> id", name=op.f("ck_document_same_as_another")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_document_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["document.id"], name=op.f("fk_document_same_as_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_confidentiality"), "document", ["confidentiality"], unique=False)
    op.create_index(op.f("ix_document_same_as_id"), "document", ["same_as_id"], unique=False)

    op.create_table(
        "document_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_link_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_document_link_record_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_link")),
        sa.UniqueConstraint("document_id", "record_id", name=op.f("uq_document_link_document_id_record_id")),
    )
    op.create_index(op.f("ix_document_link_document_id"), "document_link", ["document_id"], unique=False)
    op.create_index(op.f("ix_document_link_record_id"), "document_link", ["record_id"], unique=False)

    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_version_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["user_account.id"],
            name=op.f("fk_document_version_uploaded_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_document_version_document_id_position")),
    )
    op.create_index(
        op.f("ix_document_version_document_id"), "document_version", ["document_id"], unique=False
    )
    op.create_index(op.f("ix_document_version_sha256"), "document_version", ["sha256"], unique=False)
    op.create_index(
        op.f("ix_document_version_uploaded_by_id"), "document_version", ["uploaded_by_id"], unique=False
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_document_version_uploaded_by_id"), table_name="document_version")
    op.drop_index(op.f("ix_document_version_sha256"), table_name="document_version")
    op.drop_index(op.f("ix_document_version_document_id"), table_name="document_version")

    op.drop_table("document_version")
    op.drop_index(op.f("ix_document_link_record_id"), table_name="document_link")
    op.drop_index(op.f("ix_document_link_document_id"), table_name="document_link")

    op.drop_table("document_link")
    op.drop_index(op.f("ix_document_same_as_id"), table_name="document")
    op.drop_index(op.f("ix_document_confidentiality"), table_name="document")

    op.drop_table("document")
