"""One import, and two who move it: nothing is written twice."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Conflict, Stale
from app.importers import runs, starting
from app.permissions.actor import Actor
from app.unit_of_work import unit_of_work
from models import ImportRun, TrailEntry, User, Visit
from models.vocabulary import ImportKind, ImportState
from tests.make import TODAY

ROWS = 1_200


@pytest.fixture
def begun(own_house, tmp_path):
    """An import that is about to be written: the house, the officer, its id."""
    path = tmp_path / "liste.csv"
    lines = [f"{1 + at % 28:02}.{1 + at % 12:02}.2023;Heyet {at}" for at in range(ROWS)]
    path.write_text("\n".join(["Tarih;Heyet", *lines]), encoding="utf-8")
    with own_house.session() as session:
        user = session.scalars(select(User)).one()
        actor = Actor(user.id, user.municipality_id, user.name, user.role)
        with unit_of_work(session):
            run = starting.start_table(session, actor, ImportKind.VISIT, path, path.name)
            runs.set_targets(session, actor, run, ["held", "group"])
            runs.start_applying(session, actor, run)
        return own_house, actor, run.id


def written(house):
    with house.session() as session:
        events = select(func.count()).where(TrailEntry.event == "visit.created")
        return session.scalar(select(func.count()).select_from(Visit)), session.scalar(events)


def test_who_looked_before_somebody_else_wrote_writes_nothing_again(begun):
    house, actor, run_id = begun
    with Session(house.engine, expire_on_commit=False) as late:
        run = late.get_one(ImportRun, run_id)
        late.commit()
        with house.session() as early, unit_of_work(early, run.operation_id):
            runs.apply_on(early, actor, early.get_one(ImportRun, run_id), today=TODAY, seconds=60)

        with pytest.raises(Stale), unit_of_work(late, run.operation_id):
            runs.apply_on(late, actor, run, today=TODAY, seconds=60)

    assert written(house) == (ROWS, ROWS)


def test_four_who_go_on_at_once_write_each_row_once(begun):
    house, actor, run_id = begun
    problems: list[BaseException] = []

    def go_on():
        with Session(house.engine) as session:
            state = ImportState.APPLYING
            while state is ImportState.APPLYING:
                run = session.get_one(ImportRun, run_id)
                try:
                    with unit_of_work(session, run.operation_id):
                        runs.apply_on(session, actor, run, today=TODAY, seconds=0.01)
                except (Stale, Conflict):
                    pass
                except BaseException as problem:  # noqa: BLE001 - told by the test
                    problems.append(problem)
                    return
                session.expire_all()
                state = session.get_one(ImportRun, run_id).state
                session.commit()

    threads = [threading.Thread(target=go_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert problems == []
    assert written(house) == (ROWS, ROWS)
