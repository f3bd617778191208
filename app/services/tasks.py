"""Verbs of tasks: promise, close, drop, reopen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Conflict, Invalid
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.records import kit
from app.records.tasks import TASK
from app.records.visits import VISIT, bodies
from models import Task
from models.vocabulary import PromiseSide, TaskState


class WrongState(Conflict):
    """Somebody closed, dropped or reopened the task already."""


def promise(
    session: Session, actor: Actor, visit_id: int, side: PromiseSide, data: Mapping[str, Any], *, today: date
) -> Task:
    """Take down what one side promised in the talks of a visit.

    Where the visit is with one organisation, or with one and its units, a promise of the other side is that
    organisation's.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there; there is no such visit.
    """
    ensure(actor, TASK.create)
    with_whom = {body.id: body.parent_id for body in bodies(kit.load(session, actor, VISIT, visit_id))}
    whole = [id_ for id_, parent_id in with_whom.items() if parent_id not in with_whom]
    promiser = whole[0] if side is PromiseSide.THEIRS and len(whole) == 1 else None
    facts = {"about_id": visit_id, "promised_by": side, "promiser_id": promiser}
    return kit.create(session, actor, TASK, {**data, **facts}, today=today)


def close(
    session: Session, actor: Actor, task_id: int, done_on: date | None, evidence: str, *, today: date
) -> Task:
    """Record that a task is done, and what shows it.

    :raises PermissionDenied, NotFound: the actor may not; there is none.
    :raises WrongState: it is not open.
    :raises Invalid: the day or the evidence is missing, or the day is still to come.
    """
    task, before = _in_state(session, actor, task_id, TaskState.OPEN)
    task.state, task.done_on, task.evidence = TaskState.DONE, done_on, evidence
    _hold_to_rules(task, today)
    return kit.save(session, actor, TASK, task, before, "closed", today=today, checked=False)


def drop(session: Session, actor: Actor, task_id: int, reason: str, *, today: date) -> Task:
    """Give up a task for a reason.

    :raises PermissionDenied, NotFound, WrongState: as :func:`close`.
    :raises Invalid: there is no reason.
    """
    task, before = _in_state(session, actor, task_id, TaskState.OPEN)
    task.state, task.dropped_because = TaskState.DROPPED, reason
    _hold_to_rules(task, today)
    return kit.save(session, actor, TASK, task, before, "dropped", today=today, checked=False)


def reopen(session: Session, actor: Actor, task_id: int, *, today: date) -> Task:
    """Open a task again; what had ended it stays in the trail.

    :raises PermissionDenied, NotFound: the actor may not; there is none.
    :raises WrongState: it is open.
    """
    task, before = _in_state(session, actor, task_id, TaskState.DONE, TaskState.DROPPED)
    task.state, task.done_on, task.evidence, task.dropped_because = TaskState.OPEN, None, "", ""
    _hold_to_rules(task, today)
    return kit.save(session, actor, TASK, task, before, "reopened", today=today, checked=False)


def _hold_to_rules(task: Task, today: date) -> None:
    """Hold a task to its rules, and not to what it names: a visit in the bin keeps nobody from ending it.

    :raises Invalid: it breaks one.
    """
    problems = [problem for rule in TASK.rules for problem in rule(task, today)]
    if problems:
        raise Invalid(*problems)


def _in_state(session: Session, actor: Actor, task_id: int, *states: TaskState) -> tuple[Task, kit.Snapshot]:
    ensure(actor, Permission.RECORD_WRITE)
    task = kit.load(session, actor, TASK, task_id)
    if task.state not in states:
        message = f"task {task_id}"
        raise WrongState(message)
    return task, kit.snapshot(TASK, task)
