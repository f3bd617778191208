"""Verbs of the pool of interpreters and escorts: enter, revise, restore. Everybody is in it once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import bookings as queries
from app.queries.locks import lock
from app.records import kit
from app.records.pool import POOL_MEMBER
from models import PoolMember


def enter(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> PoolMember:
    """Put somebody into the pool.

    :param data: as for :func:`app.records.kit.create`.
    :raises Invalid: also where they are in it already.
    :raises PermissionDenied, NotFound: as there.
    """
    ensure(actor, POOL_MEMBER.create)
    return _once(session, actor, kit.create(session, actor, POOL_MEMBER, data, today=today))


def revise(
    session: Session,
    actor: Actor,
    member_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> PoolMember:
    """Change what is known of somebody in the pool.

    :raises Invalid: also where it names somebody who is in it already.
    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, POOL_MEMBER.write)
    return _once(
        session, actor, kit.edit(session, actor, POOL_MEMBER, member_id, seen_version, data, today=today)
    )


def restore(session: Session, actor: Actor, member_id: int, *, today: date) -> PoolMember:
    """Take somebody out of the bin, unless they were entered anew meanwhile.

    :raises Invalid: so they were.
    :raises PermissionDenied, NotFound: as :func:`app.records.kit.restore`.
    """
    return _once(session, actor, kit.restore(session, actor, POOL_MEMBER, member_id, today=today))


def _once(session: Session, actor: Actor, member: PoolMember) -> PoolMember:
    """Refuse a person who is in the pool already; two officers who enter one at once cannot both succeed."""
    lock(session, [member.person_id])
    if queries.in_the_pool(session, actor, member.person_id, other_than=member.id):
        raise Invalid(Problem("person", N_("This person is in the list of interpreters and escorts already")))
    return member
