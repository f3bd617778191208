"""Lists of ranks, orders of precedence, and since when a head of mission is accredited."""

import sqlalchemy as sa
from alembic import op


revision = "0023"
down_revision = "0022"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "precedence_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("basis_tr", sa.String(), nullable=False),
        sa.Column("basis_en", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "read", "to_confirm", name="confidence", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "equals_by",
            sa.Enum(
                "seniority",
                "country",
                "name",
                name="equalsby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("equals_basis_tr", sa.String(), nullable=False),
        sa.Column("equals_basis_en", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_precedence_list_validity_in_order")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_precedence_list_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence_list")),
    )
    op.create_table(
        "precedence_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("ranking_id", sa.Integer(), nullable=True),
        sa.Column(
            "equals_by",
            sa.Enum(
                "seniority",
                "country",
                "name",
                name="equalsby",
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
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["about_id"], ["record.id"], name=op.f("fk_precedence_order_about_id_record")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_precedence_order_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"],
            ["precedence_list.id"],
            name=op.f("fk_precedence_order_ranking_id_precedence_list"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence_order")),
    )
    op.create_index(op.f("ix_precedence_order_about_id"), "precedence_order", ["about_id"])
    op.create_index(op.f("ix_precedence_order_ranking_id"), "precedence_order", ["ranking_id"])

    op.create_table(
        "precedence_rank",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("precedence_list_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("office_tr", sa.String(), nullable=False),
        sa.Column("office_en", sa.String(), nullable=False),
        sa.Column("also", sa.String(), nullable=False),
        sa.Column("is_equivalent", sa.Boolean(), nullable=False),
        sa.Column("basis_tr", sa.String(), nullable=False),
        sa.Column("basis_en", sa.String(), nullable=False),
        sa.CheckConstraint("rank > 0", name=op.f("ck_precedence_rank_rank_positive")),
        sa.ForeignKeyConstraint(
            ["precedence_list_id"],
            ["precedence_list.id"],
            name=op.f("fk_precedence_rank_precedence_list_id_precedence_list"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precedence_rank")),
    )
    op.create_index(op.f("ix_precedence_rank_precedence_list_id"), "precedence_rank", ["precedence_list_id"])

    op.create_table(
        "order_by_hand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("precedence_order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["precedence_order_id"],
            ["precedence_order.id"],
            name=op.f("fk_order_by_hand_precedence_order_id_precedence_order"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_by_hand")),
    )
    op.create_index(op.f("ix_order_by_hand_precedence_order_id"), "order_by_hand", ["precedence_order_id"])

    op.create_table(
        "order_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("precedence_order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("guest", sa.Integer(), nullable=False),
        sa.Column("rank_id", sa.Integer(), nullable=True),
        sa.Column("senior_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["precedence_order_id"],
            ["precedence_order.id"],
            name=op.f("fk_order_place_precedence_order_id_precedence_order"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["rank_id"],
            ["precedence_rank.id"],
            name=op.f("fk_order_place_rank_id_precedence_rank"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_place")),
    )
    op.create_index(op.f("ix_order_place_precedence_order_id"), "order_place", ["precedence_order_id"])
    op.create_index(op.f("ix_order_place_rank_id"), "order_place", ["rank_id"])

    op.add_column("post", sa.Column("accredited_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("post", "accredited_on")
    for name in ("order_place", "order_by_hand", "precedence_rank", "precedence_order", "precedence_list"):
        op.drop_table(name)
