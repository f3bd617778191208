"""Spots and the lines between them: what every layer of the map becomes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.domain.turkish import sort_key
from app.i18n import Translator
from app.mapping.globe import doubt
from app.mapping.view import Doubt
from app.queries.map_places import BodyRow, CityRow, CountryRow
from models import PartialDate
from models.vocabulary import RecordKind

UNKNOWN = PartialDate()


class Spot(NamedTuple):
    """Where a line ends: a city, or a body without one; both have ids of records.

    :param lat, lon: degrees; None where they are not recorded.
    :param country: id of the country; of a mission, that which it represents.
    :param order: key of its place in the reader's alphabet.
    :param doubt: why it is not drawn.
    """

    id: int
    name: str
    lat: float | None
    lon: float | None
    country: int | None
    order: str
    doubt: Doubt | None
    is_city: bool = True


class Line(NamedTuple):
    """Something between two spots.

    :param near: None for our own city.
    :param kind: key of the legend.
    :param state: code of an agreement's state, empty where it has none.
    :param since, until: when it was made, and when it ended or ends.
    :param stands: whether it counts today.
    :param weight: 0 to 1, from what happened between the two.
    :param record: an agreement, a project or a membership; None for visits and public lists.
    :param title: what says so, in the reader's language.
    :param body: the counterpart; None where it is the city itself.
    :param noun: what kind of record it is.
    :param number: of a stop, its place on the way; 0 for all that is none.
    """

    near: int | None
    far: int
    kind: str
    state: str = ""
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    stands: bool = True
    weight: float = 0.0
    record: int | None = None
    title: str = ""
    body: int | None = None
    noun: RecordKind | None = None
    number: int = 0

    def was_there(self, year: int) -> bool:
        """Say whether it may have been there in a year (docs/rules.md, R-13).

        What does not stand any more, nobody knows since when, was there in no year that could be named.
        """
        begun = self.since.earliest is None or self.since.earliest.year <= year
        over = self.until.latest.year < year if self.until.latest is not None else not self.stands
        return begun and not over


def spot_of(body: BodyRow) -> int:
    """Return the id of the spot of a body: its seat, or itself where it has none or is a mission."""
    return body.id if body.is_mission or body.seat_id is None else body.seat_id


def weight(contacts: int) -> float:
    """Return how strong a line is drawn: 0 without a contact, a half with three, never quite 1."""
    return round(contacts / (contacts + 3), 2)


def order(record: CityRow | BodyRow, t: Translator) -> str:
    """Return the key of a record's place in the reader's alphabet; that of the Turkish title is on record."""
    shown = t.title(record)
    return record.sort_key if shown == record.title_tr else sort_key(shown)


def city_spot(city: CityRow, countries: Mapping[int, CountryRow], t: Translator) -> Spot:
    """Place a city, with its doubt where it cannot be drawn."""
    country = countries.get(city.country_id or 0)
    why = doubt(city.latitude, city.longitude, country.code if country else "")
    return Spot(city.id, t.title(city), city.latitude, city.longitude, city.country_id, order(city, t), why)


def body_spot(body: BodyRow, t: Translator) -> Spot:
    """Name a body that has no place on the map."""
    why = Doubt.MISSION if body.is_mission else Doubt.NO_SEAT
    return Spot(body.id, t.title(body), None, None, body.represents_id, order(body, t), why, is_city=False)


def spots(
    lines: Iterable[Line],
    bodies: Mapping[int, BodyRow],
    cities: Mapping[int, CityRow],
    countries: Mapping[int, CountryRow],
    t: Translator,
) -> dict[int, Spot]:
    """Place whatever lines end at. What is in the bin is not there.

    :param bodies, cities: by id, all that the lines name.
    """
    found: dict[int, Spot] = {}
    for line in lines:
        for id_ in (line.near, line.far):
            if id_ is None or id_ in found:
                continue
            if id_ in cities:
                found[id_] = city_spot(cities[id_], countries, t)
            elif id_ in bodies:
                found[id_] = body_spot(bodies[id_], t)
    return found
