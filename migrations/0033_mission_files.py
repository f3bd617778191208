"""Files of missions abroad."""

import sqlalchemy as sa
from alembic import op


revision = "0033"
down_revision = "0032"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "mission_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("duty_tr", sa.String(), nullable=False),
        sa.Column("duty_en", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("authority_letter_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("waived_because", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_letter_id"], ["record.id"], name=op.f("fk_mission_file_authority_letter_id_record")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_mission_file_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["record.id"], name=op.f("fk_mission_file_invitation_id_record")
        ),
        sa.ForeignKeyConstraint(["note_id"], ["record.id"], name=op.f("fk_mission_file_note_id_record")),
        sa.ForeignKeyConstraint(["report_id"], ["record.id"], name=op.f("fk_mission_file_report_id_record")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_mission_file_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_file")),
    )
    with op.batch_alter_table("mission_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mission_file_authority_letter_id"), ["authority_letter_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mission_file_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mission_file_note_id"), ["note_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mission_file_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mission_file_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "mission_cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "cost_kind",
            sa.Enum(
                "per_diem",
                "ticket",
                "stay",
                "other",
                name="costkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column(
            "payer",
            sa.Enum("ours", "host", name="costpayer", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("budget_code", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_mission_cost_not_negative")),
        sa.CheckConstraint("amount IS NULL OR currency <> ''", name=op.f("ck_mission_cost_in_a_currency")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mission_cost_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["mission_file_id"],
            ["mission_file.id"],
            name=op.f("fk_mission_cost_mission_file_id_mission_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_cost")),
    )
    with op.batch_alter_table("mission_cost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mission_cost_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mission_cost_mission_file_id"), ["mission_file_id"], unique=False
        )

    op.create_table(
        "mission_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hotel", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("booking", sa.String(), nullable=False),
        sa.CheckConstraint("day <= until", name=op.f("ck_mission_stay_days_in_order")),
        sa.ForeignKeyConstraint(
            ["mission_file_id"],
            ["mission_file.id"],
            name=op.f("fk_mission_stay_mission_file_id_mission_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_stay")),
    )
    with op.batch_alter_table("mission_stay", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mission_stay_mission_file_id"), ["mission_file_id"], unique=False
        )

    op.create_table(
        "mission_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_place", sa.String(), nullable=False),
        sa.Column("to_place", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("booking", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_file_id"],
            ["mission_file.id"],
            name=op.f("fk_mission_ticket_mission_file_id_mission_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_ticket")),
    )
    with op.batch_alter_table("mission_ticket", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mission_ticket_mission_file_id"), ["mission_file_id"], unique=False
        )

    op.create_table(
        "mission_waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "what",
            sa.Enum(
                "ground",
                "invitation",
                "info_note",
                "travellers",
                "authority_letter",
                "report",
                name="missioncheck",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["mission_file_id"],
            ["mission_file.id"],
            name=op.f("fk_mission_waiver_mission_file_id_mission_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_waiver")),
        sa.UniqueConstraint("mission_file_id", "what", name=op.f("uq_mission_waiver_mission_file_id_what")),
    )
    with op.batch_alter_table("mission_waiver", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mission_waiver_mission_file_id"), ["mission_file_id"], unique=False
        )

    op.create_table(
        "traveller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(), nullable=False),
        sa.Column(
            "passport",
            sa.Enum(
                "service",
                "special",
                "diplomatic",
                "ordinary",
                name="passportkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mission_file_id"],
            ["mission_file.id"],
            name=op.f("fk_traveller_mission_file_id_mission_file"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_traveller_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_traveller_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traveller")),
    )
    with op.batch_alter_table("traveller", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_traveller_mission_file_id"), ["mission_file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_traveller_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_traveller_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("traveller")
    op.drop_table("mission_waiver")
    op.drop_table("mission_ticket")
    op.drop_table("mission_stay")
    op.drop_table("mission_cost")
    op.drop_table("mission_file")
