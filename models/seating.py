"""Seating plans of visits and events: the room, who sits where, and what was asked for."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.guest import GuestList
from models.record import Record, record_key
from models.vocabulary import SeatShape, SeatWishKind


class SeatingPlan(Record):
    """Who sits where, in the order of precedence of a visit or event.

    :param tables: round tables, rows of chairs; a U has one.
    :param seats: at each table or in each row.
    :param alternate: our side and theirs sit in turn.
    """

    __tablename__ = "seating_plan"
    __table_args__ = (
        CheckConstraint("tables > 0", name="some_tables"),
        CheckConstraint("seats > 0", name="some_seats"),
    )

    id: Mapped[int] = record_key()
    about_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    shape: Mapped[SeatShape]
    tables: Mapped[int]
    seats: Mapped[int]
    alternate: Mapped[bool] = mapped_column(default=False)

    about: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id)
    lists: Mapped[list["SeatedList"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="SeatedList.position"
    )
    taken: Mapped[list["SeatTaken"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="SeatTaken.position"
    )
    wishes: Mapped[list["SeatWish"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="SeatWish.position"
    )


class SeatedList(Model):
    """A guest list of which those who come are seated beside the participants."""

    __tablename__ = "seated_list"
    __table_args__ = (UniqueConstraint("seating_plan_id", "guest_list_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seating_plan_id: Mapped[int] = part_key("seating_plan")
    position: Mapped[int]
    guest_list_id: Mapped[int] = mapped_column(ForeignKey("guest_list.id"), index=True)

    guest_list: Mapped[GuestList] = relationship(lazy="raise_on_sql", foreign_keys=guest_list_id)


class SeatTaken(Model):
    """Somebody on a seat.

    :param guest: which row of the visit or event, or below 0 which guest of the list; it may be gone since.
    :param seat: its number in the room, 1 for the most honoured.
    """

    __tablename__ = "seat_taken"

    id: Mapped[int] = mapped_column(primary_key=True)
    seating_plan_id: Mapped[int] = part_key("seating_plan")
    position: Mapped[int]
    guest: Mapped[int]
    seat: Mapped[int]


class SeatWish(Model):
    """What was asked for: behind or not beside ``other``, or on ``seat``; who is meant as in SeatTaken."""

    __tablename__ = "seat_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    seating_plan_id: Mapped[int] = part_key("seating_plan")
    position: Mapped[int]
    wish: Mapped[SeatWishKind]
    guest: Mapped[int]
    other: Mapped[int | None]
    seat: Mapped[int | None]
