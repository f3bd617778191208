"""What somebody keeps at hand: the records with their star, and those they worked on last."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import owned
from models import Favourite, Mention, Record, TrailEntry

AT_HAND = 8
_LOOKED_THROUGH = 200
"""Latest changes of somebody among which the records they worked on last are looked for."""


class Standing(NamedTuple):
    """How a record stands: with the actor's star, and named by any record, binned or not."""

    is_favourite: bool
    is_named: bool


_STANDING = select(  # built once: one statement for each page of a record
    exists().where(Favourite.user_id == bindparam("user_id"), Favourite.record_id == bindparam("record_id")),
    exists().where(Mention.mentioned_id == bindparam("record_id")),
)


def favourites(session: Session, actor: Actor, limit: int = AT_HAND) -> Sequence[Record]:
    """Return the records with the actor's star, the last one starred first."""
    query = (
        select(Record)
        .join(Favourite, Favourite.record_id == Record.id)
        .where(Favourite.user_id == actor.user_id, owned(actor), Record.binned_at.is_(None))
        .order_by(Favourite.at.desc(), Record.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def is_favourite(session: Session, actor: Actor, record_id: int) -> bool:
    """Say whether a record has the actor's star."""
    return standing(session, actor, record_id).is_favourite


def standing(session: Session, actor: Actor, record_id: int) -> Standing:
    """Tell what the page of a record asks first: what leads to it are records that name it."""
    asked = {"user_id": actor.user_id, "record_id": record_id}
    return Standing._make(session.execute(_STANDING, asked).one())


def worked_on(session: Session, actor: Actor, limit: int = AT_HAND) -> Sequence[Record]:
    """Return the records that the actor created or changed last, as the trail tells: looking is no work."""
    latest = (
        select(TrailEntry.id, TrailEntry.record_id)
        .where(TrailEntry.user_id == actor.user_id, TrailEntry.record_id.is_not(None))
        .order_by(TrailEntry.id.desc())
        .limit(_LOOKED_THROUGH)
        .subquery()
    )
    last = (
        select(latest.c.record_id, func.max(latest.c.id).label("entry"))
        .group_by(latest.c.record_id)
        .subquery()
    )
    query = (
        select(Record)
        .join(last, last.c.record_id == Record.id)
        .where(owned(actor), Record.binned_at.is_(None))
        .order_by(last.c.entry.desc())
        .limit(limit)
    )
    return session.scalars(query).all()
