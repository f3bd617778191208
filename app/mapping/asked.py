"""What an address asks the map for: all that is seen stands in it, so that a link opens the same view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, Self, TypeVar

from app.mapping.view import Layer, Measure, Shape, Warmth
from app.queries.search import LARGEST_ID
from app.regions import REGIONS
from models.vocabulary import AgreementState, Direction, Relation, Theme

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
UNSAID = "unknown"
"""A direction that nobody recorded, as a value of the filter."""

PUBLIC_NETWORK = "public-"
"""Before the number of a network that only public lists know."""

FILTERS = {
    Layer.TIES: ("relation", "state", "theme", "country", "region", "warmth", "unit", "network"),
    Layer.PROJECTS: ("kind", "state", "country", "region", "unit"),
    Layer.NETWORKS: ("kind", "network", "country", "region", "unit"),
    Layer.VISITS: ("direction", "country", "region", "unit"),
    Layer.PUBLIC: ("kind", "country", "region"),
    Layer.WORLD: ("kind", "country", "region"),
    Layer.PEERS: ("kind", "peer", "relation", "state", "theme", "country", "region"),
    Layer.ROUTE: ("kind", "country", "region"),
}
"""The filters that concern a layer; those that do not are kept in the address, and ignored."""

FROM_LISTS = frozenset({Layer.PUBLIC, Layer.WORLD})
"""The layers in which nothing is of the office's own record."""

NARROWING = {Measure.VISITS: ("country", "region", "unit"), Measure.PUBLIC: ("country", "region")}
"""The filters that narrow what is measured besides the lines; of what is read from the lines, all do."""

MOST_VALUES = 300
"""Of one filter, more than there are countries. Every link of the page has all of them."""

_LONGEST_VIEW = 60
"""Letters of a position on the map, with as many digits as a browser writes."""


_OF_RECORDED_TIES = ("relation", "theme", "state")

_OF_A_YEAR = (Measure.TIES, Measure.VISITS)
"""What can be counted by year: warmth is of today, and public lists have no dates."""

_WARM = (Layer.TIES, Layer.PROJECTS)
"""The layers whose lines can be warm: those of our own ties."""

LEGEND = {Layer.TIES: "relation", Layer.VISITS: "direction"}
"""The filter that the legend of a layer is; of all others it is ``kind``."""


