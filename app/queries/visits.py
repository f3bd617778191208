"""Reads about visits."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import countries
from app.queries.dates import days, overlaps
from app.queries.scope import live
from models import Certainty, Mention, PartialDate, Record, Visit
from models.vocabulary import VisitState

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
