"""Gifts given and received, and the city's own gifts that lie ready to be given."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import GiftDirection, GiftKind, GiftOrigin, StockChange, ValueSource


class GiftItem(Record):
    """A gift of the city's that is kept in stock; the title of the record is its name.

    How many are in hand is not stored: it follows from the changes of the stock and from what was given.

    :param unit_value: of one piece, in ``currency``; None where it is not known.
    """

    __tablename__ = "gift_item"
    __table_args__ = (
        CheckConstraint("currency <> '' OR unit_value IS NULL", name="value_in_a_currency"),
        CheckConstraint("unit_value >= 0", name="value_not_negative"),
    )

    id: Mapped[int] = record_key()
    item_kind: Mapped[GiftKind | None]
    unit_value: Mapped[float | None]
    currency: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    changes: Mapped[list["GiftItemChange"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="GiftItemChange.position"
    )


class GiftItemChange(Model):
    """Pieces that came into the stock, or left it without being given to somebody on record."""

    __tablename__ = "gift_item_change"
    __table_args__ = (CheckConstraint("quantity > 0", name="some_pieces"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gift_item_id: Mapped[int] = part_key("gift_item")
    position: Mapped[int]
    day: Mapped[date | None]
    change: Mapped[StockChange | None]
    quantity: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")


class Gift(Record):
    """Something given to a guest or a host, or received from one.

    :param item_id: the city's gift that it is; else ``what_tr`` and ``what_en`` say what it is.
    :param about_id: the visit or the event at which it changed hands.
    :param giver_id, receiver_id: a person or an organisation; ``giver_name`` and ``receiver_name`` say who it
        is that stands in no record. Of our own side nothing has to be said.
    :param value: of all pieces together, in ``currency``; None where it is not known.
    :param rate: what one unit of ``currency`` cost in Turkish lira on ``rate_on``, as somebody looked it up.
    :param handed_over: the day on which it was handed over to the municipality (R-5).
    :param repeat_meant: whether the same receiver is knowingly given the same gift again.
    """

    __tablename__ = "gift"
    __table_args__ = (
        CheckConstraint("handed_earliest <= handed_latest", name="handed_in_order"),
        CheckConstraint("quantity > 0", name="some_pieces"),
        CheckConstraint("currency <> '' OR value IS NULL", name="value_in_a_currency"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        CheckConstraint("(rate IS NULL) = (rate_on IS NULL)", name="rate_of_a_day"),
        CheckConstraint("rate > 0", name="rate_positive"),
        Index("ix_gift_by_item", "item_id", "receiver_id"),
    )

    id: Mapped[int] = record_key()
    direction: Mapped[GiftDirection]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("gift_item.id"))
    what_tr: Mapped[str] = mapped_column(default="")
    what_en: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    handed: Mapped[PartialDate] = partial_date("handed")
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    giver_name: Mapped[str] = mapped_column(default="")
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    receiver_name: Mapped[str] = mapped_column(default="")
    value: Mapped[float | None]
    currency: Mapped[str] = mapped_column(default="")
    value_source: Mapped[ValueSource | None]
    rate: Mapped[float | None]
    rate_on: Mapped[date | None]
    origin: Mapped[GiftOrigin | None]
    kept_at: Mapped[str] = mapped_column(default="")
    kept_by: Mapped[str] = mapped_column(default="")
    handed_over: Mapped[date | None]
    repeat_meant: Mapped[bool] = mapped_column(default=False)
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    item: Mapped[GiftItem | None] = relationship(lazy="raise_on_sql", foreign_keys=item_id)
    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )
    giver: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=giver_id, remote_side=Record.id
    )
    receiver: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=receiver_id, remote_side=Record.id
    )
