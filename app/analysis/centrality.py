"""Who matters, who connects, and how sure we can be of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random

import networkx as nx
import rustworkx as rx

from app.analysis.bands import LEFT_OUT, TRIALS, Standing, standings_of
from app.analysis.graph import Tie, ties_graph

Measure = Callable[["nx.Graph[int]"], Mapping[int, float]]

SOURCES = 100
"""Nodes from which betweenness is estimated."""


def degree(graph: nx.Graph[int]) -> dict[int, float]:
    """Number of partners."""
    return {node: float(number) for node, number in graph.degree()}


def strength(graph: nx.Graph[int]) -> dict[int, float]:
    """Sum of the strengths of a node's ties."""
    return {node: float(total) for node, total in graph.degree(weight="strength")}


def betweenness(graph: nx.Graph[int]) -> dict[int, float]:
    """Share of the shortest ways between others that lead through a node, by cost.

    Costs are compared as whole numbers: summed as floating point, two equally long
    ways of three steps differ in the last bit, and one of them would not count.

    Cost: exact; 2 s for 1,000 nodes and 2,000 edges, some ten minutes for 12,000.
    """
    lengths: nx.Graph[int] = nx.Graph()
    lengths.add_nodes_from(graph)
    for a, b, cost in graph.edges(data="cost"):
        lengths.add_edge(a, b, length=round(cost * 1_000_000))
    return dict(nx.betweenness_centrality(lengths, weight="length"))


def betweenness_by_steps(graph: nx.Graph[int], *, estimated: bool = False, seed: int = 0) -> dict[int, float]:
    """Share of the shortest ways between others that lead through a node, every tie one step long.

    :param estimated: from :data:`SOURCES` nodes instead of all.

    Cost: exact some 15 s for 17,000 nodes and 24,000 edges on two cores; estimated 5 s.
    """
    if estimated and len(graph) > SOURCES:
        return dict(nx.betweenness_centrality(graph, k=SOURCES, seed=seed))
    compiled: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    place = dict(zip(graph, compiled.add_nodes_from(list(graph)), strict=True))
    compiled.add_edges_from_no_data([(place[a], place[b]) for a, b in graph.edges if a != b])
    found = rx.betweenness_centrality(compiled)
    return {node: found[at] for node, at in place.items()}


def standings(
    ties: Iterable[Tie], measure: Measure, *, nodes: Iterable[int] = (), seed: int = 0
) -> tuple[Standing, ...]:
    """Rank all nodes, with a band that shows how far the order hangs on single records.

    :param nodes: also those without a tie; they stand last with the value 0.
    :returns: by rank, then by id.

    Cost: the measure, 101 times.
    """
    recorded = list(ties)
    everyone = sorted({*nodes, *(tie.a for tie in recorded), *(tie.b for tie in recorded)})
    records = sorted({tie.record_id for tie in recorded})
    values = _values(recorded, everyone, measure)

    random = Random(seed)
    trials: list[dict[int, float]] = []
    for _ in range(TRIALS):
        left_out = set(random.sample(records, round(len(records) * LEFT_OUT)))
        kept = [tie for tie in recorded if tie.record_id not in left_out]
        trials.append(_values(kept, everyone, measure))
    return standings_of(values, trials)


def bridges(graph: nx.Graph[int]) -> tuple[tuple[int, int], ...]:
    """Ties without which two parts of the graph would know nothing of each other."""
    return tuple(sorted((min(pair), max(pair)) for pair in nx.bridges(graph)))


def articulation_points(graph: nx.Graph[int]) -> tuple[int, ...]:
    """Nodes without which two parts of the graph would know nothing of each other."""
    return tuple(sorted(nx.articulation_points(graph)))


def only_through(graph: nx.Graph[int], us: int) -> dict[int, tuple[int, ...]]:
    """Who is our only bridge, and to whom.

    :returns: intermediary -> those whom every way from us passes through it.
    :raises networkx.NodeNotFound: we are not in the graph.

    Cost: near linear, by dominators; no search per intermediary.
    """
    if us not in graph:
        raise nx.NodeNotFound(f"node {us} is not in the graph")
    gate = nx.immediate_dominators(graph.to_directed(as_view=True), us)
    reached: dict[int, list[int]] = {}
    for node in sorted(gate):
        before = gate[node]
        while before is not None and before != us:
            reached.setdefault(before, []).append(node)
            before = gate.get(before)
    return {node: tuple(behind) for node, behind in sorted(reached.items())}


def _values(ties: Iterable[Tie], everyone: Iterable[int], measure: Measure) -> dict[int, float]:
    graph = ties_graph(ties)
    graph.add_nodes_from(everyone)
    return dict(measure(graph))
