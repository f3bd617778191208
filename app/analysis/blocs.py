"""Who belongs together: groups that stay together whichever way one looks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from random import Random

import networkx as nx
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import binom

from app.analysis.bands import LEFT_OUT

SEARCHES = 25
"""How often blocs are looked for, each time from another start and with other ties left out."""

PERSISTENT = 0.9
"""Share of the searches in which two members of a bloc must stand together."""

SMALLEST = 3
"""Two who know each other are a tie, not a bloc."""

BY_LOT = 1.0
"""How many groups of the size, as tied as a bloc, may be expected if the ties were drawn by lot."""

SAME = 1 / 3
"""Share of the members of both that two blocs at two times must have in common to be the same."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A group whose members are tied among each other more than to others.

    :param members: in the order of what ties them to the others of the bloc, the most first.
    :param persistence: share of the searches in which two of its members stood together, on average.
    :param ties: number of ties inside.
    """

    members: tuple[int, ...]
    persistence: float
    ties: int


@dataclass(frozen=True, slots=True)
class Followed:
    """A bloc over time.

    :param anchor: the member after which it is called.
    :param before: what it was at the time before; None where it is new.
    """

    bloc: Bloc
    anchor: int
    before: Bloc | None


def blocs(graph: nx.Graph[int], *, searches: int = SEARCHES) -> tuple[Bloc, ...]:
    """Find the blocs of a graph: groups that persist.

    Each search leaves out a tenth of the ties and looks for the partition of highest modularity from another
    start (V. D. Blondel and others, Fast unfolding of communities in large networks, 2008). Two nodes stay
    together if at least nine of ten searches put them into one part (A. Lancichinetti, S. Fortunato,
    Consensus clustering in complex networks, 2012). Of such a group those are a bloc who have two ties or
    more inside it: whoever hangs on a single tie is known to one and not to the bloc, so a star is none. And
    its members have more ties inside than to others (F. Radicchi and others, Defining and identifying
    communities in networks, 2004): three who happen to know each other among many are none. And a group that
    so many ties drawn by lot would bring about, too, is none.

    :param graph: edges with ``strength``.
    :returns: the largest first, then by the first member.

    Cost: 25 searches of some 30 ms in a graph of 500 nodes and 2,000 edges.
    """
    nodes = sorted(node for node in graph if graph.degree(node) > 1)
    if len(nodes) < SMALLEST:
        return ()
    place = {node: index for index, node in enumerate(nodes)}
    edges = sorted(
        (min(a, b), max(a, b), strength)
        for a, b, strength in graph.edges(data="strength", default=1.0)
        if a in place and b in place
    )
    rows, columns, parts = [], [], 0
    for search in range(searches):
        for part in _search(nodes, edges, search):
            rows += [place[node] for node in part]
            columns += [parts] * len(part)
            parts += 1
    stood = csr_array(([1] * len(rows), (rows, columns)), shape=(len(nodes), parts))
    together = stood @ stood.T
    lasting = together.copy()
    lasting.data = (lasting.data >= PERSISTENT * searches).astype(int)
    lasting.eliminate_zeros()
    number, label = connected_components(lasting, directed=False)
    groups: list[list[int]] = [[] for _ in range(number)]
    for node, group in zip(nodes, label, strict=True):
        groups[group].append(node)
    found = []
    for group in groups:
        inside = nx.k_core(graph.subgraph(group), 2) if len(group) >= SMALLEST else nx.Graph()
        for part in nx.connected_components(inside):
            known = inside.subgraph(part)
            outward = sum(degree for _, degree in graph.degree(part))
            if 4 * known.number_of_edges() <= outward or _by_lot(graph, known, outward) >= BY_LOT:
                continue
            pairs = [together[place[a], place[b]] for a, b in combinations(sorted(part), 2)]
            found.append(
                Bloc(_ordered(known), float(sum(pairs)) / len(pairs) / searches, known.number_of_edges())
            )
    return tuple(sorted(found, key=lambda bloc: (-len(bloc.members), min(bloc.members))))


def follow(times: Sequence[Sequence[Bloc]]) -> tuple[tuple[Followed, ...], ...]:
    """Name blocs by a member, so that a bloc keeps its name while it changes.

    A bloc is the one of the time before with which it shares the most members, if they are at least a third
    of both together. It keeps that one's name while the member it is called after belongs to it; otherwise it
    is called after the member that is tied to the others the most.

    :param times: the blocs at each time, the earliest first.
    :returns: the same, with what each was before.
    """
    told: list[tuple[Followed, ...]] = []
    for found in times:
        earlier = told[-1] if told else ()
        alike = sorted(
            (-_alike(bloc, before.bloc), index, former)
            for index, bloc in enumerate(found)
            for former, before in enumerate(earlier)
        )
        continued: dict[int, Followed] = {}
        taken: set[int] = set()
        for likeness, index, former in alike:
            if -likeness >= SAME and index not in continued and former not in taken:
                continued[index] = earlier[former]
                taken.add(former)
        told.append(tuple(_followed(bloc, continued.get(index)) for index, bloc in enumerate(found)))
    return tuple(told)


def _followed(bloc: Bloc, before: Followed | None) -> Followed:
    if before is None:
        return Followed(bloc, bloc.members[0], None)
    keeps = before.anchor in bloc.members
    return Followed(bloc, before.anchor if keeps else bloc.members[0], before.bloc)


def _search(nodes: Sequence[int], edges: Sequence[tuple[int, int, float]], seed: int) -> Sequence[set[int]]:
    random = Random(seed)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(edge for edge in edges if random.random() >= LEFT_OUT)
    found: Sequence[set[int]] = nx.community.louvain_communities(graph, seed=seed)
    return found


def _by_lot(graph: nx.Graph[int], known: nx.Graph[int], ends: int) -> float:
    """How many groups as large and as tied there would be, were the ties drawn by lot.

    The number of groups of that size, times how likely so many of its pairs are tied (binomial distribution).
    By lot may mean two things, each pair alike or everybody with as many ties as now; a bloc is rare in one
    of them: a dense group among few ties in the first, one group beside others in the second.

    :param ends: number of ends of ties that the members have.
    """
    size, ties, all_ties = len(known), known.number_of_edges(), graph.number_of_edges()
    likely = min(all_ties / comb(len(graph), 2), (ends / size) ** 2 / (2 * all_ties), 1.0)
    return comb(len(graph), size) * float(binom.sf(ties - 1, comb(size, 2), likely))


def _ordered(known: nx.Graph[int]) -> tuple[int, ...]:
    strength: Mapping[int, float] = dict(known.degree(weight="strength"))
    return tuple(sorted(known, key=lambda node: (-round(strength[node], 9), node)))


def _alike(one: Bloc, other: Bloc) -> float:
    a, b = set(one.members), set(other.members)
    return len(a & b) / len(a | b)
