"""Public lists: the sets, the places they name, ties, networks and memberships."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = ()
depends_on = None
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "reference_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ties",
                "memberships",
                name="referencekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_set")),
        sa.UniqueConstraint("code", name=op.f("uq_reference_set_code")),
    )
    op.create_table(
        "reference_network",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("acronym", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["reference_set.id"], name=op.f("fk_reference_network_set_id_reference_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_network")),
        sa.UniqueConstraint("set_id", "key", name=op.f("uq_reference_network_set_id_key")),
    )
    op.create_table(
        "outside_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country_code", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(40), nullable=False),
        sa.Column("candidates", _JSON, nullable=False),
        sa.Column("city_run_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_outside_place_whole_position")
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["city.id"], name=op.f("fk_outside_place_city_id_city"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["city_run_id"], ["import_run.id"], name=op.f("fk_outside_place_city_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_outside_place_decided_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["reference_set.id"], name=op.f("fk_outside_place_set_id_reference_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_place")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_outside_place_source_key")),
    )
    op.create_index(op.f("ix_outside_place_city_run_id"), "outside_place", ["city_run_id"])
    op.create_index(op.f("ix_outside_place_decided_by_id"), "outside_place", ["decided_by_id"])
    op.create_index(op.f("ix_outside_place_set_id"), "outside_place", ["set_id"])
    op.create_index("ix_outside_place_undecided", "outside_place", ["city_id", "id"])

    op.create_table(
        "reference_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("joined_year", sa.Integer(), nullable=True),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("gone_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_run_id"], ["import_run.id"], name=op.f("fk_reference_membership_first_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["gone_run_id"], ["import_run.id"], name=op.f("fk_reference_membership_gone_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"],
            ["reference_network.id"],
            name=op.f("fk_reference_membership_network_id_reference_network"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["outside_place.id"], name=op.f("fk_reference_membership_place_id_outside_place")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["reference_set.id"], name=op.f("fk_reference_membership_set_id_reference_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_membership")),
        sa.UniqueConstraint(
            "network_id", "place_id", name=op.f("uq_reference_membership_network_id_place_id")
        ),
    )
    op.create_index(op.f("ix_reference_membership_first_run_id"), "reference_membership", ["first_run_id"])
    op.create_index(op.f("ix_reference_membership_gone_run_id"), "reference_membership", ["gone_run_id"])
    op.create_index(op.f("ix_reference_membership_place_id"), "reference_membership", ["place_id"])
    op.create_index(op.f("ix_reference_membership_set_id"), "reference_membership", ["set_id"])

    op.create_table(
        "reference_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("gone_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("a_id < b_id", name=op.f("ck_reference_tie_in_order")),
        sa.ForeignKeyConstraint(
            ["a_id"], ["outside_place.id"], name=op.f("fk_reference_tie_a_id_outside_place")
        ),
        sa.ForeignKeyConstraint(
            ["b_id"], ["outside_place.id"], name=op.f("fk_reference_tie_b_id_outside_place")
        ),
        sa.ForeignKeyConstraint(
            ["first_run_id"], ["import_run.id"], name=op.f("fk_reference_tie_first_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["gone_run_id"], ["import_run.id"], name=op.f("fk_reference_tie_gone_run_id_import_run")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["reference_set.id"], name=op.f("fk_reference_tie_set_id_reference_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_tie")),
        sa.UniqueConstraint("set_id", "a_id", "b_id", name=op.f("uq_reference_tie_set_id_a_id_b_id")),
    )
    op.create_index(op.f("ix_reference_tie_a_id"), "reference_tie", ["a_id"])
    op.create_index(op.f("ix_reference_tie_b_id"), "reference_tie", ["b_id"])
    op.create_index(op.f("ix_reference_tie_first_run_id"), "reference_tie", ["first_run_id"])
    op.create_index(op.f("ix_reference_tie_gone_run_id"), "reference_tie", ["gone_run_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("reference_tie")
    op.drop_table("reference_membership")
    op.drop_table("outside_place")
    op.drop_table("reference_network")
    op.drop_table("reference_set")
