"""Whom we reach through one partner alone, and how redundant our partners are."""

from __future__ import annotations

import networkx as nx
import pytest

from app.analysis.brokers import brokers, constraint, effective_size

US = 0


def alone(found):
    return {one.node: one.alone for one in found}


def test_whom_one_partner_alone_leads_to_hangs_on_it():
    graph = nx.Graph([(US, 1), (US, 2), (1, 11), (1, 12), (2, 12), (2, 1)])

    first, second = brokers(graph, US)

    assert (first.node, first.alone, first.beside) == (1, (11,), (12,))
    assert (second.node, second.alone, second.beside) == (2, (), (12,))
    assert (first.standing.rank, second.standing.rank) == (1, 2)


def test_who_is_our_partner_is_reached_without_a_bridge():
    assert alone(brokers(nx.complete_graph(5), US)) == {1: (), 2: (), 3: (), 4: ()}


def test_a_star_leads_nowhere_and_all_are_equal():
    assert {
        (one.standing.rank, one.standing.best, one.standing.worst) for one in brokers(nx.star_graph(6), US)
    } == {(1, 1, 1)}


def test_two_who_lead_to_as_many_are_equal():
    graph = nx.Graph([(US, 1), (US, 2), (1, 11), (1, 12), (2, 21), (2, 22)])

    assert [one.standing.rank for one in brokers(graph, US)] == [1, 1]


def test_the_band_is_narrow_where_one_leads_far_and_wide_where_two_lead_alike():
    graph = nx.Graph([(US, 1), (US, 2), (US, 3)])
    graph.add_edges_from((1, 100 + number) for number in range(60))
    graph.add_edges_from((2, 200 + number) for number in range(10))
    graph.add_edges_from((3, 300 + number) for number in range(9))

    one, two, three = (found.standing for found in brokers(graph, US))

    assert (one.rank, one.best, one.worst) == (1, 1, 1)
    assert (two.rank, two.best, two.worst) == (2, 2, 3)
    assert (three.rank, three.best, three.worst) == (3, 2, 3)


def test_a_part_that_we_do_not_reach_is_not_told():
    assert alone(brokers(nx.Graph([(US, 1), (1, 2), (2, 3), (8, 9)]), US)) == {1: (2,)}


def test_who_is_not_in_the_graph_has_no_bridge():
    with pytest.raises(nx.NodeNotFound):
        brokers(nx.Graph([(1, 2)]), US)


@pytest.mark.parametrize("seed", range(1, 6))
def test_effective_size_and_constraint_are_those_of_the_books(seed):
    graph = nx.gnp_random_graph(25, 0.25, seed=seed)
    for a, b in graph.edges:
        graph.edges[a, b]["strength"] = (a + b) % 7 / 10 + 0.1

    assert effective_size(graph, US) == pytest.approx(nx.effective_size(graph, [US])[US])
    assert constraint(graph, US) == pytest.approx(nx.constraint(graph, [US], weight="strength")[US])


def test_without_a_partner_there_is_neither():
    graph = nx.empty_graph(3)

    assert effective_size(graph, US) == 0
    assert constraint(graph, US) == 0
