"""The light rows of cities."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queries.lines import IDS, Known, Name
from models import City

_city = City.__table__.c
_CITIES = select(
    _city.id, _city.country_id, _city.region, _city.latitude, _city.longitude, _city.population
).where(_city.id.in_(IDS))


class CityLine(NamedTuple):
    """A city as lists and files show it, by the names of :class:`models.City`."""

    id: int
    title_tr: str
    title_en: str
    country: Name | None
    region: str
    latitude: float | None
    longitude: float | None
    population: int | None


def city_lines(session: Session, ids: Sequence[int], known: Known) -> Mapping[int, CityLine]:
    """Return cities by id. Cost: two statements."""
    cities = session.execute(_CITIES, {"ids": list(ids)}).all()
    named = known.names(id_ for row in cities for id_ in row[:2])
    return {row.id: CityLine(*named[row.id], named.get(row.country_id), *row[2:]) for row in cities}
