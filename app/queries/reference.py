"""Reads of public lists: the lists themselves, what they say of a city, and what waits for a decision."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, union, union_all
from sqlalchemy.orm import Session

from app.domain.earth import distance_km
from app.permissions.actor import Actor
from app.queries import agreements
from models import (
    City,
    Country,
    OutsidePlace,
    Record,
    ReferenceMembership,
    ReferenceNetwork,
    ReferenceSet,
    ReferenceTie,
)
from models.vocabulary import ReferenceKind, Relation

PER_PAGE = 20
SHOWN = 50
"""Partners and networks on the page of a city; the rest has a page of its own."""
MOST = 2000
_SISTERS = frozenset({Relation.SISTER_CITY, Relation.FRIENDSHIP_CITY})
"""The ties that lists of twin towns speak of."""
_place, _set, _record = OutsidePlace.__table__.c, ReferenceSet.__table__.c, Record.__table__.c
_tie, _membership = ReferenceTie.__table__.c, ReferenceMembership.__table__.c
_city, _country, _network = City.__table__.c, Country.__table__.c, ReferenceNetwork.__table__.c


class Titled(NamedTuple):
    """What a country or a city is called."""

    title_tr: str
    title_en: str


class ListLine(NamedTuple):
    """A list with its counts.

    :param rows: ties or memberships that it has now.
    :param waiting: places that somebody has to decide about.
    """

    list: ReferenceSet
    rows: int
    waiting: int


class Candidate(NamedTuple):
    """A city that a place of a list may be.

    :param km: how far away; None where a position is unknown.
    """

    id: int
    title_tr: str
    title_en: str
    country: Titled | None
    population: int | None
    km: float | None


class Waiting(NamedTuple):
    """A place that somebody has to decide about."""

    place: OutsidePlace
    country: Titled | None
    list: ReferenceSet
    candidates: Sequence[Candidate]


@dataclass(frozen=True)
class Queue:
    """A page of the places that wait, in a fixed order."""

    rows: Sequence[Waiting]
    total: int
    page: int
    pages: int


class Partner(NamedTuple):
    """A city that a list calls a partner of another.

    :param read_at: when the file was read that says so.
    """

    id: int
    title_tr: str
    title_en: str
    country: Titled | None
    list: str
    read_at: datetime


class Joined(NamedTuple):
    """A network that a list calls a city a member of."""

    name: str
    acronym: str
    year: int | None
    list: str
    read_at: datetime


@dataclass(frozen=True)
class Reconciled:
    """Our own ties beside those that lists name.

    :param unrecorded: partners of our city on a list with which no tie that stands is on record.
    :param unlisted: cities with which a sister or friendship tie stands and that no list names.
    """

    unrecorded: Sequence[Partner]
    unlisted: Sequence[Record]


@dataclass(frozen=True)
class PublicLists:
    """What the lists that are switched on say of a city.

    :param cut: whether there is more than is here.
    :param own: only of our own city.
    """

    partners: Sequence[Partner]
    networks: Sequence[Joined]
    cut: bool
    own: Reconciled | None


def named() -> ColumnElement[bool]:
    """A tie or membership that is not gone names the outside place."""
    ties = [exists().where(end == _place.id, _tie.gone_run_id.is_(None)) for end in (_tie.a_id, _tie.b_id)]
    return or_(*ties, exists().where(_membership.place_id == _place.id, _membership.gone_run_id.is_(None)))


def countries(session: Session) -> dict[str, int]:
    """Return the countries on record, code → id."""
    query = select(_country.code, _country.id).join(Record.__table__, _record.id == _country.id)
    return dict(session.execute(query.where(_record.binned_at.is_(None))).all())


def waiting(session: Session) -> int:
    """Count the places that a list names and of which nobody knows which city they are."""
    query = select(func.count()).select_from(OutsidePlace).where(_place.city_id.is_(None), named())
    return session.scalar(query) or 0


def waiting_of(session: Session) -> dict[int, int]:
    """Count them for each list, list → places."""
    each = union(
        *(
            select(rows.set_id.label("set_id"), end.label("place_id"))
            .join(OutsidePlace.__table__, _place.id == end)
            .where(_place.city_id.is_(None), rows.gone_run_id.is_(None))
            for rows, end in ((_tie, _tie.a_id), (_tie, _tie.b_id), (_membership, _membership.place_id))
        )
    ).subquery()
    return dict(session.execute(select(each.c.set_id, func.count()).group_by(each.c.set_id)).all())


def lists(session: Session) -> Sequence[ListLine]:
    """Return every list with its counts. Cost: four statements."""
    counts: dict[int, int] = {}
    for rows in (_tie, _membership):
        query = select(rows.set_id, func.count()).where(rows.gone_run_id.is_(None)).group_by(rows.set_id)
        counts |= dict(session.execute(query).all())
    waits = waiting_of(session)
    found = session.scalars(select(ReferenceSet).order_by(ReferenceSet.kind.desc(), ReferenceSet.id))
    return [ListLine(one, counts.get(one.id, 0), waits.get(one.id, 0)) for one in found.all()]


def queue(session: Session, page: int) -> Queue:
    """Read a page of the places that wait: the country first, then the name.

    :param page: from 1; beyond the last one it is the last one.

    Cost: four statements.
    """
    total = waiting(session)
    pages = max(1, -(-total // PER_PAGE))
    page = min(page, pages)
    query = (
        select(OutsidePlace, ReferenceSet)
        .join(ReferenceSet, ReferenceSet.id == OutsidePlace.set_id)
        .where(_place.city_id.is_(None), named())
        .order_by(_place.country_code, _place.name, _place.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    places = session.execute(query).all()
    countries = _countries(session, {place.country_code for place, _ in places})
    cities = _cities(session, {id_ for place, _ in places for id_ in place.candidates})
    rows = [
        Waiting(
            place,
            countries.get(place.country_code),
            list_,
            [_candidate(cities[id_], place) for id_ in place.candidates if id_ in cities],
        )
        for place, list_ in places
    ]
    return Queue(rows, total, page, pages)


def of_city(
    session: Session, actor: Actor, city_id: int, *, today: date, limit: int | None = SHOWN
) -> PublicLists | None:
    """Return what the lists that are switched on say of a city; None where none is.

    :param limit: None for all.

    Cost: one statement while no list is on, else four, and those of our own ties for our own city.
    """
    if not session.scalar(select(exists().where(_set.enabled, _set.imported_at.is_not(None)))):
        return None
    most = (limit or MOST) + 1
    partners = [_partner(row) for row in session.execute(_partners(city_id).limit(most))]
    networks = [Joined(*row) for row in session.execute(_networks(city_id).limit(most))]
    house = agreements.own_house(session, actor)
    own = None
    if house is not None and house.seat_id == city_id:
        own = _reconciled(session, actor, city_id, today)
    told = (partners, networks, own.unrecorded if own else ())
    cut = any(len(one) >= most for one in told)
    own = own and Reconciled(own.unrecorded[: most - 1], own.unlisted)
    return PublicLists(partners[: most - 1], networks[: most - 1], cut, own)


def ties(session: Session) -> Iterator[tuple[int, int, str]]:
    """Yield the ties of the lists that are switched on: two cities, the smaller id first, and the list.

    A tie that several rows of a list tell through other ids comes once for that list. Cities in the bin and
    places that wait are left out.

    Cost: one statement.
    """
    a, b = OutsidePlace.__table__.alias("a").c, OutsidePlace.__table__.alias("b").c
    one, other = Record.__table__.alias("one").c, Record.__table__.alias("other").c
    query = (
        select(a.city_id, b.city_id, _set.code)
        .select_from(ReferenceTie.__table__)
        .join(ReferenceSet.__table__, _set.id == _tie.set_id)
        .join(a.id.table, a.id == _tie.a_id)
        .join(b.id.table, b.id == _tie.b_id)
        .join(one.id.table, one.id == a.city_id)
        .join(other.id.table, other.id == b.city_id)
        .where(_tie.gone_run_id.is_(None), _set.enabled, a.city_id != b.city_id)
        .where(one.binned_at.is_(None), other.binned_at.is_(None))
    )
    seen: set[tuple[int, int, str]] = set()
    for first, second, code in session.execute(query):
        tie = (min(first, second), max(first, second), code)
        if tie not in seen:
            seen.add(tie)
            yield tie


def partners_in(session: Session, city_id: int, country_id: int) -> Sequence[Partner] | None:
    """Return the cities of a country that lists of twin towns which are on call partners of a city.

    :returns: each once for a list, by name; None where no such list is on.

    Cost: two statements.
    """
    if ReferenceKind.TIES not in switched_on(session):
        return None
    query = _partners(city_id).where(_city.country_id == country_id).limit(MOST)
    return [_partner(row) for row in session.execute(query)]


def partner_ids(session: Session, city_id: int) -> Sequence[int]:
    """Return the cities that the lists which are on call partners of a city, each once.

    Cost: one statement.
    """
    query = _partners(city_id).with_only_columns(_record.id).order_by(None).distinct()
    return sorted(session.scalars(query))


def switched_on(session: Session) -> frozenset[ReferenceKind]:
    """Say of what kinds there are lists that are on. Cost: one statement."""
    query = select(_set.kind).where(_set.enabled, _set.imported_at.is_not(None)).distinct()
    return frozenset(session.scalars(query))


def read(session: Session, kinds: Collection[ReferenceKind]) -> Sequence[ReferenceSet]:
    """Return the lists of these kinds that are on. Cost: one statement, none without a kind."""
    if not kinds:
        return []
    query = select(ReferenceSet).where(_set.enabled, _set.imported_at.is_not(None), _set.kind.in_(kinds))
    return session.scalars(query.order_by(_set.id)).all()


def _partners(city_id: int) -> Select[Any]:
    """Select the partners of a city in the lists that are on, each once for a list."""
    ours = select(_place.id).where(_place.city_id == city_id)
    ends = union_all(
        *(
            select(other.label("place_id"), _tie.set_id.label("set_id")).where(
                end.in_(ours), _tie.gone_run_id.is_(None)
            )
            for end, other in ((_tie.a_id, _tie.b_id), (_tie.b_id, _tie.a_id))
        )
    ).subquery()
    land = Record.__table__.alias("land").c
    return (
        select(
            _record.id,
            _record.title_tr,
            _record.title_en,
            land.title_tr,
            land.title_en,
            _set.title,
            _set.imported_at,
            _record.sort_key,
        )
        .distinct()
        .select_from(ends)
        .join(OutsidePlace.__table__, _place.id == ends.c.place_id)
        .join(ReferenceSet.__table__, _set.id == ends.c.set_id)
        .join(Record.__table__, _record.id == _place.city_id)
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(land.id.table, land.id == _city.country_id)
        .where(_set.enabled, _record.binned_at.is_(None), _record.id != city_id)
        .order_by(_record.sort_key, _record.id, _set.title)
    )


def _partner(row: Any) -> Partner:
    id_, title_tr, title_en, land_tr, land_en, list_, read_at, _ = row
    country = Titled(land_tr, land_en) if land_tr is not None else None
    return Partner(id_, title_tr, title_en, country, list_, read_at)


def _networks(city_id: int) -> Select[Any]:
    return (
        select(
            _network.name,
            _network.acronym,
            func.min(_membership.joined_year),
            _set.title,
            _set.imported_at,
        )
        .select_from(ReferenceMembership.__table__)
        .join(OutsidePlace.__table__, _place.id == _membership.place_id)
        .join(ReferenceNetwork.__table__, _network.id == _membership.network_id)
        .join(ReferenceSet.__table__, _set.id == _membership.set_id)
        .where(_place.city_id == city_id, _membership.gone_run_id.is_(None), _set.enabled)
        .group_by(_network.id, _network.name, _network.acronym, _set.title, _set.imported_at)
        .order_by(_network.name, _network.id)
    )


def _reconciled(session: Session, actor: Actor, city_id: int, today: date) -> Reconciled | None:
    """Compare our own ties with the lists; None while no list of twin towns is on."""
    on = exists().where(_set.enabled, _set.imported_at.is_not(None), _set.kind == ReferenceKind.TIES)
    if not session.scalar(select(on)):
        return None
    listed = [_partner(row) for row in session.execute(_partners(city_id).limit(MOST))]
    tied: set[int] = set()
    sisters: dict[int, Record] = {}
    for agreement in agreements.of_our_house(session, actor, today=today):
        for party in agreement.parties:
            seat = party.organisation.seat
            if seat is not None and seat.id != city_id and not party.organisation.ours:
                tied.add(seat.id)
                if agreement.relation in _SISTERS:
                    sisters[seat.id] = seat
    ids = {partner.id for partner in listed}
    return Reconciled(
        [partner for partner in listed if partner.id not in tied],
        [seat for id_, seat in sisters.items() if id_ not in ids],
    )


def _countries(session: Session, codes: Collection[str]) -> Mapping[str, Titled]:
    query = select(_country.code, _record.title_tr, _record.title_en).join(
        Record.__table__, _record.id == _country.id
    )
    found = session.execute(query.where(_country.code.in_(codes)))
    return {code: Titled(title_tr, title_en) for code, title_tr, title_en in found}


def _cities(session: Session, ids: Collection[int]) -> Mapping[int, Any]:
    land = Record.__table__.alias("land").c
    query = (
        select(
            _record.id,
            _record.title_tr,
            _record.title_en,
            land.title_tr.label("land_tr"),
            land.title_en.label("land_en"),
            _city.population,
            _city.latitude,
            _city.longitude,
        )
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(land.id.table, land.id == _city.country_id)
        .where(_record.id.in_(ids), _record.binned_at.is_(None))
    )
    return {row.id: row for row in session.execute(query)}


def _candidate(row: Any, place: OutsidePlace) -> Candidate:
    km = None
    if None not in (row.latitude, row.longitude, place.latitude, place.longitude):
        km = distance_km((row.latitude, row.longitude), (place.latitude or 0, place.longitude or 0))
    country = Titled(row.land_tr, row.land_en) if row.land_tr is not None else None
    return Candidate(row.id, row.title_tr, row.title_en, country, row.population, km)
