"""``flask work``, by itself and beside a server."""

import time

import pytest
from sqlalchemy import select

from app.importers.reference.importing import import_list
from app.permissions.actor import Actor
from app.unit_of_work import unit_of_work
from models import Finding, Job, Municipality
from models.vocabulary import JobState, ReferenceKind, Role
from tests.house import Served

LIST = (
    "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
    "Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n"
)
PATIENCE = 60


def read_a_list(house):
    file = house.data_dir / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    with house.session() as session, unit_of_work(session):
        first = session.scalars(select(Municipality.id)).first()
        import_list(session, Actor(None, first, "Elçi", Role.ADMIN), ReferenceKind.TIES, file)


def figures(house):
    with house.session() as session:
        there = session.get(Finding, "reference_graph")
        return there.value if there else None


def test_what_has_become_stale_is_done_unasked(own_house):
    read_a_list(own_house)

    assert own_house.run("work", "--once").exit_code == 0

    assert figures(own_house)["edges"] == 1
    with own_house.session() as session:
        assert [job.state for job in session.scalars(select(Job))] == [JobState.DONE]
    assert own_house.run("work", "--once").exit_code == 0
    with own_house.session() as session:
        assert len(session.scalars(select(Job)).all()) == 1


@pytest.mark.parametrize("end", [Served.kill, Served.end])
def test_a_server_has_a_worker_beside_it_that_ends_with_it(own_house, end):
    read_a_list(own_house)
    with own_house.serving(WORKER="on") as served:
        until = time.monotonic() + PATIENCE
        while figures(own_house) is None and time.monotonic() < until:
            time.sleep(0.1)
        (worker,) = served.children()
        end(served)

    assert figures(own_house)["edges"] == 1
    worker.wait(PATIENCE)


def test_a_server_that_has_its_worker_elsewhere_starts_none(own_house):
    with own_house.serving(WORKER="off") as served:
        assert served.children() == []
