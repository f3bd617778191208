"""Who matters: whom one leads to, who stands between the others, who is close; each with how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import Random

import networkx as nx
import rustworkx as rx

from app.analysis.bands import LEFT_OUT, TRIALS, Standing, left_out, standings_of
from app.analysis.graph import Tie

Pair = tuple[int, int]


def by_reach(beyond: Mapping[int, Collection[int]], *, seed: int = 0) -> tuple[Standing, ...]:
    """Rank by the number of those whom somebody leads to; each trial leaves out a tenth of these links."""
    counts = {node: float(len(found)) for node, found in beyond.items()}
    ends = [node for node, found in beyond.items() for _ in found]
    random, number = Random(seed), round(len(ends) * LEFT_OUT)
    trials = (_without(counts, random.sample(ends, number)) for _ in range(TRIALS))
    return standings_of(counts, trials)


def by_ways(graph: nx.Graph[int]) -> tuple[Standing, ...]:
    """Rank by the share of the shortest ways between others that lead through somebody.

    That is betweenness, each tie one step, computed by rustworkx; networkx gives the same figures.

    Cost: 101 times the product of nodes and ties; 1 s for 500 nodes and 1,000 ties.
    """
    nodes = sorted(graph)
    place = {node: index for index, node in enumerate(nodes)}
    ties: list[Pair] = sorted((min(pair), max(pair)) for pair in graph.edges)

    def shares(some: Sequence[Pair]) -> dict[int, float]:
        plain: rx.PyGraph[int, None] = rx.PyGraph()
        plain.add_nodes_from(nodes)
        plain.add_edges_from_no_data([(place[a], place[b]) for a, b in some])
        return dict(zip(nodes, rx.betweenness_centrality(plain).values(), strict=True))

    return standings_of(shares(ties), (shares(kept) for kept in left_out(ties)))


def by_closeness(
    ties: Sequence[Tie], us: int, nodes: Iterable[int], *, seed: int = 0
) -> tuple[Standing, ...]:
    """Rank by the strength of what ties somebody to us; each trial leaves out a tenth of these records.

    Several ties leave the doubt that each leaves, multiplied, as in :func:`app.analysis.graph.ties_graph`.
    """
    everyone = sorted(nodes)

    def strengths(gone: Collection[int]) -> dict[int, float]:
        doubt = dict.fromkeys(everyone, 1.0)
        for index, tie in enumerate(ties):
            other = tie.b if tie.a == us else tie.a
            if other in doubt and index not in gone:
                doubt[other] *= 1 - tie.strength
        return {node: 1 - left for node, left in doubt.items()}

    random, number = Random(seed), round(len(ties) * LEFT_OUT)
    trials = (set(random.sample(range(len(ties)), number)) for _ in range(TRIALS))
    return standings_of(strengths(()), (strengths(gone) for gone in trials))


def _without(counts: Mapping[int, float], gone: Iterable[int]) -> dict[int, float]:
    left = dict(counts)
    for node in gone:
        left[node] -= 1
    return left
