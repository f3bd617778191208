"""Register: agreements, memberships, decisions, stated figures; short names and peers of organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "decision_kind",
            sa.Enum(
                "committee_report",
                "council_decision",
                "ministry_permission",
                "exec_decision",
                "mayor_approval",
                "mfa_opinion",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_earliest", sa.Date(), nullable=True),
        sa.Column("decided_latest", sa.Date(), nullable=True),
        sa.Column(
            "decided_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="decided_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("agenda_item", sa.String(), nullable=False),
        sa.Column(
            "vote",
            sa.Enum(
                "unanimous", "majority", name="vote", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("decided_earliest <= decided_latest", name=op.f("ck_decision_decided_in_order")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_decision_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "decision_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_decision_subject_decision_id_decision"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["record.id"], name=op.f("fk_decision_subject_subject_id_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_subject")),
        sa.UniqueConstraint(
            "decision_id", "subject_id", name=op.f("uq_decision_subject_decision_id_subject_id")
        ),
    )
    with op.batch_alter_table("decision_subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_subject_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_subject_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "sister_city",
                "friendship_city",
                "protocol_city",
                "goodwill",
                "project",
                "programme",
                "network",
                "contact",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "instrument",
            sa.Enum(
                "agreement",
                "protocol",
                "mou",
                "goodwill_declaration",
                "letter_of_intent",
                "joint_declaration",
                "none",
                name="instrument",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_force",
                "suspended",
                "ended",
                "superseded",
                name="agreementstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signed_earliest", sa.Date(), nullable=True),
        sa.Column("signed_latest", sa.Date(), nullable=True),
        sa.Column(
            "signed_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="signed_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("starts_earliest", sa.Date(), nullable=True),
        sa.Column("starts_latest", sa.Date(), nullable=True),
        sa.Column(
            "starts_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="starts_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("ends_earliest", sa.Date(), nullable=True),
        sa.Column("ends_latest", sa.Date(), nullable=True),
        sa.Column(
            "ends_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="ends_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "renews",
            sa.Enum("yes", "no", name="yesno", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
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
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("authentic_language", sa.String(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("signed_at_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "ended_because = '' OR state = 'ended'", name=op.f("ck_agreement_reason_only_at_the_end")
        ),
        sa.CheckConstraint("amends_id <> id", name=op.f("ck_agreement_amends_another")),
        sa.CheckConstraint("ends_earliest <= ends_latest", name=op.f("ck_agreement_ends_in_order")),
        sa.CheckConstraint("signed_earliest <= signed_latest", name=op.f("ck_agreement_signed_in_order")),
        sa.CheckConstraint("starts_earliest <= starts_latest", name=op.f("ck_agreement_starts_in_order")),
        sa.CheckConstraint("supersedes_id <> id", name=op.f("ck_agreement_supersedes_another")),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["agreement.id"], name=op.f("fk_agreement_amends_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_agreement_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["signed_at_id"], ["visit.id"], name=op.f("fk_agreement_signed_at_id_visit")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["agreement.id"], name=op.f("fk_agreement_supersedes_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisation.id"], name=op.f("fk_agreement_unit_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_amends_id"), ["amends_id"], unique=False)
        batch_op.create_index("ix_agreement_by_relation", ["relation", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_signed_at_id"), ["signed_at_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_supersedes_id"), ["supersedes_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "member",
                "office_holder",
                "applicant",
                "participant",
                "partner",
                "lender",
                "contact",
                name="membershiprelation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "membership_class",
            sa.Enum(
                "founding",
                "full",
                "associate",
                "observer",
                name="membershipclass",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "evidence",
            sa.Enum(
                "stated", "implied", name="evidence", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("since_earliest", sa.Date(), nullable=True),
        sa.Column("since_latest", sa.Date(), nullable=True),
        sa.Column(
            "since_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="since_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.Column(
            "until_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="until_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("role_tr", sa.String(), nullable=False),
        sa.Column("role_en", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("working_groups", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("network_id <> member_id", name=op.f("ck_membership_of_another")),
        sa.CheckConstraint("since_earliest <= since_latest", name=op.f("ck_membership_since_in_order")),
        sa.CheckConstraint("until_earliest <= until_latest", name=op.f("ck_membership_until_in_order")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_membership_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["organisation.id"], name=op.f("fk_membership_member_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["network_id"], ["organisation.id"], name=op.f("fk_membership_network_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisation.id"], name=op.f("fk_membership_unit_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_membership_pair", ["network_id", "member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "stated_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column(
            "metric",
            sa.Enum(
                "sister_cities",
                "protocol_cities",
                "protocols",
                "goodwill_cities",
                "memberships",
                "other",
                name="metric",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("as_of_earliest", sa.Date(), nullable=True),
        sa.Column("as_of_latest", sa.Date(), nullable=True),
        sa.Column(
            "as_of_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="as_of_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_stated_figure_not_negative")),
        sa.ForeignKeyConstraint(
            ["about_id"], ["organisation.id"], name=op.f("fk_stated_figure_about_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_stated_figure_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_figure")),
    )
    with op.batch_alter_table("stated_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stated_figure_about_id"), ["about_id"], unique=False)

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "party",
                "funder",
                "witness",
                "patron",
                name="partyrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_party_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agreement_party_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint(
            "agreement_id", "organisation_id", name=op.f("uq_agreement_party_agreement_id_organisation_id")
        ),
    )
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_party_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agreement_party_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "agreement_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "children",
                "climate",
                "culture",
                "democracy",
                "digital",
                "disaster",
                "economy",
                "education",
                "energy",
                "environment",
                "food",
                "gender",
                "health",
                "heritage",
                "human_rights",
                "migration",
                "mobility",
                "planning",
                "rural",
                "sport",
                "tourism",
                "water",
                "youth",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_theme_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_theme")),
        sa.UniqueConstraint("agreement_id", "theme", name=op.f("uq_agreement_theme_agreement_id_theme")),
    )
    with op.batch_alter_table("agreement_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_theme_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("since_earliest", sa.Date(), nullable=True),
        sa.Column("since_latest", sa.Date(), nullable=True),
        sa.Column(
            "since_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="since_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.Column(
            "until_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="until_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_seat_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_membership_id"), ["membership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_person_id"), ["person_id"], unique=False)

    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "signing_role",
            sa.Enum(
                "signatory",
                "attendee",
                "contact",
                name="signingrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_signatory_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_signatory_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signatory_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatory_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatory_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatory_person_id"), ["person_id"], unique=False)

    # Not in a batch: that would drop the table on SQLite, which other rows point to.
    op.add_column("organisation", sa.Column("peer", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "organisation", sa.Column("acronym", sa.String(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    """Go back."""
    op.execute("ALTER TABLE organisation DROP COLUMN acronym")
    op.execute("ALTER TABLE organisation DROP COLUMN peer")

    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatory_person_id"))
        batch_op.drop_index(batch_op.f("ix_signatory_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_signatory_agreement_id"))

    op.drop_table("signatory")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_person_id"))
        batch_op.drop_index(batch_op.f("ix_seat_membership_id"))

    op.drop_table("seat")
    with op.batch_alter_table("agreement_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_theme_agreement_id"))

    op.drop_table("agreement_theme")
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_party_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_party_agreement_id"))

    op.drop_table("agreement_party")
    with op.batch_alter_table("stated_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stated_figure_about_id"))

    op.drop_table("stated_figure")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_unit_id"))
        batch_op.drop_index("ix_membership_pair")
        batch_op.drop_index(batch_op.f("ix_membership_member_id"))

    op.drop_table("membership")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_unit_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_supersedes_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_signed_at_id"))
        batch_op.drop_index("ix_agreement_by_relation")
        batch_op.drop_index(batch_op.f("ix_agreement_amends_id"))

    op.drop_table("agreement")
    with op.batch_alter_table("decision_subject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_subject_subject_id"))
        batch_op.drop_index(batch_op.f("ix_decision_subject_decision_id"))

    op.drop_table("decision_subject")
    op.drop_table("decision")
