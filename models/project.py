"""Projects with outside money: who applied, with whom, for how much, and what became of it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.agreement import Agreement
from models.base import Model, part_key
from models.country import Country
from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import ProjectRole, ProjectState


class Project(Record):
    """A project or an application for one.

    :param programme: who gives the money; ``call`` is what was applied to.
    :param currency: ISO 4217, of all three amounts.
    :param budget: of the whole consortium; ``own_share`` is our part, ``grant_asked`` what was
        asked for.
    :param months: how long it is to last.
    :param bodies, countries: how many a source counts in the consortium, where it does not name them.
    :param agreement_id: the tie that the project carries out.
    """

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("applied_earliest <= applied_latest", name="applied_in_order"),
        CheckConstraint("starts_earliest <= starts_latest", name="starts_in_order"),
        CheckConstraint("ends_earliest <= ends_latest", name="ends_in_order"),
        CheckConstraint("months > 0", name="some_months"),
        CheckConstraint(
            "currency <> '' OR (budget IS NULL AND grant_asked IS NULL AND own_share IS NULL)",
            name="amounts_in_a_currency",
        ),
        Index("ix_project_by_state", "project_state"),
    )

    id: Mapped[int] = record_key()
    acronym: Mapped[str] = mapped_column(default="")
    programme: Mapped[str] = mapped_column(default="")
    call: Mapped[str] = mapped_column(default="")
    aim_tr: Mapped[str] = mapped_column(default="")
    aim_en: Mapped[str] = mapped_column(default="")
    our_role: Mapped[ProjectRole | None]
    project_state: Mapped[ProjectState | None]
    applied: Mapped[PartialDate] = partial_date("applied")
    starts: Mapped[PartialDate] = partial_date("starts")
    ends: Mapped[PartialDate] = partial_date("ends")
    months: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    budget: Mapped[float | None]
    grant_asked: Mapped[float | None]
    own_share: Mapped[float | None]
    bodies: Mapped[int | None]
    countries: Mapped[int | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    unit: Mapped[Organisation | None] = relationship(lazy="raise_on_sql", foreign_keys=unit_id)
    agreement: Mapped[Agreement | None] = relationship(lazy="raise_on_sql", foreign_keys=agreement_id)
    partners: Mapped[list["ProjectPartner"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="ProjectPartner.position"
    )


class ProjectPartner(Model):
    """Somebody in the consortium besides us, known by record, by name, by country, or only by number.

    :param name: as the source prints it, where there is no record of it.
    :param country_id: where a country is all that is known, or the record has none.
    :param number: of bodies that the line stands for; None for one.
    """

    __tablename__ = "project_partner"
    __table_args__ = (CheckConstraint("number > 0", name="some_bodies"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = part_key("project")
    position: Mapped[int]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    country_id: Mapped[int | None] = mapped_column(ForeignKey("country.id"), index=True)
    role: Mapped[ProjectRole | None]
    number: Mapped[int | None]

    organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=organisation_id
    )
    country: Mapped[Country | None] = relationship(lazy="raise_on_sql", foreign_keys=country_id)
