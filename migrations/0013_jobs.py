"""Long work, and what it found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")
_OPEN = sa.text("state IN ('queued', 'running')")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "finding",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("data_version", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("value", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_finding_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_municipality_id"), "finding", ["municipality_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column(
            "job_kind",
            sa.Enum("reference_graph", name="jobkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "stopped",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done >= 0 AND done <= total", name=op.f("ck_job_no_more_than_all")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_job_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_job_user_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_by_state", "job", ["state", "id"], unique=False)
    op.create_index(op.f("ix_job_municipality_id"), "job", ["municipality_id"], unique=False)
    op.create_index(op.f("ix_job_user_id"), "job", ["user_id"], unique=False)
    op.create_index(
        "uq_job_open", "job", ["job_kind", "about"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("uq_job_open", table_name="job", sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.drop_index(op.f("ix_job_user_id"), table_name="job")
    op.drop_index(op.f("ix_job_municipality_id"), table_name="job")
    op.drop_index("ix_job_by_state", table_name="job")

    op.drop_table("job")
    op.drop_index(op.f("ix_finding_municipality_id"), table_name="finding")

    op.drop_table("finding")
