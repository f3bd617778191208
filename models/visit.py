"""Visits and their delegations, with the titles of that day."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.city import City
from models.country import Country
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.person import Person
from models.record import Record, record_key
from models.vocabulary import Direction, Side, VisitKind, VisitMode, VisitState


class Visit(Record):
    """A meeting of two sides. Every column that may be unknown is NULL or empty until said."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("held_earliest <= held_latest", name="held_in_order"),
        CheckConstraint("headcount > 0", name="headcount_positive"),
        Index("ix_visit_by_city", "city_id", "held_earliest"),
        Index("ix_visit_by_day", "held_earliest", "held_latest"),
        Index("ix_visit_by_last_day", "held_latest"),
    )

    id: Mapped[int] = record_key()
    held: Mapped[PartialDate] = partial_date("held")
    starts_at: Mapped[time | None]
    direction: Mapped[Direction | None]
    mode: Mapped[VisitMode | None]
    visit_kind: Mapped[VisitKind | None]
    state: Mapped[VisitState | None]
    state_reason_tr: Mapped[str] = mapped_column(default="")
    state_reason_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    subject_tr: Mapped[str] = mapped_column(default="")
    subject_en: Mapped[str] = mapped_column(default="")
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    country_id: Mapped[int | None] = mapped_column(ForeignKey("country.id"), index=True)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    place_tr: Mapped[str] = mapped_column(default="")
    place_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    group_name: Mapped[str] = mapped_column(default="")
    headcount: Mapped[int | None]
    headcount_about: Mapped[bool] = mapped_column(default=False)
    minutes_tr: Mapped[str] = mapped_column(default="")
    minutes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    listed_in: Mapped[str] = mapped_column(default="")
    listed_no: Mapped[int | None]
    doubt_tr: Mapped[str] = mapped_column(default="")
    doubt_en: Mapped[str] = mapped_column(default="")

    city: Mapped[City | None] = relationship(lazy="raise_on_sql", foreign_keys=city_id)
    country: Mapped[Country | None] = relationship(lazy="raise_on_sql", foreign_keys=country_id)
    host: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=host_id, remote_side=Record.id
    )
    counterparts: Mapped[list["Counterpart"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Counterpart.position"
    )
    delegates: Mapped[list["Delegate"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Delegate.position"
    )
    stops: Mapped[list["VisitStop"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="VisitStop.position"
    )


class Counterpart(Model):
    """An organisation the visit is with."""

    __tablename__ = "counterpart"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = part_key("visit")
    position: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=organisation_id)


class Delegate(Model):
    """One named participant, in order; name, title and organisation are the text of that day."""

    __tablename__ = "delegate"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = part_key("visit")
    position: Mapped[int]
    side: Mapped[Side] = mapped_column(default=Side.VISITOR)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    printed_name: Mapped[str] = mapped_column(default="")
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_name: Mapped[str] = mapped_column(default="")

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )


class VisitStop(Model):
    """One stop of a mission, in the order of the way: a city, what is on there, and its days if known.

    :param until: the last day there, where it is another than ``day``.
    """

    __tablename__ = "visit_stop"
    __table_args__ = (CheckConstraint("day <= until", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = part_key("visit")
    position: Mapped[int]
    day: Mapped[date | None]
    until: Mapped[date | None]
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    what_tr: Mapped[str] = mapped_column(default="")
    what_en: Mapped[str] = mapped_column(default="")

    city: Mapped[City] = relationship(lazy="raise_on_sql", foreign_keys=city_id)

    @property
    def days(self) -> PartialDate:
        """The days of the stop; unknown while its first one is."""
        return (
            PartialDate.unknown() if self.day is None else PartialDate.span(self.day, self.until or self.day)
        )
