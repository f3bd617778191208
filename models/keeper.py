"""Who in our office keeps a relation."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class Keeper(Model):
    """The colleague who keeps the relation with a partner or the tie, and who stands in for them.

    A table of its own: many kinds of records are kept, and a list asks for the records of one colleague.
    """

    __tablename__ = "keeper"
    __table_args__ = (CheckConstraint("owner_id <> deputy_id", name="two_people"),)

    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    deputy_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
