"""Organisations: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import selectinload

from app.domain.organisations import missing
from app.errors import Problem
from app.i18n import N_, Translator
from app.labels import label
from app.queries.organisation_lines import OrganisationLine, organisation_lines
from app.records import cells
from app.records.choices import by_country, over
from app.records.fields import EmailField, EnumField, FlagField, LinkField, LongTextField, Required, TextField
from app.records.keepers import BY_OWNER, OWNER_COLUMN
from app.records.noun import Cell, Column, Noun
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import City, Organisation, Record
from models.vocabulary import CONSULATES, MISSIONS, OrganisationKind, RecordKind


class OrganisationForm(RecordForm):
    """A name is enough; a mission also says which country it represents."""

    title_tr = TextField(N_("Name"), [Required(N_("Enter the name"))])
    title_en = TextField(N_("Name in English"))
    acronym = TextField(N_("Short name"))
    organisation_kind = EnumField(N_("Kind of organisation"), of=OrganisationKind)
    seat = ReferenceField(N_("Seat"), of=["city"], creates="city", description=N_("The city where it sits."))
    represents = ReferenceField(
        N_("Represented country"),
        of=["country"],
        description=N_("For an embassy, a consulate or a delegation."),
    )
    district = TextField(
        N_("Consular district"), description=N_("Of a consulate: the provinces or cities that it is for.")
    )
    parent = ReferenceField(N_("Part of"), of=["organisation"], creates="organisation")
    ours = FlagField(N_("It belongs to our own house"))
    peer = FlagField(N_("It is a peer municipality we compare ourselves with"))
    website = LinkField(N_("Web site"))
    email = EmailField(N_("E-mail"))
    phone = TextField(N_("Telephone"))
    address = TextField(N_("Address"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def only_missions_represent(organisation: Organisation, today: date) -> Iterator[Problem]:
    """Only a mission stands for a country other than that of its seat."""
    kind = organisation.organisation_kind
    if organisation.represents_id is not None and kind is not None and kind not in MISSIONS:
        yield Problem("represents", N_("Only an embassy, a consulate or a delegation represents a country"))


def only_consulates_have_a_district(organisation: Organisation, today: date) -> Iterator[Problem]:
    """Only a consulate has a district."""
    kind = organisation.organisation_kind
    if organisation.district and kind is not None and kind not in CONSULATES:
        yield Problem("district", N_("Only a consulate has a consular district"))


def not_part_of_itself(organisation: Organisation, today: date) -> Iterator[Problem]:
    """Nothing is a part of itself."""
    if organisation.id is not None and organisation.parent_id == organisation.id:
        yield Problem("parent", N_("An organisation cannot be a part of itself"))


def municipality_of(city_id: int, title_tr: str, title_en: str = "") -> dict[str, Any]:
    """Return form data of the municipality of a city that has none on record yet."""
    return {
        "title_tr": f"{title_tr} Belediyesi",
        "title_en": f"Municipality of {title_en or title_tr}",
        "organisation_kind": OrganisationKind.MUNICIPALITY,
        "seat_id": city_id,
    }


def country_of(organisation: Organisation | OrganisationLine, t: Translator) -> str | None:
    """The country it stands for: the represented one, else that of its seat."""
    country = organisation.represents or (organisation.seat.country if organisation.seat else None)
    return t.title(country) if country else None


def _name(organisation: Organisation | OrganisationLine, t: Translator) -> Cell:
    return Cell(t.title(organisation), detail=t.title(organisation.parent) if organisation.parent else None)


def _country(country_id: int) -> ColumnElement[bool]:
    cities = select(City.__table__.c.id).where(City.__table__.c.country_id == country_id)
    sits = and_(Organisation.represents_id.is_(None), Organisation.seat_id.in_(cities))
    return or_(Organisation.represents_id == country_id, sits)


def _detail(organisation: Organisation, t: Translator) -> str:
    kind = organisation.organisation_kind
    return cells.apart((t(label(kind)) if kind else "", country_of(organisation, t)))


def words(organisation: Organisation) -> Iterable[str]:
    """Everything else it may be looked for by."""
    yield from (organisation.acronym, organisation.website, organisation.email, organisation.address)
    yield organisation.district


ORGANISATION = Noun(
    model=Organisation,
    kind=RecordKind.ORGANISATION,
    plural="organisations",
    one=N_("Organisation"),
    many=N_("Organisations"),
    new=N_("New organisation"),
    icon="building",
    detail=_detail,
    form=OrganisationForm,
    bulk=("organisation_kind", "seat", "parent"),
    columns=(
        Column("title", N_("Name"), _name, sort=Record.sort_key, detail=N_("Part of")),
        Column("kind", N_("Kind of organisation"), lambda one, t: cells.word(one.organisation_kind, t)),
        Column("country", N_("Country"), lambda one, t: Cell(country_of(one, t))),
        Column("seat", N_("Seat"), lambda one, t: cells.title(one.seat, t)),
        Column(
            "represents",
            N_("Represented country"),
            lambda one, t: cells.title(one.represents, t),
            usual=False,
        ),
        Column("district", N_("Consular district"), lambda one, t: cells.written(one.district), usual=False),
        Column("acronym", N_("Short name"), lambda one, t: cells.written(one.acronym), usual=False),
        Column("website", N_("Web site"), lambda one, t: cells.written(one.website), usual=False),
        Column("email", N_("E-mail"), lambda one, t: cells.written(one.email), usual=False),
        Column("phone", N_("Telephone"), lambda one, t: cells.written(one.phone), usual=False),
        OWNER_COLUMN,
    ),
    filters=(
        over("kind", N_("Kind of organisation"), Organisation.organisation_kind, OrganisationKind),
        by_country(_country),
        BY_OWNER,
    ),
    loads=(
        selectinload(Organisation.seat).selectinload(City.country),
        selectinload(Organisation.represents),
        selectinload(Organisation.parent),
    ),
    rules=(only_missions_represent, only_consulates_have_a_district, not_part_of_itself),
    missing=missing,
    words=words,
    lines=organisation_lines,
    has_keeper=True,
)
