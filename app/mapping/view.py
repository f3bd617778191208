"""What the map shows for an address: the values behind its data, its table, its files and its paper.

Pure: no queries, no words of its own. Names and labels stand in the language of the reader.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from models import PartialDate


class Layer(StrEnum):
    """What is drawn; ``show`` in an address."""

    TIES = "ties"
    NETWORKS = "networks"
    VISITS = "visits"
    PROJECTS = "projects"
    PUBLIC = "public"
    """Public reference ties of one city."""
    WORLD = "world"
    """All public reference ties."""
    PEERS = "peers"
    ROUTE = "route"
    """The stops of one visit, in their order."""


class Measure(StrEnum):
    """What the view of countries colours; ``measure`` in an address."""

    TIES = "ties"
    VISITS = "visits"
    WARMTH = "warmth"
    PUBLIC = "public"


class Shape(StrEnum):
    """Points or coloured countries; ``as`` in an address."""

    POINTS = "points"
    COUNTRIES = "countries"


class Warmth(StrEnum):
    """How long ago the last two-way contact was, the nearest first (docs/rules.md, R-14)."""

    FRESH = "fresh"
    """Within half of the time after which a tie sleeps."""
    AWAKE = "awake"
    ASLEEP = "asleep"
    SILENT = "silent"
    """No contact is recorded, and the record is too young to call that sleep."""


class Doubt(StrEnum):
    """Why a place is not drawn."""

    MISSION = "mission"
    """It stands for a country, and is no tie to the city where it sits."""
    NO_SEAT = "no_seat"
    MISSING = "missing"
    ORIGIN = "origin"
    """0, 0 is a place in the Gulf of Guinea and a sign of empty cells in a spreadsheet."""
    SWAPPED = "swapped"
    """Outside its country, and within it when latitude and longitude change places."""
    FAR = "far"
    """So far from its country that one of the two is wrong."""
    OFF_THE_GLOBE = "off_the_globe"


class MapCity(NamedTuple):
    """A city that can be drawn.

    :param lat, lon: degrees.
    :param country: index in the countries of the view; None where the country is not known.
    """

    id: int
    name: str
    lat: float
    lon: float
    country: int | None


class MapCountry(NamedTuple):
    """A country with what is counted of it; None stands for what was not asked for or is not known.

    :param ties: lines of this view with a place in the country, whether or not it can be drawn.
    :param visits: visits that took place and concern the country.
    :param warmth: that of its warmest tie.
    :param public: its cities' ties in public lists.
    """

    id: int
    code: str
    name: str
    ties: int = 0
    visits: int | None = None
    warmth: Warmth | None = None
    public: int | None = None


class MapKind(NamedTuple):
    """An entry of the legend.

    :param key: a relation, or ``network``, a direction of visits, ``public``, ``us``, ``peer-<id>``,
        ``stop``, ``back``.
    :param places: cities that have it, each once, also those that cannot be drawn; None where nobody knows.
    :param mark: the relation whose mark and colour it has.
    """

    key: str
    label: str
    places: int | None = 0
    mark: str = ""


class MapTie(NamedTuple):
    """A line between two cities, or a mark on one where both are the same.

    :param a, b: indexes in the cities of the view; ``a`` is home where it is one of the two.
    :param kind: index in the kinds of the view.
    :param state: code of its state, empty where it has none.
    :param since, until: when it was made and when it ended; unknown where nobody said so.
    :param weight: 0 to 1, from what happened between the two.
    :param record: id of the record that says so, None for a public list.
    :param title: of that record, in the reader's language.
    :param stands: whether it counts today.
    """

    a: int
    b: int
    kind: int
    state: str
    since: PartialDate
    until: PartialDate
    weight: float
    record: int | None = None
    title: str = ""
    stands: bool = True


class Unplaced(NamedTuple):
    """A city or body that is not drawn, and why.

    :param is_city: whether the id is a city's; else an organisation's.
    """

    id: int
    name: str
    reason: Doubt
    is_city: bool = True


class Term(NamedTuple):
    """The years of a mayor of ours; ``until`` is None for the one in office."""

    since: int
    until: int | None
    name: str


@dataclass(frozen=True, slots=True)
class MapView:
    """All that an address shows.

    :param home: index of our own city, None where it is not known or cannot be drawn.
    :param stacks: cities with several counterparts: index of the city, and id and name of each.
    :param nowhere: how many of what is counted by country have none.
    :param years: the first year of what is known, and this one; None where there is no choice.
    :param ended: whether what does not stand any more is drawn, too, while no year is chosen.
    :param notes: words that the page shows beside it, by what they are about.
    """

    layer: Layer
    home: int | None = None
    cities: tuple[MapCity, ...] = ()
    countries: tuple[MapCountry, ...] = ()
    kinds: tuple[MapKind, ...] = ()
    ties: tuple[MapTie, ...] = ()
    stacks: tuple[tuple[int, tuple[tuple[int, str], ...]], ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    nowhere: int = 0
    terms: tuple[Term, ...] = ()
    years: tuple[int, int] | None = None
    ended: bool = False
    notes: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Tell it to the browser: lists without names of fields, for there may be 24,000 of them."""
        return {
            "view": self.layer,
            "home": self.home,
            "cities": self.cities,
            "countries": [
                [
                    one.id,
                    one.code,
                    one.name,
                    {"ties": one.ties, "visits": one.visits, "warmth": one.warmth, "public": one.public},
                ]
                for one in self.countries
            ],
            "kinds": [[one.key, one.label] for one in self.kinds],
            "ties": [
                [
                    tie.a,
                    tie.b,
                    tie.kind,
                    tie.state,
                    years(tie.since),
                    years(tie.until),
                    tie.weight,
                    int(tie.stands),
                ]
                for tie in self.ties
            ],
            "stacks": self.stacks,
            "unplaced": [[one.id, one.name, one.reason] for one in self.unplaced],
            "terms": self.terms,
            "years": self.years,
            "ended": self.ended,
            "notes": self.notes,
        }


@lru_cache(maxsize=20_000)
def years(date: PartialDate) -> tuple[int, int] | None:
    """Return the earliest and the latest year that a date may lie in (docs/rules.md, R-13)."""
    if date.earliest is None or date.latest is None:
        return None
    return date.earliest.year, date.latest.year
