"""Memberships of networks and organisations: ours, and those of others we know of."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.person import Person
from models.record import Record, record_key
from models.vocabulary import Evidence, MembershipClass, MembershipRelation


class Membership(Record):
    """What an organisation is to a network, from when until when."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("since_earliest <= since_latest", name="since_in_order"),
        CheckConstraint("until_earliest <= until_latest", name="until_in_order"),
        CheckConstraint("network_id <> member_id", name="of_another"),
        Index("ix_membership_pair", "network_id", "member_id"),
    )

    id: Mapped[int] = record_key()
    network_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    relation: Mapped[MembershipRelation]
    membership_class: Mapped[MembershipClass | None]
    evidence: Mapped[Evidence | None]
    since: Mapped[PartialDate] = partial_date("since")
    until: Mapped[PartialDate] = partial_date("until")
    role_tr: Mapped[str] = mapped_column(default="")
    role_en: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    working_groups_tr: Mapped[str] = mapped_column(default="")
    working_groups_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    network: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=network_id)
    member: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=member_id)
    unit: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=unit_id)
    seats: Mapped[list["Seat"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Seat.position"
    )


class Seat(Model):
    """A seat in a body of the network, held by somebody for a term."""

    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = part_key("membership")
    position: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    body: Mapped[str] = mapped_column(default="")
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    since: Mapped[PartialDate] = partial_date("since")
    until: Mapped[PartialDate] = partial_date("until")

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
