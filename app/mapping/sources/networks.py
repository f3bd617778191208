"""Members of networks: those of our record, and of a network that a public list names."""

from collections.abc import Iterator, Sequence

from app.i18n import N_
from app.mapping.asked import PUBLIC_NETWORK
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line, spot_of
from app.queries import map_networks, map_places
from app.queries.map_networks import MemberRow
from app.queries.public_graph import public_graph
from models.vocabulary import RecordKind

NETWORK, PUBLIC = "network", "public"


def networks(asking: Asking) -> Found:
    """Return who else is in the networks that are asked for; without a choice, in those we are in now.

    A network that we are not in ties nobody to us: its members are marks, and no lines.
    """
    known = {one.id: one for one in map_networks.networks(asking.session, asking.actor)}
    chosen, public = _chosen(asking)
    chosen = [id_ for id_ in chosen if id_ in known]
    if asking.asked.networks is None:
        chosen = [id_ for id_, one in known.items() if one.ours]
    rows = map_networks.members(
        asking.session, asking.actor, chosen, today=asking.today, units=asking.asked.units
    )
    bodies = map_places.bodies(asking.session, asking.actor, {row.body_id for row in rows})
    lines = []
    for row in rows:
        body = bodies.get(row.body_id)
        if body is not None and (row.stands or row.until.is_known):
            far = spot_of(body)
            lines.append(
                Line(
                    None if known[row.network_id].ours else far,
                    far,
                    NETWORK,
                    since=row.since,
                    until=row.until,
                    stands=row.stands,
                    record=row.id,
                    title=asking.t.title(known[row.network_id]),
                    body=body.id,
                    noun=RecordKind.MEMBERSHIP,
                )
            )
    lines += _public_lines(asking, public)
    kinds = {NETWORK: asking.t(N_("Member of the network"))} if chosen or not public else {}
    if public:
        kinds[PUBLIC] = asking.t(N_("Member by a public list (open source)"))
    return Found(lines, kinds, bodies)


def members(asking: Asking) -> set[int | None]:
    """Return the bodies and cities that are in one of the networks that are asked for now."""
    chosen, public = _chosen(asking)
    rows: Sequence[MemberRow] = map_networks.members(asking.session, asking.actor, chosen, today=asking.today)
    found: set[int | None] = {row.body_id for row in rows if row.stands}
    graph = public_graph(asking.session) if public else None
    for id_ in public if graph else ():
        found |= graph.networks.get(id_, frozenset()) if graph else set()
    return found


def _chosen(asking: Asking) -> tuple[list[int], list[int]]:
    """Return the networks of the record that are asked for, and those of public lists."""
    asked = asking.asked.networks or ()
    public = [int(one.removeprefix(PUBLIC_NETWORK)) for one in asked if one.startswith(PUBLIC_NETWORK)]
    return [int(one) for one in asked if not one.startswith(PUBLIC_NETWORK)], public


def _public_lines(asking: Asking, ids: Sequence[int]) -> Iterator[Line]:
    if not ids:
        return
    graph = public_graph(asking.session)
    home = map_places.home(asking.session, asking.actor)
    for id_ in ids:
        cities = graph.networks.get(id_, frozenset())
        inside = home is not None and home.id in cities
        for city_id in sorted(cities):
            yield Line(None if inside else city_id, city_id, PUBLIC, title=graph.network_names[id_])
