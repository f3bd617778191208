"""The names of what is on record, in light rows: for imports, which look thousands of them up."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import live_ids
from models import (
    City,
    Counterpart,
    Country,
    Delegate,
    ImportRun,
    Organisation,
    Person,
    Post,
    Record,
    TrailEntry,
    User,
    Visit,
)
from models.vocabulary import OrganisationKind, RecordKind, Side

_record, _city, _country = Record.__table__.c, City.__table__.c, Country.__table__.c
_body, _person, _visit = Organisation.__table__.c, Person.__table__.c, Visit.__table__.c


class Box(NamedTuple):
    """Between which degrees the known cities of a country lie."""

    south: float
    north: float
    west: float
    east: float


class VisitOnFile(NamedTuple):
    """A visit, as far as it tells whether it is the same as another one.

    :param names: of its visitors.
    :param bodies: ids of its counterparts and of its visitors' organisations.
    """

    id: int
    earliest: date
    latest: date
    city_id: int | None
    country_id: int | None
    group_name: str
    subject: str
    starts_at: time | None
    names: Collection[str]
    bodies: Collection[int]


def countries(session: Session) -> Iterator[tuple[int, str, str, str]]:
    """Yield id, code, Turkish and English name."""
    query = select(_country.id, _country.code, _record.title_tr, _record.title_en)
    query = query.join(Record.__table__, _record.id == _country.id).where(_record.binned_at.is_(None))
    yield from session.execute(query)


def cities(session: Session) -> Iterator[tuple[int, str]]:
    """Yield id and Turkish name."""
    query = select(_city.id, _record.title_tr).join(Record.__table__, _record.id == _city.id)
    yield from session.execute(query.where(_record.binned_at.is_(None)))


def country_of_city(session: Session, city_id: int) -> int | None:
    """Return the country of a city."""
    return session.scalar(select(_city.country_id).where(_city.id == city_id))


def organisations(
    session: Session, actor: Actor
) -> Iterator[tuple[int, str, str, str, int | None, int | None, int | None, OrganisationKind | None]]:
    """Yield id, both titles, short name, seat, represented country, country of the seat, and kind."""
    query = (
        select(
            _body.id,
            _record.title_tr,
            _record.title_en,
            _body.acronym,
            _body.seat_id,
            _body.represents_id,
            _city.country_id,
            _body.organisation_kind,
        )
        .join(Record.__table__, _record.id == _body.id)
        .outerjoin(City.__table__, _city.id == _body.seat_id)
        .where(_body.id.in_(live_ids(actor, RecordKind.ORGANISATION)))
        .order_by(_body.id)
    )
    yield from session.execute(query)


def people(session: Session, actor: Actor) -> Iterator[tuple[int, str, str, str]]:
    """Yield id, both titles and the spelling of the source."""
    query = (
        select(_person.id, _record.title_tr, _record.title_en, _person.printed_name)
        .join(Record.__table__, _record.id == _person.id)
        .where(_person.id.in_(live_ids(actor, RecordKind.PERSON)))
        .order_by(_person.id)
    )
    yield from session.execute(query)


def posts(session: Session, actor: Actor) -> Iterator[tuple[int, int | None]]:
    """Yield person and organisation of every post."""
    query = select(Post.person_id, Post.organisation_id)
    query = query.where(Post.person_id.in_(live_ids(actor, RecordKind.PERSON)))
    yield from session.execute(query)


def accounts(session: Session, actor: Actor) -> Iterator[tuple[int, str, str]]:
    """Yield id, name and e-mail address of the open accounts."""
    query = select(User.id, User.name, User.email)
    yield from session.execute(query.where(User.municipality_id == actor.municipality_id, User.is_active))


def titles(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    """Return the Turkish titles of records by id."""
    if not ids:
        return {}
    query = select(_record.id, _record.title_tr).where(_record.id.in_(ids))
    return dict(session.execute(query).all())


def boxes(session: Session) -> Mapping[int, Box]:
    """Return country → where its known cities lie."""
    query = (
        select(
            _city.country_id,
            func.min(_city.latitude),
            func.max(_city.latitude),
            func.min(_city.longitude),
            func.max(_city.longitude),
        )
        .where(_city.country_id.is_not(None), _city.latitude.is_not(None))
        .group_by(_city.country_id)
    )
    return {row[0]: Box(*row[1:]) for row in session.execute(query)}


def visits_of_days(session: Session, actor: Actor, days: Collection[date]) -> Sequence[VisitOnFile]:
    """Return the visits that began on, or can first have happened on, one of these days.

    Cost: three statements.
    """
    query = (
        select(
            _visit.id,
            _visit.held_earliest,
            _visit.held_latest,
            _visit.city_id,
            _visit.country_id,
            _visit.group_name,
            _visit.subject_tr,
            _visit.starts_at,
        )
        .join(Record.__table__, _record.id == _visit.id)
        .where(
            _visit.held_earliest.in_(days),
            _record.municipality_id + 0 == actor.municipality_id,
            _record.binned_at.is_(None),
        )
        .order_by(_visit.id)
    )
    found = session.execute(query).all()
    names: dict[int, list[str]] = {row[0]: [] for row in found}
    bodies: dict[int, set[int]] = {row[0]: set() for row in found}
    within = query.with_only_columns(_visit.id).order_by(None)
    delegates = select(Delegate.visit_id, Delegate.name, Delegate.organisation_id)
    for visit_id, name, body in session.execute(
        delegates.where(Delegate.visit_id.in_(within), Delegate.side == Side.VISITOR)
    ):
        names[visit_id].append(name)
        if body is not None:
            bodies[visit_id].add(body)
    counterparts = select(Counterpart.visit_id, Counterpart.organisation_id)
    for visit_id, body in session.execute(counterparts.where(Counterpart.visit_id.in_(within))):
        bodies[visit_id].add(body)
    return [VisitOnFile(*row, names[row[0]], bodies[row[0]]) for row in found]


def written_by_hand(session: Session, ids: Collection[int]) -> Mapping[int, set[str]]:
    """Return id → columns that somebody wrote after the last import that wrote them.

    A column of a part is ``posts.7.title_tr``. What has no trail at all came with the reference data, and
    nobody typed it. Cost: one statement for all entries of these records.
    """
    entry, run = TrailEntry.__table__.c, ImportRun.__table__.c
    query = (
        select(entry.record_id, entry.changes, run.id.is_not(None))
        .outerjoin(ImportRun.__table__, run.operation_id == entry.operation_id)
        .where(entry.record_id.in_(ids))
        .order_by(entry.id)
    )
    found: dict[int, set[str]] = {}
    for record_id, changes, by_import in session.execute(query):
        if record_id is None:
            continue
        columns = found.setdefault(record_id, set())
        if by_import:
            columns.difference_update(changes)
        else:
            columns.update(changes)
    return found


def live_of_kind(session: Session, actor: Actor, kind: RecordKind, ids: Collection[int]) -> set[int]:
    """Return which of these are records of a kind that the actor may see, and not in the bin."""
    return set(session.scalars(live_ids(actor, kind).where(_record.id.in_(ids))))
