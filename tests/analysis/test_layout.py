"""Places of a small network."""

import networkx as nx
import pytest

from app.analysis.layout import positions


def placed(graph):
    return positions(list(graph), ((a, b, 0.5) for a, b in graph.edges))


def test_the_same_network_has_the_same_places_whatever_the_order_of_its_ties():
    graph = nx.barabasi_albert_graph(30, 2, seed=4)
    edges = list(graph.edges)
    turned = positions(list(graph)[::-1], ((b, a, 0.5) for a, b in reversed(edges)))

    for node, place in placed(graph).items():
        assert turned[node] == pytest.approx(place)


def test_everybody_stands_within_the_square_and_uses_all_of_it():
    places = placed(nx.disjoint_union(nx.star_graph(8), nx.path_graph(3)))

    for axis in (0, 1):
        values = [place[axis] for place in places.values()]
        assert (min(values), max(values)) == pytest.approx((0, 1))


def test_linked_ones_stand_nearer_than_others():
    graph = nx.barbell_graph(5, 0)
    places = placed(graph)

    def far(a, b):
        return sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5

    assert max(far(a, b) for a in range(5) for b in range(a)) < far(0, 9)


def test_no_node_one_node_and_nodes_without_ties_have_places():
    assert positions([], []) == {}
    assert positions([7], []) == {7: (0.5, 0.5)}
    assert len(set(positions([1, 2, 3], []).values())) == 3
