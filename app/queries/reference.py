"""Reads of public lists: the lists themselves, what they say of a city, and what waits for a decision."""

from sqlalchemy import ColumnElement, exists, func, or_, select, true
from sqlalchemy.orm import Session

from models import OutsidePlace, ReferenceMembership, ReferenceTie

_place = OutsidePlace.__table__.c
_tie, _membership = ReferenceTie.__table__.c, ReferenceMembership.__table__.c


def named(set_id: int | None = None) -> ColumnElement[bool]:
    """A tie or membership that is not gone names the outside place.

    :param set_id: of one list; None: of any.
    """
    in_ties = true() if set_id is None else _tie.set_id == set_id
    in_networks = true() if set_id is None else _membership.set_id == set_id
    ties = [
        exists().where(end == _place.id, _tie.gone_run_id.is_(None), in_ties)
        for end in (_tie.a_id, _tie.b_id)
    ]
    member = exists().where(_membership.place_id == _place.id, _membership.gone_run_id.is_(None), in_networks)
    return or_(*ties, member)


def waiting(session: Session, set_id: int | None = None) -> int:
    """Count the places that a list names and of which nobody knows which city they are.

    :param set_id: of one list; None: of any.
    """
    query = select(func.count()).select_from(OutsidePlace).where(_place.city_id.is_(None), named(set_id))
    return session.scalar(query) or 0
