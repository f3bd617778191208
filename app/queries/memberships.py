"""Reads about memberships."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.dates import days
from app.queries.scope import live
from models import Membership, Organisation, Record
from models.vocabulary import MembershipRelation

LIMIT = 500


class MembershipOnFile(NamedTuple):
    """A membership, as far as it tells whether it is the same as another one."""

    id: int
    network_id: int
    member_id: int
    relation: MembershipRelation


def on_file(session: Session, actor: Actor) -> Sequence[MembershipOnFile]:
    """Return who is what in which network, the oldest record first."""
    query = live(actor, Membership).order_by(Membership.id)
    facts = query.with_only_columns(
        Membership.id, Membership.network_id, Membership.member_id, Membership.relation
    )
    return [MembershipOnFile(*row) for row in session.execute(facts)]


def current(today: date) -> ColumnElement[bool]:
    """Memberships that have not ended; an unknown end is open."""
    return not_(func.coalesce(days(Membership, "until").latest < today, False))


def others(session: Session, actor: Actor, membership: Membership) -> Sequence[Membership]:
    """Who else is something in the same network, by name."""
    query = live(actor, Membership).where(
        Membership.network_id == membership.network_id, Membership.id != membership.id
    )
    query = query.order_by(Record.sort_key, Record.id).limit(LIMIT)
    return session.scalars(query.options(selectinload(Membership.member))).all()


def of_organisations(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Membership]:
    """What organisations are in which networks."""
    query = live(actor, Membership).where(Membership.member_id.in_(ids)).order_by(Record.sort_key, Record.id)
    return session.scalars(query.limit(LIMIT).options(selectinload(Membership.network))).all()


def in_network(session: Session, actor: Actor, network_id: int) -> Sequence[Membership]:
    """Who is what in a network."""
    query = (
        live(actor, Membership)
        .where(Membership.network_id == network_id)
        .order_by(Record.sort_key, Record.id)
    )
    return session.scalars(query.limit(LIMIT).options(selectinload(Membership.member))).all()


def ours(session: Session, actor: Actor) -> Sequence[Membership]:
    """What our own house is in which networks."""
    house = select(Organisation.__table__.c.id).where(Organisation.__table__.c.ours.is_(True))
    query = (
        live(actor, Membership).where(Membership.member_id.in_(house)).order_by(Record.sort_key, Record.id)
    )
    return session.scalars(query.options(selectinload(Membership.network))).all()
