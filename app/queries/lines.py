"""What a list shows of records: a few columns in light rows, instead of whole records and all they name.

A light row has the names of the record it stands for, so that what prints a record prints it too.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Certainty, City, Organisation, PartialDate, Record

_record, _city, _organisation = Record.__table__.c, City.__table__.c, Organisation.__table__.c


class Name(NamedTuple):
    """A record in both languages."""

    id: int
    title_tr: str
    title_en: str


class Town(NamedTuple):
    """A city and its country."""

    id: int
    title_tr: str
    title_en: str
    country: Name | None


class Body(NamedTuple):
    """An organisation, where it sits and which country it represents."""

    id: int
    title_tr: str
    title_en: str
    ours: bool
    seat: Town | None
    represents: Name | None


Names = Mapping[int | None, Name]


def names(session: Session, ids: Iterable[int | None]) -> Names:
    """Return records by id. They are named by one that the actor may see, so nobody asks whose they are."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    query = select(_record.id, _record.title_tr, _record.title_en).where(_record.id.in_(wanted))
    return {id_: Name(id_, tr, en) for id_, tr, en in session.execute(query)}


def bodies(session: Session, ids: Collection[int]) -> dict[int, Body]:
    """Return organisations by id, with seat and countries. Cost: two statements."""
    query = (
        select(
            _organisation.id,
            _organisation.ours,
            _organisation.represents_id,
            _organisation.seat_id,
            _city.country_id,
        )
        .outerjoin(City.__table__, _city.id == _organisation.seat_id)
        .where(_organisation.id.in_(ids))
    )
    rows = session.execute(query).all() if ids else []
    known = names(
        session, (id_ for row in rows for id_ in (row.id, row.represents_id, row.seat_id, row.country_id))
    )
    return {
        row.id: Body(
            *known[row.id], row.ours, town(row.seat_id, row.country_id, known), known.get(row.represents_id)
        )
        for row in rows
    }


def town(city_id: int | None, country_id: int | None, known: Names) -> Town | None:
    """Put a city together with its country."""
    return Town(*known[city_id], known.get(country_id)) if city_id is not None else None


def when(earliest: date | None, latest: date | None, certainty: Certainty | None) -> PartialDate:
    """Put a partial date together from its columns."""
    return PartialDate(earliest, latest, certainty) if earliest is not None else _UNKNOWN


_UNKNOWN = PartialDate.unknown()
