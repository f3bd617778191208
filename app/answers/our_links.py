"""What brings us together with others: our ties and the networks we are in, with all their known members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.graph import Tie, on_day, ties_graph
from app.analysis.what_if import Link
from app.answers import our_network
from app.permissions.actor import Actor
from app.queries import graph, known_networks
from app.queries.graph import Body, Network
from app.queries.kept import kept
from app.queries.public_graph import PublicGraph, public_graph
from models.vocabulary import OrganisationKind

CONSORTIUM = "consortium"
_TAKES_PART, _PARTNER = "membership:participant", "membership:partner"
CIRCLES = (
    OrganisationKind.CITY_NETWORK,
    OrganisationKind.NETWORK_BODY,
    OrganisationKind.UNION,
    OrganisationKind.STANDING_BOARD,
)
"""Kinds whose partners meet each other; the partners of an agency or a bank do not."""


@dataclass(frozen=True)
class OurLinks:
    """Our links today.

    :param us: the node of our own house.
    :param home: our own city, if it is known.
    :param links: a tie has the id of its agreement or project, a network that of its organisation; one that
        is not on record has its number in the list, below zero.
    :param rests_on: link → the records of ours behind it; empty where only a public list says it.
    :param networks: every network with a known member → its members besides us.
    :param told_by: network, member → the record that says so; what only a list says is not in it.
    :param partners: who is whose partner, in public lists and among others on record.
    """

    us: int
    home: int | None
    net: Network
    links: tuple[Link, ...]
    rests_on: Mapping[int, tuple[int, ...]]
    networks: Mapping[int, frozenset[int]]
    told_by: Mapping[tuple[int, int], int]
    partners: tuple[nx.Graph[int], ...]
    public: PublicGraph

    @property
    def ourselves(self) -> frozenset[int]:
        """The nodes that are us."""
        return frozenset({self.us, self.home} - {None})  # type: ignore[arg-type]

    def link(self, id_: int) -> Link | None:
        """Return a link of ours."""
        return next((link for link in self.links if link.id == id_), None)

    def is_listed(self, link: Link) -> bool:
        """Whether only a public list says that the link is ours."""
        return not self.rests_on.get(link.id)


def look(session: Session, actor: Actor, *, today: date) -> OurLinks | None:
    """Read our links; None where no organisation on record is marked as our own house.

    A network counts as ours in which we have a seat or take part or, if its partners meet there, are one,
    and one of which only a public list calls our city a member.

    Cost: as of :func:`app.queries.graph.network`; one statement while the data stays as it is.
    """
    return kept(session, actor, ("our links", today), lambda: _look(session, actor, today))


def _look(session: Session, actor: Actor, today: date) -> OurLinks | None:
    net = our_network.look(session, actor, today=today)
    if net.us is None:
        return None
    public, known = public_graph(session), known_networks.on_record(session, actor)
    ours = {net.us, net.home}
    joined = [(seat.network, seat.member, seat.record_id) for seat in on_day(net.register.seats, today)]
    ties = list(on_day(net.register.ties, today))
    bodies = graph.bodies(session, actor)
    joined += [(tie.b, tie.a, tie.record_id) for tie in ties if _meets_others(tie, bodies)]
    members: dict[int, set[int]] = {}
    rests_on: dict[int, tuple[int, ...]] = {}
    for network, member, record in joined:
        members.setdefault(network, set()).add(member)
        if member == net.us:
            rests_on[network] = (*rests_on.get(network, ()), record)
    listed = {number: known.get(number, -number) for number in public.networks}
    for number, cities in public.networks.items():
        members.setdefault(listed[number], set()).update(cities)
    networks = {node: frozenset(all_ - ours) for node, all_ in members.items()}
    sits_in = rests_on.keys() | {listed[number] for number in public.memberships.get(net.home or 0, ())}
    paper_ties = [tie for tie in ties if tie.kind.startswith("tie:") or tie.kind == CONSORTIUM]
    own = _contacts(paper_ties, net.us)
    return OurLinks(
        net.us,
        net.home,
        net,
        (
            *(Link(id_, frozenset(all_ - ours), network=False) for id_, all_ in sorted(own.items())),
            *(Link(node, networks[node], network=True) for node in sorted(sits_in)),
        ),
        {id_: (id_,) for id_ in own} | rests_on,
        networks,
        {(network, member): record for network, member, record in reversed(joined)},
        (public.ties, ties_graph(tie for tie in paper_ties if net.us not in (tie.a, tie.b))),
        public,
    )


def _meets_others(tie: Tie, bodies: Mapping[int, Body]) -> bool:
    circle = tie.b in bodies and bodies[tie.b].kind in CIRCLES
    return tie.kind == _TAKES_PART or (tie.kind == _PARTNER and circle)


def _contacts(ties: Iterable[Tie], us: int) -> dict[int, set[int]]:
    """Agreement → whom it ties us with."""
    found: dict[int, set[int]] = {}
    for tie in ties:
        if us in (tie.a, tie.b):
            found.setdefault(tie.record_id, set()).add(tie.b if tie.a == us else tie.a)
    return found
