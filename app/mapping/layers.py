"""Rows as data of the map. Pure: no queries, no words of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.mapping.view import Doubt

PRECEDENCE = (
    "sister_city",
    "friendship_city",
    "goodwill",
    "protocol_city",
    "programme",
    "project",
    "network",
    "contact",
)
"""A city with several ties is drawn by the first of these; the legend has the same order."""

POLE = 90
HALF_TURN = 180


@dataclass(frozen=True, slots=True)
class MapTie:
    """One tie with a city: words as they are shown, in the language of the page."""

    relation: str
    relation_label: str
    title: str
    url: str
    state: str = ""
    since_text: str = ""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A city and what ties us to it; or a body that has no city.

    :param lat, lon: degrees; ``None`` where they are not recorded.
    :param missions: embassies and consulates that represent its country, wherever they sit.
    :param without_city: why it is a body and no city, ``None`` for a city.
    """

    city_id: int
    name: str
    country: str
    lat: float | None
    lon: float | None
    url: str
    ties: tuple[MapTie, ...]
    missions: int = 0
    note_url: str = ""
    without_city: Doubt | None = None
    country_id: int | None = None

    @property
    def doubt(self) -> Doubt | None:
        """Why it is not drawn, or ``None``."""
        if self.without_city:
            return self.without_city
        if self.lat is None or self.lon is None:
            return Doubt.MISSING
        if self.lat == 0 and self.lon == 0:
            return Doubt.ORIGIN
        if not (abs(self.lat) <= POLE and abs(self.lon) <= HALF_TURN):  # also when one is not a number
            return Doubt.OFF_THE_GLOBE
        return None

    @property
    def ranked(self) -> tuple[MapTie, ...]:
        """Its ties by :data:`PRECEDENCE`; equal ones as given."""
        return tuple(sorted(self.ties, key=lambda tie: _position(tie.relation)))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One kind of tie and the number of cities that have it."""

    relation: str
    label: str
    count: int


def collection(places: Iterable[MapPlace], home: MapPlace | None) -> dict[str, Any]:
    """Build ``/map/data.json``: GeoJSON with the home city and the places that cannot be drawn beside it.

    ``home`` is ``None`` in the result where our own city is not known or has no coordinates: there are then
    no arcs.
    """
    everywhere = tuple(places)
    return {
        "type": "FeatureCollection",
        "features": [_feature(place) for place in everywhere if not place.doubt],
        "home": None if home is None or home.doubt else {"name": home.name, "lat": home.lat, "lon": home.lon},
        "unplaced": [
            {"id": place.city_id, "name": place.name, "reason": place.doubt} for place in unplaced(everywhere)
        ],
    }


def unplaced(places: Iterable[MapPlace]) -> tuple[MapPlace, ...]:
    """Keep the places that cannot be drawn; each says why in ``doubt``."""
    return tuple(place for place in places if place.doubt)


def legend(places: Iterable[MapPlace]) -> tuple[LegendEntry, ...]:
    """Count cities by relation, also those that cannot be drawn.

    A city counts once in each of its relations, however many papers there are. A body without a city is not
    counted; a relation that only such bodies have stands there with 0.
    """
    labels: dict[str, str] = {}
    cities: dict[str, set[int]] = {}
    for place in places:
        for tie in place.ties:
            labels.setdefault(tie.relation, tie.relation_label)
            cities.setdefault(tie.relation, set()).update(() if place.without_city else (place.city_id,))
    order = sorted(cities, key=_position)
    return tuple(LegendEntry(relation, labels[relation], len(cities[relation])) for relation in order)


def _position(relation: str) -> tuple[int, str]:
    known = PRECEDENCE.index(relation) if relation in PRECEDENCE else len(PRECEDENCE)
    return known, relation


def _feature(place: MapPlace) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.city_id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": place.name,
            "country": place.country,
            "url": place.url,
            "note_url": place.note_url,
            "missions": place.missions,
            "ties": [
                {
                    "relation": tie.relation,
                    "label": tie.relation_label,
                    "title": tie.title,
                    "url": tie.url,
                    "state": tie.state,
                    "since": tie.since_text,
                }
                for tie in place.ranked
            ],
        },
    }
