"""Promising, closing, dropping and reopening."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.errors import Invalid, NotFound, PermissionDenied
from app.records import kit
from app.records.tasks import TASK
from app.records.visits import VISIT
from app.services import tasks as service
from app.services import users
from models import PartialDate, TrailEntry
from models.vocabulary import PromiseSide, TaskState
from tests.make import TODAY

LETTER = "Letter 2023/118"


def refused_at(attempt) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        attempt()
    return [problem.field for problem in refusal.value.problems]


@pytest.fixture
def officer(make):
    return make.actor()


def test_a_task_is_done_on_a_day_with_what_shows_it(make, session, officer):
    task = make.task()

    service.close(session, officer, task.id, date(2023, 10, 20), LETTER, today=TODAY)

    assert (task.state, task.done_on, task.evidence) == (TaskState.DONE, date(2023, 10, 20), LETTER)
    query = select(TrailEntry).where(TrailEntry.record_id == task.id).order_by(TrailEntry.id)
    entries = session.scalars(query).all()
    assert [entry.event for entry in entries] == ["task.created", "task.closed"]
    assert entries[1].changes == {
        "state": ["open", "done"],
        "done_on": [None, "2023-10-20"],
        "evidence": ["", LETTER],
    }


@pytest.mark.parametrize(
    ("done_on", "evidence", "fields"),
    [
        (TODAY, "", ["evidence"]),
        (None, LETTER, ["done_on"]),
        (None, "", ["done_on", "evidence"]),
        (TODAY + timedelta(days=1), LETTER, ["done_on"]),
    ],
)
def test_nothing_is_done_without_a_day_and_evidence_or_on_a_day_to_come(
    make, session, officer, done_on, evidence, fields
):
    task = make.task()

    assert (
        refused_at(lambda: service.close(session, officer, task.id, done_on, evidence, today=TODAY)) == fields
    )


def test_a_task_is_dropped_for_a_reason_only(make, session, officer):
    task = make.task()
    assert refused_at(lambda: service.drop(session, officer, task.id, "", today=TODAY)) == ["dropped_because"]
    session.rollback()

    service.drop(session, officer, task.id, "They withdrew the invitation", today=TODAY)

    assert (task.state, task.dropped_because) == (TaskState.DROPPED, "They withdrew the invitation")


@pytest.mark.parametrize("ended", ["close", "drop"])
def test_a_task_that_has_ended_is_opened_again_and_the_trail_keeps_what_ended_it(
    make, session, officer, ended
):
    task = make.task()
    if ended == "close":
        service.close(session, officer, task.id, TODAY, LETTER, today=TODAY)
    else:
        service.drop(session, officer, task.id, LETTER, today=TODAY)

    service.reopen(session, officer, task.id, today=TODAY)

    assert (task.state, task.done_on, task.evidence, task.dropped_because) == (TaskState.OPEN, None, "", "")
    query = select(TrailEntry).where(TrailEntry.event == "task.reopened")
    assert [LETTER, ""] in session.scalars(query).one().changes.values()


def test_a_task_from_the_talks_of_a_visit_that_lies_in_the_bin_can_still_be_ended(make, session, officer):
    visit = make.visit()
    closed, dropped = make.task(about_id=visit.id), make.task(about_id=visit.id)
    kit.throw_away(session, officer, VISIT, visit.id, today=TODAY)

    service.close(session, officer, closed.id, TODAY, LETTER, today=TODAY)
    service.drop(session, officer, dropped.id, "It was logged twice", today=TODAY)
    service.reopen(session, officer, closed.id, today=TODAY)

    assert (closed.state, dropped.state) == (TaskState.OPEN, TaskState.DROPPED)
    assert closed.about_id == visit.id


def test_a_task_is_not_ended_twice_nor_opened_while_it_is_open(make, session, officer):
    task = make.task()
    with pytest.raises(service.WrongState):
        service.reopen(session, officer, task.id, today=TODAY)
    service.close(session, officer, task.id, TODAY, LETTER, today=TODAY)

    for attempt in (
        lambda: service.close(session, officer, task.id, TODAY, "Another letter", today=TODAY),
        lambda: service.drop(session, officer, task.id, "No use", today=TODAY),
    ):
        with pytest.raises(service.WrongState):
            attempt()


@pytest.mark.parametrize("role", ["viewer", "auditor", "council_clerk"])
def test_readers_end_no_task(make, session, role):
    task, visit, reader = make.task(), make.visit(), make.actor(role)

    for attempt in (
        lambda: service.close(session, reader, task.id, TODAY, LETTER, today=TODAY),
        lambda: service.drop(session, reader, task.id, "No use", today=TODAY),
        lambda: service.reopen(session, reader, task.id, today=TODAY),
        lambda: service.promise(session, reader, visit.id, PromiseSide.OURS, {"title_tr": "x"}, today=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_another_municipality_ends_no_task_of_ours_and_promises_nothing_in_our_talks(make, session):
    task, visit, stranger = make.task(), make.visit(), make.actor("admin", "antalya")

    for attempt in (
        lambda: service.close(session, stranger, task.id, TODAY, LETTER, today=TODAY),
        lambda: service.promise(
            session, stranger, visit.id, PromiseSide.OURS, {"title_tr": "x"}, today=TODAY
        ),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_what_the_other_side_promised_in_a_visit_of_one_organisation_is_its_promise(make, session, officer):
    body = make.organisation("Üsküp Belediyesi")
    unit = make.organisation("Üsküp Dış İlişkiler", parent_id=body.id)
    alone = make.visit(counterparts=[{"organisation_id": body.id}])
    with_unit = make.visit(counterparts=[{"organisation_id": unit.id}, {"organisation_id": body.id}])
    two = make.visit(
        counterparts=[{"organisation_id": body.id}, {"organisation_id": make.organisation("Bremen").id}]
    )
    promised = {"title_tr": "A letter of invitation"}

    def promiser(visit, side):
        return service.promise(session, officer, visit.id, side, promised, today=TODAY).promiser_id

    assert promiser(alone, PromiseSide.THEIRS) == body.id
    assert promiser(with_unit, PromiseSide.THEIRS) == body.id
    assert promiser(two, PromiseSide.THEIRS) is None
    assert promiser(alone, PromiseSide.OURS) is None


def test_only_the_other_side_has_somebody_who_promised(make):
    body = make.organisation()

    assert refused_at(lambda: make.task(promiser_id=body.id)) == ["promiser"]
    assert refused_at(lambda: make.task(promised_by=PromiseSide.OURS, promiser_id=body.id)) == ["promiser"]


def test_a_reminder_needs_a_day_to_count_back_from(make):
    assert refused_at(lambda: make.task(remind_days=10)) == ["remind_days"]
    assert make.task(remind_days=10, due=PartialDate.of(2024, 3)).remind_days == 10


def test_an_account_of_another_municipality_or_a_closed_one_sees_to_nothing(make, session, officer):
    theirs, closed = make.user(municipality="antalya"), make.user()
    closed.is_active = False
    session.commit()

    for account in (theirs, closed):
        with pytest.raises(NotFound):
            make.task(owner_id=account.id)
        session.rollback()


def test_a_task_of_a_colleague_who_has_left_can_still_be_closed_but_not_given_to_them_again(
    make, session, officer
):
    colleague, other = make.user(), make.user()
    task = make.task(owner_id=colleague.id)
    users.set_active(session, make.actor("admin"), colleague.id, active=False)

    service.close(session, officer, task.id, TODAY, LETTER, today=TODAY)
    kit.edit(session, officer, TASK, task.id, task.version, {"owner_id": other.id}, today=TODAY)

    with pytest.raises(NotFound):
        kit.edit(session, officer, TASK, task.id, task.version, {"owner_id": colleague.id}, today=TODAY)
