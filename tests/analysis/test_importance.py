"""Whom somebody leads to, who stands between, who is close."""

from __future__ import annotations

import networkx as nx
import pytest

from app.analysis.graph import Tie
from app.analysis.importance import by_closeness, by_reach, by_ways


def ranks(standings):
    return {one.node: one.rank for one in standings}


def test_who_leads_to_more_comes_first_and_equal_is_equal():
    assert ranks(by_reach({1: (10, 11), 2: (12, 13), 3: (14,), 4: ()})) == {1: 1, 2: 1, 3: 3, 4: 4}


@pytest.mark.parametrize("graph", [nx.complete_graph(6), nx.cycle_graph(9), nx.petersen_graph()])
def test_in_a_symmetric_graph_all_are_equal(graph):
    assert set(ranks(by_ways(graph)).values()) == {1}


@pytest.mark.parametrize("seed", range(4))
def test_the_share_of_the_ways_is_that_of_networkx(seed):
    graph = nx.gnp_random_graph(40, 0.08, seed=seed)
    expected = nx.betweenness_centrality(graph)

    assert {one.node: one.value for one in by_ways(graph)} == pytest.approx(expected, abs=1e-9)


def test_nobody_stands_between_nobody():
    assert by_ways(nx.Graph()) == ()


def test_several_records_make_a_partner_closer_and_each_can_be_left_out():
    us, ties = 0, [Tie(0, 1, "x", 0.5, 100), Tie(1, 0, "y", 0.5, 101), Tie(0, 2, "x", 0.6, 102)]

    first, second, third = by_closeness(ties, us, [1, 2, 3])

    assert (first.node, first.value) == (1, 0.75)
    assert (second.node, second.value) == (2, 0.6)
    assert (third.node, third.value, third.rank) == (3, 0, 3)
