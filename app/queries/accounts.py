"""The accounts of a municipality, as its records name them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import User


def to_choose(session: Session, actor: Actor, named: Collection[int] = ()) -> Sequence[User]:
    """Return the open accounts of the actor's municipality by name, and closed ones already named."""
    query = select(User).where(
        User.municipality_id == actor.municipality_id, or_(User.is_active, User.id.in_(named))
    )
    return session.scalars(query.order_by(User.name, User.id)).all()


def names(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of accounts of the actor's municipality. Cost: one statement, none for no ids."""
    if not ids:
        return {}
    query = select(User.id, User.name).where(User.id.in_(ids), User.municipality_id == actor.municipality_id)
    return {row.id: row.name for row in session.execute(query)}


def may_be_named(session: Session, actor: Actor, ids: Collection[int], *, closed: Collection[int]) -> bool:
    """Say whether all of these are accounts of the actor's municipality, and open unless in ``closed``."""
    query = select(User.id).where(
        User.id.in_(ids),
        User.municipality_id == actor.municipality_id,
        or_(User.is_active, User.id.in_(closed)),
    )
    return set(session.scalars(query)) == set(ids)
