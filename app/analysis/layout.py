"""Where the nodes of a small network stand: linked ones together, and every time in the same place."""

from collections.abc import Iterable, Sequence
from math import sqrt

import networkx as nx

SEED = 7
STEPS = 120
"""Of the simulation; more moves nothing that an eye would see."""

_APART = 0.5
"""Between parts, where the side of a part is the square root of its nodes."""

Place = tuple[float, float]


def positions(nodes: Sequence[int], edges: Iterable[tuple[int, int, float]]) -> dict[int, Place]:
    """Place nodes by springs along the edges, within the unit square.

    :param edges: two nodes and a strength from 0 to 1; the stronger, the nearer.
    :returns: node → x and y, 0 to 1 each, as far apart as the square allows. The same input has the same
        places. Parts that nothing links stand in columns, the largest first.

    Source: T. M. J. Fruchterman, E. M. Reingold, Graph drawing by force-directed placement (1991).
    Cost: the square of the nodes for each step, about 0.3 s for 400.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, 0.5 + strength / 2) for a, b, strength in edges)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    found: dict[int, Place] = {}
    left = top = wide = 0.0
    for part in parts:
        side = sqrt(len(part))
        if top and top + side > sqrt(len(parts[0])):  # the column is as high as the largest part
            left, top, wide = left + wide + _APART, 0.0, 0.0
        for node, (x, y) in _unit(_simulated(graph.subgraph(sorted(part)))).items():
            found[node] = (left + x * side, top + y * side)
        top, wide = top + side + _APART, max(wide, side)
    return _unit(found)


def _simulated(graph: "nx.Graph[int]") -> dict[int, Place]:
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.5, 0.5))
    ordered: nx.Graph[int] = nx.Graph()  # a view lists its nodes in an order of its own
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True)))
    start = nx.circular_layout(ordered)
    reach = 2.4 / sqrt(len(ordered))
    found = nx.spring_layout(ordered, k=reach, pos=start, iterations=STEPS, seed=SEED)
    return _spread(_unit({node: (float(x), float(y)) for node, (x, y) in found.items()}))


def _spread(places: dict[int, Place]) -> dict[int, Place]:
    """Give room to a dense middle: halfway between where nodes stand and even distances in the same order."""
    last = len(places) - 1
    even = [
        {
            node: place / last
            for place, node in enumerate(sorted(places, key=lambda one: (places[one][axis], one)))
        }
        for axis in (0, 1)
    ]
    return {node: ((x + even[0][node]) / 2, (y + even[1][node]) / 2) for node, (x, y) in places.items()}


def _unit(places: dict[int, Place]) -> dict[int, Place]:
    """Stretch both ways to the unit square; what is a line stays in the middle of the other way."""
    if not places:
        return {}
    lows = [min(place[axis] for place in places.values()) for axis in (0, 1)]
    spans = [max(place[axis] for place in places.values()) - lows[axis] for axis in (0, 1)]
    return {
        node: (
            (place[0] - lows[0]) / spans[0] if spans[0] > 1e-9 else 0.5,
            (place[1] - lows[1]) / spans[1] if spans[1] > 1e-9 else 0.5,
        )
        for node, place in places.items()
    }
