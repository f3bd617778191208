"""Reads about visits."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, union
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.dates import days, overlaps
from app.queries.scope import live
from models import Certainty, City, Country, Mention, Organisation, Visit
from models.vocabulary import VisitState

_city, _organisation = City.__table__.c, Organisation.__table__.c
_OFF = (VisitState.POSTPONED, VisitState.CANCELLED)


def with_country(country_id: int) -> ColumnElement[bool]:
    """Visits with a country: said so, through a city, or through a body that represents it or sits there.

    A mission counts for the country it represents, never for its seat.
    """
    cities = select(_city.id).where(_city.country_id == country_id)
    bodies = select(_organisation.id).where(
        or_(
            _organisation.represents_id == country_id,
            and_(_organisation.represents_id.is_(None), _organisation.seat_id.in_(cities)),
        )
    )
    places = union(cities, bodies, select(Country.__table__.c.id).where(Country.__table__.c.id == country_id))
    return Visit.id.in_(select(Mention.record_id).where(Mention.mentioned_id.in_(places)))


def to_complete() -> ColumnElement[bool]:
    """Visits that somebody should complete; ``domain.visits.missing`` says what."""
    return and_(Visit.incomplete)


def not_off() -> ColumnElement[bool]:
    """Visits that nobody postponed or cancelled."""
    return or_(Visit.state.is_(None), Visit.state.not_in(_OFF))


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
