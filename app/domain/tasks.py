"""Rules about tasks and promises: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.errors import Problem
from app.i18n import N_
from models import Task
from models.vocabulary import PromiseSide, TaskState

WEEK = timedelta(days=7)
"""What falls due so soon stands on the first page of its owner, reminder or not."""


def done_on_a_day_with_evidence(task: Task, today: date) -> Iterator[Problem]:
    """What is done was done on a day, not a later one than today, and something shows it."""
    if task.state is not TaskState.DONE:
        return
    if task.done_on is None:
        yield Problem("done_on", N_("Enter the day on which it was done"))
    elif task.done_on > today:
        yield Problem("done_on", N_("This day is still to come"))
    if not task.evidence:
        yield Problem("evidence", N_("Say what shows it: a letter and its number, a photograph, a name"))


def dropped_for_a_reason(task: Task, today: date) -> Iterator[Problem]:
    """Nobody drops a task without saying why."""
    if task.state is TaskState.DROPPED and not task.dropped_because:
        yield Problem("dropped_because", N_("Say why it is dropped"))


def a_promiser_of_theirs(task: Task, today: date) -> Iterator[Problem]:
    """Only a promise of the other side was given by somebody of the other side."""
    if task.promiser_id is not None and task.promised_by is not PromiseSide.THEIRS:
        yield Problem("promiser", N_("Only a promise of the other side names who gave it"))


def reminded_of_a_day(task: Task, today: date) -> Iterator[Problem]:
    """A reminder counts back from a day."""
    if task.remind_days is not None and not task.due.is_known:
        yield Problem("remind_days", N_("Enter the day it is due; the reminder counts back from it"))


RULES = (done_on_a_day_with_evidence, dropped_for_a_reason, a_promiser_of_theirs, reminded_of_a_day)


def days_late(task: Task, today: date) -> int:
    """Return by how many days an open task is overdue; 0 where it is not, or not for certain (R-13)."""
    late = task.state is TaskState.OPEN and task.due.certainly_before(today)
    return (today - task.due.latest).days if late and task.due.latest else 0


def calls(task: Task, today: date) -> bool:
    """Say whether an open task should be on its owner's mind: late, due within the week, or reminded of."""
    if task.state is not TaskState.OPEN or task.due.latest is None:
        return False
    ahead = max(WEEK, timedelta(days=task.remind_days or 0))
    return task.due.latest <= today + ahead
