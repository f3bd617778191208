"""Cities, bodies and countries as the map needs them: a few columns each, never entities."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.kept import kept_for_all
from app.queries.scope import live
from models import City, Country, Organisation, Record
from models.vocabulary import MISSIONS, OrganisationKind

MOST_NAMED = 5_000
"""Up to so many are asked for by id; of more, the whole table is read, which is quicker."""

_record, _city, _country = Record.__table__.c, City.__table__.c, Country.__table__.c


class CityRow(NamedTuple):
    """A city; an unknown position is None, in degrees otherwise.

    :param sort_key: of its Turkish title.
    """

    id: int
    title_tr: str
    title_en: str
    latitude: float | None
    longitude: float | None
    country_id: int | None
    sort_key: str


class BodyRow(NamedTuple):
    """An organisation.

    :param sort_key: of its Turkish title.
    """

    id: int
    title_tr: str
    title_en: str
    organisation_kind: OrganisationKind | None
    seat_id: int | None
    represents_id: int | None
    sort_key: str

    @property
    def is_mission(self) -> bool:
        """Whether it stands for a country, and not for the city where it sits."""
        return self.represents_id is not None or self.organisation_kind in MISSIONS


class CountryRow(NamedTuple):
    """A country; ``region`` is a key of :data:`app.regions.REGIONS`, or empty."""

    id: int
    code: str
    title_tr: str
    title_en: str
    region: str


class Represented(NamedTuple):
    """A country and the number of its missions on record, wherever they sit."""

    country: CountryRow
    missions: int


def cities(session: Session, ids: Collection[int]) -> Mapping[int, CityRow]:
    """Read cities by id, those in the bin left out; of many, all there are.

    Cost: one statement, or two; for many only one while the reference data stays as it is.
    """
    if len(ids) > MOST_NAMED:
        return kept_for_all(session, "cities of the map", lambda: _cities(session, _CITIES))
    return _cities(session, _CITIES.where(_city.id.in_(ids)))


def bodies(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, BodyRow]:
    """Read organisations by id; those that are not the actor's are left out. Cost: one statement."""
    query = live(actor, Organisation)
    if len(ids) <= MOST_NAMED:
        query = query.where(Organisation.id.in_(ids))
    return {row[0]: BodyRow(*row) for row in session.execute(query.with_only_columns(*_BODY)).all()}


def missions(session: Session, actor: Actor) -> Sequence[Represented]:
    """Count the missions on record by the country they represent, never by their seat.

    Cost: two statements, and one more when the reference data has changed.
    """
    represented = Organisation.represents_id
    counted = live(actor, Organisation).where(represented.is_not(None), Organisation.ours.is_(False))
    query = counted.with_only_columns(represented, func.count()).group_by(represented)
    lands = countries(session)
    return [
        Represented(lands[id_], count)
        for id_, count in session.execute(query)
        if id_ is not None and id_ in lands
    ]


def peers(session: Session, actor: Actor) -> Sequence[BodyRow]:
    """Return the municipalities that we compare ourselves with, by name. Cost: one statement."""
    query = live(actor, Organisation).where(Organisation.peer.is_(True), Organisation.ours.is_(False))
    columns = query.order_by(Record.sort_key, Record.id).with_only_columns(*_BODY)
    return [BodyRow(*row) for row in session.execute(columns)]


def units(session: Session, actor: Actor) -> Sequence[BodyRow]:
    """Return the units of our own house, by name. Cost: one statement."""
    query = live(actor, Organisation).where(
        Organisation.ours.is_(True), Organisation.organisation_kind != OrganisationKind.MUNICIPALITY
    )
    columns = query.order_by(Record.sort_key, Record.id).with_only_columns(*_BODY)
    return [BodyRow(*row) for row in session.execute(columns)]


def house(session: Session, actor: Actor) -> BodyRow | None:
    """Return our own municipality; None while it is not on record. Cost: one statement."""
    query = live(actor, Organisation).where(
        Organisation.ours.is_(True), Organisation.organisation_kind == OrganisationKind.MUNICIPALITY
    )
    row = session.execute(query.order_by(Organisation.id).limit(1).with_only_columns(*_BODY)).first()
    return BodyRow(*row) if row else None


def countries(session: Session) -> Mapping[int, CountryRow]:
    """Read every country, once while the reference data stays as it is. Cost: one statement, or two."""
    return kept_for_all(
        session,
        "countries of the map",
        lambda: {row[0]: CountryRow(*row) for row in session.execute(_COUNTRIES)},
    )


def home(session: Session, actor: Actor) -> CityRow | None:
    """Return the city of our own municipality; None while that is not on record or has no seat."""
    ours = house(session, actor)
    if ours is None or ours.seat_id is None:
        return None
    return cities(session, (ours.seat_id,)).get(ours.seat_id)


def _cities(session: Session, query: Select[Any]) -> Mapping[int, CityRow]:
    return {row[0]: CityRow(*row) for row in session.execute(query).all()}


_BODY = (
    Organisation.id,
    Organisation.title_tr,
    Organisation.title_en,
    Organisation.organisation_kind,
    Organisation.seat_id,
    Organisation.represents_id,
    Organisation.sort_key,
)
_CITIES = (
    select(
        _city.id,
        _record.title_tr,
        _record.title_en,
        _city.latitude,
        _city.longitude,
        _city.country_id,
        _record.sort_key,
    )
    .join(Record.__table__, _record.id == _city.id)
    .where(_record.binned_at.is_(None))
)
_COUNTRIES = (
    select(_country.id, _country.code, _record.title_tr, _record.title_en, _country.region)
    .join(Record.__table__, _record.id == _country.id)
    .where(_record.binned_at.is_(None))
)
