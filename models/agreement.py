"""Agreements: what the parties are to each other, and the paper that says so."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.person import Person
from models.record import Record, record_key
from models.visit import Visit
from models.vocabulary import (
    AgreementState,
    Instrument,
    PartyRole,
    Relation,
    SigningRole,
    Theme,
    VisitMode,
    YesNo,
)


class Agreement(Record):
    """A tie. Relation and instrument are two things: cities are counted by one, papers by the other."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("signed_earliest <= signed_latest", name="signed_in_order"),
        CheckConstraint("starts_earliest <= starts_latest", name="starts_in_order"),
        CheckConstraint("ends_earliest <= ends_latest", name="ends_in_order"),
        CheckConstraint("ended_because_tr = '' OR state = 'ended'", name="reason_only_at_the_end"),
        CheckConstraint("amends_id <> id", name="amends_another"),
        CheckConstraint("supersedes_id <> id", name="supersedes_another"),
        Index("ix_agreement_by_relation", "relation", "state"),
    )

    id: Mapped[int] = record_key()
    relation: Mapped[Relation]
    instrument: Mapped[Instrument | None]
    state: Mapped[AgreementState]
    signed: Mapped[PartialDate] = partial_date("signed")
    starts: Mapped[PartialDate] = partial_date("starts")
    ends: Mapped[PartialDate] = partial_date("ends")
    renews: Mapped[YesNo | None]
    ended_because_tr: Mapped[str] = mapped_column(default="")
    ended_because_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    place_tr: Mapped[str] = mapped_column(default="")
    place_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    mode: Mapped[VisitMode | None]
    languages: Mapped[str] = mapped_column(default="")
    authentic_language: Mapped[str] = mapped_column(default="")
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    signed_at_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    amends: Mapped["Agreement | None"] = relationship(
        lazy="raise_on_sql", foreign_keys=amends_id, remote_side="Agreement.id"
    )
    supersedes: Mapped["Agreement | None"] = relationship(
        lazy="raise_on_sql", foreign_keys=supersedes_id, remote_side="Agreement.id"
    )
    signed_at: Mapped[Visit | None] = relationship(lazy="raise_on_sql", foreign_keys=signed_at_id)
    unit: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=unit_id)
    parties: Mapped[list["AgreementParty"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="AgreementParty.position"
    )
    signatories: Mapped[list["Signatory"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="Signatory.position"
    )
    themes: Mapped[list["AgreementTheme"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="AgreementTheme.position"
    )

    @property
    def since(self) -> PartialDate:
        """When it was signed, else when it began."""
        return self.signed if self.signed.is_known else self.starts


class AgreementParty(Model):
    """One organisation in an agreement; two or more, in the order of the paper."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = part_key("agreement")
    position: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(default=PartyRole.PARTY)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=organisation_id)


class Signatory(Model):
    """Somebody who signed, stood by, or keeps the tie; the title is that of the day.

    The organisation need not be a party: a third company's manager may sign.
    """

    __tablename__ = "signatory"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = part_key("agreement")
    position: Mapped[int]
    signing_role: Mapped[SigningRole] = mapped_column(default=SigningRole.SIGNATORY)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    printed_name: Mapped[str] = mapped_column(default="")
    title_tr: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation_name: Mapped[str] = mapped_column(default="")

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql", foreign_keys=person_id)
    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )


class AgreementTheme(Model):
    """A field of cooperation of an agreement."""

    __tablename__ = "agreement_theme"
    __table_args__ = (UniqueConstraint("agreement_id", "theme"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = part_key("agreement")
    position: Mapped[int]
    theme: Mapped[Theme]
