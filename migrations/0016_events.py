"""Events and workshops, with their programme and who takes part; visits may be part of one."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "event_kind",
            sa.Enum(
                "workshop",
                "conference",
                "summit",
                "forum",
                "congress",
                "seminar",
                "training",
                "meeting",
                "general_assembly",
                "board_meeting",
                "committee_meeting",
                "council_meeting",
                "project_meeting",
                "signing",
                "fair",
                "festival",
                "exhibition",
                "award_ceremony",
                "evaluation_visit",
                "study_visit",
                "sport",
                "other",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "our_part",
            sa.Enum(
                "hosted",
                "attended",
                "others",
                name="eventpart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "event_state",
            sa.Enum(
                "planned",
                "bid",
                "held",
                "postponed",
                "cancelled",
                name="eventstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "mode",
            sa.Enum(
                "in_person",
                "online",
                "hybrid",
                name="visitmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("held_earliest", sa.Date(), nullable=True),
        sa.Column("held_latest", sa.Date(), nullable=True),
        sa.Column(
            "held_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="held_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("venue_tr", sa.String(), nullable=False),
        sa.Column("venue_en", sa.String(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("aim_tr", sa.String(), nullable=False),
        sa.Column("aim_en", sa.String(), nullable=False),
        sa.Column("outcome_tr", sa.String(), nullable=False),
        sa.Column("outcome_en", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("headcount_about", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("headcount > 0", name=op.f("ck_event_headcount_positive")),
        sa.CheckConstraint("held_earliest <= held_latest", name=op.f("ck_event_held_in_order")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_event_about_id_record")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_event_city_id_city")),
        sa.ForeignKeyConstraint(["host_id"], ["organisation.id"], name=op.f("fk_event_host_id_organisation")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_event_id_record"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_event_unit_id_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_about_id"), ["about_id"], unique=False)
        batch_op.create_index("ix_event_by_day", ["held_earliest", "held_latest"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "event_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("organisation_name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organiser",
                "speaker",
                "moderator",
                "participant",
                "represented",
                "invited",
                name="eventrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_participant_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_participant_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_event_participant_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_participant")),
    )
    with op.batch_alter_table("event_participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_participant_event_id"), ["event_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_participant_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_participant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "event_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "session_kind",
            sa.Enum(
                "opening",
                "session",
                "presentation",
                "panel",
                "talk",
                "break",
                "closing",
                name="sessionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("ours_tr", sa.String(), nullable=False),
        sa.Column("ours_en", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_event_session_starts_before_it_ends")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_session_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_event_session_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_session")),
    )
    with op.batch_alter_table("event_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_session_event_id"), ["event_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_session_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "event_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_visit_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_event_visit_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_visit")),
        sa.UniqueConstraint("event_id", "visit_id", name=op.f("uq_event_visit_event_id_visit_id")),
    )
    op.create_index(op.f("ix_event_visit_event_id"), "event_visit", ["event_id"])
    op.create_index(op.f("ix_event_visit_visit_id"), "event_visit", ["visit_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("event_visit")
    op.drop_table("event_session")
    op.drop_table("event_participant")
    op.drop_table("event")
