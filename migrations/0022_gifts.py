"""Gifts, the stock of city gifts, and the minimum wage that a rule on gifts is measured by."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = ()
depends_on = None


def _word(column: str, name: str, *members: str, nullable: bool = True) -> sa.Column:
    kind = sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, kind, nullable=nullable)


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "minimum_wage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("to_confirm", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_minimum_wage_amount_positive")),
        sa.CheckConstraint("since <= until", name=op.f("ck_minimum_wage_period_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minimum_wage")),
        sa.UniqueConstraint("since", name=op.f("uq_minimum_wage_since")),
    )
    op.create_table(
        "gift_item",
        sa.Column("id", sa.Integer(), nullable=False),
        _word(
            "item_kind",
            "giftkind",
            *("plaque", "ceramic", "textile", "glass", "metalwork", "artwork", "book", "flag", "food"),
            *("souvenir", "other"),
        ),
        sa.Column("unit_value", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint(
            "currency <> '' OR unit_value IS NULL", name=op.f("ck_gift_item_value_in_a_currency")
        ),
        sa.CheckConstraint("unit_value >= 0", name=op.f("ck_gift_item_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_gift_item_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_item")),
    )
    op.create_table(
        "gift_item_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gift_item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        _word("change", "stockchange", "taken_in", "written_off"),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_gift_item_change_some_pieces")),
        sa.ForeignKeyConstraint(
            ["gift_item_id"],
            ["gift_item.id"],
            name=op.f("fk_gift_item_change_gift_item_id_gift_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_item_change")),
    )
    op.create_index(op.f("ix_gift_item_change_gift_item_id"), "gift_item_change", ["gift_item_id"])
    op.create_table(
        "gift",
        sa.Column("id", sa.Integer(), nullable=False),
        _word("direction", "giftdirection", "given", "received", nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("what_tr", sa.String(), nullable=False),
        sa.Column("what_en", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("handed_earliest", sa.Date(), nullable=True),
        sa.Column("handed_latest", sa.Date(), nullable=True),
        sa.Column(
            "handed_certainty",
            sa.Enum(
                *("exact", "within", "doubtful"),
                name="handed_certainty",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("giver_name", sa.String(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("receiver_name", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        _word("value_source", "valuesource", "stated", "estimated"),
        sa.Column("rate", sa.Double(), nullable=True),
        sa.Column("rate_on", sa.Date(), nullable=True),
        _word("origin", "giftorigin", "foreign", "domestic"),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("handed_over", sa.Date(), nullable=True),
        sa.Column("repeat_meant", sa.Boolean(), nullable=False),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.CheckConstraint("handed_earliest <= handed_latest", name=op.f("ck_gift_handed_in_order")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_gift_some_pieces")),
        sa.CheckConstraint("currency <> '' OR value IS NULL", name=op.f("ck_gift_value_in_a_currency")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_gift_value_not_negative")),
        sa.CheckConstraint("(rate IS NULL) = (rate_on IS NULL)", name=op.f("ck_gift_rate_of_a_day")),
        sa.CheckConstraint("rate > 0", name=op.f("ck_gift_rate_positive")),
        sa.ForeignKeyConstraint(["about_id"], ["record.id"], name=op.f("fk_gift_about_id_record")),
        sa.ForeignKeyConstraint(["giver_id"], ["record.id"], name=op.f("fk_gift_giver_id_record")),
        sa.ForeignKeyConstraint(["receiver_id"], ["record.id"], name=op.f("fk_gift_receiver_id_record")),
        sa.ForeignKeyConstraint(["item_id"], ["gift_item.id"], name=op.f("fk_gift_item_id_gift_item")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_gift_id_record"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift")),
    )
    for name in ("about_id", "giver_id", "receiver_id"):
        op.create_index(op.f(f"ix_gift_{name}"), "gift", [name])
    op.create_index("ix_gift_by_item", "gift", ["item_id", "receiver_id"])


def downgrade() -> None:
    """Go back."""
    for table in ("gift", "gift_item_change", "gift_item", "minimum_wage"):
        op.drop_table(table)
