"""The files of missions abroad: on what ground, who travels, how, for how much, and the report."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.document import Document
from models.organisation import Organisation
from models.person import Person
from models.record import Record, record_key
from models.visit import Visit
from models.vocabulary import CostKind, CostPayer, MissionCheck, PassportKind


class MissionFile(Record):
    """The file of one outgoing visit. The decisions it rests on name the visit, as those of other records do.

    :param invitation_id: the invitation or the text of the protocol, as a document or a letter.
    :param note_id: the information note.
    :param authority_letter_id: the letter of the civil authority.
    :param report_id: the return report; ``reported_on`` is the day it was handed in.
    """

    __tablename__ = "mission_file"

    id: Mapped[int] = record_key()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    duty_tr: Mapped[str] = mapped_column(default="")
    duty_en: Mapped[str] = mapped_column(default="")
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    note_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    authority_letter_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    reported_on: Mapped[date | None]
    waived_because: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql", foreign_keys=visit_id)
    invitation: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=invitation_id, remote_side=Record.id
    )
    note: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=note_id, remote_side=Record.id
    )
    authority_letter: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=authority_letter_id, remote_side=Record.id
    )
    report: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=report_id, remote_side=Record.id
    )
    travellers: Mapped[list["Traveller"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Traveller.position"
    )
    tickets: Mapped[list["MissionTicket"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="MissionTicket.position"
    )
    stays: Mapped[list["MissionStay"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="MissionStay.position"
    )
    costs: Mapped[list["MissionCost"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="MissionCost.position"
    )
    waivers: Mapped[list["MissionWaiver"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="MissionWaiver.position"
    )


class Traveller(Model):
    """Somebody who travels, with the title of that day. Of a passport only its kind is kept."""

    __tablename__ = "traveller"

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_file_id: Mapped[int] = part_key("mission_file")
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    printed_name: Mapped[str] = mapped_column(default="")
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_name: Mapped[str] = mapped_column(default="")
    passport: Mapped[PassportKind | None]

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )


class MissionTicket(Model):
    """A journey of the mission; places and booking as they are written on the ticket."""

    __tablename__ = "mission_ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_file_id: Mapped[int] = part_key("mission_file")
    position: Mapped[int]
    from_place: Mapped[str] = mapped_column(default="")
    to_place: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    starts_at: Mapped[time | None]
    carrier: Mapped[str] = mapped_column(default="")
    booking: Mapped[str] = mapped_column(default="")


class MissionStay(Model):
    """A stay: where, and from which day until which."""

    __tablename__ = "mission_stay"
    __table_args__ = (CheckConstraint("day <= until", name="days_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_file_id: Mapped[int] = part_key("mission_file")
    position: Mapped[int]
    hotel: Mapped[str] = mapped_column(default="")
    day: Mapped[date | None]
    until: Mapped[date | None]
    booking: Mapped[str] = mapped_column(default="")


class MissionCost(Model):
    """A cost, in its own currency; None where the amount is not known yet.

    :param payer: whether we pay, or the host.
    :param paid_on: the day of payment; None while it is not paid, or the day not known.
    """

    __tablename__ = "mission_cost"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint("amount IS NULL OR currency <> ''", name="in_a_currency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_file_id: Mapped[int] = part_key("mission_file")
    position: Mapped[int]
    cost_kind: Mapped[CostKind | None]
    amount: Mapped[float | None]
    currency: Mapped[str] = mapped_column(default="")
    payer: Mapped[CostPayer | None]
    budget_code: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)

    document: Mapped[Document | None] = relationship(lazy="raise_on_sql", foreign_keys=document_id)


class MissionWaiver(Model):
    """What this mission does not need; why stands in the file."""

    __tablename__ = "mission_waiver"
    __table_args__ = (UniqueConstraint("mission_file_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_file_id: Mapped[int] = part_key("mission_file")
    position: Mapped[int]
    what: Mapped[MissionCheck]
