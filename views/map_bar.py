"""The bar above the map: its layers, its filters, and what is measured, as plain addresses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for

from app.domain.turkish import sort_key
from app.extensions import db
from app.i18n import N_, Translator
from app.labels import label
from app.mapping.asked import FILTERS, FROM_LISTS, PUBLIC_NETWORK, Asked
from app.mapping.counting import words_of
from app.mapping.reading import Reading
from app.mapping.view import Layer, Measure, Shape, Warmth
from app.queries import map_networks, map_places, reference
from app.records.listing import Choice, Choices, ShownFilter
from app.regions import REGIONS
from app.web.access import current_actor
from models.vocabulary import AgreementState, ReferenceKind, Relation, Theme

Option = tuple[str, str]

LAYERS = {
    Layer.TIES: N_("Our ties"),
    Layer.VISITS: N_("Visits in and out"),
    Layer.NETWORKS: N_("Members of networks"),
    Layer.PROJECTS: N_("Projects"),
    Layer.PEERS: N_("Peers beside us"),
    Layer.PUBLIC: N_("Public ties of a city"),
    Layer.WORLD: N_("Public ties of the world"),
    Layer.ROUTE: N_("Route of a mission"),
}
SHAPES = {Shape.POINTS: N_("Cities"), Shape.COUNTRIES: N_("Countries")}
WARMTHS = {
    Warmth.FRESH: N_("Contact within a year"),
    Warmth.AWAKE: N_("Contact within two years"),
    Warmth.ASLEEP: N_("Sleeps"),
    Warmth.SILENT: N_("No contact recorded"),
}
LONG = ("country", "network", "theme")
"""Filters with many values: those are on a page of their own, which a script brings when one is opened."""

LABELS = {
    "state": N_("State"),
    "theme": N_("Field of cooperation"),
    "country": N_("Country"),
    "region": N_("Region"),
    "warmth": N_("Warmth"),
    "unit": N_("Unit"),
    "network": N_("Network"),
    "peer": N_("Peer"),
    "relation": N_("Tie"),
    "direction": N_("Direction"),
    "kind": N_("Kind"),
}
"""Of every filter, its name."""


@dataclass(frozen=True)
class Bar:
    """What the bar offers. Every choice is an address.

    :param layers, shapes, measures: one of each is active.
    """

    layers: Sequence[Choice]
    shapes: Sequence[Choice]
    measures: Sequence[Choice]
    filters: Sequence[ShownFilter]
    clear_url: str | None
    export_url: str


def address(asked: Asked, endpoint: str = "map.show") -> str:
    """Return the address of a view."""
    pairs = asked.pairs
    return url_for(endpoint) + ("?" + urlencode(pairs) if pairs else "")


def bar(t: Translator, asked: Asked, reading: Reading) -> Bar:
    """Build the bar of a view."""
    first = replace(asked, page=1, sort="")
    lists = ReferenceKind.TIES in reference.switched_on(db.session)
    return Bar(
        layers=tuple(_layers(t, first, lists=lists)),
        shapes=tuple(
            Choice(one, t(words), address(replace(first, shape=one)), one is asked.shape)
            for one, words in SHAPES.items()
        ),
        measures=tuple(_measures(t, first, lists=lists)),
        filters=tuple(_filters(t, asked, reading)),
        clear_url=address(asked.cleared) if asked.is_narrowed else None,
        export_url=address(first, "map_files.choose"),
    )


def _layers(t: Translator, asked: Asked, *, lists: bool) -> Iterator[Choice]:
    """Offer the layers; those of public lists while one is on, and the route of the visit one came from."""
    for one, words in LAYERS.items():
        if one is Layer.ROUTE and asked.visit is None:
            continue
        if lists or one not in FROM_LISTS or one is asked.layer:
            yield Choice(one, t(words), address(asked.on(one)), one is asked.layer)


def _measures(t: Translator, asked: Asked, *, lists: bool) -> Iterator[Choice]:
    """Offer what can be measured: public lists while one is on, or while they are asked for."""
    for one in asked.measures:
        if lists or one is not Measure.PUBLIC or one is asked.measure:
            words = words_of(asked.layer, one).number
            yield Choice(one, t(words), address(replace(asked, measure=one)), one is asked.measure)


def _filters(t: Translator, asked: Asked, reading: Reading) -> Iterator[ShownFilter]:
    """Offer the filters that concern the layer, besides its legend; one without values only while in use."""
    for name in FILTERS[asked.layer]:
        if name == asked.legend:
            continue
        chosen = asked.values_of(name) is not None
        options = _OPTIONS[name](t, reading) if chosen or name not in LONG else ()
        if options or chosen or name in LONG:
            shown = _filter(t, asked, name, options)
            yield replace(shown, options=(), options_url=_choices_url(asked, name)) if name in LONG else shown


def choices(t: Translator, asked: Asked, reading: Reading, name: str) -> Choices | None:
    """Return the values of one filter for a page of its own; None where the layer has no such filter."""
    if name not in FILTERS[asked.layer] or name == asked.legend:
        return None
    first = replace(asked, page=1, sort="")
    return Choices(_filter(t, first, name, _OPTIONS[name](t, reading)), address(asked))


def _choices_url(asked: Asked, name: str) -> str:
    query = address(asked).partition("?")
    return url_for("map.choose", name=name) + query[1] + query[2]


def _filter(t: Translator, asked: Asked, name: str, options: Sequence[Option]) -> ShownFilter:
    chosen = asked.values_of(name)
    words = [told for value, told in options if value in (chosen or ())]
    return ShownFilter(
        name=name,
        label=t(LABELS[name]),
        value_label=None if chosen is None else t.join(words) if words else "–",
        clear_url=None if chosen is None else address(asked.with_values(name, ())),
        options=tuple(
            Choice(value, told, address(asked.toggled(name, value)), value in (chosen or ()))
            for value, told in options
        ),
    )


def _members(words: Mapping[str, str]) -> Callable[[Translator, Reading], Sequence[Option]]:
    return lambda t, reading: [(value, t(said)) for value, said in words.items()]


def _countries(t: Translator, reading: Reading) -> Sequence[Option]:
    ids = reading.offered | set(reading.asked.countries or ())
    found = [(str(id_), reading.country_name(id_)) for id_ in ids if id_ in reading.countries]
    return sorted(found, key=_by_words)


def _regions(t: Translator, reading: Reading) -> Sequence[Option]:
    there = {reading.countries[id_].region for id_ in reading.offered if id_ in reading.countries}
    there |= set(reading.asked.regions or ())
    return [(value, t(words)) for value, words in REGIONS.items() if value in there]


def _units(t: Translator, reading: Reading) -> Sequence[Option]:
    return [(str(one.id), t.title(one)) for one in map_places.units(db.session, current_actor())]


def _networks(t: Translator, _reading: Reading) -> Sequence[Option]:
    return _every_network(t)


def _every_network(t: Translator) -> Sequence[Option]:
    recorded = map_networks.networks(db.session, current_actor())
    listed = map_networks.public(db.session)
    return [
        *((str(one.id), t.title(one)) for one in recorded),
        *(
            (f"{PUBLIC_NETWORK}{id_}", t(N_("%(network)s (open source)"), network=name))
            for id_, name in listed
        ),
    ]


def chosen_networks(t: Translator, asked: Asked) -> Sequence[str]:
    """Name the networks that are asked for, as their filter does."""
    return [name for id_, name in _every_network(t) if id_ in (asked.networks or ())]


def _peers(t: Translator, reading: Reading) -> Sequence[Option]:
    return [(str(one.id), t.title(one)) for one in map_places.peers(db.session, current_actor())]


def _themes(t: Translator, reading: Reading) -> Sequence[Option]:
    return sorted(((one.value, t(label(one))) for one in Theme), key=_by_words)


def _relations(t: Translator, reading: Reading) -> Sequence[Option]:
    return [(one.value, t(label(one))) for one in Relation]


def _by_words(option: Option) -> str:
    return sort_key(option[1])


_OPTIONS: Mapping[str, Callable[[Translator, Reading], Sequence[Option]]] = {
    "state": _members({one.value: label(one) for one in AgreementState}),
    "warmth": _members({one.value: words for one, words in WARMTHS.items()}),
    "theme": _themes,
    "country": _countries,
    "region": _regions,
    "unit": _units,
    "network": _networks,
    "peer": _peers,
    "relation": _relations,
}
