"""Interpreters, escorts and their bookings; figures that state their hours."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = ()
depends_on = None

_COUNTED = ("sister_cities", "protocol_cities", "protocols", "goodwill_cities", "memberships")
_HOURS = ("visit_interpreting_hours", "event_interpreting_hours")
_BEFORE, _AFTER = (*_COUNTED, "other"), (*_COUNTED, *_HOURS, "other")


def _stated_figure(metrics):
    """Describe the table as it is: SQLite makes it anew, and does not tell its checks."""
    return sa.Table(
        "stated_figure",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("as_of_earliest", sa.Date(), nullable=True),
        sa.Column("as_of_latest", sa.Date(), nullable=True),
        sa.Column("as_of_certainty", sa.String(length=8), nullable=True),
        sa.CheckConstraint(_one_of("metric", metrics), name=op.f(_check("metric"))),
        sa.CheckConstraint(
            _one_of("as_of_certainty", ("exact", "within", "doubtful")),
            name=op.f(_check("as_of_certainty")),
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_stated_figure_not_negative")),
        sa.ForeignKeyConstraint(
            ["about_id"], ["organisation.id"], name=op.f("fk_stated_figure_about_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_stated_figure_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_figure")),
        sa.Index("ix_stated_figure_about_id", "about_id"),
    )


def _check(column):
    """Name the check of a column as this database has it: some were made without our convention for names."""
    there = {one["name"] for one in sa.inspect(op.get_bind()).get_check_constraints("stated_figure")}
    return column if column in there else f"ck_stated_figure_{column}"


def _one_of(column, values):
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _allow(before, after):
    name = _check("metric")
    with op.batch_alter_table("stated_figure", copy_from=_stated_figure(before)) as table:
        table.drop_constraint(op.f(name), type_="check")
        table.create_check_constraint(op.f(name), _one_of("metric", after))


def upgrade() -> None:
    """Go one step forward."""
    _allow(_BEFORE, _AFTER)
    op.create_table(
        "pool_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column(
            "sworn",
            sa.Enum("yes", "no", name="sworn", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "escorts",
            sa.Enum("yes", "no", name="escorts", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("fee_per_hour", sa.Double(), nullable=True),
        sa.Column("fee_currency", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint(
            "fee_per_hour IS NULL OR fee_currency <> ''", name=op.f("ck_pool_member_fee_in_a_currency")
        ),
        sa.CheckConstraint("fee_per_hour >= 0", name=op.f("ck_pool_member_fee_not_negative")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_pool_member_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pool_member_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_member")),
    )
    op.create_index(op.f("ix_pool_member_person_id"), "pool_member", ["person_id"])
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "service",
            sa.Enum(
                "interpreting",
                "escort",
                "both",
                name="bookingservice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "first_language",
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
                name="first_language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "second_language",
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
                name="second_language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "mode",
            sa.Enum(
                "consecutive",
                "simultaneous",
                "whispered",
                name="interpretingmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "booking_state",
            sa.Enum(
                "asked",
                "confirmed",
                "done",
                "cancelled",
                name="bookingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cancelled_because", sa.String(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("fee", sa.Double(), nullable=True),
        sa.Column("fee_currency", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint(
            "booking_state <> 'cancelled' OR cancelled_because <> ''",
            name=op.f("ck_booking_cancelled_for_a_reason"),
        ),
        sa.CheckConstraint("fee IS NULL OR fee_currency <> ''", name=op.f("ck_booking_fee_in_a_currency")),
        sa.CheckConstraint(
            "hours IS NULL OR booking_state = 'done'", name=op.f("ck_booking_hours_when_done")
        ),
        sa.CheckConstraint("day <= until_day", name=op.f("ck_booking_days_in_order")),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_booking_fee_not_negative")),
        sa.CheckConstraint("hours > 0", name=op.f("ck_booking_some_hours")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_booking_about_id_record")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_booking_id_record"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["pool_member.id"], name=op.f("fk_booking_member_id_pool_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_about_id"), ["about_id"], unique=False)
        batch_op.create_index("ix_booking_of_member", ["member_id", "day"], unique=False)

    op.create_table(
        "language_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pool_member_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "first_language",
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
                name="first_language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "second_language",
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
                name="second_language",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["pool_member_id"],
            ["pool_member.id"],
            name=op.f("fk_language_pair_pool_member_id_pool_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_pair")),
    )
    with op.batch_alter_table("language_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_pair_pool_member_id"), ["pool_member_id"], unique=False)

    op.create_table(
        "pool_mode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pool_member_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "consecutive",
                "simultaneous",
                "whispered",
                name="interpretingmode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["pool_member_id"],
            ["pool_member.id"],
            name=op.f("fk_pool_mode_pool_member_id_pool_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_mode")),
        sa.UniqueConstraint("pool_member_id", "mode", name=op.f("uq_pool_mode_pool_member_id_mode")),
    )
    with op.batch_alter_table("pool_mode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pool_mode_pool_member_id"), ["pool_member_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("pool_mode")
    op.drop_table("language_pair")
    op.drop_table("booking")
    op.drop_table("pool_member")
    op.execute(f"UPDATE stated_figure SET metric = 'other' WHERE {_one_of('metric', _HOURS)}")
    _allow(_AFTER, _BEFORE)
