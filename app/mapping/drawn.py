"""A reading as what is drawn: indexes instead of ids, figures of countries, and what cannot be drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.turkish import sort_key
from app.i18n import Translator
from app.mapping import figures
from app.mapping.marks import marks
from app.mapping.reading import Reading, numbered
from app.mapping.spots import Spot
from app.mapping.view import (
    Layer,
    MapCity,
    MapCountry,
    MapKind,
    MapTie,
    MapView,
    Measure,
    Shape,
    Term,
    Unplaced,
    Warmth,
)
from app.mapping.warmth import WARMEST, warmths
from app.permissions.actor import Actor
from app.queries import terms


def drawn(
    session: Session, actor: Actor, reading: Reading, *, t: Translator, today: date, notes: dict[str, str]
) -> MapView:
    """Return what is drawn of a reading: lines of all years, and what is counted of countries in its own.

    The legend of coloured countries counts every kind; what is not ticked is not counted of them.

    :param notes: words that the page shows beside it.
    """
    if reading.asked.ticked is not None and reading.asked.shape is Shape.POINTS:
        reading = replace(
            reading, lines=[line for line in reading.lines if line.kind in reading.asked.ticked]
        )
    named = _named(reading)
    placed = [spot for spot in named if spot.doubt is None]
    counts = counted(session, actor, reading, t=t, today=today)
    countries = _countries(reading, counts, placed, t)
    row_of = {country.id: row for row, country in enumerate(countries)}
    cities = tuple(
        MapCity(
            spot.id,
            numbered(reading.places.get(spot.id, ()), spot.name),
            spot.lat or 0.0,
            spot.lon or 0.0,
            row_of.get(spot.country or 0),
        )
        for spot in placed
    )
    index = {spot.id: row for row, spot in enumerate(placed)}
    home = index.get(reading.home.id) if reading.home else None
    ties = tuple(_ties(reading, index, home))
    return MapView(
        layer=reading.asked.layer,
        home=home,
        cities=cities,
        countries=countries,
        kinds=tuple(_kinds(reading)),
        ties=ties,
        stacks=_stacks(reading, index),
        unplaced=tuple(
            Unplaced(spot.id, spot.name, spot.doubt, spot.is_city)
            for spot in named
            if spot.doubt and reading.asked.shape is Shape.POINTS
        ),
        nowhere=counts.nowhere,
        terms=tuple(_terms(session, actor, reading)),
        years=_years(session, actor, reading, today),
        ended=reading.asked.asks_for_states,
        notes=notes,
    )


def _named(reading: Reading) -> list[Spot]:
    """Return home and the spots at which a line ends, in the reader's order."""
    ids = {id_ for line in reading.lines for id_ in (line.near, line.far) if id_ is not None}
    spots = {id_: reading.spots[id_] for id_ in ids}
    if reading.home:
        spots[reading.home.id] = reading.home
    return sorted(spots.values(), key=lambda spot: (spot.order, spot.id))


def _ties(reading: Reading, index: Mapping[int, int], home: int | None) -> Iterable[MapTie]:
    kinds = {key: row for row, key in enumerate(reading.kinds)}
    for line in reading.lines:
        b = index.get(line.far)
        a = home if line.near is None else index.get(line.near)
        if b is None and reading.asked.layer is Layer.WORLD:
            b = a
        if b is None:
            continue
        # With one end that can be drawn it is a mark on that city, and no arc.
        yield MapTie(
            b if a is None else a,
            b,
            kinds[line.kind],
            line.state,
            line.since,
            line.until,
            line.weight,
            line.record,
            line.title,
            line.stands,
        )


def kinds(reading: Reading) -> tuple[MapKind, ...]:
    """Return the legend: cities by kind, each once, also those that cannot be drawn; bodies are none."""
    return tuple(_kinds(reading))


def _kinds(reading: Reading) -> Iterable[MapKind]:
    places: dict[str, set[int]] = {key: set() for key in reading.kinds}
    world = reading.asked.layer is Layer.WORLD
    for line in reading.shown:
        for id_ in (line.near, line.far) if world else (line.far,):
            if id_ is not None and reading.spots[id_].is_city:
                places[line.kind].add(id_)
    looks = marks(reading.kinds)
    return (
        MapKind(key, label, len(places[key]) or (None if key in reading.unsure else 0), looks[key])
        for key, label in reading.kinds.items()
    )


def _stacks(
    reading: Reading, index: Mapping[int, int]
) -> tuple[tuple[int, tuple[tuple[int, str], ...]], ...]:
    """Return the cities with several counterparts, with each of them by name."""
    there: dict[int, set[int]] = {}
    for line in reading.lines:
        if line.body is not None and line.far in index:
            there.setdefault(line.far, set()).add(line.body)
    rank = {id_: place for place, id_ in enumerate(reading.bodies)}
    return tuple(
        (index[id_], tuple((one, reading.bodies[one]) for one in sorted(bodies, key=rank.__getitem__)))
        for id_, bodies in there.items()
        if len(bodies) > 1
    )


