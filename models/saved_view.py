"""How people look at lists and answers: views kept under a name, and what each user chose for each list."""

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, utc_now, values_of
from models.vocabulary import RecordKind

_KIND = Enum(RecordKind, native_enum=False, create_constraint=False, length=40, values_callable=values_of)


class SavedView(Model):
    """What a list, a question or the network shows, under a name: somebody's own, or the municipality's.

    It is no record: it says nothing about the world, and it is saved again in two presses.
    """

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_of_list", "municipality_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    """Of what it is a view: of a list its kind of record, of a question ``answer:<key>``, or ``network``."""
    name: Mapped[str]
    query: Mapped[str]
    """What the address asks, as ``urlencode`` writes it."""
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class ListChoice(Model):
    """What one user chose for the list of one noun: the columns, and the view it opens with."""

    __tablename__ = "list_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[RecordKind] = mapped_column(_KIND, primary_key=True)
    columns: Mapped[str] = mapped_column(default="")
    """Keys of columns with commas between them, in order; empty for the noun's own."""
    view_id: Mapped[int | None] = mapped_column(ForeignKey("saved_view.id", ondelete="SET NULL"), index=True)
