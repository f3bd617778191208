"""Imports: what was read, and what each row would do or did."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "import_heading",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column(
            "import_kind",
            sa.String(40),
            nullable=False,
        ),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_import_heading_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "import_kind", "heading", name=op.f("pk_import_heading")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column(
            "import_kind",
            sa.String(40),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum("table", "text", name="importway", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "columns",
                "reading",
                "preview",
                "applying",
                "applied",
                "undoing",
                "undone",
                "dropped",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "headings",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "targets",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "settings",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "counts",
            _JSON,
            nullable=False,
        ),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done >= 0 AND done <= total", name=op.f("ck_import_run_no_more_than_all")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_import_run_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_import_run_user_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_import_run_operation_id")),
    )
    op.create_index("ix_import_run_of", "import_run", ["municipality_id", "id"])
    op.create_index(op.f("ix_import_run_user_id"), "import_run", ["user_id"])

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "cells",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "merged",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "revised",
            _JSON,
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "spans",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "doubts",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "verdict",
            sa.Enum(
                "new",
                "same",
                "changed",
                "conflict",
                "error",
                "ignored",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "messages",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "outcome",
            _JSON,
            nullable=False,
        ),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_import_row_record_id_record"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_import_row_run_id_import_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_import_row_run_id_number")),
    )
    op.create_index("ix_import_row_by_identity", "import_row", ["run_id", "identity"])
    op.create_index("ix_import_row_by_verdict", "import_row", ["run_id", "verdict", "number"])
    op.create_index(op.f("ix_import_row_record_id"), "import_row", ["record_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("import_row")
    op.drop_table("import_run")
    op.drop_table("import_heading")
