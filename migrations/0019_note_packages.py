"""Notes on many records in one file."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019"
down_revision = "0018"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_KINDS = ("city", "country", "organisation", "person", "visit", "workshop")
_LANGUAGES = (
    "tr", "en", "sq", "ar", "az", "bs", "bg", "zh", "hr", "nl", "fr", "ka", "de", "el", "hu",
    "it", "ja", "kk", "ko", "mk", "fa", "pl", "pt", "ro", "ru", "sr", "es", "uk", "other",
)  # fmt: skip


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "note_package",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("note_kind", _one_of("notekind", *_KINDS), nullable=False),
        sa.Column("record_ids", _JSON, nullable=False),
        sa.Column("language", _one_of("language", *_LANGUAGES), nullable=False),
        sa.Column("format", _one_of("noteformat", "pdf", "docx"), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("missing", _JSON, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_note_package_job_id_job"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_note_package")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("note_package")
