"""When a task is late, and when it is on its owner's mind."""

from datetime import date, timedelta

import pytest

from app.domain.tasks import calls, days_late
from models import Certainty, PartialDate, Task
from models.vocabulary import TaskState
from tests.make import TODAY


def task(due=None, state=TaskState.OPEN, remind_days=None):
    return Task(due=due or PartialDate.unknown(), state=state, remind_days=remind_days)


def in_days(days):
    return PartialDate.on(TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("due", "late"),
    [
        (in_days(-12), 12),
        (in_days(-1), 1),
        (in_days(0), 0),
        (in_days(3), 0),
        (PartialDate.unknown(), 0),
        (PartialDate.of(2023, 9), 25),
        (PartialDate.of(2023, 10), 0),
        (PartialDate.of(2023), 0),
        (PartialDate(date(2023, 9, 1), date(2023, 9, 1), Certainty.DOUBTFUL), 0),
    ],
)
def test_a_task_is_late_by_the_days_since_its_last_day_and_never_while_that_is_not_certain(due, late):
    assert days_late(task(due), TODAY) == late


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED])
def test_what_is_done_or_dropped_is_not_late_and_calls_nobody(state):
    assert days_late(task(in_days(-5), state), TODAY) == 0
    assert not calls(task(in_days(-5), state), TODAY)


@pytest.mark.parametrize(
    ("days", "remind_days", "called"),
    [
        (-5, None, True),
        (0, None, True),
        (7, None, True),
        (8, None, False),
        (30, 30, True),
        (31, 30, False),
        (7, 2, True),
    ],
)
def test_a_task_calls_from_a_week_before_or_from_its_reminder_on(days, remind_days, called):
    assert calls(task(in_days(days), remind_days=remind_days), TODAY) is called


def test_a_task_without_a_day_calls_nobody():
    assert not calls(task(), TODAY)
