"""What a workshop briefing reads. Each function is one statement and its loads."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries import tasks
from app.queries.memberships import current
from app.queries.scope import live
from models import (
    Country,
    Event,
    EventParticipant,
    EventSession,
    Membership,
    Organisation,
    Record,
    ReferenceSet,
    Task,
)
from models.vocabulary import Evidence, MembershipRelation, TaskState

SITS = (MembershipRelation.MEMBER, MembershipRelation.OFFICE_HOLDER, MembershipRelation.PARTICIPANT)
"""What somebody is to a network in which they meet its other members."""


def event(session: Session, actor: Actor, event_id: int) -> Event | None:
    """Return an event with its programme and everybody who takes part."""
    query = live(actor, Event).where(Event.id == event_id)
    loads = (
        selectinload(Event.city),
        selectinload(Event.host).selectinload(Organisation.seat),
        selectinload(Event.sessions).selectinload(EventSession.organisation),
        selectinload(Event.participants)
        .selectinload(EventParticipant.organisation)
        .selectinload(Organisation.seat),
        selectinload(Event.participants).selectinload(EventParticipant.person),
        selectinload(Event.sources),
    )
    return session.scalars(query.options(*loads)).one_or_none()


def memberships(session: Session, actor: Actor, ids: Collection[int], *, today: date) -> Sequence[Membership]:
    """Return in which networks organisations sit today; what a source only implies is left out."""
    query = live(actor, Membership).where(
        Membership.member_id.in_(ids),
        Membership.relation.in_(SITS),
        Membership.evidence.is_distinct_from(Evidence.IMPLIED),
        current(today),
    )
    return session.scalars(query.order_by(Membership.id).options(selectinload(Membership.network))).all()


def lists(session: Session) -> Sequence[ReferenceSet]:
    """Return the public lists that are switched on and were read."""
    query = select(ReferenceSet).where(ReferenceSet.enabled, ReferenceSet.imported_at.is_not(None))
    return session.scalars(query.order_by(ReferenceSet.id)).all()


def road_map(session: Session, actor: Actor, event_id: int) -> Sequence[Task]:
    """Return the tasks about an event, what is open first, then by their day."""
    query = live(actor, Task).where(Task.about_id == event_id)
    order = (Task.state != TaskState.OPEN, Record.sort_day.is_(None), Record.sort_day, Record.id)
    return session.scalars(query.order_by(*order).options(*tasks.LOADS, selectinload(Task.sources))).all()


def countries(session: Session) -> Sequence[Country]:
    """Return every country on record; there are a few hundred."""
    return session.scalars(select(Country).where(Record.binned_at.is_(None))).all()
