"""Bookings of interpreters and escorts."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import member_of
from models.pool_member import PoolMember
from models.record import Record, record_key
from models.vocabulary import BookingService, BookingState, InterpretingMode, Language


class Booking(Record):
    """An interpreter or escort for a visit, a mission or an event; a mission is an outgoing visit.

    :param about_id: the visit or the event on which its hours hang.
    :param member_id: who comes; None while nobody is found, or nobody remembers.
    :param until_day: the last day, where it is another than ``day``.
    :param place: where they are expected.
    :param hours: of work done, as told afterwards; a booking that is not done has none.
    :param fee: of the whole booking, in ``fee_currency``.
    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("day <= until_day", name="days_in_order"),
        CheckConstraint("hours > 0", name="some_hours"),
        CheckConstraint("hours IS NULL OR booking_state = 'done'", name="hours_when_done"),
        CheckConstraint("fee >= 0", name="fee_not_negative"),
        CheckConstraint("fee IS NULL OR fee_currency <> ''", name="fee_in_a_currency"),
        CheckConstraint(
            "booking_state <> 'cancelled' OR cancelled_because <> ''", name="cancelled_for_a_reason"
        ),
        Index("ix_booking_of_member", "member_id", "day"),
    )

    id: Mapped[int] = record_key()
    about_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("pool_member.id"))
    service: Mapped[BookingService]
    first_language: Mapped[Language | None] = mapped_column(member_of(Language, "first_language"))
    second_language: Mapped[Language | None] = mapped_column(member_of(Language, "second_language"))
    mode: Mapped[InterpretingMode | None]
    day: Mapped[date | None]
    starts_at: Mapped[time | None]
    until_day: Mapped[date | None]
    ends_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    booking_state: Mapped[BookingState | None]
    cancelled_because: Mapped[str] = mapped_column(default="")
    hours: Mapped[float | None]
    fee: Mapped[float | None]
    fee_currency: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    about: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id)
    member: Mapped[PoolMember | None] = relationship(lazy="raise_on_sql", foreign_keys=member_id)
