import signal
import time

import pytest
from sqlalchemy import select

from models import TrailEntry, Visit
from tests.house import Crowd, House
from tests.postgres import another, database

pytestmark = pytest.mark.postgresql


@pytest.fixture
def server():
    """A PostgreSQL that other tests do not need."""
    with another() as started:
        yield started


def test_when_postgresql_is_restarted_at_work_nobody_loses_what_was_saved_and_the_work_goes_on(
    server, tmp_path
):
    with database(server) as url:
        house = House(url, tmp_path / "house").found()
        house.close()
        with house.serving() as served:
            officers = Crowd(served, size=4, most=10_000)
            officers.begin()
            officers.wait_for(40)
            server.stop(signal.SIGINT)
            before = len(officers.saved)
            while not officers.refused:
                time.sleep(0.01)
            status, text = served.stranger().get("/health")
            assert (status, "database" in text) == (503, True)
            server.start()
            officers.wait_for(before + 40)
            officers.stop()

            guest = served.visitor()
            server.stop(signal.SIGINT)
            server.start()
            assert guest.get("/visits")[0] == 200, "nobody notices a restart while nothing was asked"

        with house.session() as session:
            groups = session.scalars(select(Visit.group_name)).all()
            entries = session.scalars(
                select(TrailEntry.record_id).where(TrailEntry.event == "visit.created")
            ).all()
        assert set(officers.saved) <= set(groups)
        assert len(entries) == len(groups)
        assert {status for status, _ in officers.refused} == {503}
        assert all("/static/" in page and "<h1>" in page for _, page in officers.refused)
        house.close()
