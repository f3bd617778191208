"""The stops of one visit for the map."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Record, Visit, VisitStop

_stop, _record = VisitStop.__table__.c, Record.__table__.c


class StopRow(NamedTuple):
    """A stop in a city that is not in the bin.

    :param number: its place on the way, from 1, as the page of the visit counts.
    """

    number: int
    city_id: int
    day: date | None
    until: date | None
    what_tr: str
    what_en: str


class RouteRow(NamedTuple):
    """A visit with its stops, in the order of the way."""

    title_tr: str
    title_en: str
    stops: Sequence[StopRow]


def route(session: Session, actor: Actor, visit_id: int) -> RouteRow | None:
    """Return the stops of a visit; None where there is no such visit or it is another municipality's.

    Cost: two statements.
    """
    titles = live(actor, Visit).where(Visit.id == visit_id).with_only_columns(Visit.title_tr, Visit.title_en)
    visit = session.execute(titles).first()
    if visit is None:
        return None
    columns = (_stop.city_id, _stop.day, _stop.until, _stop.what_tr, _stop.what_en, _record.binned_at)
    query = (
        select(*columns)
        .join(Record.__table__, _record.id == _stop.city_id)
        .where(_stop.visit_id == visit_id)
        .order_by(_stop.position, _stop.id)
    )
    stops = [
        StopRow(number, *facts)
        for number, (*facts, binned_at) in enumerate(session.execute(query), start=1)
        if binned_at is None
    ]
    return RouteRow(visit.title_tr, visit.title_en, stops)