class Query(Protocol):
    """The query of an address, as werkzeug and others have it."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return every value of a name, in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One view of the map.

    A filter is None where it is not used. A value that cannot be is left out, so that a filter without a
    possible value is empty and nothing matches it.

    :param units: units of our own house.
    :param networks: ids of organisations, or :data:`PUBLIC_NETWORK` and the number of a public list's.
    :param directions: of visits; :data:`UNSAID` for those of which nobody said it.
    :param kinds: of layers whose legend is no other filter; keys of the legend.
    :param of: the city whose public ties are shown; None for our own.
    :param visit: whose stops are shown.
    :param peers: peer municipalities.
    :param year: the table and the files show what was there in it; None for today, and wherever the view
        cannot be of a year.
    :param city: the one that is selected.
    :param sort: column of the table; with a minus before it, the other way round.
    :param page: of the table, from 1.
    """

    layer: Layer = Layer.TIES
    relations: tuple[Relation, ...] | None = None
    states: tuple[AgreementState, ...] | None = None
    themes: tuple[Theme, ...] | None = None
    countries: tuple[int, ...] | None = None
    regions: tuple[str, ...] | None = None
    warmths: tuple[Warmth, ...] | None = None
    units: tuple[int, ...] | None = None
    networks: tuple[str, ...] | None = None
    directions: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    of: int | None = None
    visit: int | None = None
    peers: tuple[int, ...] | None = None
    year: int | None = None
    shape: Shape = Shape.POINTS
    measure: Measure = Measure.TIES
    city: int | None = None
    view: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of_query(cls, query: Query) -> Self:
        """Understand the query of an address; what cannot be is ignored, or matches nothing."""

        def several(name: str, understand: Callable[[str], T | None]) -> tuple[T, ...] | None:
            said = query.getlist(name)[:MOST_VALUES]
            found = (understand(value) for value in said)
            return tuple(sorted({one for one in found if one is not None}, key=str)) if said else None

        def one(name: str, understand: Callable[[str], T | None]) -> T | None:
            return next(iter(several(name, understand) or ()), None)

        found = cls(
            layer=one("show", _member(Layer)) or Layer.TIES,
            relations=several("relation", _member(Relation)),
            states=several("state", _member(AgreementState)),
            themes=several("theme", _member(Theme)),
            countries=several("country", _number),
            regions=several("region", _known(REGIONS)),
            warmths=several("warmth", _member(Warmth)),
            units=several("unit", _number),
            networks=several("network", _network),
            directions=several("direction", _known((*Direction, UNSAID))),
            kinds=several("kind", _kind),
            of=one("of", _number),
            visit=one("visit", _number),
            peers=several("peer", _number),
            year=one("year", _year),
            shape=one("as", _member(Shape)) or Shape.POINTS,
            city=one("city", _number),
            view=one("view", _view) or "",
            sort=one("sort", _word) or "",
            page=one("page", _number) or 1,
        )
        found = found.measuring(one("measure", _member(Measure)) or Measure.TIES)
        return found if found.has_years else replace(found, year=None)

    def on(self, layer: Layer) -> Self:
        """Return this view of another layer, without what only this one has."""
        return replace(self, layer=layer, kinds=None, city=None).measuring(self.measure)

    def measuring(self, measure: Measure) -> Self:
        """Return this view with another measure, or with its lines where the layer has no such measure."""
        return replace(self, measure=measure if measure in self.measures else Measure.TIES)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What can be measured of the layer."""
        return tuple(one for one in Measure if one is not Measure.WARMTH or self.layer in _WARM)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query of this view; :meth:`of_query` reads it back."""
        told: list[tuple[str, str]] = []
        for name, value in self._values():
            if value is None:
                continue
            values = [str(one) for one in value] if isinstance(value, tuple) else [str(value)]
            told += [(name, one) for one in values or ("",)]
        return told

    def _values(self) -> Iterable[tuple[str, object]]:
        yield "show", None if self.layer is Layer.TIES else self.layer
        for name, field in FIELDS.items():
            yield name, getattr(self, field)
        yield "of", self.of
        yield "visit", self.visit
        yield "year", self.year
        yield "as", None if self.shape is Shape.POINTS else self.shape
        yield "measure", None if self.measure is Measure.TIES else self.measure
        yield "city", self.city
        yield "view", self.view or None
        yield "sort", self.sort or None
        yield "page", None if self.page == 1 else self.page

    @property
    def drawn(self) -> Self:
        """This view without what changes nothing of its data: selection, position, table.

        Neither does the year where cities are drawn: their lines are those of all years.
        """
        year = self.year if self.shape is Shape.COUNTRIES else None
        return replace(self, year=year, city=None, view="", sort="", page=1)

    @property
    def has_years(self) -> bool:
        """Whether the view can be of a year: lines always, countries by what is counted of them."""
        return self.shape is Shape.POINTS or self.measure in _OF_A_YEAR

    @property
    def is_of_all_years(self) -> bool:
        """Whether without a year it is of all of them: visits, and ties that are over, stand in no today."""
        by_visits = self.shape is Shape.COUNTRIES and self.measure is Measure.VISITS
        asks_of_ended = self.asks_for_states and AgreementState.ENDED in (self.states or ())
        return self.layer is Layer.VISITS or by_visits or asks_of_ended

    @property
    def asks_for_states(self) -> bool:
        """Whether ties of some states are asked for: then also those that stand no more."""
        return "state" in self.in_use

    @property
    def cleared(self) -> Self:
        """This view without its filters."""
        return replace(
            self,
            relations=None,
            states=None,
            themes=None,
            countries=None,
            regions=None,
            warmths=None,
            units=None,
            networks=None,
            directions=None,
            kinds=None,
            peers=None,
            page=1,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter that concerns the layer is in use."""
        return bool(self.in_use)

    @property
    def in_use(self) -> tuple[str, ...]:
        """The filters in use that concern the layer."""
        return tuple(name for name in FILTERS[self.layer] if self.values_of(name) is not None)

    @property
    def hosts(self) -> tuple[int, ...] | None:
        """The units that must be host of the visits that are measured; None for anybody."""
        return self.units if "unit" in self.in_use else None

    @property
    def asks_of_ties(self) -> bool:
        """Whether something is asked of ties that only the record knows of them, and no public list."""
        return any(self.values_of(name) is not None for name in _OF_RECORDED_TIES)

    @property
    def may_fill_in(self) -> bool:
        """Whether public lists may tell what the record does not know of a peer."""
        return self.layer is Layer.PEERS and not self.asks_of_ties

    @property
    def colours_lists(self) -> bool:
        """Whether the colours of countries are of public lists alone."""
        of_lines = self.measure is Measure.TIES and self.layer in FROM_LISTS
        return self.measure is Measure.PUBLIC or of_lines

    @property
    def not_narrowing(self) -> tuple[str, ...]:
        """The filters in use that leave what is measured as it is."""
        narrowing = NARROWING.get(self.measure, self.in_use)
        return tuple(name for name in self.in_use if name not in narrowing)

    @property
    def legend(self) -> str:
        """The filter that the legend is."""
        return LEGEND.get(self.layer, "kind")

    @property
    def ticked(self) -> tuple[str, ...] | None:
        """The kinds that are shown; None for all."""
        return self.values_of(self.legend)

    def values_of(self, name: str) -> tuple[str, ...] | None:
        """Return the values of a filter as they stand in the address; None where it is not in use."""
        found = getattr(self, FIELDS[name])
        return None if found is None else tuple(str(one) for one in found)

    def toggled(self, name: str, value: str) -> "Asked":
        """Add a value to a filter, or take it away."""
        chosen = self.values_of(name) or ()
        others = tuple(one for one in chosen if one != value)
        return self.with_values(name, others if value in chosen else (*chosen, value))

    def with_values(self, name: str, values: Sequence[str]) -> "Asked":
        """Return this view with other values of a filter, or without it."""
        pairs = [pair for pair in self.pairs if pair[0] not in (name, "page")]
        return Asked.of_query(_Pairs([*pairs, *((name, one) for one in values)]))


FIELDS = {
    "relation": "relations",
    "state": "states",
    "theme": "themes",
    "country": "countries",
    "region": "regions",
    "warmth": "warmths",
    "unit": "units",
    "network": "networks",
    "direction": "directions",
    "kind": "kinds",
    "peer": "peers",
}
"""Name of a filter in the address → field of :class:`Asked`."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    pairs: Sequence[tuple[str, str]]

    def getlist(self, key: str, /) -> Sequence[str]:
        return [value for name, value in self.pairs if name == key]


def _member(kind: type[E]) -> Callable[[str], E | None]:
    members = {one.value: one for one in kind}
    return members.get


def _known(values: Iterable[str]) -> Callable[[str], str | None]:
    known = {str(one): str(one) for one in values}
    return known.get


def _number(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 20):
        return None
    number = int(text)
    return number if 0 < number <= LARGEST_ID else None


def _network(text: str) -> str | None:
    return text if _number(text.removeprefix(PUBLIC_NETWORK)) else None


def _kind(text: str) -> str | None:
    return text if text.replace("-", "").replace("_", "").isalnum() and len(text) < 30 else None


def _year(text: str) -> int | None:
    number = _number(text)
    return number if number is not None and 1800 <= number <= 2200 else None


def _view(text: str) -> str | None:
    parts = text.split(",")
    if len(text) > _LONGEST_VIEW or not text.isascii():
        return None
    try:
        numbers = [float(one) for one in parts]
    except ValueError:
        return None
    return text if len(numbers) == 3 and all(abs(one) < 1000 for one in numbers) else None


def _word(text: str) -> str | None:
    return text if text.removeprefix("-").isidentifier() and len(text) < 30 else None
