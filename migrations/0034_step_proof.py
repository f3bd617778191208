"""What on record shows that something is ready for a visit, for each line of a list and each step."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = ()
depends_on = None

_PROOFS = ("note", "programme", "gift", "interpreter", "escort", "thanks")
_TABLES = ("checklist_line", "preparation_step")
_SENIOR_GUEST = {
    "Bilgi notu": "note",
    "Hediye": "gift",
    "Tercüman": "interpreter",
    "Teşekkür yazısı": "thanks",
}
"""Lines of the list that comes with Elçi; where a house has other words, it says for itself what they mean."""


def upgrade() -> None:
    """Go one step forward."""
    for table in _TABLES:
        # No check: SQLite can add none to a table that is there.
        proof = sa.Enum(*_PROOFS, name="stepproof", native_enum=False, create_constraint=False, length=40)
        op.add_column(table, sa.Column("proof", proof, nullable=True))
    checklist = sa.table("checklist", sa.column("id"), sa.column("code"))
    line = sa.table("checklist_line", *map(sa.column, ("checklist_id", "what_tr", "proof")))
    ours = sa.select(checklist.c.id).where(checklist.c.code == "senior_guest")
    for words, kind in _SENIOR_GUEST.items():
        of_it = sa.and_(line.c.checklist_id.in_(ours), line.c.what_tr == words)
        op.execute(sa.update(line).where(of_it).values(proof=kind))


def downgrade() -> None:
    """Go back."""
    for table in _TABLES:
        op.drop_column(table, "proof")
