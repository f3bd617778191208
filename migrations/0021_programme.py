"""The programme of a visit, and the time zones of cities."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = ()
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column("city", sa.Column("timezone", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "programme_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place_tr", sa.String(), nullable=False),
        sa.Column("place_en", sa.String(), nullable=False),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("whole_delegation", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("language_tr", sa.String(), nullable=False),
        sa.Column("language_en", sa.String(), nullable=False),
        sa.Column("dress_tr", sa.String(), nullable=False),
        sa.Column("dress_en", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_programme_item_starts_before_it_ends")),
        sa.CheckConstraint("travel_minutes >= 0", name=op.f("ck_programme_item_travels_forward")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_programme_item_city_id_city")),
        sa.ForeignKeyConstraint(["host_id"], ["record.id"], name=op.f("fk_programme_item_host_id_record")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_programme_item_id_record"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_programme_item_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_item")),
    )
    op.create_index("ix_programme_item_by_day", "programme_item", ["day"])
    op.create_index(op.f("ix_programme_item_city_id"), "programme_item", ["city_id"])
    op.create_index(op.f("ix_programme_item_host_id"), "programme_item", ["host_id"])
    op.create_index("ix_programme_item_of_visit", "programme_item", ["visit_id", "day", "starts_at"])
    op.create_table(
        "programme_attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_programme_attendee_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["programme_item_id"],
            ["programme_item.id"],
            name=op.f("fk_programme_attendee_programme_item_id_programme_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_attendee")),
    )
    op.create_index(op.f("ix_programme_attendee_person_id"), "programme_attendee", ["person_id"])
    op.create_index(
        op.f("ix_programme_attendee_programme_item_id"), "programme_attendee", ["programme_item_id"]
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("programme_attendee")
    op.drop_table("programme_item")
    op.drop_column("city", "timezone")
