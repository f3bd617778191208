"""Guests of a reception or a dinner: the list, and everybody who is on it."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.person import Person
from models.record import Record, record_key
from models.vocabulary import AnswerChannel, GuestAnswer, Language


class GuestList(Record):
    """Who is invited to what: a reception, a dinner, an opening.

    :param about_id: the event or the visit that it belongs to.
    :param seats: how many can come; None where nobody said.
    :param answer_by: the day by which guests are asked to answer.
    """

    __tablename__ = "guest_list"
    __table_args__ = (
        CheckConstraint("held_earliest <= held_latest", name="held_in_order"),
        CheckConstraint("seats > 0", name="some_seats"),
    )

    id: Mapped[int] = record_key()
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    held: Mapped[PartialDate] = partial_date("held")
    starts_at: Mapped[time | None]
    place_tr: Mapped[str] = mapped_column(default="")
    place_en: Mapped[str] = mapped_column(default="")
    seats: Mapped[int | None]
    answer_by: Mapped[date | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )


class Guest(Record):
    """Somebody on a guest list. Name, title, body, address and form of address are the text of that day.

    :param answer: None while nobody answered.
    :param companions: how many come along, where the guest answered so; else how many are invited along.
    :param arrived_at: when the gate ticked them off.
    """

    __tablename__ = "guest"
    __table_args__ = (
        CheckConstraint("companions >= 0", name="companions_not_negative"),
        Index("ix_guest_by_answer", "guest_list_id", "answer"),
    )

    id: Mapped[int] = record_key()
    guest_list_id: Mapped[int] = mapped_column(ForeignKey("guest_list.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    rank_tr: Mapped[str] = mapped_column(default="")
    rank_en: Mapped[str] = mapped_column(default="")
    organisation_name: Mapped[str] = mapped_column(default="")
    form_tr: Mapped[str] = mapped_column(default="")
    form_en: Mapped[str] = mapped_column(default="")
    language: Mapped[Language | None]
    address: Mapped[str] = mapped_column(default="")
    companions: Mapped[int | None]
    companion_names: Mapped[str] = mapped_column(default="")
    answer: Mapped[GuestAnswer | None]
    answered_on: Mapped[date | None]
    answered_through: Mapped[AnswerChannel | None]
    reminded_on: Mapped[date | None]
    plate: Mapped[str] = mapped_column(default="")
    arrived_at: Mapped[datetime | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    guest_list: Mapped[GuestList] = relationship(lazy="raise_on_sql", foreign_keys=guest_list_id)
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )
