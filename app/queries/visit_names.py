"""What whole visits name: bodies, people, places. A loader would send a statement for each way there."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from app.queries.lines import IDS
from models import City, Country, Organisation, Person, Record, Visit

_city, _organisation = City.__table__.c, Organisation.__table__.c
_ANY = with_polymorphic(Record, [City, Country, Organisation, Person])
_RECORDS = select(_ANY).where(_ANY.id.in_(IDS))
_WHERE_FROM = union_all(  # where bodies sit and what they represent, and the countries of cities
    select(_organisation.seat_id).where(_organisation.id.in_(IDS)),
    select(_organisation.represents_id).where(_organisation.id.in_(IDS)),
    select(_city.country_id)
    .join(Organisation.__table__, _organisation.seat_id == _city.id)
    .where(_organisation.id.in_(IDS)),
    select(_city.country_id).where(_city.id.in_(IDS)),
)


def hang_on_names(session: Session, visits: Sequence[Visit]) -> None:
    """Put into visits, loaded with their parts, the records they name, with seats and countries.

    They are named by one that the actor may see, so nobody asks whose they are. Cost: two statements.
    """
    ids = {id_ for visit in visits for id_ in (visit.city_id, visit.country_id, visit.host_id)}
    ids |= {
        id_ for visit in visits for one in visit.delegates for id_ in (one.person_id, one.organisation_id)
    }
    ids |= {one.organisation_id for visit in visits for one in visit.counterparts}
    ids |= {one.city_id for visit in visits for one in visit.stops}
    ids |= set(session.scalars(_WHERE_FROM, {"ids": list(ids - {None})}))
    known = {one.id: one for one in session.scalars(_RECORDS, {"ids": list(ids - {None})})}
    for one in known.values():
        if isinstance(one, Organisation):
            _hang(one, known, "seat", "represents")
        elif isinstance(one, City):
            _hang(one, known, "country")
    for visit in visits:
        _hang(visit, known, "city", "country", "host")
        for delegate in visit.delegates:
            _hang(delegate, known, "person", "organisation")
        for counterpart in visit.counterparts:
            _hang(counterpart, known, "organisation")
        for stop in visit.stops:
            _hang(stop, known, "city")


def _hang(one: Any, known: Mapping[int, Record], *names: str) -> None:
    for name in names:
        set_committed_value(one, name, known.get(getattr(one, f"{name}_id")))
