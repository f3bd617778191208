"""What the map, its table and its files show for an address: read from the record and the public lists.

Every layer becomes lines between spots. What the filters leave out is left out here or not read at all;
nothing else is dropped: what has no place on the map is a spot with a doubt.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.sources import networks, peers, projects, public, route, ties, visits
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line, Spot, city_spot, order, spots
from app.mapping.view import Layer
from app.permissions.actor import Actor
from app.queries import map_places
from app.queries.kept import kept_for_all
from app.queries.map_places import CountryRow

SOURCES: Mapping[Layer, Callable[[Asking], Found]] = {
    Layer.TIES: ties.ties,
    Layer.NETWORKS: networks.networks,
    Layer.VISITS: visits.visits,
    Layer.PROJECTS: projects.projects,
    Layer.PUBLIC: public.of_city,
    Layer.WORLD: public.world,
    Layer.PEERS: peers.peers,
    Layer.ROUTE: route.route,
}


@dataclass(frozen=True)
class Reading:
    """What an address shows.

    :param home: our own city; None where it is not known.
    :param spots: by id, whatever a line ends at, and home.
    :param lines: of every year; :attr:`shown` has those of the year that is asked for.
    :param kinds: key → label, in the order of the legend.
    :param countries: every country, by id.
    :param bodies: names of the counterparts, by id, in the reader's order.
    :param left_out: how many of what the layer counts have no place to end at, whatever the filters say.
    :param unsure: kinds of which nobody knows more than there is: without a line that is unknown, not 0.
    :param offered: countries that the filters may choose from.
    :param wanted: countries that they leave; None for all.
    """

    asked: Asked
    t: Translator
    home: Spot | None
    spots: Mapping[int, Spot]
    lines: Sequence[Line]
    kinds: Mapping[str, str]
    countries: Mapping[int, CountryRow]
    bodies: Mapping[int, str]
    left_out: int = 0
    unsure: Collection[str] = ()
    offered: frozenset[int] = frozenset()
    wanted: frozenset[int] | None = None

    @cached_property
    def shown(self) -> Sequence[Line]:
        """The lines of the year that is asked for; without one, those that stand today."""
        year, asked = self.asked.year, self.asked
        if year is not None:
            return [line for line in self.lines if line.was_there(year)]
        if asked.asks_for_states:
            return self.lines
        return [line for line in self.lines if line.stands]

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return {id_: self.t.title(country) for id_, country in self.countries.items()}

    def country_name(self, id_: int | None) -> str:
        """Return the name of a country, empty where it is not known."""
        return self._names.get(id_ or 0, "")

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        """Spot → its places on the way, of those that are stops."""
        found: dict[int, list[int]] = {}
        for line in self.lines:
            if line.number:
                found.setdefault(line.far, []).append(line.number)
        return found

    @cached_property
    def ticked(self) -> Sequence[Line]:
        """Of the lines that are shown, those whose kind is ticked in the legend."""
        kinds = self.asked.ticked
        return self.shown if kinds is None else [line for line in self.shown if line.kind in kinds]


def numbered(places: Sequence[int], name: str) -> str:
    """Return the name of a spot; that of a stop with its places on the way before it."""
    told = ", ".join(str(place) for place in places if place)
    return f"{told} · {name}" if told else name


def read(session: Session, actor: Actor, asked: Asked, *, t: Translator, today: date) -> Reading:
    """Read what an address shows.

    :raises NotFound: the route of a visit is asked for that is not there.

    Cost: a fixed number of statements for each layer, however many lines there are.
    """
    if asked.layer is not Layer.WORLD:
        return _narrowed(_read(session, actor, asked, t, today))
    whole = kept_for_all(
        session,
        ("world on the map", t.language),
        lambda: _read(session, actor, Asked(layer=Layer.WORLD), t, today),
    )
    home = _home(session, actor, whole.countries, t)
    return _narrowed(replace(whole, asked=asked, home=home))


def _read(session: Session, actor: Actor, asked: Asked, t: Translator, today: date) -> Reading:
    found = SOURCES[asked.layer](Asking(session, actor, asked, t, today))
    countries = map_places.countries(session)
    ends = {id_ for line in found.lines for id_ in (line.near, line.far) if id_ is not None}
    cities = map_places.cities(session, ends - found.bodies.keys())
    placed = spots(found.lines, found.bodies, cities, countries, t)
    lines = [line for line in found.lines if line.far in placed and (line.near or line.far) in placed]
    return Reading(
        asked=asked,
        t=t,
        home=_home(session, actor, countries, t),
        spots=placed,
        lines=lines,
        kinds=found.kinds,
        countries=countries,
        bodies={
            body.id: t.title(body) for body in sorted(found.bodies.values(), key=lambda body: order(body, t))
        },
        left_out=found.left_out,
        unsure=found.unsure,
    )


def _home(session: Session, actor: Actor, countries: Mapping[int, CountryRow], t: Translator) -> Spot | None:
    home = map_places.home(session, actor)
    return city_spot(home, countries, t) if home else None


def _narrowed(reading: Reading) -> Reading:
    """Leave out what lies in other countries and regions than those that are asked for."""
    asked = reading.asked
    offered = frozenset(spot.country for spot in reading.spots.values() if spot.country is not None)
    if asked.countries is None and asked.regions is None:
        return replace(reading, offered=offered)
    wanted = frozenset(
        id_
        for id_, country in reading.countries.items()
        if (asked.countries is None or id_ in asked.countries)
        and (asked.regions is None or country.region in asked.regions)
    )
    either_end = asked.layer is Layer.WORLD
    lines = [
        line
        for line in reading.lines
        if reading.spots[line.far].country in wanted
        or (either_end and reading.spots[line.near or line.far].country in wanted)
    ]
    return replace(reading, lines=lines, offered=offered, wanted=wanted)
