"""What the page of the map says in words: what it shows, what is counted, and what is not drawn."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import url_for

from app.extensions import db
from app.i18n import N_, Translator
from app.mapping.asked import Asked
from app.mapping.counting import OF_TIES, no_match, words_of
from app.mapping.paper.legend import NO_DATA, UNCOLOURED
from app.mapping.reading import Reading
from app.mapping.reasons import REASONS
from app.mapping.view import Doubt, Layer, MapCountry, Measure, Shape, Warmth
from app.queries import map_places, map_route, reference
from app.web.access import current_actor
from models.vocabulary import ReferenceKind
from views.map_bar import LABELS, WARMTHS, chosen_networks

HEADINGS = {
    Layer.TIES: N_("Cities we have ties with"),
    Layer.VISITS: N_("Cities of visits"),
    Layer.NETWORKS: N_("Cities in the same networks"),
    Layer.PROJECTS: N_("Cities we have projects with"),
    Layer.PEERS: N_("Cities of our peers and ours"),
    Layer.PUBLIC: N_("Partners in public lists (open source)"),
    Layer.WORLD: N_("Cities in public lists (open source)"),
    Layer.ROUTE: N_("Route of a mission"),
}
_COUNTED = {
    Layer.VISITS: N_("Counted: cities of visits that took place and have a date, once in each direction"),
    Layer.NETWORKS: N_("Counted: cities of members of these networks, once in each kind"),
    Layer.PROJECTS: N_("Counted: cities of partners in projects that were granted and are not over"),
    Layer.PEERS: N_("Counted: cities with a tie, for each municipality; public lists fill in for peers"),
    Layer.PUBLIC: N_("Counted: cities that public lists call partners of this city"),
    Layer.WORLD: N_("Counted: cities with a tie in a public list"),
    Layer.ROUTE: N_("Counted: cities of the stops, each once"),
}
_ON_RECORD_ALONE = N_("Counted: cities with a tie on our record, for each municipality")
_LISTS_LEFT_OUT = N_("Public lists are not counted here: of a peer without a tie on our record nobody knows")
_IN_YEAR = {
    Layer.TIES: N_("Counted: cities with a tie in %(year)s, once in each kind"),
    Layer.PEERS: N_("Counted: cities with a tie in %(year)s, for each municipality"),
    Layer.VISITS: N_("Counted: cities of visits that took place in %(year)s, once in each direction"),
    Layer.NETWORKS: N_("Counted: cities of members in %(year)s, once in each kind"),
    Layer.PROJECTS: N_("Counted: cities of partners in projects of %(year)s"),
}
_WHATEVER = {
    Measure.VISITS: N_("Visits are counted whatever is chosen under: %(filters)s"),
    Measure.PUBLIC: N_("Ties in public lists are counted whatever is chosen under: %(filters)s"),
}
_NOTHING = {
    Layer.VISITS: N_("No visit with a date and a city is recorded yet."),
    Layer.NETWORKS: N_("No other member of our networks is recorded yet. Choose a network of a public list."),
    Layer.PROJECTS: N_("No partner of a project that was granted is recorded yet."),
    Layer.PUBLIC: N_("No public list names a partner of this city."),
    Layer.WORLD: N_("No public list is switched on."),
    Layer.ROUTE: N_("No stop recorded."),
}


class NotDrawn(NamedTuple):
    """A city that the map cannot show, and why."""

    name: str
    url: str
    reason: str


def heading(t: Translator, reading: Reading) -> str:
    """Say what the map shows and the table lists."""
    asked = reading.asked
    if asked.shape is Shape.POINTS:
        return _of_cities(t, reading)
    if asked.measure is not Measure.TIES or asked.layer is Layer.TIES:
        return t(words_of(asked.layer, asked.measure).heading)
    return t(N_("%(what)s, by country"), what=_of_cities(t, reading))


def _of_cities(t: Translator, reading: Reading) -> str:
    asked = reading.asked
    if asked.layer is Layer.ROUTE and asked.visit is not None:
        visit = map_route.route(db.session, current_actor(), asked.visit)
        return t(N_("Route of a mission: %(visit)s"), visit=t.title(visit)) if visit else ""
    if asked.layer is Layer.NETWORKS and asked.networks is not None:
        names = chosen_networks(t, asked)
        return t(N_("Cities of the network: %(networks)s"), networks=t.join(names) or "–")
    if asked.layer is not Layer.PUBLIC:
        return t(HEADINGS[asked.layer])
    of = map_places.cities(db.session, [asked.of]).get(asked.of) if asked.of else None
    name = t.title(of) if of else reading.home.name if reading.home else ""
    if not name:
        return t(HEADINGS[Layer.PUBLIC])
    return t(N_("Partners in public lists (open source): %(city)s"), city=name)


def what_is_counted(t: Translator, asked: Asked) -> str:
    """Say what the numbers of the legend count."""
    if asked.shape is Shape.COUNTRIES and asked.measure is not Measure.TIES:
        return coloured_by(t, asked)
    if asked.year is not None:
        return counted_in(t, asked, asked.year)
    if asked.layer is Layer.PEERS and not _fills_in(asked):
        return t(_ON_RECORD_ALONE)
    if asked.layer is not Layer.TIES:
        return t(_COUNTED[asked.layer])
    if asked.states is None:
        return t(N_("Counted: cities with a tie in force or suspended, once in each kind"))
    return t(N_("Counted: cities with a tie of this state, once in each kind"))


def coloured_by(t: Translator, asked: Asked) -> str:
    """Say what the colours of countries count."""
    if asked.measure is Measure.VISITS and asked.year is not None:
        return t(N_("Coloured by: visits of %(year)s that concern the country"), year=asked.year)
    return t(words_of(asked.layer, asked.measure).coloured)


def _left_out(t: Translator, asked: Asked, count: int) -> str:
    """Say what the colours of countries leave out: what has no country, and lists that are not there.

    :param count: how many of what is counted have none.
    """
    if asked.colours_lists and not _has_lists():
        return t(_NOTHING[Layer.WORLD])
    if not count:
        return ""
    if asked.measure is Measure.VISITS:
        return t.plural(
            "Not counted: %(n)s visit without a country",
            "Not counted: %(n)s visits without a country",
            count,
        )
    if asked.layer not in OF_TIES:
        return t(N_("Not counted: %(n)s without a country"), n=t.number(count))
    return t.plural(
        "Not counted: %(n)s tie without a country", "Not counted: %(n)s ties without a country", count
    )


def _measured_of(t: Translator, asked: Asked) -> Iterator[str]:
    """Say what filters are to the colours of countries, where that is not what they are to lines."""
    if asked.measure is Measure.VISITS and asked.hosts is not None:
        yield t(N_("Of these, only visits that the chosen unit was host of"))
    ignored = _WHATEVER.get(asked.measure)
    if ignored and asked.not_narrowing:
        yield t(ignored, filters=t.join([t(LABELS[name]) for name in asked.not_narrowing]))


def _uncoloured(t: Translator, asked: Asked, countries: Sequence[MapCountry]) -> str:
    """Name the disputed areas of which something is counted: the map leaves them blank whatever it is."""
    values = [(one.name, getattr(one, asked.measure.value)) for one in countries if one.code in UNCOLOURED]
    told = [f"{name} {measured(t, value)}" for name, value in values if value]
    return t(N_("Never coloured: %(areas)s"), areas=t.join(told)) if told else ""


def counted_in(t: Translator, asked: Asked, year: int | str) -> str:
    """Say what the numbers beside a drawing of one year count; a word may stand for a year to be chosen."""
    if asked.layer not in _IN_YEAR:
        return t(_COUNTED[asked.layer])
    words = t(_IN_YEAR[asked.layer], year=year)
    if asked.layer is Layer.VISITS or asked.shape is Shape.COUNTRIES:
        return words
    return t(N_("%(counted)s; what may have begun later is pale"), counted=words)


def not_counted(
    t: Translator, reading: Reading, bodies: int, nowhere: int, countries: Sequence[MapCountry]
) -> Sequence[str]:
    """Say what the numbers leave out, because it has no place on the map, and what the colours leave out.

    :param bodies: how many bodies without a city the table lists.
    :param nowhere: how many of what is counted by country have none.
    :param countries: what is counted of each.
    """
    asked = reading.asked
    told: list[str] = []
    if asked.shape is Shape.COUNTRIES:
        told += _measured_of(t, asked)
        told += [words for words in [_left_out(t, asked, nowhere), _uncoloured(t, asked, countries)] if words]
        if asked.measure is not Measure.TIES:
            return told
    elif bodies:
        told.append(
            t.plural(
                "Not counted: %(n)s body without a place on the map",
                "Not counted: %(n)s bodies without a place on the map",
                bodies,
            )
        )
    if asked.layer is Layer.PEERS and not _fills_in(asked):
        told.append(t(_LISTS_LEFT_OUT))
    if reading.left_out and reading.asked.layer is Layer.VISITS:
        told.append(
            t.plural(
                "Not counted: %(n)s visit without a date or a city",
                "Not counted: %(n)s visits without a date or a city",
                reading.left_out,
            )
        )
    if reading.left_out and reading.asked.layer is Layer.PROJECTS:
        told.append(
            t.plural(
                "Not counted: %(n)s partner known by name, country or number alone",
                "Not counted: %(n)s partners known by name, country or number alone",
                reading.left_out,
            )
        )
    return told


def nothing(t: Translator, asked: Asked) -> str:
    """Say that there is nothing to show, and whether a filter is why."""
    if asked.is_narrowed or asked.year is not None:
        return t(no_match(asked.layer))
    return t(_NOTHING.get(asked.layer, N_("No city with a tie is recorded yet.")))


def notes(t: Translator, asked: Asked) -> dict[str, str]:
    """Return the words that the browser puts beside what it draws."""
    words = {f"warmth-{one.value}": t(said) for one, said in WARMTHS.items()}
    return {
        **words,
        "counted": what_is_counted(t, asked),
        "measured": t(words_of(asked.layer, asked.measure).number),
        "blank": blank(t, asked),
    }


def blank(t: Translator, asked: Asked) -> str:
    """Say what a country without a colour is: 0 where it was counted, else nobody knows."""
    if asked.measure is Measure.WARMTH or (asked.colours_lists and not _has_lists()):
        return t(NO_DATA)
    if asked.layer is Layer.PEERS and asked.measure is Measure.TIES and not _fills_in(asked):
        return t(NO_DATA)
    if asked.countries is None and asked.regions is None:
        return t.number(0)
    return t(N_("0, or left out by a filter"))


def what_is_listed(t: Translator, reading: Reading) -> str:
    """Say of how many ties the list has the cities, where it is narrowed and has those at both ends."""
    if reading.asked.layer is not Layer.WORLD or reading.wanted is None or not reading.ticked:
        return ""
    return t.plural(
        "%(n)s tie in public lists has an end there; listed are the cities at both of its ends.",
        "%(n)s ties in public lists have an end there; listed are the cities at both of their ends.",
        len(reading.ticked),
    )


def _fills_in(asked: Asked) -> bool:
    """Say whether public lists tell what the record does not know of a peer."""
    return _has_lists() and asked.may_fill_in


def _has_lists() -> bool:
    return ReferenceKind.TIES in reference.switched_on(db.session)


def measured(t: Translator, value: int | Warmth | None) -> str:
    """Say what is measured of a country; what is not known is never 0."""
    if value is None:
        return t(NO_DATA)
    return t(WARMTHS[value]) if isinstance(value, Warmth) else t.number(value)


def reason(t: Translator, doubt: Doubt) -> str:
    """Say why something is not drawn."""
    return t(REASONS[doubt])


def unplaced(t: Translator, reading: Reading) -> Sequence[NotDrawn]:
    """List the cities that cannot be drawn, whatever page of the table they are on; a country always can."""
    if reading.asked.shape is Shape.COUNTRIES:
        return ()
    ends = {id_ for line in reading.ticked for id_ in (line.near, line.far) if id_ is not None}
    spots = [reading.spots[id_] for id_ in ends]
    return [
        NotDrawn(spot.name, url_for("cities.show", record_id=spot.id), reason(t, spot.doubt))
        for spot in sorted(spots, key=lambda spot: spot.order)
        if spot.doubt and spot.is_city
    ]
