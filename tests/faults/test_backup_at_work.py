import threading

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import Municipality, PartialDate, Record, TrailEntry, Visit
from models.vocabulary import Role
from tests.make import TODAY


@pytest.fixture
def colleagues(own_house):
    """Log visits without end on two desks; lends what asks them to stop."""
    enough = threading.Event()

    def work(desk):
        number = 0
        with Session(own_house.engine) as session:
            actor = Actor(None, session.scalars(select(Municipality.id)).one(), "Uzman", Role.OFFICER)
            while not enough.is_set():
                number += 1
                data = {"held": PartialDate.on(TODAY), "group_name": f"Heyet {desk} {number}"}
                with unit_of_work(session):
                    kit.create(session, actor, VISIT, data, today=TODAY)

    desks = [threading.Thread(target=work, args=[desk]) for desk in "AB"]
    for desk in desks:
        desk.start()
    yield
    enough.set()
    for desk in desks:
        desk.join()


def test_a_backup_taken_while_people_write_restores_to_one_moment_with_nothing_by_half(
    own_house, colleagues, installation, tmp_path
):
    files = [tmp_path / f"{number}.elci.zip" for number in range(3)]
    for file in files:
        assert own_house.run("backup", str(file)).exit_code == 0

    sizes = []
    for file in files:
        elsewhere = installation(file.stem)
        told = elsewhere.run("restore", str(file))
        assert told.output.endswith("Check: everything is as it should be.\n"), told.output
        with elsewhere.session() as session:
            visits = session.scalars(select(Visit.id)).all()
            entries = session.scalars(
                select(TrailEntry.record_id).where(TrailEntry.event == "visit.created")
            ).all()
            kinds = session.scalars(select(Record.kind).where(Record.id.in_(visits))).all()
        assert sorted(entries) == sorted(visits)
        assert len(kinds) == len(visits)
        sizes.append(len(visits))
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1], "they were writing all the while"
