"""Projects and their consortia."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = ()
depends_on = None

ROLES = (
    *("applicant", "partner", "partner_or_associate", "associate", "affiliate", "participant", "supporter"),
    *("host_city", "observer"),
)
STATES = ("applied", "awarded", "ongoing", "completed", "rejected", "withdrawn")


def _role(name: str) -> sa.Column:
    kind = sa.Enum(*ROLES, name="projectrole", native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=True)


def _partial_date(name: str) -> list[sa.Column]:
    certainty = sa.Enum(
        "exact", "within", "doubtful", name=f"{name}_certainty", native_enum=False, create_constraint=True
    )
    return [
        sa.Column(f"{name}_earliest", sa.Date(), nullable=True),
        sa.Column(f"{name}_latest", sa.Date(), nullable=True),
        sa.Column(f"{name}_certainty", certainty, nullable=True),
    ]


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("acronym", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("aim_tr", sa.String(), nullable=False),
        sa.Column("aim_en", sa.String(), nullable=False),
        _role("our_role"),
        sa.Column(
            "project_state",
            sa.Enum(*STATES, name="projectstate", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        *_partial_date("applied"),
        *_partial_date("starts"),
        *_partial_date("ends"),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("budget", sa.Double(), nullable=True),
        sa.Column("grant_asked", sa.Double(), nullable=True),
        sa.Column("own_share", sa.Double(), nullable=True),
        sa.Column("bodies", sa.Integer(), nullable=True),
        sa.Column("countries", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint(
            "currency <> '' OR (budget IS NULL AND grant_asked IS NULL AND own_share IS NULL)",
            name=op.f("ck_project_amounts_in_a_currency"),
        ),
        sa.CheckConstraint("applied_earliest <= applied_latest", name=op.f("ck_project_applied_in_order")),
        sa.CheckConstraint("ends_earliest <= ends_latest", name=op.f("ck_project_ends_in_order")),
        sa.CheckConstraint("months > 0", name=op.f("ck_project_some_months")),
        sa.CheckConstraint("starts_earliest <= starts_latest", name=op.f("ck_project_starts_in_order")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_project_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_project_id_record"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisation.id"], name=op.f("fk_project_unit_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_agreement_id"), "project", ["agreement_id"])
    op.create_index("ix_project_by_state", "project", ["project_state"])
    op.create_index(op.f("ix_project_unit_id"), "project", ["unit_id"])
    op.create_table(
        "project_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=True),
        _role("role"),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_project_partner_some_bodies")),
        sa.ForeignKeyConstraint(
            ["country_id"], ["country.id"], name=op.f("fk_project_partner_country_id_country")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_project_partner_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_partner_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_partner")),
    )
    for name in ("country_id", "organisation_id", "project_id"):
        op.create_index(op.f(f"ix_project_partner_{name}"), "project_partner", [name])


def downgrade() -> None:
    """Go back."""
    op.drop_table("project_partner")
    op.drop_table("project")
