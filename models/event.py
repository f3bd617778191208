"""Events and workshops: hosted, attended, online, planned; who took part, what was said, what came of it."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.city import City
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.person import Person
from models.record import Record, record_key
from models.visit import Visit
from models.vocabulary import EventKind, EventPart, EventRole, EventState, SessionKind, VisitMode


class Event(Record):
    """An event or a workshop. What it is to lead to next stands as tasks about it: the road map.

    :param our_part: whether we hosted it, went there, or only know of it.
    :param about_id: the project, tie or network that it belongs to.
    :param headcount: of all who took part, as a source says it.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("held_earliest <= held_latest", name="held_in_order"),
        CheckConstraint("headcount > 0", name="headcount_positive"),
        Index("ix_event_by_day", "held_earliest", "held_latest"),
    )

    id: Mapped[int] = record_key()
    event_kind: Mapped[EventKind | None]
    our_part: Mapped[EventPart | None]
    event_state: Mapped[EventState | None]
    mode: Mapped[VisitMode | None]
    held: Mapped[PartialDate] = partial_date("held")
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    venue_tr: Mapped[str] = mapped_column(default="")
    venue_en: Mapped[str] = mapped_column(default="")
    host_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    aim_tr: Mapped[str] = mapped_column(default="")
    aim_en: Mapped[str] = mapped_column(default="")
    outcome_tr: Mapped[str] = mapped_column(default="")
    outcome_en: Mapped[str] = mapped_column(default="")
    headcount: Mapped[int | None]
    headcount_about: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    city: Mapped[City | None] = relationship(lazy="raise_on_sql", foreign_keys=city_id)
    host: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=host_id)
    unit: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=unit_id)
    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )
    sessions: Mapped[list["EventSession"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="EventSession.position"
    )
    participants: Mapped[list["EventParticipant"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="EventParticipant.position"
    )
    visits: Mapped[list["EventVisit"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="EventVisit.position"
    )


class EventSession(Model):
    """An item of the programme: a session, a presentation, a talk of two.

    :param ours_tr, ours_en: what we contribute to it.
    """

    __tablename__ = "event_session"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = part_key("event")
    position: Mapped[int]
    session_kind: Mapped[SessionKind | None]
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    speaker: Mapped[str] = mapped_column(default="")
    ours_tr: Mapped[str] = mapped_column(default="")
    ours_en: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )


class EventParticipant(Model):
    """Somebody who takes part: a body, a person, or both; name and title are the text of that day.

    :param remark_tr, remark_en: for the house, never on what guests see.
    """

    __tablename__ = "event_participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = part_key("event")
    position: Mapped[int]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    printed_name: Mapped[str] = mapped_column(default="")
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    organisation_name: Mapped[str] = mapped_column(default="")
    role: Mapped[EventRole | None]
    remark_tr: Mapped[str] = mapped_column(default="", server_default=text("''"))
    remark_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)


class EventVisit(Model):
    """A visit that is part of an event: listed there, and not counted again (R-10)."""

    __tablename__ = "event_visit"
    __table_args__ = (UniqueConstraint("event_id", "visit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = part_key("event")
    position: Mapped[int]
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql", foreign_keys=visit_id)
