"""Peer municipalities beside us: their ties on our record, and what public lists name besides."""

from collections.abc import Iterator

from app.mapping.sources.source import Asking, Found
from app.mapping.sources.ties import in_question, lines_of
from app.mapping.spots import Line
from app.queries import map_places, map_ties, reference
from app.queries.map_places import BodyRow
from models.vocabulary import ReferenceKind

US, PEER = "us", "peer-"
OPEN_SOURCE = "open_source"
"""The state of a line that a public list tells of beside the record."""

AT_ONCE = 4
"""Peers that are shown while none is chosen."""


def peers(asking: Asking) -> Found:
    """Return our own ties and those of the peers that are asked for, or of the first ones by name."""
    session, actor, asked, today = asking.session, asking.actor, asking.asked, asking.today
    known = {one.id: one for one in map_places.peers(session, actor)}
    chosen = list(known)[:AT_ONCE] if asked.peers is None else [one for one in known if one in asked.peers]
    ours = map_ties.of_our_house(session, actor, today=today, relations=asked.relations, themes=asked.themes)
    theirs = map_ties.of_peers(
        session, actor, chosen, today=today, relations=asked.relations, themes=asked.themes
    )
    rows = [row for row in (*ours, *theirs) if in_question(row, asked.states)]
    bodies = map_places.bodies(session, actor, {row.body_id for row in rows})
    own = [row for row in rows if row.near_id not in known]
    lines = list(lines_of(asking, own, bodies, {}, kind=US))
    with_lists = asked.may_fill_in and ReferenceKind.TIES in reference.switched_on(session)
    for id_ in chosen:
        peer = known[id_]
        portfolio = [row for row in rows if row.near_id == id_]
        lines += lines_of(asking, portfolio, bodies, {}, near=peer.seat_id or id_, kind=f"{PEER}{id_}")
        if with_lists:
            lines += _public(asking, peer, {line.far for line in lines if line.kind == f"{PEER}{id_}"})
    house = map_places.house(session, actor)
    kinds = {US: asking.t.title(house)} if house else {}
    kinds |= {f"{PEER}{id_}": asking.t.title(known[id_]) for id_ in chosen}
    unsure = () if with_lists else [f"{PEER}{id_}" for id_ in chosen]
    return Found(lines, kinds, bodies | {id_: known[id_] for id_ in chosen}, unsure=unsure)


def _public(asking: Asking, peer: BodyRow, there: set[int]) -> Iterator[Line]:
    """Yield what public lists name of the peer's city and our record does not."""
    if peer.seat_id is None:
        return
    for partner in reference.partner_ids(asking.session, peer.seat_id):
        if partner not in there:
            yield Line(peer.seat_id, partner, f"{PEER}{peer.id}", state=OPEN_SOURCE)
