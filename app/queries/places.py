"""With whom our own house has ties, and where they are."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, RowMapping, func, or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.agreements import STANDING, own_house
from app.queries.scope import live
from models import Agreement, AgreementParty, City, Organisation, PartialDate, Record
from models.vocabulary import MISSIONS, AgreementState, PartyRole, Relation

_city, _organisation, _party = City.__table__.c, Organisation.__table__.c, AgreementParty.__table__.c
_record = Record.__table__.c


@dataclass(frozen=True, slots=True)
class Name:
    """A record in both languages."""

    id: int
    title_tr: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Tie:
    """An agreement of our house."""

    name: Name
    relation: Relation
    state: AgreementState
    signed: PartialDate


@dataclass(frozen=True, slots=True)
class Place:
    """Where a counterpart of our house is, and all ties with it.

    :param name: the city; or the body itself, where it has no seat or is a mission.
    :param is_city: whether it is a city. A mission stands for a country and is no tie to its seat.
    :param is_mission: whether it is a mission: its country is the one it represents.
    """

    name: Name
    is_city: bool
    is_mission: bool
    country: Name | None
    latitude: float | None
    longitude: float | None
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The city of our own municipality."""

    name: Name
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Represented:
    """A country and the number of its missions on record, wherever they sit."""

    country: Name
    missions: int


def of_ties(session: Session, actor: Actor, states: Collection[AgreementState] = STANDING) -> Sequence[Place]:
    """Return the counterparts of our own house by city, each with its ties, the latest first.

    Funders, witnesses and patrons are no counterparts; a tie between peers is not ours. Two bodies of one
    city in one agreement are one tie with that city.

    :param states: the ties that count; by default those that stand.

    Cost: one statement.
    """
    body, seat, land = (Record.__table__.alias(name) for name in ("body", "seat", "land"))
    mission = _is_mission()
    house = select(_party.agreement_id).join(
        Organisation.__table__, _organisation.id == _party.organisation_id
    )
    house = house.where(_organisation.ours.is_(True), _party.role == PartyRole.PARTY)
    represented = _organisation.represents_id
    query = (
        live(actor, Agreement)
        .join(AgreementParty.__table__, _party.agreement_id == Agreement.id)
        .join(Organisation.__table__, _organisation.id == _party.organisation_id)
        .join(body, body.c.id == _organisation.id)
        .outerjoin(City.__table__, (_city.id == _organisation.seat_id) & ~mission)
        .outerjoin(seat, seat.c.id == _city.id)
        .outerjoin(land, land.c.id == func.coalesce(represented, _city.country_id))
        .where(
            Agreement.id.in_(house),
            Agreement.state.in_(states),
            _party.role == PartyRole.PARTY,
            _organisation.ours.is_(False),
        )
        .order_by(Record.sort_day.desc(), Agreement.id, _party.position)
        .with_only_columns(
            Agreement.id,
            Agreement.title_tr,
            Agreement.title_en,
            Agreement.relation,
            Agreement.state,
            Agreement.signed,
            mission.label("is_mission"),
            _city.latitude,
            _city.longitude,
            *_name(body, "body"),
            *_name(seat, "seat"),
            *_name(land, "land"),
        )
    )
    return list(_gathered(session.execute(query).mappings()))


def home(session: Session, actor: Actor) -> Home | None:
    """Return the city of our own municipality, None while that is not on record or has no seat."""
    house = own_house(session, actor)
    city = session.get(City, house.seat_id) if house is not None and house.seat_id is not None else None
    if city is None:
        return None
    return Home(Name(city.id, city.title_tr, city.title_en), city.latitude, city.longitude)


def missions(session: Session, actor: Actor) -> Sequence[Represented]:
    """Count the missions on record by the country they represent, never by their seat."""
    represented = Organisation.represents_id
    counted = (
        live(actor, Organisation)
        .with_only_columns(represented.label("country_id"), func.count().label("missions"))
        .where(represented.is_not(None), Organisation.ours.is_(False))
        .group_by(represented)
        .subquery()
    )
    query = select(_record.id, _record.title_tr, _record.title_en, counted.c.missions).join(
        counted, counted.c.country_id == _record.id
    )
    return [Represented(Name(id_, tr, en), count) for id_, tr, en, count in session.execute(query)]


def _is_mission() -> ColumnElement[bool]:
    kind = func.coalesce(_organisation.organisation_kind.in_(MISSIONS), False)
    return or_(_organisation.represents_id.is_not(None), kind)


def _name(table: FromClause, prefix: str) -> tuple[ColumnElement[Any], ...]:
    return tuple(table.c[column].label(f"{prefix}_{column}") for column in ("id", "title_tr", "title_en"))


def _named(row: RowMapping, prefix: str) -> Name | None:
    id_ = row[f"{prefix}_id"]
    return Name(id_, row[f"{prefix}_title_tr"], row[f"{prefix}_title_en"]) if id_ is not None else None


def _gathered(rows: Iterable[RowMapping]) -> Iterator[Place]:
    """Put the ties of one place together, in the order in which they come."""
    places: dict[int, RowMapping] = {}
    ties: dict[int, dict[int, Tie]] = {}
    for row in rows:
        id_ = row["seat_id"] or row["body_id"]  # both are ids of records, so they never meet
        name = Name(row["id"], row["title_tr"], row["title_en"])
        places.setdefault(id_, row)
        ties.setdefault(id_, {})[row["id"]] = Tie(name, row["relation"], row["state"], row["signed"])
    for id_, row in places.items():
        seat, body = _named(row, "seat"), _named(row, "body")
        assert body is not None  # noqa: S101 - joined, not outer joined
        yield Place(
            name=seat or body,
            is_city=seat is not None,
            is_mission=row["is_mission"],
            country=_named(row, "land"),
            latitude=row["latitude"],
            longitude=row["longitude"],
            ties=tuple(ties[id_].values()),
        )
