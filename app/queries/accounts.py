"""The accounts of a municipality, as its records name them."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import User


class Colleague(NamedTuple):
    """An account as a record names it."""

    id: int
    name: str
    is_active: bool


_user = User.__table__.c
_TO_CHOOSE = (
    select(_user.id, _user.name, _user.is_active)
    .where(_user.municipality_id == bindparam("municipality_id"))
    .where(or_(_user.is_active, _user.id.in_(bindparam("named", expanding=True))))
    .order_by(_user.name, _user.id)
)


def to_choose(session: Session, actor: Actor, named: Collection[int] = ()) -> Sequence[Colleague]:
    """Return the open accounts of the actor's municipality by name, and closed ones already named."""
    asked = {"municipality_id": actor.municipality_id, "named": list(named)}
    return [Colleague._make(row) for row in session.execute(_TO_CHOOSE, asked)]


def names(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of accounts of the actor's municipality. Cost: one statement, none for no ids."""
    if not ids:
        return {}
    query = select(User.id, User.name).where(User.id.in_(ids), User.municipality_id == actor.municipality_id)
    return {row.id: row.name for row in session.execute(query)}


def open_or_closed(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, bool]:
    """Return account → whether it is open, of those that are the actor's municipality's.

    Cost: one statement, none for no ids.
    """
    if not ids:
        return {}
    query = select(_user.id, _user.is_active).where(
        _user.id.in_(ids), _user.municipality_id == actor.municipality_id
    )
    return {row.id: row.is_active for row in session.execute(query)}
