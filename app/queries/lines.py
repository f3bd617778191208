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
MOST = 20_000
"""How many names are remembered at most, and how many bodies."""


class Known:
    """Names and bodies that were read so far: chunk after chunk of a file asks for the same ones.

    They are named by a record that the actor may see, so nobody asks whose they are. What it gives is good
    until it is asked again: it forgets everything when it knows too much.
    """

    def __init__(self, session: Session) -> None:
        """Know nothing yet."""
        self._session = session
        self._names: dict[int | None, Name] = {}
        self._bodies: dict[int, Body] = {}

    def names(self, ids: Iterable[int | None]) -> Names:
        """Return records by id, and maybe others. Cost: one statement, none for what is known."""
        wanted = {id_ for id_ in ids if id_ is not None}
        new = wanted - self._names.keys()
        if new:
            if len(self._names) + len(new) > MOST:
                self._names, new = {}, wanted
            rows = self._session.execute(_NAMES, {"ids": list(new)}).all()
            self._names.update((row[0], Name._make(row)) for row in rows)
        return self._names

    def bodies(self, ids: Collection[int]) -> Mapping[int, Body]:
        """Return organisations by id, with seat and countries, and maybe others. Cost: two statements."""
        new = set(ids) - self._bodies.keys()
        if new:
            if len(self._bodies) + len(new) > MOST:
                self._bodies, new = {}, set(ids)
            rows = self._session.execute(_BODIES, {"ids": list(new)}).all()
            names = self.names({id_ for id_, _, *others in rows for id_ in (id_, *others)})
            self._bodies.update(
                (id_, Body(*names[id_], ours, town(seat_id, country_id, names), names.get(represents_id)))
                for id_, ours, represents_id, seat_id, country_id in rows
            )
        return self._bodies


def town(city_id: int | None, country_id: int | None, known: Names) -> Town | None:
    """Put a city together with its country."""
    return Town(*known[city_id], known.get(country_id)) if city_id is not None else None


def when(earliest: date | None, latest: date | None, certainty: Certainty | None) -> PartialDate:
    """Put a partial date together from its columns."""
    return PartialDate(earliest, latest, certainty) if earliest is not None else _UNKNOWN


_UNKNOWN = PartialDate.unknown()
