"""Reads about visits."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    cast,
    extract,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import countries
from app.queries.contacts import TOOK_PLACE
from app.queries.dates import days, overlaps
from app.queries.scope import live
from models import (
    Certainty,
    City,
    Counterpart,
    Delegate,
    Mention,
    Organisation,
    PartialDate,
    Record,
    Visit,
)
from models.vocabulary import Side, VisitState

_OFF = (VisitState.POSTPONED, VisitState.CANCELLED)


def with_country(country_id: int) -> ColumnElement[bool]:
    """Visits with a country: said so, through a city, or through a body that represents it or sits there.

    A mission counts for the country it represents, never for its seat; our own house for none.
    """
    named = select(Mention.record_id).where(Mention.mentioned_id.in_(countries.standing_for(country_id)))
    return Record.id.in_(named)


def by_country(session: Session, ids: Select[int]) -> Mapping[str, int]:
    """Count visits by the countries they are with, as :func:`with_country` understands it.

    :param ids: selects the ids of the visits.
    """
    places = countries.places().subquery()
    query = (
        select(places.c.country_id, func.count(Mention.record_id.distinct()))
        .join(places, places.c.id == Mention.mentioned_id)
        .where(Mention.record_id.in_(ids), places.c.country_id.is_not(None))
        .group_by(places.c.country_id)
    )
    return {str(country_id): count for country_id, count in session.execute(query)}


def took_place(today: date) -> ColumnElement[bool]:
    """Visits that took place: begun by today, and nobody says that they did not."""
    begun = days(Visit, "held").earliest <= today
    return and_(begun, or_(Visit.state.is_(None), Visit.state.in_(TOOK_PLACE)))


def concerning(country_id: int, today: date) -> ColumnElement[bool]:
    """Visits that took place and were with partners of a country: those that :func:`years_by_country` counts.

    What only passes through a country, or is hosted by a body of it, names it and is not with it.
    """
    lands = _partner_countries().subquery()
    there = select(lands.c.visit_id).where(lands.c.country_id == country_id)
    return and_(took_place(today), Visit.id.in_(there))


def hosted_by(units: Collection[int]) -> ColumnElement[bool]:
    """Visits that one of these units of our own house was host of."""
    return and_(Visit.host_id.in_(units))


def years_by_country(
    session: Session, actor: Actor, *, today: date, units: Collection[int] | None = None
) -> Mapping[int | None, Mapping[int, int]]:
    """Country → year → visits that took place and concern it; with two countries, a visit counts in both.

    None stands for those without a country. Each counts in the year of its first day (docs/rules.md, R-10).

    :param units: only visits that one of these units of ours was host of; None for all.

    Cost: one statement.
    """
    lands = _partner_countries().subquery()
    year = cast(extract("year", days(Visit, "held").earliest), Integer)
    query = (
        live(actor, Visit)
        .join(lands, lands.c.visit_id == Visit.id)
        .where(took_place(today))
        .with_only_columns(lands.c.country_id, year, func.count(Visit.id.distinct()))
        .group_by(lands.c.country_id, year)
    )
    if units is not None:
        query = query.where(hosted_by(units))
    found: defaultdict[int | None, dict[int, int]] = defaultdict(dict)
    for country_id, in_year, count in session.execute(query):
        found[country_id][in_year] = count
    return found


def _partner_countries() -> CompoundSelect[Any]:
    """Select (``visit_id``, ``country_id``): of its bodies, else of its city, else its own, else none.

    A body is of the country that it represents, else of that where it sits; one of our own house is none.
    ``answers.balance.countries_of`` says the same.
    """
    visit, city, body = Visit.__table__, City.__table__, Organisation.__table__
    record, counterpart, delegate = Record.__table__, Counterpart.__table__.c, Delegate.__table__.c
    named = union(
        select(counterpart.visit_id, counterpart.organisation_id),
        select(delegate.visit_id, delegate.organisation_id).where(
            delegate.side == Side.VISITOR, delegate.organisation_id.is_not(None)
        ),
    ).subquery()
    country = func.coalesce(body.c.represents_id, city.c.country_id)
    of_bodies = (
        select(named.c.visit_id, country.label("country_id"))
        .join(body, body.c.id == named.c.organisation_id)
        .join(record, (record.c.id == body.c.id) & record.c.binned_at.is_(None))
        .outerjoin(city, city.c.id == body.c.seat_id)
        .where(body.c.ours.is_(False), country.is_not(None))
    )
    own = (
        select(visit.c.id, func.coalesce(city.c.country_id, visit.c.country_id))
        .outerjoin(city, city.c.id == visit.c.city_id)
        .where(visit.c.id.not_in(of_bodies.with_only_columns(named.c.visit_id)))
    )
    return union(of_bodies, own)


def to_complete() -> ColumnElement[bool]:
    """Visits that somebody should complete; ``domain.visits.missing`` says what."""
    return and_(Visit.incomplete)


def not_off() -> ColumnElement[bool]:
    """Visits that nobody postponed or cancelled."""
    return or_(Visit.state.is_(None), Visit.state.not_in(_OFF))


def held(session: Session, actor: Actor, visit_id: int) -> PartialDate:
    """Return when a visit is; unknown also where there is no such visit."""
    visit = session.scalar(live(actor, Visit).where(Visit.id == visit_id))
    return visit.held if visit else PartialDate.unknown()


def between(session: Session, actor: Actor, first: date, last: date, limit: int) -> Sequence[int]:
    """Ids of the visits that take place between two days and are not off, earliest first."""
    held = days(Visit, "held")
    query = (
        live(actor, Visit)
        .with_only_columns(Visit.id)
        .where(overlaps(Visit, "held", first, last), held.certainty == Certainty.EXACT)
        .where(not_off())
        .order_by(held.earliest, Visit.starts_at.is_(None), Visit.starts_at, Visit.id)
        .limit(limit)
    )
    return session.scalars(query).all()
