"""The table beside the map: what is drawn and what cannot be, in rows, sorted and by the page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from app.domain.turkish import sort_key
from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.drawn import Counts
from app.mapping.reading import Reading
from app.mapping.spots import Line, Spot
from app.mapping.view import Layer, MapCountry, Measure, Shape
from app.mapping.warmth import WARMEST

PER_PAGE = 25
"""Cities of one page of the table: what one sees at a glance is light."""

LINES_SHOWN = 10
"""Lines of one city; how many there are besides is said."""

Key = Callable[["Row"], Any]


class Row(NamedTuple):
    """A city, or a body without one, and the lines that end there.

    :param lines: the first :data:`LINES_SHOWN`, by kind as in the legend, then the latest first.
    :param total: how many there are.
    """

    spot: Spot
    country: str
    lines: Sequence[Line]
    total: int


@dataclass(frozen=True, slots=True)
class Table:
    """One page of the table.

    :param total: rows of all pages.
    :param first: which of them the first of this page is, from 1.
    :param page, pages: from 1.
    :param sort: the column by which it is sorted, with a minus before it the other way round; empty
        for a route as it goes.
    """

    rows: Sequence[Row]
    total: int
    first: int
    page: int
    pages: int
    sort: str


def tables(reading: Reading) -> tuple[Table, Table]:
    """Return a page of the cities at which a line of a ticked kind ends, and of the bodies that have no city.

    Both also have what cannot be drawn. They turn their pages together: the shorter one ends first. Beside
    countries the second one lists what is counted for none of them, cities too, and the first one nothing.
    """
    both = [_rows(reading, cities=cities) for cities in (True, False)]
    if reading.asked.shape is Shape.COUNTRIES:
        counts_lines = reading.asked.measure in (Measure.TIES, Measure.WARMTH)
        both = [[], [row for rows in both for row in rows if row.spot.country is None and counts_lines]]
    pages = max(1, *(-(-len(rows) // PER_PAGE) for rows in both))
    cities, bodies = (_page(rows, reading, pages) for rows in both)
    return cities, bodies


def _rows(reading: Reading, *, cities: bool) -> list[Row]:
    if reading.asked.layer is Layer.ROUTE:
        return list(_stops(reading)) if cities else []
    at: dict[int, list[Line]] = {}
    both = reading.asked.layer is Layer.WORLD
    for line in reading.ticked:
        for id_ in (line.near, line.far) if both else (line.far,):
            if id_ is not None and reading.spots[id_].is_city is cities:
                at.setdefault(id_, []).append(line)
    rank = {key: place for place, key in enumerate(reading.kinds)}
    found = []
    for id_, lines in at.items():
        spot = reading.spots[id_]
        if len(lines) > 1:
            lines.sort(key=lambda line: rank[line.kind])
        found.append(Row(spot, reading.country_name(spot.country), lines[:LINES_SHOWN], len(lines)))
    return found


def _stops(reading: Reading) -> Iterator[Row]:
    """Yield a row for each stop: who comes back to a city reads it on both days."""
    for line in reading.ticked:
        if line.number:
            spot = reading.spots[line.far]
            yield Row(spot, reading.country_name(spot.country), [line], 1)


def _keys(reading: Reading) -> Mapping[str, Key]:
    rank = {key: place for place, key in enumerate(reading.kinds)}
    return {
        "country": lambda row: sort_key(row.country),
        "tie": lambda row: (rank[row.lines[0].kind], -row.total),
        "since": lambda row: max((line.since.earliest or date.min for line in row.lines), default=date.min),
    }


def _page(rows: list[Row], reading: Reading, pages: int) -> Table:
    asked, keys = reading.asked, _keys(reading)
    column = asked.sort.removeprefix("-")
    sort = asked.sort if column in keys or column == "city" else "city"
    if asked.layer is Layer.ROUTE and not asked.sort:
        sort = ""  # as the way goes
    else:
        rows.sort(key=lambda row: (row.spot.order, row.spot.id), reverse=sort == "-city")
    if column in keys:
        rows.sort(key=keys[column], reverse=sort.startswith("-"))
    page = min(asked.page, pages)
    before = (page - 1) * PER_PAGE
    return Table(rows[before : before + PER_PAGE], len(rows), before + 1, page, pages, sort)


def countries(reading: Reading, counts: Counts, t: Translator) -> Sequence[MapCountry]:
    """Return the countries of which anything is counted, as the address sorts them; the largest first."""
    rows = [reading.countries[id_] for id_ in counts.ids if id_ in reading.countries]
    found = [counts.of(row.id, row.code, t.title(row)) for row in rows]
    found.sort(key=lambda one: (sort_key(one.name), one.id))
    return _sorted_countries(found, reading.asked)


def _sorted_countries(found: list[MapCountry], asked: Asked) -> Sequence[MapCountry]:
    column = asked.sort.removeprefix("-")
    if column == "country":
        return found[::-1] if asked.sort.startswith("-") else found
    measured = asked.measure.value if column != "ties" else "ties"
    found.sort(key=lambda one: _amount(getattr(one, measured)), reverse=asked.sort != column or not column)
    return found


def _amount(value: Any) -> int:
    """Return a number to sort by; the warmest is the largest, and what is not known the least."""
    if value is None:
        return -1
    return value if isinstance(value, int) else len(WARMEST) - WARMEST.index(value)
