"""Groups of recipients, texts of the house, and how it addresses ranks."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = ()
depends_on = None
_KINDS = (
    "new_year",
    "national_day",
    "ramadan_feast",
    "sacrifice_feast",
    "tie_anniversary",
    "congratulation",
    "condolence",
    "greeting",
    "thanks",
    "invitation",
    "visa_support",
)
_RANKS = (
    "deputy_minister",
    "minister",
    "ambassador",
    "charge",
    "honorary_consul",
    "consul_general",
    "consul",
    "deputy_governor",
    "district_governor",
    "governor",
    "deputy_mayor",
    "mayor",
    "secretary_general",
    "rector",
    "president",
    "director",
    "person",
    "body",
)


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Go one step forward."""
    rules = ("sister_cities", "missions_here", "missions_capital", "networks")
    op.create_table(
        "recipient_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", _one_of("grouprule", rules), nullable=True),
        sa.Column("notes_tr", sa.String(), nullable=False),
        sa.Column("notes_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_recipient_group_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_group")),
    )
    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_group_id"],
            ["recipient_group.id"],
            name=op.f("fk_group_member_recipient_group_id_recipient_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["record.id"], name=op.f("fk_group_member_recipient_id_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint(
            "recipient_group_id", "recipient_id", name=op.f("uq_group_member_recipient_group_id_recipient_id")
        ),
    )
    for name in ("recipient_group_id", "recipient_id"):
        op.create_index(op.f(f"ix_group_member_{name}"), "group_member", [name])
    op.create_table(
        "letter_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_kind", _one_of("letterkind", _KINDS), nullable=False),
        sa.Column("subject_tr", sa.String(), nullable=False),
        sa.Column("subject_en", sa.String(), nullable=False),
        sa.Column("text_tr", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_letter_template_id_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
    )
    op.create_table(
        "address_form",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("rank", _one_of("addressrank", _RANKS), nullable=False),
        sa.Column("words_tr", sa.String(), nullable=False),
        sa.Column("words_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_address_form_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "rank", name=op.f("pk_address_form")),
    )


def downgrade() -> None:
    """Go back."""
    for name in ("address_form", "letter_template", "group_member", "recipient_group"):
        op.drop_table(name)
