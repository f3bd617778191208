"""Groups that stay together however one looks for them, and what they are called over time."""

from __future__ import annotations

import networkx as nx
import pytest

from app.analysis.blocs import Bloc, blocs, follow


def planted(*groups, between=()):
    """Everybody of a group knows everybody of it."""
    graph = nx.Graph()
    for group in groups:
        graph.add_edges_from(nx.complete_graph(group).edges, strength=0.5)
    graph.add_edges_from(between, strength=0.5)
    return graph


def members(found):
    return [sorted(bloc.members) for bloc in found]


def test_planted_blocs_are_found_though_a_few_know_each_other_across():
    groups = [range(1, 7), range(11, 16), range(21, 25)]
    graph = planted(*groups, between=[(1, 11), (2, 21), (12, 22)])

    found = blocs(graph)

    assert members(found) == [list(group) for group in groups]
    assert [bloc.ties for bloc in found] == [15, 10, 6]
    assert all(bloc.persistence > 0.9 for bloc in found)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("number", "share"), [(30, 0.15), (30, 0.3), (60, 0.1), (100, 0.05)])
def test_where_ties_are_drawn_by_lot_no_bloc_persists(number, share, seed):
    assert blocs(nx.gnp_random_graph(number, share, seed=seed)) == ()


@pytest.mark.parametrize(
    "graph", [nx.Graph(), nx.empty_graph(5), nx.star_graph(8), nx.path_graph(9), nx.cycle_graph(12)]
)
def test_a_star_a_chain_a_ring_and_nobody_are_no_bloc(graph):
    assert blocs(graph) == ()


def test_two_parts_that_know_nothing_of_each_other_are_two_blocs():
    assert members(blocs(planted(range(4), range(10, 14)))) == [[0, 1, 2, 3], [10, 11, 12, 13]]


def test_where_everybody_knows_everybody_all_are_one_bloc():
    assert members(blocs(nx.complete_graph(7))) == [list(range(7))]


def test_whoever_hangs_on_one_tie_is_not_of_the_bloc():
    assert members(blocs(planted(range(5), between=[(0, 99)]))) == [[0, 1, 2, 3, 4]]


def test_three_who_happen_to_know_each_other_among_many_are_none():
    graph = planted(range(3), between=[(a, 10 + 10 * a + b) for a in range(3) for b in range(6)])

    assert blocs(graph) == ()


def test_the_blocs_are_the_same_each_time_and_for_each_order_of_the_ties():
    graph = planted(range(6), range(10, 15), between=[(0, 10), (1, 11), (2, 12)])
    other = nx.Graph()
    other.add_edges_from(reversed([(b, a, facts) for a, b, facts in graph.edges(data=True)]))

    assert blocs(graph) == blocs(graph) == blocs(other)


def test_the_member_with_the_most_inside_stands_first():
    graph = planted(range(5))
    for other in (0, 1, 2, 4):
        graph.edges[3, other]["strength"] = 0.9

    (bloc,) = blocs(graph)

    assert bloc.members == (3, 0, 1, 2, 4)


def bloc(*members):
    return Bloc(members, 1.0, 3)


def names(*times):
    return [[one.anchor for one in found] for found in follow(times)]


def test_a_bloc_keeps_its_name_while_the_one_it_is_called_after_belongs_to_it():
    assert names([bloc(1, 2, 3, 4)], [bloc(4, 1, 2, 5)], [bloc(5, 4, 2, 1)]) == [[1], [1], [1]]


def test_a_bloc_that_loses_its_name_giver_is_called_after_who_is_first_now():
    assert names([bloc(1, 2, 3, 4)], [bloc(3, 2, 4)], [bloc(2, 3, 4, 1)]) == [[1], [3], [3]]


def test_a_bloc_that_splits_keeps_its_name_once():
    assert names([bloc(1, 2, 3, 4, 5, 6, 7)], [bloc(4, 1, 2, 3), bloc(5, 6, 7)]) == [[1], [1, 5]]


def test_who_has_little_in_common_with_a_bloc_is_another_one():
    before, after = [bloc(1, 2, 3, 4, 5)], [bloc(5, 11, 12, 13)]

    assert [one.before for one in follow([before, after])[-1]] == [None]
    assert names(before, after) == [[1], [5]]
    assert [one.before for one in follow([before, [bloc(1, 2, 3)]])[-1]] == before
