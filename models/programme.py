"""The programme of a visit, item by item."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.city import City
from models.person import Person
from models.record import Record, record_key
from models.visit import Visit


class ProgrammeItem(Record):
    """What is on at one hour of a visit; its title says what.

    A record and no row of the visit: colleagues change the programme side by side until the last minute, each
    change is taken back by itself, and a calendar tells by number and version what has moved.

    :param starts_at, ends_at: by the clocks of the place; unknown until said. An item ends on its own day.
    :param timezone: name of the tz database, where neither city nor country tells it.
    :param whole_delegation: all visitors take part, besides who is named.
    :param travel_minutes: on the way to it.
    """

    __tablename__ = "programme_item"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        CheckConstraint("travel_minutes >= 0", name="travels_forward"),
        Index("ix_programme_item_of_visit", "visit_id", "day", "starts_at"),
        Index("ix_programme_item_by_day", "day"),
    )

    id: Mapped[int] = record_key()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    day: Mapped[date | None]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place_tr: Mapped[str] = mapped_column(default="")
    place_en: Mapped[str] = mapped_column(default="")
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    timezone: Mapped[str] = mapped_column(default="")
    host_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    whole_delegation: Mapped[bool] = mapped_column(default=False, server_default=false())
    travel_minutes: Mapped[int | None]
    language_tr: Mapped[str] = mapped_column(default="")
    language_en: Mapped[str] = mapped_column(default="")
    dress_tr: Mapped[str] = mapped_column(default="")
    dress_en: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql", foreign_keys=visit_id)
    city: Mapped[City | None] = relationship(lazy="raise_on_sql", foreign_keys=city_id)
    host: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=host_id, remote_side=Record.id
    )
    attendees: Mapped[list["ProgrammeAttendee"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="ProgrammeAttendee.position"
    )


class ProgrammeAttendee(Model):
    """Somebody who takes part in an item: a person, or words such as *two bodyguards*."""

    __tablename__ = "programme_attendee"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_item_id: Mapped[int] = part_key("programme_item")
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
