"""Who matters, who connects."""

from __future__ import annotations

import networkx as nx
import pytest

from app.analysis import centrality
from app.analysis.graph import Tie, ties_graph


def tie(a, b, strength=0.5, record_id=None):
    return Tie(a, b, "sister_city", strength, record_id or a * 100 + b)


def by_node(standings):
    return {standing.node: standing for standing in standings}


def test_equal_is_called_equal():
    found = by_node(centrality.standings([tie(1, 2), tie(1, 3), tie(1, 4)], centrality.degree))

    assert [found[node].rank for node in (1, 2, 3, 4)] == [1, 2, 2, 2]


def test_sums_that_differ_in_the_last_bit_are_equal():
    ties = [tie(1, 5, 0.1), tie(1, 6, 0.2), tie(1, 7, 0.3), tie(2, 8, 0.3), tie(2, 9, 0.2), tie(2, 10, 0.1)]
    assert 0.1 + 0.2 + 0.3 != 0.3 + 0.2 + 0.1

    found = by_node(centrality.standings(ties, centrality.strength))

    assert found[1].rank == found[2].rank == 1


def test_strength_and_number_of_ties_are_two_orders():
    ties = [tie(1, 3, 0.9), tie(2, 4, 0.2), tie(2, 5, 0.2)]

    assert centrality.standings(ties, centrality.degree)[0].node == 2
    assert centrality.standings(ties, centrality.strength)[0].node in (1, 3)


@pytest.mark.parametrize("measure", [centrality.degree, centrality.strength, centrality.betweenness])
def test_who_has_no_tie_stands_last_with_nothing(measure):
    found = centrality.standings([tie(1, 2), tie(2, 3)], measure, nodes=[9])

    assert (found[-1].node, found[-1].value) == (9, 0.0)


@pytest.mark.parametrize("measure", [centrality.degree, centrality.strength, centrality.betweenness])
def test_a_register_without_a_tie_has_an_order_too(measure):
    assert [(s.node, s.rank, s.value) for s in centrality.standings([], measure, nodes=[7, 8])] == [
        (7, 1, 0.0),
        (8, 1, 0.0),
    ]


def test_the_band_is_wide_where_one_record_decides_and_narrow_where_none_does():
    hub = [tie(1, other) for other in range(10, 50)]
    rivals = [tie(2, other) for other in range(60, 65)] + [tie(3, other) for other in range(70, 75)]

    found = by_node(centrality.standings([*hub, *rivals], centrality.degree))

    assert (found[1].rank, found[1].best, found[1].worst) == (1, 1, 1)
    assert (found[2].rank, found[2].best, found[2].worst) == (2, 2, 3)


def test_a_trial_leaves_out_whole_records():
    one_agreement = [tie(1, other, record_id=900) for other in range(2, 8)]
    others = [tie(20, other) for other in range(21, 40)]

    found = by_node(centrality.standings([*one_agreement, *others], centrality.degree))

    assert found[1].rank == 2
    assert found[1].worst > 2


def test_the_band_is_the_same_each_time_and_for_each_order_of_the_records():
    ties = [tie(a, b) for a in range(1, 12) for b in range(a + 1, 12) if (a * b) % 3]

    assert centrality.standings(ties, centrality.strength) == centrality.standings(
        ties[::-1], centrality.strength
    )


def test_ways_lead_over_strong_ties():
    graph = ties_graph([tie(1, 2, 0.9), tie(2, 3, 0.9), tie(1, 4, 0.1), tie(4, 3, 0.1)])

    found = centrality.betweenness(graph)

    assert found[2] > found[4]


def test_equally_long_ways_of_three_steps_count_both():
    one, other = (0.75, 0.85, 0.9), (0.9, 0.75, 0.85)
    assert sum(1 / strength for strength in one) != sum(1 / strength for strength in other)
    ties = [tie(1, 2, one[0]), tie(2, 3, one[1]), tie(3, 9, one[2])]
    ties += [tie(1, 4, other[0]), tie(4, 5, other[1]), tie(5, 9, other[2])]

    found = centrality.betweenness(ties_graph(ties))

    pairs_of_others = 10
    assert found[4] * pairs_of_others == pytest.approx(1.5)  # all of 1 to 5, half of 1 to 9


def test_a_bridge_and_its_ends():
    ring = [tie(1, 2), tie(2, 3), tie(1, 3)]
    graph = ties_graph([*ring, tie(3, 4), tie(4, 5), tie(5, 6), tie(4, 6)])

    assert centrality.bridges(graph) == ((3, 4),)
    assert centrality.articulation_points(graph) == (3, 4)


def test_two_papers_with_one_partner_do_not_make_the_bridge_safe():
    graph = ties_graph([tie(1, 2, record_id=11), tie(1, 2, record_id=12)])

    assert centrality.bridges(graph) == ((1, 2),)


def test_a_bridge_is_named_from_the_lower_id():
    assert centrality.bridges(ties_graph([tie(1, 5), tie(2, 5)])) == ((1, 5), (2, 5))


def test_our_only_bridge_is_named_with_those_behind_it():
    graph = ties_graph([tie(1, 2), tie(2, 3), tie(2, 4), tie(4, 5), tie(1, 6), tie(6, 7), tie(1, 7)])
    graph.add_node(8)

    assert centrality.only_through(graph, 1) == {2: (3, 4, 5), 4: (5,)}


def test_we_must_be_in_the_graph():
    with pytest.raises(nx.NodeNotFound):
        centrality.only_through(ties_graph([]), 1)
