"""What a list shows of records: a few columns in light rows, instead of whole records and all they name.

A light row has the names of the record it stands for, so that what prints a record prints it too.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from models import Certainty, City, Organisation, PartialDate, Record

_record, _city, _organisation = Record.__table__.c, City.__table__.c, Organisation.__table__.c


# Statements of this package are built once: building one costs more than sending it.
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NAMES = select(_record.id, _record.title_tr, _record.title_en).where(_record.id.in_(IDS))
_BODIES = (
    select(
        _organisation.id,
        _organisation.ours,
        _organisation.represents_id,
        _organisation.seat_id,
        _city.country_id,
    )
    .outerjoin(City.__table__, _city.id == _organisation.seat_id)
    .where(_organisation.id.in_(IDS))
)


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
    return {row[0]: Name._make(row) for row in session.execute(_NAMES, {"ids": list(wanted)}).all()}


def bodies(session: Session, ids: Collection[int]) -> dict[int, Body]:
    """Return organisations by id, with seat and countries. Cost: two statements."""
    rows = session.execute(_BODIES, {"ids": list(ids)}).all() if ids else []
    known = names(session, {id_ for id_, _, *others in rows for id_ in (id_, *others)})
    return {
        id_: Body(*known[id_], ours, town(seat_id, country_id, known), known.get(represents_id))
        for id_, ours, represents_id, seat_id, country_id in rows
    }


def town(city_id: int | None, country_id: int | None, known: Names) -> Town | None:
    """Put a city together with its country."""
    return Town(*known[city_id], known.get(country_id)) if city_id is not None else None


def when(earliest: date | None, latest: date | None, certainty: Certainty | None) -> PartialDate:
    """Put a partial date together from its columns."""
    return PartialDate(earliest, latest, certainty) if earliest is not None else _UNKNOWN


_UNKNOWN = PartialDate.unknown()
