"""Reads about tasks and promises. A page that shows some costs one statement, however many there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    and_,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.tasks import WEEK, calls, days_late
from app.i18n import Translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.contacts import PASSING
from app.queries.dates import days
from app.queries.scope import live, owned
from models import Certainty, Mention, Organisation, PartialDate, Post, Record, Task, User
from models.vocabulary import PromiseSide, TaskState

SHOWN = 200
"""Open tasks that one page reads at most, the most overdue first."""
OFFERED = 200
LOADS = (joinedload(Task.about), joinedload(Task.promiser), joinedload(Task.owner))
"""What every list of tasks shows of others. Joined, as these are rows of one table each."""

_due = days(Task, "due")
_mention, _organisation = Mention.__table__.c, Organisation.__table__.c


class Called(NamedTuple):
    """How much somebody has to see to by today, and how much of it is overdue: tasks, steps for visits."""

    due: int
    overdue: int


NOTHING_DUE = Called(0, 0)


@dataclass(frozen=True)
class Work:
    """What the first page of a day tells somebody to do, each group the most urgent first.

    :param waiting: promises of the other side that they follow.
    :param escalated: what others have let lie; only for who oversees the work.
    """

    overdue: Sequence[Task]
    due: Sequence[Task]
    waiting: Sequence[Task]
    escalated: Sequence[Task]


class TaskOnFile(NamedTuple):
    """A task, as far as it tells whether it is the same as another one."""

    id: int
    title_tr: str
    due: PartialDate


def on_file(session: Session, actor: Actor) -> Sequence[TaskOnFile]:
    """Return every task, the oldest record first."""
    query = live(actor, Task).order_by(Task.id)
    facts = query.with_only_columns(Task.id, Task.title_tr, _due.earliest, _due.latest, _due.certainty)
    return [
        TaskOnFile(id_, title_tr, PartialDate(first, last, certainty))
        for id_, title_tr, first, last, certainty in session.execute(facts)
    ]


def overdue(today: date) -> ColumnElement[bool]:
    """Open tasks whose last day has certainly passed; ``domain.tasks.days_late`` says the same."""
    return and_(Task.state == TaskState.OPEN, _due.latest < today, _due.certainty != Certainty.DOUBTFUL)


def due_between(first: date, last: date) -> ColumnElement[bool]:
    """Tasks whose last day lies between two days, both counted."""
    return _due.latest.between(first, last)


def without_day() -> ColumnElement[bool]:
    """Tasks that say no day."""
    return _due.latest.is_(None)


def leading_to(anchors: Collection[int] | Select[int]) -> ColumnElement[bool]:
    """Tasks that name one of these records, or are about a record that does, such as a visit."""
    naming = select(_mention.record_id).where(_mention.mentioned_id.in_(anchors))
    return or_(Task.id.in_(naming), Task.about_id.in_(naming))


def of_city(city_id: int) -> Select[int]:
    """Select what stands for a city: itself, the bodies that sit there and speak for it, their people."""
    kind = _organisation.organisation_kind
    bodies = select(_organisation.id).where(
        _organisation.seat_id == city_id,
        _organisation.represents_id.is_(None),
        _organisation.ours.is_(False),
        or_(kind.is_(None), kind.not_in(PASSING)),
    )
    post = Post.__table__.c
    people = select(post.person_id).where(post.organisation_id.in_(bodies))
    city = select(Record.__table__.c.id).where(Record.__table__.c.id == city_id)
    return select(union(city, bodies, people).subquery().c[0])


def open_on(session: Session, actor: Actor, anchors: Collection[int] | Select[int]) -> Sequence[Task]:
    """Return the open tasks that lead to these records, the most urgent first."""
    return _read(session, _open(actor).where(leading_to(anchors)))


def promised_on(session: Session, actor: Actor, anchors: Collection[int] | Select[int]) -> Sequence[Task]:
    """Return the open promises of both sides that lead to these records, with their sources."""
    query = _open(actor).where(Task.promised_by.is_not(None), leading_to(anchors))
    return _read(session, query.options(selectinload(Task.sources)))


def of_visit(session: Session, actor: Actor, visit_id: int) -> Sequence[Task]:
    """Return all that was promised or is to be done after a visit, what is open first."""
    query = live(actor, Task).where(Task.about_id == visit_id).order_by(Task.state != TaskState.OPEN)
    return _read(session, query)


def for_today(session: Session, actor: Actor, *, today: date, escalate_after: int) -> Work:
    """Read what somebody should do, and if they oversee the work, what others have let lie.

    :param escalate_after: days for which a task of somebody else may be overdue; one that nobody sees to is
        told at once.
    """
    followed = Task.promised_by == PromiseSide.THEIRS
    soon = or_(_due.latest <= today + WEEK, Task.remind_days.is_not(None), followed)
    wanted = and_(Task.owner_id == actor.user_id, soon)
    if actor.may(Permission.TASK_OVERSEE):
        closed = select(User.id).where(User.municipality_id == actor.municipality_id, ~User.is_active)
        forgotten = or_(
            _due.latest < today - timedelta(days=escalate_after),
            Task.owner_id.is_(None),
            Task.owner_id.in_(closed),
        )
        wanted = or_(wanted, and_(overdue(today), forgotten))
    found = _read(session, _open(actor).where(wanted))
    mine = [task for task in found if task.owner_id == actor.user_id]
    ours = [task for task in mine if task.promised_by is not PromiseSide.THEIRS and calls(task, today)]
    return Work(
        overdue=[task for task in ours if days_late(task, today)],
        due=[task for task in ours if not days_late(task, today)],
        waiting=[task for task in mine if task.promised_by is PromiseSide.THEIRS],
        escalated=[task for task in found if task.owner_id != actor.user_id],
    )


def called(
    owner_id: SQLColumnExpression[int], today: SQLColumnExpression[date]
) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Count what is due for an account and what is overdue, as columns of the statement that reads it."""
    task, record = Task.__table__.c, Record.__table__.c
    counted = (
        select(func.count())
        .join_from(Task.__table__, Record.__table__, record.id == task.id)
        .where(task.owner_id == owner_id, task.state == TaskState.OPEN, record.binned_at.is_(None))
        .correlate(User)
    )
    late = and_(task.due_latest < today, task.due_certainty != Certainty.DOUBTFUL)
    return (
        counted.where(task.due_latest <= today).scalar_subquery(),
        counted.where(late).scalar_subquery(),
    )


def subjects(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer what tasks are about, and what those visits, agreements and bodies name in their turn."""
    about = live(actor, Task).with_only_columns(Task.about_id).where(Task.about_id.is_not(None))
    named = select(_mention.mentioned_id).where(_mention.record_id.in_(about))
    seats = select(_organisation.seat_id).where(_organisation.id.in_(union(about, named)))
    query = select(Record).where(
        owned(actor), Record.binned_at.is_(None), Record.id.in_(union(about, named, seats))
    )
    found = session.scalars(query.order_by(Record.sort_key, Record.id).limit(OFFERED))
    return [(str(one.id), t.title(one)) for one in found]


def _open(actor: Actor) -> Select[Task]:
    return live(actor, Task).where(Task.state == TaskState.OPEN)


def _read(session: Session, query: Select[Task]) -> Sequence[Task]:
    urgent = query.order_by(_due.latest.is_(None), _due.latest, Task.id)
    return session.scalars(urgent.limit(SHOWN).options(*LOADS)).all()
