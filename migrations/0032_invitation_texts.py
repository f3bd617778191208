"""The words of a house for invitation letters and cards."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "invitation_text",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *("letter", "card"),
                name="invitationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text_tr", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_invitation_text_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "kind", name=op.f("pk_invitation_text")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("invitation_text")
