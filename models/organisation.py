"""Organisations: municipalities, missions, networks, companies, units of our own house."""

from sqlalchemy import CheckConstraint, ForeignKey, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.city import City
from models.country import Country
from models.record import Record, record_key
from models.vocabulary import OrganisationKind


class Organisation(Record):
    """A body we deal with. A mission sits in its seat and stands for the country it represents.

    ``district`` are the provinces or cities that a consulate is for, as it says itself.
    """

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_its_own_parent"),)

    id: Mapped[int] = record_key()
    organisation_kind: Mapped[OrganisationKind | None]
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    represents_id: Mapped[int | None] = mapped_column(ForeignKey("country.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    ours: Mapped[bool] = mapped_column(default=False)
    peer: Mapped[bool] = mapped_column(default=False, server_default=false())
    acronym: Mapped[str] = mapped_column(default="", server_default=text("''"))
    district: Mapped[str] = mapped_column(default="", server_default=text("''"))
    website: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    seat: Mapped[City | None] = relationship(lazy="raise_on_sql", foreign_keys=seat_id)
    represents: Mapped[Country | None] = relationship(lazy="raise_on_sql", foreign_keys=represents_id)
    parent: Mapped["Organisation | None"] = relationship(
        lazy="raise_on_sql", foreign_keys=parent_id, remote_side="Organisation.id"
    )
