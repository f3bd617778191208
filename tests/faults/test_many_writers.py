import pytest
from sqlalchemy import select

from models import TrailEntry, Visit
from tests.house import Crowd

pytestmark = pytest.mark.sqlite


def test_of_eight_officers_who_write_at_once_nobody_is_refused_and_nothing_is_lost(own_house):
    with own_house.serving() as served:
        officers = Crowd(served, size=8, most=240)
        officers.begin()
        officers.end()

    with own_house.session() as session:
        groups = session.scalars(select(Visit.group_name)).all()
        entries = session.scalars(
            select(TrailEntry.record_id).where(TrailEntry.event == "visit.created")
        ).all()
    assert officers.refused == []
    assert sorted(groups) == sorted(f"Heyet {number}" for number in range(240))
    assert len(entries) == 240
