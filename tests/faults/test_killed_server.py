from sqlalchemy import func, select

from models import Record, TrailEntry, Visit
from models.vocabulary import RecordKind
from tests.house import Crowd


def test_what_was_acknowledged_before_the_server_was_killed_is_there_whole_and_nothing_is_there_by_half(
    own_house,
):
    with own_house.serving() as served:
        officers = Crowd(served, size=4, most=500)
        officers.begin()
        officers.wait_for(250)
        served.kill()
        officers.end()

    with own_house.session() as session:
        visits = session.execute(select(Visit.group_name, Record.id).where(Visit.id == Record.id)).all()
        entries = session.scalars(
            select(TrailEntry.record_id).where(TrailEntry.event == "visit.created")
        ).all()
        halves = session.scalar(select(func.count()).where(Record.__table__.c.kind == RecordKind.VISIT))
    assert 250 <= len(officers.saved) < 500
    assert set(officers.saved) <= {group for group, _ in visits}
    assert len(visits) <= len(officers.saved) + 4, "at most the one that each was waiting for"
    assert sorted(entries) == sorted(id_ for _, id_ in visits)
    assert halves == len(visits)
    assert own_house.run("check", "--deep").output == "Everything is as it should be.\n"
