"""Visits for the map: how many, with which city, in which direction, when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Integer, Select, and_, cast, extract, func, or_, select, union
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.contacts import PASSING, TOOK_PLACE
from app.queries.dates import days
from app.queries.kept import kept
from app.queries.scope import live
from app.queries.visits import hosted_by, took_place
from models import Counterpart, Organisation, Visit, VisitStop
from models.vocabulary import MISSIONS, Direction

_counterpart, _organisation = Counterpart.__table__.c, Organisation.__table__.c
_visit, _stop = Visit.__table__.c, VisitStop.__table__.c


class VisitRow(NamedTuple):
    """Visits that took place, with one city, in one direction.

    :param direction: None where nobody said it.
    :param first_year, last_year: of the dates as known; the same for a whole date.
    """

    city_id: int
    direction: Direction | None
    first_year: int
    last_year: int
    visits: int


def by_city(
    session: Session, actor: Actor, *, today: date, units: Collection[int] | None = None
) -> Sequence[VisitRow]:
    """Count the visits that took place by city, direction and year; those without a date are not counted.

    A visit is with its city and those of its stops, each once, and ours is none of them; else with the
    cities where its counterparts sit. Missions, networks and banks do not stand for the city where they sit,
    and a body of our own house is no counterpart.

    :param units: only visits that one of these units of ours was host of; None for all.

    Cost: two statements.
    """
    held = days(Visit, "held")
    years = (cast(extract("year", day), Integer) for day in (held.earliest, held.latest))
    by = (Visit.direction, *years)
    queries = _counted(actor, today, units, by)
    return [VisitRow(*row) for query in queries for row in session.execute(query)]


def elsewhere(session: Session, actor: Actor, *, today: date, units: Collection[int] | None = None) -> int:
    """Count the visits that took place and that :func:`by_city` cannot place: no date, or no city.

    Cost: one statement.
    """
    held = days(Visit, "held")
    not_said_otherwise = or_(Visit.state.is_(None), Visit.state.in_(TOOK_PLACE))
    visits = live(actor, Visit).where(
        not_said_otherwise, or_(held.earliest.is_(None), held.earliest <= today)
    )
    if units is not None:
        visits = visits.where(hosted_by(units))
    placed = (query.with_only_columns(Visit.id).group_by(None) for query in _counted(actor, today, units, ()))
    nowhere = visits.where(or_(held.earliest.is_(None), and_(*(Visit.id.not_in(some) for some in placed))))
    return session.scalar(nowhere.with_only_columns(func.count(Visit.id))) or 0


def numbers(session: Session, actor: Actor, *, today: date) -> Mapping[int, int]:
    """City → the visits that took place, all directions and years together; as :func:`by_city`.

    Cost: three statements, and one while the data stays as it is.
    """

    def count() -> Mapping[int, int]:
        found: dict[int, int] = {}
        for query in _counted(actor, today, None, ()):
            for city_id, visits in session.execute(query):
                found[city_id] = found.get(city_id, 0) + visits
        return found

    return kept(session, actor, ("visits by city", today), count)


def _counted(
    actor: Actor, today: date, units: Collection[int] | None, by: Sequence[Any]
) -> tuple[Select[Any], Select[Any]]:
    """Select city, whatever else it is counted by, and visits: of their own cities, then of counterparts."""
    places = _places(actor).subquery()
    visits = live(actor, Visit).where(took_place(today))
    if units is not None:
        visits = visits.where(hosted_by(units))
    theirs = (
        visits.join(Counterpart.__table__, _counterpart.visit_id == Visit.id)
        .join(Organisation.__table__, _organisation.id == _counterpart.organisation_id)
        .where(
            Visit.id.not_in(select(places.c.visit_id)),
            _organisation.seat_id.is_not(None),
            _organisation.represents_id.is_(None),
            _organisation.ours.is_(False),
            func.coalesce(_organisation.organisation_kind.not_in((*MISSIONS, *PASSING)), True),
        )
    )
    own = (places.c.city_id, *by)
    seats = (_organisation.seat_id, *by)
    return (
        visits.join(places, places.c.visit_id == Visit.id)
        .with_only_columns(*own, func.count())
        .group_by(*own),
        theirs.with_only_columns(*seats, func.count(Visit.id.distinct())).group_by(*seats),
    )


def _places(actor: Actor) -> CompoundSelect[Any]:
    """Select (``visit_id``, ``city_id``): the city of each visit and those of its stops, once.

    Who stops over where our own house sits has not visited it.
    """
    home = live(actor, Organisation).where(Organisation.ours.is_(True), Organisation.seat_id.is_not(None))
    return union(
        select(_visit.id.label("visit_id"), _visit.city_id).where(_visit.city_id.is_not(None)),
        select(_stop.visit_id, _stop.city_id).where(
            _stop.city_id.not_in(home.with_only_columns(Organisation.seat_id))
        ),
    )
