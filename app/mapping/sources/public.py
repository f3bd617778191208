"""Ties that public lists name: of one city, and of the whole world."""

from app.i18n import N_
from app.mapping.sources.networks import PUBLIC
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line
from app.queries import map_places, reference
from app.queries.public_graph import public_graph


def of_city(asking: Asking) -> Found:
    """Return the partners of a city in the public lists; of our own city where none is chosen."""
    home = map_places.home(asking.session, asking.actor)
    of = asking.asked.of or (home.id if home else None)
    partners = reference.partner_ids(asking.session, of) if of is not None else ()
    return Found([Line(of, partner, PUBLIC) for partner in partners], _kinds(asking))


def world(asking: Asking) -> Found:
    """Return every tie of the public lists that are on."""
    edges = public_graph(asking.session).ties.edges
    return Found([Line(a, b, PUBLIC) for a, b in edges], _kinds(asking))


def _kinds(asking: Asking) -> dict[str, str]:
    return {PUBLIC: asking.t(N_("Tie in a public list (open source)"))}
