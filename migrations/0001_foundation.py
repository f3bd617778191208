"""Foundation: records and their kinds, users, the trail, the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None

# The index is the database's work, so that no bulk insert forgets it: triggers on SQLite, an index on an
# expression on PostgreSQL.
_SQLITE_INDEX = (
    """
    CREATE VIRTUAL TABLE record_fts USING fts5(
        folded, content='record', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER record_fts_insert AFTER INSERT ON record BEGIN
        INSERT INTO record_fts(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER record_fts_delete AFTER DELETE ON record BEGIN
        INSERT INTO record_fts(record_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER record_fts_update AFTER UPDATE OF folded ON record WHEN old.folded <> new.folded BEGIN
        INSERT INTO record_fts(record_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO record_fts(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
)
_POSTGRESQL_INDEX = "CREATE INDEX ix_record_words ON record USING gin (to_tsvector('simple', folded))"


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "data_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("code", name=op.f("uq_municipality_code")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=40),
            nullable=False,
        ),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("title_tr", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_key", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(municipality_id IS NULL) = (kind IN ('country', 'city'))",
            name=op.f("ck_record_owner_unless_shared"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_record_municipality_id_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("form_key", name=op.f("uq_record_form_key")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_by_day", ["municipality_id", "kind", "sort_day", "id"], unique=False)
        batch_op.create_index(
            "ix_record_by_title", ["municipality_id", "kind", "sort_key", "id"], unique=False
        )

    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "viewer",
                "officer",
                "manager",
                "director",
                "protocol",
                "council_clerk",
                "auditor",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("session_stamp", sa.String(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum("light", "dark", name="colours", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "density",
            sa.Enum("compact", name="density", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("shortcuts_on", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_user_account_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_user_account_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "country",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column(
            "country_kind",
            sa.Enum(
                "state",
                "territory",
                "office_table",
                name="countrykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_country_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_country")),
        sa.UniqueConstraint("code", name=op.f("uq_country_code")),
    )
    op.create_table(
        "mention",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("mentioned_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentioned_id"], ["record.id"], name=op.f("fk_mention_mentioned_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_mention_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", "mentioned_id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index("ix_mention_of", ["mentioned_id", "record_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("honorific", sa.String(), nullable=False),
        sa.Column("address_tr", sa.String(), nullable=False),
        sa.Column("address_en", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum("given", "refused", name="consent", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_person_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column(
            "certainty",
            sa.Enum(
                "printed",
                "inferred",
                "derived",
                "disputed",
                name="sourcecertainty",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note_tr", sa.String(), nullable=False),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_source_record_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_record_id"), ["record_id"], unique=False)

    op.create_table(
        "trail_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_trail_entry_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_trail_entry_record_id_record"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_trail_entry_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_entry")),
    )
    with op.batch_alter_table("trail_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_entry_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index("ix_trail_entry_of_record", ["record_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_entry_operation_id"), ["operation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_entry_user_id"), ["user_id"], unique=False)

    op.create_table(
        "city",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_city_whole_position")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_city_latitude_on_earth")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_city_longitude_on_earth")),
        sa.ForeignKeyConstraint(["country_id"], ["country.id"], name=op.f("fk_city_country_id_country")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_city_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city")),
        sa.UniqueConstraint("geonames_id", name=op.f("uq_city_geonames_id")),
    )
    with op.batch_alter_table("city", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_city_country_id"), ["country_id"], unique=False)

    op.create_table(
        "trail_personal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["trail_entry.id"],
            name=op.f("fk_trail_personal_entry_id_trail_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"],
            ["record.id"],
            name=op.f("fk_trail_personal_subject_id_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_personal")),
    )
    with op.batch_alter_table("trail_personal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_personal_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_personal_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "city_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["city_id"], ["city.id"], name=op.f("fk_city_name_city_id_city"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_name")),
    )
    with op.batch_alter_table("city_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_city_name_city_id"), ["city_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "organisation_kind",
            sa.Enum(
                "municipality",
                "district",
                "region",
                "unit",
                "municipal_company",
                "union",
                "city_network",
                "network_body",
                "embassy",
                "consulate_general",
                "consulate",
                "honorary_consulate",
                "eu_delegation",
                "ministry",
                "legislature",
                "international_organisation",
                "development_bank",
                "university",
                "chamber",
                "association",
                "foundation",
                "religious_body",
                "party",
                "media",
                "company",
                "standing_board",
                "other",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("represents_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_organisation_not_its_own_parent")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_organisation_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["represents_id"], ["country.id"], name=op.f("fk_organisation_represents_id_country")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["city.id"], name=op.f("fk_organisation_seat_id_city")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_represents_id"), ["represents_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
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
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum(
                "incoming",
                "outgoing",
                "third_place",
                "none",
                name="direction",
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
        sa.Column(
            "visit_kind",
            sa.Enum(
                "courtesy",
                "official",
                "working",
                "study",
                "technical",
                "introductory",
                "return",
                "farewell",
                "congratulation",
                "condolence",
                name="visitkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "approved",
                "planned",
                "held",
                "reported",
                "closed",
                "postponed",
                "cancelled",
                name="visitstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("state_reason", sa.String(), nullable=False),
        sa.Column("subject_tr", sa.String(), nullable=False),
        sa.Column("subject_en", sa.String(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("headcount_about", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("listed_in", sa.String(), nullable=False),
        sa.Column("listed_no", sa.Integer(), nullable=True),
        sa.Column("doubt_tr", sa.String(), nullable=False),
        sa.Column("doubt_en", sa.String(), nullable=False),
        sa.CheckConstraint("headcount > 0", name=op.f("ck_visit_headcount_positive")),
        sa.CheckConstraint("held_earliest <= held_latest", name=op.f("ck_visit_held_in_order")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_visit_city_id_city")),
        sa.ForeignKeyConstraint(["country_id"], ["country.id"], name=op.f("fk_visit_country_id_country")),
        sa.ForeignKeyConstraint(["host_id"], ["record.id"], name=op.f("fk_visit_host_id_record")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_visit_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_by_city", ["city_id", "held_earliest"], unique=False)
        batch_op.create_index("ix_visit_by_day", ["held_earliest", "held_latest"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_country_id"), ["country_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_host_id"), ["host_id"], unique=False)

    op.create_table(
        "counterpart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_counterpart_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_counterpart_visit_id_visit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterpart")),
    )
    with op.batch_alter_table("counterpart", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counterpart_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_counterpart_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "delegate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "visitor", "ours", "other", name="side", native_enum=False, create_constraint=True, length=40
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
            ["organisation_id"], ["organisation.id"], name=op.f("fk_delegate_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegate_person_id_person")),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_delegate_visit_id_visit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegate_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegate_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
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
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.CheckConstraint("since_earliest <= since_latest", name=op.f("ck_post_since_in_order")),
        sa.CheckConstraint("until_earliest <= until_latest", name=op.f("ck_post_until_in_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_post_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_post_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_person_id"), ["person_id"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE_INDEX:
            op.execute(statement)
    else:
        op.execute(_POSTGRESQL_INDEX)


def downgrade() -> None:
    """Drop every table."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE record_fts")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_person_id"))
        batch_op.drop_index(batch_op.f("ix_post_organisation_id"))

    op.drop_table("post")
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegate_visit_id"))
        batch_op.drop_index(batch_op.f("ix_delegate_person_id"))
        batch_op.drop_index(batch_op.f("ix_delegate_organisation_id"))

    op.drop_table("delegate")
    with op.batch_alter_table("counterpart", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counterpart_visit_id"))
        batch_op.drop_index(batch_op.f("ix_counterpart_organisation_id"))

    op.drop_table("counterpart")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_host_id"))
        batch_op.drop_index(batch_op.f("ix_visit_country_id"))
        batch_op.drop_index("ix_visit_by_day")
        batch_op.drop_index("ix_visit_by_city")

    op.drop_table("visit")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_seat_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_represents_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_parent_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("city_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_city_name_city_id"))

    op.drop_table("city_name")
    with op.batch_alter_table("trail_personal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trail_personal_subject_id"))
        batch_op.drop_index(batch_op.f("ix_trail_personal_entry_id"))

    op.drop_table("trail_personal")
    with op.batch_alter_table("city", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_city_country_id"))

    op.drop_table("city")
    with op.batch_alter_table("trail_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trail_entry_user_id"))
        batch_op.drop_index(batch_op.f("ix_trail_entry_operation_id"))
        batch_op.drop_index("ix_trail_entry_of_record")
        batch_op.drop_index(batch_op.f("ix_trail_entry_municipality_id"))

    op.drop_table("trail_entry")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_record_id"))

    op.drop_table("source")
    op.drop_table("person")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index("ix_mention_of")

    op.drop_table("mention")
    op.drop_table("country")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_account_municipality_id"))

    op.drop_table("user_account")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_by_title")
        batch_op.drop_index("ix_record_by_day")

    op.drop_table("record")
    op.drop_table("municipality")
    op.drop_table("data_version")
