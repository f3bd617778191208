"""The cities that a list brought along: in the bin while no list and no record names them, and out again."""

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app import trail
from app.queries.reference import named
from models import Mention, OutsidePlace, Record, TrailEntry, utc_now

_place, _record = OutsidePlace.__table__.c, Record.__table__.c


def settle(session: Session) -> None:
    """Move cities that a list wrote and nothing names any more to the bin, and take those named again out.

    A city with an entry in the trail was touched by somebody and is left alone, in the bin or out of it.

    Cost: two statements.
    """
    written = select(_place.city_id).where(_place.city_run_id.is_not(None), _place.city_id.is_not(None))
    wanted = select(_place.city_id).where(_place.city_id.is_not(None), named())
    theirs = (
        _record.id.in_(written),
        ~exists().where(TrailEntry.record_id == _record.id),
        ~exists().where(Mention.mentioned_id == _record.id),
    )
    now, moved = utc_now(), {"version": _record.version + 1}
    orphans = update(Record.__table__).where(*theirs, _record.binned_at.is_(None), _record.id.not_in(wanted))
    session.execute(orphans.values(binned_at=now, updated_at=now, **moved))
    back = update(Record.__table__).where(*theirs, _record.binned_at.is_not(None), _record.id.in_(wanted))
    session.execute(back.values(binned_at=None, updated_at=now, **moved))
    trail.touch(session, 0)
