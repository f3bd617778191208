"""What is shown of a network: a neighbourhood, and never all of it."""

import networkx as nx
import pytest

from app.analysis.neighbourhood import (
    MOST_GROWN,
    MOST_NEIGHBOURS,
    MOST_NODES,
    Link,
    Neighbourhoods,
    Wanted,
    on_the_way,
)

US, HOME = 1, 100


def link(a, b, kind="sister_city", strength=0.9, **facts):
    return Link(a, b, kind, strength, **facts)


def shown(own, public=(), centre=US, **wanted):
    return Neighbourhoods(own, nx.Graph(public), US, HOME).shown(Wanted(centre, **wanted))


def pairs(links):
    return {frozenset({one.a, one.b}) for one in links}


def test_the_middle_comes_first_then_its_neighbours_the_strongest_first():
    told = shown([link(US, 2, strength=0.4), link(US, 3), link(3, 4)])

    assert told.nodes == (US, 3, 2)
    assert told.left_out == {3: 1}


def test_ties_among_those_shown_are_shown_and_public_ones_are_marked():
    told = shown([link(US, 2), link(US, 3), link(2, 3, "project")], [(2, 3), (3, 9)])

    assert pairs(told.links) == {frozenset({1, 2}), frozenset({1, 3}), frozenset({2, 3})}
    assert {one.kind for one in told.links if {one.a, one.b} == {2, 3}} == {"project"}
    told = shown([link(US, 2), link(US, 3)], [(2, 3)])
    assert [one.public for one in told.links if {one.a, one.b} == {2, 3}] == [True]


def test_our_city_among_the_public_ties_is_we():
    told = shown([link(US, 2)], [(HOME, 7), (HOME, 2)])

    assert set(told.nodes) == {US, 2, 7}
    assert HOME not in told.nodes
    assert [one.kind for one in told.links if {one.a, one.b} == {US, 2}] == ["sister_city"]


def test_opening_a_node_shows_whom_it_knows_and_only_then():
    own, public = [link(US, 2)], [(2, 5), (2, 6)]

    assert set(shown(own, public).nodes) == {US, 2}
    assert set(shown(own, public, opened=(2,)).nodes) == {US, 2, 5, 6}
    assert set(shown(own, public, opened=(99,)).nodes) == {US, 2}


def test_the_second_step_brings_in_whom_at_least_two_know():
    own = [link(US, 2), link(US, 3)]

    told = shown(own, [(2, 5), (3, 5), (3, 6)], steps=2)

    assert set(told.nodes) == {US, 2, 3, 5}


def test_the_way_is_shown_the_strong_one_before_the_short_one():
    own = [link(US, 2, strength=0.1), link(2, 9, strength=0.1), link(US, 3), link(3, 4), link(4, 9)]

    told = shown(own, target=9)

    assert told.way == (US, 3, 4, 9)
    assert set(told.way) <= set(told.nodes)
    assert {frozenset({one.a, one.b}) for one in told.links if on_the_way(one, told.way)} == {
        frozenset({US, 3}),
        frozenset({3, 4}),
        frozenset({4, 9}),
    }
    assert shown(own, target=77).way == ()
    assert shown(own, target=US).way == ()


def test_a_way_has_four_steps_at_most():
    chain = [link(US, 2), *(link(node, node + 1) for node in range(2, 6))]

    assert shown(chain, target=5).way == (US, 2, 3, 4, 5)
    assert shown(chain, target=6).way == ()
    strong_and_long = [*chain, link(US, 6, strength=0.05)]
    assert shown(strong_and_long, target=6).way == (US, 6)


def test_who_hangs_on_the_middle_by_one_alone_is_behind_them():
    told = shown([link(US, 2), link(US, 3), link(2, 3), link(2, 5)], opened=(2,))

    assert told.behind == {2: {5}}


def test_several_ties_are_one_link_with_all_its_records_and_the_earliest_year():
    met = link(2, US, "meeting", 0.5, since=1999, record_ids=(12,))
    (told,) = shown([link(US, 2, strength=0.5, since=2010, record_ids=(11,)), met]).links

    assert told.strength == pytest.approx(0.75)
    assert told.since == 1999
    assert set(told.record_ids) == {11, 12}


def test_a_crowd_never_becomes_a_hairball():
    crowd = [link(US, node) for node in range(2, 500)]
    told = shown(crowd)
    assert len(told.nodes) == MOST_NEIGHBOURS + 1
    assert told.left_out[US] == 498 - MOST_NEIGHBOURS

    public = [(node, 1000 + 50 * node + other) for node in range(2, 42) for other in range(50)]
    told = shown(crowd[:40], public, opened=tuple(range(2, 42)))
    assert len(told.nodes) <= MOST_NODES
    told = shown(crowd[:1], public, opened=(2,))
    assert len(told.nodes) == 2 + MOST_GROWN


def test_somebody_whom_nothing_links_stands_alone():
    told = shown([link(US, 2)], centre=55)

    assert (told.nodes, told.links, told.behind) == ((55,), (), {})
