"""Reads about what must be ready for visits."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    ScalarSelect,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from app.permissions.actor import Actor
from app.queries.dates import days, later, overlaps
from app.queries.scope import live
from app.queries.step_proofs import is_missing, is_ready
from app.queries.visits import not_off
from models import Certainty, Checklist, PreparationStep, Record, User, Visit
from models.vocabulary import StepState

AHEAD, BEHIND = timedelta(days=30), timedelta(days=90)
"""How far the desk looks: at what comes, and at what a past visit still needs."""
SHOWN = 60
LOADS = (selectinload(PreparationStep.visit), joinedload(PreparationStep.owner))
_step, _visit = PreparationStep.__table__.c, Visit.__table__.c


def of_visits(
    session: Session, actor: Actor, visit_ids: Collection[int]
) -> Mapping[int, Sequence[PreparationStep]]:
    """Return the steps of visits; one statement and one for the accounts, however many."""
    query = live(actor, PreparationStep).where(PreparationStep.visit_id.in_(visit_ids))
    found: dict[int, list[PreparationStep]] = {visit_id: [] for visit_id in visit_ids}
    for step in session.scalars(query.order_by(PreparationStep.id).options(*LOADS)):
        found[step.visit_id].append(step)
    return found


def missing_counts(session: Session, actor: Actor, visit_ids: Collection[int]) -> Mapping[int, int]:
    """Count what visits lack; a visit that lacks nothing is left out."""
    query = (
        live(actor, PreparationStep)
        .with_only_columns(PreparationStep.visit_id, func.count())
        .where(PreparationStep.visit_id.in_(visit_ids), is_missing())
        .group_by(PreparationStep.visit_id)
    )
    counted: dict[int, int] = dict(session.execute(query).all())
    return counted


def checklists(session: Session, actor: Actor) -> Sequence[Checklist]:
    """Return the lists by name."""
    return session.scalars(live(actor, Checklist).order_by(Record.sort_key, Record.id)).all()


def on_the_desk(session: Session, actor: Actor, today: date) -> Sequence[int]:
    """Ids of the visits of the coming weeks, and of past ones that still need something, by day."""
    held = days(Visit, "held")
    # A visit of which only the year is known comes on no day that anybody could prepare for.
    is_near = or_(held.certainty == Certainty.EXACT, held.earliest >= today.replace(day=1))
    coming = and_(overlaps(Visit, "held", today, today + AHEAD), is_near)
    past = and_(held.latest < today, held.latest >= today - BEHIND, _lacks_something())
    query = (
        live(actor, Visit)
        .with_only_columns(Visit.id)
        .where(not_off(), or_(coming, past))
        .order_by(held.earliest, Visit.starts_at.is_(None), Visit.starts_at, Visit.id)
        .limit(SHOWN)
    )
    return session.scalars(query).all()


def _lacks_something() -> ColumnElement[bool]:
    kept = Record.__table__.alias()  # that of the visit stands in the query already
    return exists().where(
        _step.visit_id == Visit.id,
        is_missing(),
        kept.c.id == _step.id,
        kept.c.binned_at.is_(None),
    )


def states(session: Session, ids: Sequence[int]) -> Mapping[int, StepState]:
    """Return the state of each of some steps, as far as the record shows it, too. Cost: one statement."""
    query = select(_step.id, _step.state, is_ready()).where(_step.id.in_(ids))
    return {id_: StepState.READY if ready else state for id_, state, ready in session.execute(query)}


def in_state(value: str, today: date) -> ColumnElement[bool] | None:
    """Steps in a state, where what the record shows counts as ready."""
    match value:
        case StepState.MISSING:
            return is_missing()
        case StepState.READY:
            return is_ready()
        case StepState.NOT_NEEDED:
            return _step.state == StepState.NOT_NEEDED
    return None


class Own(NamedTuple):
    """Steps that somebody sees to and that are missing, the most urgent first.

    :param total: how many there are; only the first ones are listed.
    """

    steps: Sequence[PreparationStep]
    total: int


def own(session: Session, actor: Actor, today: date, *, until: date | None, limit: int) -> Own:
    """Return what the actor has still to see to for visits, as far back as the desk looks.

    :param until: the last day by which a step may be due; None for all, those without a day last.

    Cost: three statements.
    """
    query = live(actor, PreparationStep).where(
        PreparationStep.visit_id.in_(select(_visit.id).where(_calls_for(literal(today, Date)))),
        PreparationStep.owner_id == actor.user_id,
        is_missing(),
    )
    by = select(_due_day()).where(_visit.id == _step.visit_id).correlate(_step.id.table).scalar_subquery()
    if until is not None:
        query = query.where(by <= until)
    total = session.scalar(query.with_only_columns(func.count(PreparationStep.id))) or 0
    ordered = query.order_by(by.is_(None), by, PreparationStep.id).limit(limit)
    return Own(session.scalars(ordered.options(*LOADS)).all() if total else (), total)


def called(
    owner_id: SQLColumnExpression[int], today: SQLColumnExpression[date]
) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Count what an account has to see to by today and what is late, as columns of the statement of it."""
    kept = Record.__table__.alias()
    counted = (
        select(func.count())
        .select_from(_step.id.table)
        .join(kept, kept.c.id == _step.id)
        .join(_visit.id.table, _visit.id == _step.visit_id)
        .where(_step.owner_id == owner_id, kept.c.binned_at.is_(None), is_missing(), _calls_for(today))
        .correlate(User)
    )
    return (
        counted.where(_due_day() <= today).scalar_subquery(),
        counted.where(_due_day() < today).scalar_subquery(),
    )


def _calls_for(today: SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Visits that are not off, not in the bin, and not longer over than the desk looks back."""
    kept = Record.__table__.alias()
    there = select(kept.c.id).where(kept.c.id == _visit.id, kept.c.binned_at.is_(None)).exists()
    recent = or_(_visit.held_latest.is_(None), _visit.held_latest >= later(today, -BEHIND.days))
    return and_(not_off(), there, recent)


def _due_day() -> ColumnElement[date]:
    """Return the day by which a step is due; ``domain.preparation.due`` says the same."""
    counted = later(case((_step.days > 0, _visit.held_latest), else_=_visit.held_earliest), _step.days)
    exact = _visit.held_certainty == Certainty.EXACT
    return case((_step.due_on.is_not(None), _step.due_on), (exact, counted))