def _years(session: Session, actor: Actor, reading: Reading, today: date) -> tuple[int, int] | None:
    """Return the first year of which something is known, and this one; None where there is no choice."""
    asked = reading.asked
    if asked.layer is Layer.ROUTE or not asked.has_years:
        return None
    known = {line.since.earliest.year for line in reading.lines if line.since.earliest}
    if asked.measure is Measure.VISITS and asked.shape is Shape.COUNTRIES:
        known.update(*figures.visits(session, actor, today=today, units=asked.hosts).values())
    past = [year for year in known if year <= today.year]
    return (min(past), today.year) if past else None


def _terms(session: Session, actor: Actor, reading: Reading) -> Iterable[Term]:
    if reading.asked.layer in (Layer.PUBLIC, Layer.WORLD, Layer.ROUTE):
        return
    for one in terms.mayors(session, actor):
        if one.since.earliest is not None:
            yield Term(one.since.earliest.year, one.until.latest.year if one.until.latest else None, one.name)


# --- Countries ----------------------------------------------------------------------------------------------


def _countries(
    reading: Reading, counts: "Counts", placed: Iterable[Spot], t: Translator
) -> tuple[MapCountry, ...]:
    """Return the countries of the cities, and those of which something is counted."""
    ids = {spot.country for spot in placed} | counts.ids
    rows = [reading.countries[id_] for id_ in ids if id_ is not None and id_ in reading.countries]
    found = [counts.of(row.id, row.code, t.title(row)) for row in rows]
    return tuple(sorted(found, key=lambda one: (sort_key(one.name), one.id)))


class Counts:
    """What is counted by country; ``nowhere`` is how many of it have none."""

    def __init__(
        self,
        ties: Mapping[int | None, int],
        visits: Mapping[int | None, int] | None,
        warmth: Mapping[int, Warmth] | None,
        public: Mapping[int, int] | None,
        nowhere: int,
    ) -> None:
        self.ties, self.visits, self.warmth, self.public = ties, visits, warmth, public
        self.nowhere = nowhere

    @property
    def ids(self) -> set[int]:
        """The countries of which anything is counted."""
        return {*self.ties, *(self.visits or ()), *(self.warmth or ()), *(self.public or ())}

    def of(self, id_: int, code: str, name: str) -> MapCountry:
        """Return what is counted of one country."""
        return MapCountry(
            id_,
            code,
            name,
            self.ties.get(id_, 0),
            None if self.visits is None else self.visits.get(id_, 0),
            None if self.warmth is None else self.warmth.get(id_),
            None if self.public is None else self.public.get(id_, 0),
        )


def counted(session: Session, actor: Actor, reading: Reading, *, t: Translator, today: date) -> Counts:
    """Count by country: always the lines that are ticked, and besides what the address measures."""
    ties = _by_country(reading)
    visits: Counter[int | None] | None = None
    warmth: Mapping[int, Warmth] | None = None
    public: Mapping[int, int] | None = None
    nowhere = ties.pop(None, 0)
    match reading.asked.measure:
        case Measure.VISITS:
            visits = _visits(session, actor, reading, today)
            nowhere = visits.pop(None, 0)
        case Measure.WARMTH:
            warmth = _warmest(reading, warmths(session, actor, t=t, today=today))
        case Measure.PUBLIC:
            public, nowhere = _public(session, reading), 0
    return Counts(ties, visits, warmth, public, nowhere)


def _by_country(reading: Reading) -> Counter[int | None]:
    """Count lines by country; in the world, a line counts in both of its countries, within one once.

    Of visits it is the cities that are counted, each once, and of a route the stops: the way back is none.
    """
    found: Counter[int | None] = Counter()
    layer, lines = reading.asked.layer, reading.ticked
    if layer is Layer.VISITS:
        lines = list({line.far: line for line in lines}.values())
    elif layer is Layer.ROUTE:
        lines = [line for line in lines if line.number]
    for line in lines:
        ends = {line.far, line.near} if layer is Layer.WORLD else {line.far}
        lands = {reading.spots[id_].country for id_ in ends if id_ is not None}
        found.update(lands - {None} or {None})
    return found


def _public(session: Session, reading: Reading) -> Mapping[int, int] | None:
    found, wanted = figures.public(session), reading.wanted
    if found is None or wanted is None:
        return found
    return {id_: count for id_, count in found.items() if id_ in wanted}


def _visits(session: Session, actor: Actor, reading: Reading, today: date) -> Counter[int | None]:
    """Count visits by country, of one year or of all; a country without one is not there."""
    asked, wanted = reading.asked, reading.wanted
    year = asked.year
    found = {
        id_: sum(by_year.values()) if year is None else by_year.get(year, 0)
        for id_, by_year in figures.visits(session, actor, today=today, units=asked.hosts).items()
        if wanted is None or id_ in wanted
    }
    return +Counter(found)


def _warmest(reading: Reading, warm: Mapping[int, Warmth]) -> Mapping[int, Warmth]:
    found: dict[int, Warmth] = {}
    for line in reading.ticked:
        country, this = reading.spots[line.far].country, warm.get(line.record or 0)
        if country is not None and this is not None:
            found[country] = min(found.get(country, this), this, key=WARMEST.index)
    return found
