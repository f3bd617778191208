"""What the first page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.permissions.actor import Actor
from app.queries import totals, visits
from app.queries.dates import days
from app.queries.scope import live, live_ids
from models import Agreement, City, Counterpart, Delegate, Organisation, Record, Visit
from models.vocabulary import AgreementState, RecordKind, Relation

SOON = timedelta(days=14)
SHOWN = 8
_record, _visit = Record.__table__.c, Visit.__table__.c


@dataclass(frozen=True)
class Dashboard:
    """Today's visits, those of the coming fortnight, the latest; ties in force.

    :param ties: how many ties of a relation are in force, in the order of the vocabulary.
    """

    today: Sequence[Visit]
    coming: Sequence[Visit]
    latest: Sequence[Visit]
    total: int
    ties: Sequence[tuple[Relation, int]]


def dashboard(session: Session, actor: Actor, *, today: date) -> Dashboard:
    """Read the first page of an office day."""
    latest = _those(actor, _over(today), visits.not_off()).where(_record.sort_day <= today)
    here = visits.between(session, actor, today, today, 50)
    soon = visits.between(session, actor, today + timedelta(days=1), today + SOON, 50)
    return Dashboard(
        today=_visits(session, here),
        coming=_visits(session, [id_ for id_ in soon if id_ not in here]),
        latest=_visits(session, _newest(session, latest)),
        total=totals.total(session, actor, lambda: live_ids(actor, RecordKind.VISIT), "visits"),
        ties=_ties(session, actor),
    )


def _ties(session: Session, actor: Actor) -> Sequence[tuple[Relation, int]]:
    in_force = live(actor, Agreement).where(Agreement.state == AgreementState.IN_FORCE)
    counted = in_force.with_only_columns(Agreement.relation, func.count()).group_by(Agreement.relation)
    counts: dict[Relation, int] = dict(session.execute(counted).all())
    return [(relation, counts[relation]) for relation in Relation if relation in counts]


def _over(today: date) -> ColumnElement[bool]:
    return days(Visit, "held").latest < today


def _those(actor: Actor, *conditions: ColumnElement[bool]) -> Select[int]:
    """Select the ids of visits for which something holds; the database walks along them and asks each one."""
    held = select(_visit.id).where(_visit.id == _record.id, *conditions)
    return live_ids(actor, RecordKind.VISIT).where(held.exists())


def _newest(session: Session, query: Select[int]) -> Sequence[int]:
    return session.scalars(query.order_by(_record.sort_day.desc(), _record.id.desc()).limit(SHOWN)).all()


def _visits(session: Session, ids: Sequence[int]) -> Sequence[Visit]:
    found = {
        visit.id: visit
        for visit in session.scalars(select(Visit).where(Visit.id.in_(ids)).options(*_shown()))
    }
    return [found[id_] for id_ in ids]


def _shown() -> tuple[ORMOption, ...]:
    body = (selectinload(Organisation.represents), selectinload(Organisation.seat).selectinload(City.country))
    return (
        selectinload(Visit.delegates).selectinload(Delegate.organisation).options(*body),
        selectinload(Visit.counterparts).selectinload(Counterpart.organisation).options(*body),
        selectinload(Visit.city).selectinload(City.country),
        selectinload(Visit.country),
        selectinload(Visit.host),
    )
