"""Who connects us: whom we reach through one partner alone, and how much our partners know each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
from scipy.sparse import coo_array

from app.analysis.bands import Standing, left_out, standings_of


@dataclass(frozen=True, slots=True)
class Broker:
    """A partner, and whom we reach through it in one more step.

    :param alone: those whom none of our other partners knows.
    :param beside: those whom another partner of ours knows, too.
    :param standing: its rank by the number of those it alone leads to.
    """

    node: int
    alone: tuple[int, ...]
    beside: tuple[int, ...]
    standing: Standing


def brokers(graph: nx.Graph[int], us: int, *, seed: int = 0) -> tuple[Broker, ...]:
    """Tell for each partner of ours whom we reach through it in two steps, and whom through nobody else.

    :returns: by the rank of the number reached through nobody else, then by id.
    :raises networkx.NodeNotFound: we are not in the graph.

    Cost: the ties of our partners, 100 times as an array for the band.
    """
    if us not in graph:
        raise nx.NodeNotFound(f"node {us} is not in the graph")
    partners = sorted(node for node in graph.adj[us] if node != us)
    ours = frozenset(graph.adj[us]) | {us}
    beyond = {node: sorted(set(graph.adj[node]) - ours) for node in partners}
    leading: dict[int, int] = {}
    for reached in beyond.values():
        for node in reached:
            leading[node] = leading.get(node, 0) + 1
    alone = {
        node: tuple(other for other in reached if leading[other] == 1) for node, reached in beyond.items()
    }
    values = {node: float(len(found)) for node, found in alone.items()}
    ranked = standings_of(values, _trials(beyond, sorted(leading), seed))
    return tuple(
        Broker(
            one.node,
            alone[one.node],
            tuple(other for other in beyond[one.node] if leading[other] > 1),
            one,
        )
        for one in ranked
    )


def effective_size(graph: nx.Graph[int], us: int) -> float:
    """How many of our partners are worth one: their number, less what they know of each other.

    The number of partners less twice the number of ties among them, divided by the number of partners.

    Source: R. S. Burt, Structural holes (1992), in the form of S. P. Borgatti, Structural holes: unpacking
    Burt's redundancy measures (1997).
    """
    partners = set(graph.adj[us]) - {us}
    if not partners:
        return 0.0
    among = sum(len(partners & graph.adj[node].keys() - {node}) for node in partners)
    return len(partners) - among / len(partners)


def constraint(graph: nx.Graph[int], us: int) -> float:
    """How far our partners hem us in: 0 where everyone leads elsewhere, near 1 where all are one circle.

    The sum over partners of the squared share of our strength that goes to them, directly or by way of
    another partner. By strength; equal to ``networkx.constraint``, without its walk over every pair.

    Source: R. S. Burt, Structural holes (1992), equation 2.4.
    """
    partners = set(graph.adj[us]) - {us}
    shares = _shares(graph, us)
    led = dict.fromkeys(partners, 0.0)
    for middle in partners:
        for node, share in _shares(graph, middle).items():
            if node in led and node != middle:
                led[node] += shares[middle] * share
    return sum((shares[node] + led[node]) ** 2 for node in partners)


def _shares(graph: nx.Graph[int], node: int) -> dict[int, float]:
    strengths = {
        other: float(edge.get("strength", 1.0)) for other, edge in graph.adj[node].items() if other != node
    }
    total = sum(strengths.values())
    return {other: strength / total for other, strength in strengths.items()}


def _trials(beyond: dict[int, list[int]], reached: list[int], seed: int) -> Iterable[dict[int, float]]:
    """For each partner, how many it alone leads to, with a tenth of the ties left out."""
    partners = list(beyond)
    place = {node: index for index, node in enumerate(reached)}
    ties = [(row, place[node]) for row, partner in enumerate(partners) for node in beyond[partner]]
    for kept in left_out(ties, seed=seed):
        rows, columns = [row for row, _ in kept], [column for _, column in kept]
        known = coo_array(([1] * len(kept), (rows, columns)), shape=(len(partners), len(reached))).tocsr()
        leading = known.sum(axis=0)
        counts = known @ (leading == 1).astype(int)
        yield {partner: float(count) for partner, count in zip(partners, counts, strict=True)}
