"""The number of a letter has a key beside it, by which two spellings of one number are the same."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = ()
depends_on = None

_letter = sa.table("letter", sa.column("id"), sa.column("registration_no"), sa.column("number_key"))
_ONE_I = str.maketrans("İIı", "iii")


def upgrade() -> None:
    """Go one step forward."""
    empty = sa.text("''")
    op.add_column("letter", sa.Column("number_key", sa.String(), nullable=False, server_default=empty))
    connection = op.get_bind()
    numbered = connection.execute(
        sa.select(_letter.c.id, _letter.c.registration_no).where(_letter.c.registration_no != "")
    ).all()
    keys = [{"row": id_, "key": _key(number)} for id_, number in numbered]
    if keys:
        fill = sa.update(_letter).where(_letter.c.id == sa.bindparam("row"))
        connection.execute(fill.values(number_key=sa.bindparam("key")), keys)
    op.create_index("ix_letter_number_key", "letter", ["number_key"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_letter_number_key", "letter")
    op.drop_column("letter", "number_key")


def _key(text):
    """Leave letters and digits, small and with one i; all else parts words."""
    small = unicodedata.normalize("NFC", text).translate(_ONE_I).casefold()
    whole = unicodedata.normalize("NFC", small.replace("i\N{COMBINING DOT ABOVE}", "i"))
    return " ".join("".join(map(_kept, whole)).split())


def _kept(letter):
    category = unicodedata.category(letter)
    return letter if letter.isalnum() or category[0] == "M" else "" if category == "Cf" else " "
