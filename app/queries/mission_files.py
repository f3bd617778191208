"""Missions abroad: outgoing visits, their files, and the decisions they rest on."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.dates import begins_in_year
from app.queries.scope import live
from models import UNKNOWN_DAY, Decision, DecisionSubject, MissionFile, Record, Visit
from models.vocabulary import Direction

_subject = DecisionSubject.__table__.c


class MissionPage(NamedTuple):
    """The ids of the missions of one page, the latest first, and the number of all."""

    ids: Sequence[int]
    total: int


def page(session: Session, actor: Actor, year: int | None, *, first: int, size: int) -> MissionPage:
    """Read one page of the outgoing visits, of all years or of one."""
    query = live(actor, Visit).where(_abroad(actor))
    if year is not None:
        query = query.where(begins_in_year(year))
    total = session.scalar(query.with_only_columns(func.count(Visit.id))) or 0
    latest = query.with_only_columns(Visit.id).order_by(Record.sort_day.desc(), Record.id.desc())
    return MissionPage(session.scalars(latest.limit(size).offset(first)).all(), total)


def _abroad(actor: Actor) -> ColumnElement[bool]:
    """Visits that are outgoing, or of which somebody opened a file while the direction is not known."""
    filed = live(actor, MissionFile).with_only_columns(MissionFile.visit_id)
    return or_(Visit.direction == Direction.OUTGOING, Visit.id.in_(filed))


def years(session: Session, actor: Actor) -> Sequence[int]:
    """Return the years in which a mission began, the latest first."""
    query = live(actor, Visit).where(_abroad(actor), Record.sort_day > UNKNOWN_DAY)
    days = session.scalars(query.with_only_columns(Visit.sort_day).distinct())
    return sorted({day.year for day in days}, reverse=True)


def files(session: Session, actor: Actor, visit_ids: Collection[int]) -> Mapping[int, MissionFile]:
    """Return the files of visits, by the id of the visit."""
    query = live(actor, MissionFile).where(MissionFile.visit_id.in_(visit_ids))
    loads = [
        selectinload(getattr(MissionFile, name))
        for name in ("travellers", "costs", "waivers", "invitation", "note", "authority_letter", "report")
    ]
    return {one.visit_id: one for one in session.scalars(query.options(*loads)).all()}


def decisions(session: Session, actor: Actor, visit_ids: Collection[int]) -> Mapping[int, Sequence[Decision]]:
    """Return the decisions that name visits, by the id of the visit, the earliest first."""
    covering = select(_subject.decision_id).where(_subject.subject_id.in_(visit_ids))
    query = live(actor, Decision).where(Decision.id.in_(covering)).options(selectinload(Decision.subjects))
    found: defaultdict[int, list[Decision]] = defaultdict(list)
    for one in session.scalars(query.order_by(Record.sort_day, Record.id)).all():
        for subject in one.subjects:
            found[subject.subject_id].append(one)
    return found


def reported(*, yes: bool) -> ColumnElement[bool]:
    """Files whose report was handed in, or those whose was not."""
    there = or_(MissionFile.report_id.is_not(None), MissionFile.reported_on.is_not(None))
    return there if yes else not_(there)


def has_another_file(session: Session, actor: Actor, visit_id: int, *, other_than: int) -> bool:
    """Say whether a visit has a file that is not the one named."""
    query = live(actor, MissionFile).where(MissionFile.visit_id == visit_id, MissionFile.id != other_than)
    return session.scalar(query.with_only_columns(MissionFile.id).limit(1)) is not None
