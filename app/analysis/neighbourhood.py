"""What is shown of a network: one node's neighbourhood, grown where somebody asks, and never all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import networkx as nx

PUBLIC_STRENGTH = 0.3
"""What a tie is worth of which only a public list tells."""

MOST_NEIGHBOURS = 40
"""Of the node in the middle."""

MOST_GROWN = 15
"""Neighbours of a node that somebody opened, and partners of partners."""

MOST_NODES = 150

LONGEST_WAY = 4
"""Steps beyond which a way leads nowhere in practice."""


@dataclass(frozen=True, slots=True)
class Link:
    """What links two nodes, all of its evidence taken together.

    :param kind: of the strongest evidence.
    :param since, until: years; the latest beginning known is left out where another is earlier.
    :param record_ids: of the evidence, the strongest first; none where a public list tells it.
    """

    a: int
    b: int
    kind: str
    strength: float
    since: int | None = None
    until: int | None = None
    record_ids: tuple[int, ...] = ()
    public: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see.

    :param centre: the node in the middle.
    :param steps: 1 for its neighbours, 2 for those whom at least two of them know, too.
    :param opened: nodes whose neighbours are shown as well, in the order of asking.
    :param target: the strongest way to it is shown, if there is one; None for no way.
    """

    centre: int
    steps: int = 1
    opened: tuple[int, ...] = ()
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    :param nodes: in the order in which they came in, the one in the middle first.
    :param way: nodes of the way to the target; empty where none was asked for or there is none.
    :param left_out: node → how many neighbours of it are not shown, where there are any.
    :param behind: node → the nodes that hang on the middle by it alone.
    """

    nodes: tuple[int, ...]
    links: tuple[Link, ...]
    way: tuple[int, ...]
    left_out: Mapping[int, int]
    behind: Mapping[int, frozenset[int]]


class Neighbourhoods:
    """Own links and public ties as one network, read lazily: the public ones are many."""

    def __init__(
        self, own: Iterable[Link], public: nx.Graph[int] | None, us: int | None, home: int | None
    ) -> None:
        """Take the links and the public ties.

        :param own: several between two nodes are taken together.
        :param public: ties of cities, never changed; None where they are not wanted.
        :param us, home: our node, and the city that stands for us among the public ties.
        """
        self._own = _joined(own)
        self._public = public
        self._us, self._home = us, home

    def shown(self, wanted: Wanted) -> Shown:
        """Choose what is shown.

        Cost: that of the neighbourhoods.
        """
        way = self._way(wanted.centre, wanted.target)
        nodes = dict.fromkeys((wanted.centre, *way))
        self._grow(nodes, wanted.centre, MOST_NEIGHBOURS)
        for node in wanted.opened:
            if node in nodes and len(nodes) < MOST_NODES:
                self._grow(nodes, node, MOST_GROWN)
        if wanted.steps > 1:
            self._second_ring(nodes)
        chosen = tuple(nodes)[:MOST_NODES]
        links = tuple(self._among(chosen))
        left = {node: len(set(self._neighbours(node)) - set(chosen)) for node in chosen}
        return Shown(
            chosen,
            links,
            way,
            {node: count for node, count in left.items() if count},
            _behind(links, wanted.centre),
        )

    def around(self, centres: Iterable[int], most: int) -> tuple[tuple[int, ...], tuple[Link, ...], int]:
        """Choose what a small picture shows: those in the middle that know anybody, and whom they know.

        We come first, also where we only know somebody whom they know; then whom the record tells of, and of
        those whom most of the middle know.

        :param most: how many nodes it holds.
        :returns: nodes, the links among them, and how many more there would be.
        """
        knowing = [one for one in dict.fromkeys(centres) if any(True for _ in self._neighbours(one))]
        knowing.sort(key=lambda one: (-self._strongest(one, knowing), one))
        middle = knowing[: most - 1]
        known: Counter[int] = Counter()
        for one in middle:
            known.update(set(self._neighbours(one)) - set(knowing))
        told = {other for one in middle for other in self._own.get(one, {})}
        if self._us is not None and self._us not in knowing and told & self._own.get(self._us, {}).keys():
            known[self._us] += 0  # we know somebody whom they know
        near = sorted(
            known,
            key=lambda other: (
                other != self._us,
                other not in told,
                -known[other],
                -self._strongest(other, middle),
                other,
            ),
        )
        chosen = (*middle, *near)[:most]
        return chosen, tuple(self._among(chosen)), len(knowing) + len(near) - len(chosen)

    def everything(self) -> tuple[Link, ...]:
        """Return every own link."""
        return tuple(
            {(link.a, link.b): link for links in self._own.values() for link in links.values()}.values()
        )

    def _neighbours(self, node: int) -> Iterator[int]:
        own = self._own.get(node, {})
        yield from own
        yield from (other for other in self._public_partners(node) if other not in own)

    def _public_partners(self, node: int) -> Iterator[int]:
        city = self._home if node == self._us else node
        if self._public is None or city is None or city not in self._public:
            return
        for other in self._public.adj[city]:
            yield self._us if other == self._home and self._us is not None else other

    def _strongest(self, node: int, others: Collection[int]) -> float:
        """Return the strength of the strongest own link to others or to us."""
        wanted = {*others, self._us}
        own = self._own.get(node, {})
        return max((link.strength for other, link in own.items() if other in wanted), default=0.0)

    def _grow(self, nodes: dict[int, None], node: int, most: int) -> None:
        own = self._own.get(node, {})
        near = sorted(own, key=lambda other: (-own[other].strength, other))
        far = [other for other in self._public_partners(node) if other not in own]
        known = {other: sum(each in nodes for each in self._neighbours(other)) for other in far}
        far.sort(key=lambda other: (-known[other], other))
        for other in [one for one in (*near, *far) if one not in nodes][:most]:
            nodes[other] = None

    def _second_ring(self, nodes: dict[int, None]) -> None:
        """Add whom at least two of those shown know, the best known first."""
        known: Counter[int] = Counter()
        for node in tuple(nodes):
            known.update(other for other in set(self._neighbours(node)) if other not in nodes)
        ranked = sorted(known, key=lambda node: (-known[node], node))
        for node in [one for one in ranked if known[one] > 1][:MOST_GROWN]:
            nodes[node] = None

    def _among(self, nodes: Sequence[int]) -> Iterator[Link]:
        place = {node: number for number, node in enumerate(nodes)}
        for a in nodes:
            own = self._own.get(a, {})
            yield from (link for b, link in own.items() if place.get(b, -1) > place[a])
            for b in self._public_partners(a):
                if b not in own and place.get(b, -1) > place[a]:
                    yield Link(a, b, "public", PUBLIC_STRENGTH, public=True)

    def _way(self, start: int, target: int | None) -> tuple[int, ...]:
        """Return the strongest way of at most :data:`LONGEST_WAY` steps: both ends search half of it."""
        if target is None or target == start:
            return ()
        graph: nx.Graph[int] = nx.Graph()
        for node in self._around(start) | self._around(target):
            own = self._own.get(node, {})
            graph.add_edges_from((node, other, {"cost": 1 / link.strength}) for other, link in own.items())
            partners = (other for other in self._public_partners(node) if other not in own)
            graph.add_edges_from((node, other, {"cost": 1 / PUBLIC_STRENGTH}) for other in partners)
        if start not in graph or target not in graph or not nx.has_path(graph, start, target):
            return ()
        way = nx.dijkstra_path(graph, start, target, weight="cost")
        if len(way) > LONGEST_WAY + 1:
            way = nx.shortest_path(graph, start, target)
        return tuple(way) if len(way) <= LONGEST_WAY + 1 else ()

    def _around(self, node: int) -> set[int]:
        """Return who is less than half of the longest way away; their links reach its middle."""
        found = {node}
        for _ in range(LONGEST_WAY // 2 - 1):
            found |= {other for one in found for other in self._neighbours(one)}
        return found


def on_the_way(link: Link, way: Sequence[int]) -> bool:
    """Say whether a link is a step of a way."""
    return any({link.a, link.b} == set(step) for step in pairwise(way))


def _joined(links: Iterable[Link]) -> dict[int, dict[int, Link]]:
    """Take parallel links together as independent reasons, like :func:`app.analysis.graph.ties_graph`."""
    found: dict[int, dict[int, Link]] = {}
    for link in sorted(links, key=lambda link: (-link.strength, link.kind)):
        if link.a == link.b:
            continue
        before = found.get(link.a, {}).get(link.b)
        if before is not None:
            begun = [year for year in (before.since, link.since) if year is not None]
            link = replace(  # noqa: PLW2901 - the same link with more evidence
                before,
                strength=before.strength + link.strength - before.strength * link.strength,
                since=min(begun, default=None),
                record_ids=tuple(dict.fromkeys((*before.record_ids, *link.record_ids))),
            )
        found.setdefault(link.a, {})[link.b] = link
        found.setdefault(link.b, {})[link.a] = link
    return found


def _behind(links: Iterable[Link], centre: int) -> dict[int, frozenset[int]]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((link.a, link.b) for link in links)
    found = {}
    for node in set(nx.articulation_points(graph)) - {centre}:
        rest = graph.copy()
        rest.remove_node(node)
        cut = [part for part in nx.connected_components(rest) if centre not in part]
        if centre in nx.node_connected_component(graph, node):
            found[node] = frozenset().union(*cut) & frozenset(nx.node_connected_component(graph, node))
    return found
