"""A letterhead keeps no logo: nobody could ever give it one."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = ()
depends_on = None

_MARKS = ("official_use", "confidential", "secret", "top_secret")


def upgrade() -> None:
    """Go one step forward."""
    op.drop_column("letterhead", "logo_sha256")


def downgrade() -> None:
    """Go back."""
    op.add_column(
        "letterhead", sa.Column("logo_sha256", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    with op.batch_alter_table("letterhead", copy_from=_letterhead()) as table:
        table.alter_column("logo_sha256", server_default=None)


def _letterhead():
    """Describe the table as it is: SQLite makes it anew, and does not tell its checks."""
    texts = ("lines_tr", "lines_en", "foot_tr", "foot_en")
    default = sa.text("''")
    marks = ", ".join(repr(mark) for mark in _MARKS)
    return sa.Table(
        "letterhead",
        sa.MetaData(),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("mark", sa.String(length=40), nullable=True),
        sa.Column("emergency", sa.String(), nullable=False, server_default=default),
        sa.Column("logo_sha256", sa.String(), nullable=False, server_default=default),
        sa.CheckConstraint(f"mark IN ({marks})", name=op.f(_check())),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_letterhead_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("municipality_id", name=op.f("pk_letterhead")),
    )


def _check():
    """Name the check as this database has it: some were made without our convention for names."""
    there = {one["name"] for one in sa.inspect(op.get_bind()).get_check_constraints("letterhead")}
    return "confidentiality" if "confidentiality" in there else "ck_letterhead_confidentiality"
