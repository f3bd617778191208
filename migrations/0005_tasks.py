"""Tasks and promises; records that somebody should complete, marked so that they are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = ()
depends_on = None

# What lacked something on the day of this migration; from then on the application says it when it saves.
INCOMPLETE = (
    """
    SELECT visit.id FROM visit
    WHERE coalesce(held_certainty, '') = 'doubtful'
       OR (group_name = '' AND NOT EXISTS (SELECT 1 FROM delegate WHERE delegate.visit_id = visit.id))
       OR (listed_in = '' AND ((subject_tr = '' AND subject_en = '') OR host_id IS NULL
           OR visit_kind IS NULL OR mode IS NULL OR direction IS NULL))
    """,
    """
    SELECT organisation.id FROM organisation
    WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.record_id = organisation.id)
      AND (organisation_kind IS NULL
           OR (organisation_kind IN ('embassy', 'consulate_general', 'consulate', 'honorary_consulate')
               AND represents_id IS NULL)
           OR (seat_id IS NULL AND parent_id IS NULL AND NOT ours
               AND organisation_kind NOT IN ('city_network', 'network_body', 'international_organisation',
                                             'standing_board', 'unit')))
    """,
    """
    SELECT person.id FROM person
    WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.person_id = person.id)
      AND NOT EXISTS (SELECT 1 FROM source WHERE source.record_id = person.id)
    """,
    "SELECT city.id FROM city WHERE country_id IS NULL OR latitude IS NULL",
)


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "promised_by",
            sa.Enum(
                "ours", "theirs", name="promiseside", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("promiser_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_earliest", sa.Date(), nullable=True),
        sa.Column("due_latest", sa.Date(), nullable=True),
        sa.Column(
            "due_certainty",
            sa.Enum(
                "exact",
                "within",
                "doubtful",
                name="due_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("remind_days", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "dropped",
                name="taskstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("dropped_because", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name=op.f("ck_task_a_day_when_done")),
        sa.CheckConstraint(
            "promiser_id IS NULL OR promised_by = 'theirs'", name=op.f("ck_task_promiser_of_theirs")
        ),
        sa.CheckConstraint("state <> 'done' OR evidence <> ''", name=op.f("ck_task_done_with_evidence")),
        sa.CheckConstraint(
            "state <> 'dropped' OR dropped_because <> ''", name=op.f("ck_task_dropped_for_a_reason")
        ),
        sa.CheckConstraint("due_earliest <= due_latest", name=op.f("ck_task_due_in_order")),
        sa.CheckConstraint("remind_days >= 0", name=op.f("ck_task_reminded_before")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_task_about_id_record")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_task_id_record"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_task_owner_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["promiser_id"], ["record.id"], name=op.f("fk_task_promiser_id_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_about_id"), "task", ["about_id"])
    op.create_index("ix_task_by_due", "task", ["state", "due_latest"])
    op.create_index("ix_task_of_owner", "task", ["owner_id", "state", "due_latest"])
    op.create_index(op.f("ix_task_promiser_id"), "task", ["promiser_id"])

    op.add_column("record", sa.Column("incomplete", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_record_incomplete",
        "record",
        ["municipality_id", "id", "kind", "incomplete", "binned_at"],
        sqlite_where=sa.text("incomplete = 1 AND binned_at IS NULL"),
        postgresql_where=sa.text("incomplete AND binned_at IS NULL"),
    )
    for ids in INCOMPLETE:
        op.execute(f"UPDATE record SET incomplete = true WHERE id IN ({ids})")


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_record_incomplete", table_name="record")
    op.drop_column("record", "incomplete")
    op.drop_table("task")
