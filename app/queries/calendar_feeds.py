"""Calendars that telephones read by an address."""

import re
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.permissions.actor import Actor
from models import CalendarFeed, User

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def hash_of(token: str) -> str:
    """Return what is kept of a token; it is random, so one round is enough."""
    return sha256(token.encode()).hexdigest()


def by_token(session: Session, token: str) -> CalendarFeed | None:
    """Return the calendar that an address leads to, with who opened it; None where it leads nowhere any more.

    The calendar of a colleague ends with their account.
    """
    if not _TOKEN.fullmatch(token):
        return None
    query = (
        select(CalendarFeed)
        .join(CalendarFeed.user)
        .where(CalendarFeed.token_hash == hash_of(token), CalendarFeed.ended_at.is_(None))
        .where(CalendarFeed.visit_id.is_not(None) | User.is_active)
        .options(joinedload(CalendarFeed.user).joinedload(User.municipality))
    )
    return session.scalars(query).one_or_none()


def of_visit(session: Session, actor: Actor, visit_id: int) -> Sequence[CalendarFeed]:
    """Return the calendars of a visit, open ones first, the latest first."""
    query = select(CalendarFeed).where(
        CalendarFeed.municipality_id == actor.municipality_id, CalendarFeed.visit_id == visit_id
    )
    return _listed(session, query)


def of_account(session: Session, actor: Actor) -> Sequence[CalendarFeed]:
    """Return the actor's own calendars, open ones first, the latest first."""
    query = select(CalendarFeed).where(CalendarFeed.user_id == actor.user_id, CalendarFeed.visit_id.is_(None))
    return _listed(session, query)


def _listed(session: Session, query: Select[CalendarFeed]) -> Sequence[CalendarFeed]:
    ordered = query.order_by(CalendarFeed.ended_at.is_not(None), CalendarFeed.id.desc())
    return session.scalars(ordered.options(joinedload(CalendarFeed.user))).all()
