"""The figures of a graph, against plain definitions."""

import networkx as nx
import pytest

from app.analysis import centrality, metrics
from tests.analysis import independent

GRAPHS = {
    "a star": nx.star_graph(6),
    "a ring": nx.cycle_graph(7),
    "everybody with everybody": nx.complete_graph(5),
    "one tie": nx.path_graph(2),
    "two parts": nx.disjoint_union(nx.path_graph(4), nx.complete_graph(4)),
    "two parts of one size": nx.disjoint_union(nx.path_graph(4), nx.star_graph(3)),
    "cities without a tie": nx.disjoint_union(nx.path_graph(4), nx.empty_graph(3)),
    "a club": nx.karate_club_graph(),
    "chance": nx.gnm_random_graph(60, 75, seed=3),
    "heavy tail": nx.barabasi_albert_graph(70, 2, seed=5),
}


@pytest.fixture(params=sorted(GRAPHS))
def graph(request):
    return GRAPHS[request.param]


def test_every_figure_is_what_its_definition_says(graph):
    of = independent.neighbours(graph.edges, graph.nodes)
    giant = max(independent.parts(of), key=len)
    found = metrics.measure(graph)

    assert (found.nodes, found.edges) == (len(of), len(graph.edges))
    assert (found.components, found.giant) == (len(independent.parts(of)), len(giant))
    assert found.average_degree == pytest.approx(sum(map(len, of.values())) / len(of))
    assert found.transitivity == pytest.approx(independent.transitivity(of))
    assert found.average_clustering == pytest.approx(independent.average_clustering(of))
    assert found.bridges == independent.bridges(of)
    assert found.articulation_points == independent.articulation_points(of)
    if len({len(around) for around in of.values() if around}) > 1:
        assert found.assortativity == pytest.approx(independent.assortativity(of))
    else:
        assert found.assortativity is None


def test_distances_are_those_of_the_largest_part(graph):
    of = independent.neighbours(graph.edges, graph.nodes)
    (giant, *_) = sorted(independent.parts(of), key=lambda part: (-len(part), min(part)))
    inside = {node: of[node] for node in giant}
    found = metrics.measure(graph)

    diameter, average = independent.diameter_and_path_length(inside)
    assert found.diameter == diameter
    assert found.average_path_length == pytest.approx(average)


def test_who_stands_at_the_top_and_how_far(graph):
    of = independent.neighbours(graph.edges, graph.nodes)
    found = metrics.measure(graph)

    for told, values in (
        (found.top_degree, {node: len(around) for node, around in of.items()}),
        (found.top_betweenness, independent.betweenness(of)),
        (found.top_pagerank, independent.pagerank(of)),
    ):
        ordered = sorted(values, key=lambda node: (-round(values[node], 9), node))[: metrics.TOP]
        assert [round(values[one.node], 9) for one in told] == [round(values[node], 9) for node in ordered]
        assert [one.value for one in told] == pytest.approx([values[one.node] for one in told], abs=1e-9)


def test_equal_ones_stand_by_id():
    found = metrics.measure(nx.relabel_nodes(nx.cycle_graph(4), {0: 9, 1: 3, 2: 7, 3: 5}))

    assert [one.node for one in found.top_degree] == [3, 5, 7, 9]
    assert [one.node for one in found.top_betweenness] == [3, 5, 7, 9]
    assert [one.node for one in found.top_pagerank] == [3, 5, 7, 9]


def test_both_libraries_say_the_same_of_betweenness(graph):
    assert centrality.betweenness_by_steps(graph) == pytest.approx(nx.betweenness_centrality(graph))


def test_searches_in_several_rounds_say_the_same(monkeypatch):
    graph = nx.barabasi_albert_graph(50, 2, seed=1)
    at_once = metrics.distances(graph)
    monkeypatch.setattr(metrics, "SOURCES_AT_ONCE", 7)

    assert metrics.distances(graph) == at_once


def test_distances_of_several_parts_are_refused():
    with pytest.raises(ValueError, match="several parts"):
        metrics.distances(nx.disjoint_union(nx.path_graph(2), nx.path_graph(2)))


def test_an_empty_graph_has_counts_and_nothing_else():
    found = metrics.measure(nx.Graph())

    assert (found.nodes, found.edges, found.components, found.giant, found.bridges) == (0, 0, 0, 0, 0)
    assert (found.average_degree, found.transitivity, found.diameter, found.assortativity) == (None,) * 4
    assert found.top_degree == found.top_betweenness == found.top_pagerank == ()


def test_a_node_tied_to_itself_has_no_tie():
    found = metrics.measure(nx.Graph([(1, 1), (1, 2)]))

    assert (found.edges, found.average_degree) == (1, 1)


def test_a_small_graph_is_exact_and_of_a_large_one_is_said_what_is_estimated(monkeypatch):
    graph = nx.barabasi_albert_graph(150, 2, seed=1)
    assert metrics.measure(graph, exact=False).estimated == ()

    monkeypatch.setattr(metrics, "SMALL", 100)
    estimated, exact = metrics.measure(graph, exact=False), metrics.measure(graph, exact=True)

    assert (estimated.estimated, exact.estimated) == (("top_betweenness",), ())
    assert estimated.top_betweenness[0].value != pytest.approx(exact.top_betweenness[0].value)
    assert estimated.top_betweenness[0].value == pytest.approx(exact.top_betweenness[0].value, rel=0.5)


def test_each_measure_is_announced_and_its_time_is_told():
    told = []
    found = metrics.measure(nx.path_graph(3), progress=lambda *one: told.append(one))

    assert [done for _, done, _ in told] == list(range(len(told)))
    assert {of for *_, of in told} == {len(told)}
    assert found.seconds.keys() >= {"diameter", "average_path_length", "top_betweenness", "transitivity"}
