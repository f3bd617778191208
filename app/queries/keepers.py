"""Reads about who in the office keeps a relation. A page or a list that shows them costs one statement."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.accounts import Colleague
from app.queries.lines import IDS
from models import Keeper, Record, User

_keeper, _user = Keeper.__table__.c, User.__table__.c
_OWNERS = (
    select(_keeper.record_id, _user.name)
    .join(User.__table__, _user.id == _keeper.owner_id)
    .where(_keeper.record_id.in_(IDS))
)


class Kept(NamedTuple):
    """Who keeps the relation with a record, and whom one may name.

    :param colleagues: open accounts of the municipality by name, and a closed one that keeps it already.
    """

    owner: Colleague | None
    deputy: Colleague | None
    colleagues: Sequence[Colleague]


def of_record(session: Session, actor: Actor, record_id: int) -> Kept:
    """Return who keeps the relation with a record that the actor may see. Cost: one statement."""
    keeps = or_(_user.id == _keeper.owner_id, _user.id == _keeper.deputy_id)
    query = (
        select(_user.id, _user.name, _user.is_active, _keeper.owner_id, _keeper.deputy_id)
        .select_from(User.__table__.outerjoin(Keeper.__table__, _keeper.record_id == record_id))
        .where(_user.municipality_id == actor.municipality_id, or_(_user.is_active, keeps))
        .order_by(_user.name, _user.id)
    )
    rows = session.execute(query).all()
    owner = next((Colleague._make(row[:3]) for row in rows if row.id == row.owner_id), None)
    deputy = next((Colleague._make(row[:3]) for row in rows if row.id == row.deputy_id), None)
    return Kept(owner, deputy, [Colleague._make(row[:3]) for row in rows])


def owners(session: Session, ids: Sequence[int]) -> Mapping[int, str]:
    """Return record → name of who keeps the relation; the actor may see the records. Cost: one statement."""
    return {row.record_id: row.name for row in session.execute(_OWNERS, {"ids": list(ids)})}


def kept_by(owner_id: int | None) -> ColumnElement[bool]:
    """Records whose relation an account keeps, or nobody."""
    if owner_id is None:
        return Record.id.not_in(select(_keeper.record_id).where(_keeper.owner_id.is_not(None)))
    return Record.id.in_(select(_keeper.record_id).where(_keeper.owner_id == owner_id))


def of_records(session: Session, ids: Collection[int]) -> Mapping[int, tuple[Colleague, bool]]:
    """Return record → who keeps the relation, and whether somebody stands in for them.

    The actor may see the records; one without an owner is left out. Cost: one statement.
    """
    query = (
        select(_keeper.record_id, _user.id, _user.name, _user.is_active, _keeper.deputy_id)
        .join(User.__table__, _user.id == _keeper.owner_id)
        .where(_keeper.record_id.in_(ids))
    )
    rows = session.execute(query).all()
    return {
        row.record_id: (Colleague(row.id, row.name, row.is_active), row.deputy_id is not None) for row in rows
    }
