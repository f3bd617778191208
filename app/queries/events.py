"""Events: where, with whom, and which a record is in."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.scope import live
from models import City, Event, EventParticipant, EventVisit, Mention, Record
from models.vocabulary import EventPart

_participant = EventParticipant.__table__.c
_mention, _record = Mention.__table__.c, Record.__table__


def with_country(country_id: int) -> ColumnElement[bool]:
    """Events in a country, or that a body of it hosts or takes part in; our own house is none of any."""
    city, event = City.__table__.c, Event.__table__.c
    cities = select(city.id).where(city.country_id == country_id)
    bodies = speaking_for(country_id)
    taking_part = select(_participant.event_id).where(_participant.organisation_id.in_(bodies))
    return or_(
        Record.id.in_(select(event.id).where(or_(event.city_id.in_(cities), event.host_id.in_(bodies)))),
        Record.id.in_(taking_part),
    )


def of_organisations(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Event]:
    """Return the events that the bodies host or take part in, the latest first."""
    if not ids:
        return ()
    taking_part = select(_participant.event_id).where(_participant.organisation_id.in_(ids))
    query = live(actor, Event).where(or_(Event.host_id.in_(ids), Event.id.in_(taking_part)))
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc())).all()


def of_visit(session: Session, actor: Actor, visit_id: int) -> Sequence[Event]:
    """Return the events that a visit is part of."""
    part_of = select(EventVisit.event_id).where(EventVisit.visit_id == visit_id)
    return session.scalars(live(actor, Event).where(Event.id.in_(part_of)).order_by(Record.id)).all()


def together(
    session: Session, actor: Actor, ids: Collection[int], *, limit: int
) -> tuple[Sequence[Event], int]:
    """Return the latest events in one of some cities, or with one of some bodies or people, and their number.

    An event of which a visit is part is with those whom the visit names. Events of others, where we were not,
    are none of them. Cost: one statement, the sources and the cities.

    :param ids: of cities, bodies and people, and of visits.
    """
    named = or_(_participant.organisation_id.in_(ids), _participant.person_id.in_(ids))
    taking_part = select(_participant.event_id).where(named)
    naming = select(_mention.record_id).where(_mention.mentioned_id.in_(ids))
    visited = (
        select(EventVisit.event_id)
        .join(_record, _record.c.id == EventVisit.visit_id)
        .where(_record.c.binned_at.is_(None))
        .where(or_(EventVisit.visit_id.in_(ids), EventVisit.visit_id.in_(naming)))
    )
    query = live(actor, Event).where(
        or_(
            Event.host_id.in_(ids),
            Event.city_id.in_(ids),
            Event.id.in_(taking_part),
            Event.id.in_(visited),
        ),
        Event.our_part.is_distinct_from(EventPart.OTHERS),
    )
    latest = query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(limit)
    loads = (selectinload(Event.sources), selectinload(Event.city))
    rows = session.execute(latest.add_columns(func.count().over()).options(*loads)).all()
    return [event for event, _count in rows], rows[0][1] if rows else 0
