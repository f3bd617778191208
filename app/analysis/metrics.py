"""A graph in figures: how large, how dense, how far apart, and who stands at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from time import perf_counter
from typing import Any

import networkx as nx

from app.analysis import centrality

TOP = 20
SMALL = 2_000
"""A graph of at most so many nodes is always computed exactly."""

ALPHA, TOLERANCE = 0.85, 1e-12
"""Of PageRank."""

SOURCES_AT_ONCE = 4_096
"""Sources of the searches that :func:`distances` does together: half a kilobyte for each node."""

Progress = Callable[[str, int, int], None]
"""Told before each measure: its name, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Top:
    """One of the first by a measure."""

    node: int
    value: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """The figures of a simple undirected graph; ``None`` is what such a graph does not have.

    :param giant: nodes of the largest part; ``diameter`` and ``average_path_length`` are those of this part.
    :param average_clustering: of all nodes; one with fewer than two neighbours counts as 0.
    :param assortativity: correlation of the degrees at both ends; None where all degrees are the same.
    :param bridges, articulation_points: how many.
    :param top_degree, top_betweenness, top_pagerank: the first :data:`TOP`, equal ones by id; betweenness as
        a share of all pairs.
    :param estimated: measures that are estimated from a sample.
    :param seconds: how long each took; diameter and path length come of the same searches.
    """

    nodes: int
    edges: int
    components: int
    giant: int
    average_degree: float | None
    transitivity: float | None
    average_clustering: float | None
    assortativity: float | None
    diameter: int | None
    average_path_length: float | None
    bridges: int
    articulation_points: int
    top_degree: tuple[Top, ...]
    top_betweenness: tuple[Top, ...]
    top_pagerank: tuple[Top, ...]
    estimated: tuple[str, ...]
    seconds: Mapping[str, float]


def measure(graph: nx.Graph[int], *, exact: bool = True, progress: Progress | None = None) -> Metrics:
    """Compute all figures of a graph, loops left out.

    :param exact: False estimates the betweenness of a graph of more than :data:`SMALL` nodes.

    Cost: for 17,000 nodes and 24,000 edges some 12 s on two cores, nearly all of it exact betweenness; memory
    linear in nodes and edges.
    """
    begun = perf_counter()
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((a, b) for a, b in graph.edges if a != b)
    estimated = not exact and len(plain) > SMALL
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    giant = plain.subgraph(parts[0]).copy() if parts else plain
    measures: dict[str, Callable[[], Any]] = {
        "transitivity": lambda: nx.transitivity(plain) if plain else None,
        "average_clustering": lambda: nx.average_clustering(plain) if plain else None,
        "assortativity": lambda: assortativity(plain),
        "distances": lambda: distances(giant),
        "bridges": lambda: sum(1 for _ in nx.bridges(plain)),
        "articulation_points": lambda: sum(1 for _ in nx.articulation_points(plain)),
        "top_degree": lambda: top(dict(plain.degree)),
        "top_pagerank": lambda: top(pagerank(plain)),
        "top_betweenness": lambda: top(centrality.betweenness_by_steps(plain, estimated=estimated)),
    }
    found: dict[str, Any] = {}
    seconds = {"components": perf_counter() - begun}
    for done, (name, compute) in enumerate(measures.items()):
        if progress is not None:
            progress(name, done, len(measures))
        begun = perf_counter()
        found[name] = compute()
        seconds[name] = perf_counter() - begun
    diameter, average_path_length = found.pop("distances")
    seconds["diameter"] = seconds["average_path_length"] = seconds.pop("distances")
    return Metrics(
        nodes=len(plain),
        edges=plain.number_of_edges(),
        components=len(parts),
        giant=len(giant),
        average_degree=2 * plain.number_of_edges() / len(plain) if plain else None,
        diameter=diameter,
        average_path_length=average_path_length,
        estimated=("top_betweenness",) if estimated else (),
        seconds=seconds,
        **found,
    )


def assortativity(graph: nx.Graph[int]) -> float | None:
    """Correlation of the degrees at both ends of an edge; None where they do not differ.

    Source: M. E. J. Newman, Mixing patterns in networks (2003), equation 26.
    """
    ends = products = halves = squares = 0
    degree = dict(graph.degree)
    for a, b in graph.edges:
        one, other = degree[a], degree[b]
        ends += 2
        products += 2 * one * other
        halves += one + other
        squares += one * one + other * other
    # Whole numbers: that all degrees are the same must not hang on the last bit.
    spread = ends * squares - halves * halves
    return (ends * products - halves * halves) / spread if spread else None


def distances(graph: nx.Graph[int]) -> tuple[int | None, float | None]:
    """Diameter and average path length of a connected graph; None each where there is no pair.

    Breadth-first searches from many nodes at once: in the whole number of a node, bit *i* says that search
    *i* has reached it, and a step of all searches is an ``or`` over its neighbours. Never a matrix of
    distances: of 17,000 nodes it would take 1.5 GB.

    :raises ValueError: the graph has several parts.
    """
    nodes = sorted(graph)
    if len(nodes) < 2:
        return None, None
    diameter = total = 0
    for first in range(0, len(nodes), SOURCES_AT_ONCE):
        sources = nodes[first : first + SOURCES_AT_ONCE]
        reached = dict.fromkeys(nodes, 0) | {node: 1 << bit for bit, node in enumerate(sources)}
        missing = len(nodes) * len(sources) - len(sources)
        step = 0
        while missing:
            step += 1
            before, reached = reached, _stepped(graph, reached)
            gained = sum((reached[node] ^ before[node]).bit_count() for node in nodes)
            if not gained:
                raise ValueError("the graph has several parts")
            total += step * gained
            missing -= gained
        diameter = max(diameter, step)
    return diameter, total / (len(nodes) * (len(nodes) - 1))


def _stepped(graph: nx.Graph[int], reached: Mapping[int, int]) -> dict[int, int]:
    after = {}
    for node, neighbours in graph.adj.items():
        bits = reached[node]
        for neighbour in neighbours:
            bits |= reached[neighbour]
        after[node] = bits
    return after


def pagerank(graph: nx.Graph[int]) -> dict[int, float]:
    """PageRank without weights; empty for a graph without nodes."""
    return dict(nx.pagerank(graph, alpha=ALPHA, tol=TOLERANCE, max_iter=1_000, weight=None)) if graph else {}


def top(values: Mapping[int, float], number: int = TOP) -> tuple[Top, ...]:
    """The first by a measure; what is equal to twelve places stands by id."""
    ordered: Iterable[int] = sorted(values, key=lambda node: (-round(values[node], 12), node))
    return tuple(Top(node, values[node]) for node in [*ordered][:number])


def told(found: Metrics, named: Callable[[int], tuple[object, str]]) -> dict[str, Any]:
    """Write figures as JSON has them.

    :param named: id and name of a node.
    """
    figures: dict[str, Any] = {field.name: getattr(found, field.name) for field in fields(found)}
    for name in ("top_degree", "top_betweenness", "top_pagerank"):
        figures[name] = [
            dict(zip(("id", "name"), named(one.node), strict=True)) | {"value": one.value}
            for one in figures[name]
        ]
    return figures | {
        "estimated": list(found.estimated),
        "seconds": {name: round(took, 3) for name, took in found.seconds.items()},
    }
