"""Reads about the programmes of visits. A programme costs as many statements for ten items as for one."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.programme import in_order
from app.permissions.actor import Actor
from app.queries.scope import live
from models import City, ProgrammeItem, Record, Visit
from models.vocabulary import VisitState

MOST = 500
"""Items that one page reads at most."""
LOADS = (
    selectinload(ProgrammeItem.visit).options(
        selectinload(Visit.delegates), selectinload(Visit.city).selectinload(City.country)
    ),
    selectinload(ProgrammeItem.city).selectinload(City.country),
    selectinload(ProgrammeItem.host),
)
_WHOLE = (*LOADS, selectinload(ProgrammeItem.attendees))
_OFF = (VisitState.POSTPONED, VisitState.CANCELLED)
_visit, _record = Visit.__table__.c, Record.__table__.c


def of_visit(session: Session, actor: Actor, visit_id: int) -> Sequence[ProgrammeItem]:
    """Return the programme of a visit in its order, with all that :mod:`app.domain.programme` reads."""
    query = live(actor, ProgrammeItem).where(ProgrammeItem.visit_id == visit_id)
    return in_order(session.scalars(query.limit(MOST).options(*_WHOLE)).all())


def of_visits(session: Session, actor: Actor, visit_ids: Collection[int]) -> Sequence[ProgrammeItem]:
    """Return the programmes of several visits, as :func:`of_visit` returns one."""
    query = live(actor, ProgrammeItem).where(ProgrammeItem.visit_id.in_(visit_ids))
    return in_order(session.scalars(query.order_by(ProgrammeItem.id).limit(MOST).options(*_WHOLE)).all())


def beside(session: Session, actor: Actor, items: Collection[ProgrammeItem]) -> Sequence[ProgrammeItem]:
    """Return what is on in other visits around the days of some items: people may be expected at both."""
    days = {item.day for item in items if item.day is not None}
    if not days:
        return ()
    around = {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}
    query = (
        live(actor, ProgrammeItem)
        .where(ProgrammeItem.day.in_(around), ProgrammeItem.visit_id.not_in({one.visit_id for one in items}))
        .where(_goes_on())
        .order_by(ProgrammeItem.day, ProgrammeItem.id)
    )
    return session.scalars(query.limit(MOST).options(*_WHOLE)).all()


def of_a_house(session: Session, actor: Actor, since: date) -> Sequence[ProgrammeItem]:
    """Return what is on from a day on in all visits that are not in the bin, also in those called off."""
    visits = (
        select(_visit.id).join(Record.__table__, _record.id == _visit.id).where(_record.binned_at.is_(None))
    )
    query = live(actor, ProgrammeItem).where(ProgrammeItem.day >= since, ProgrammeItem.visit_id.in_(visits))
    query = query.order_by(ProgrammeItem.day, ProgrammeItem.id).limit(MOST)
    return in_order(session.scalars(query.options(*_WHOLE)).all())


def _goes_on() -> ColumnElement[bool]:
    """Items of visits that are neither in the bin nor off."""
    visits = (
        select(_visit.id)
        .join(Record.__table__, _record.id == _visit.id)
        .where(_record.binned_at.is_(None), or_(_visit.state.is_(None), _visit.state.not_in(_OFF)))
    )
    return ProgrammeItem.visit_id.in_(visits)
