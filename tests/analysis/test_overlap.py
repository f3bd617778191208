"""What networks share beyond chance, and who shares ours."""

from __future__ import annotations

from math import comb

import pytest

from app.analysis.overlap import fellows, overlaps, together

HUGE = 1


def crowd(small, number=2_000):
    """A network in which nearly everybody sits, and small ones."""
    return {HUGE: range(1, number + 1), **small}


def test_the_chance_is_that_of_drawing_members_without_return():
    (found,) = overlaps({1: {1, 2, 3, 4}, 2: {3, 4, 5, 6, 7}})

    everyone, drawn, marked = 7, 5, 4
    expected = sum(
        comb(marked, shared) * comb(everyone - marked, drawn - shared) / comb(everyone, drawn)
        for shared in range(2, marked + 1)
    )
    assert found.chance == pytest.approx(expected)
    assert (found.shared, found.of_smaller) == (2, 0.5)
    assert found.expected == pytest.approx(20 / 7)
    assert not found.telling


def test_a_network_of_thousands_overlaps_with_all_and_that_says_nothing():
    small = {2: range(1, 31), 3: range(11, 41), 4: range(500, 530)}

    found = {(one.a, one.b): one for one in overlaps(crowd(small))}

    assert found[HUGE, 2].of_smaller == 1
    assert not any(one.telling for pair, one in found.items() if HUGE in pair)
    assert found[2, 3].telling
    assert (2, 4) not in found


def test_only_the_pairs_that_are_asked_for_are_compared():
    assert [(one.a, one.b) for one in overlaps(crowd({2: {1, 2}, 3: {1, 2}}), [(2, 3)])] == [(2, 3)]


def test_who_sits_with_us_in_small_networks_comes_before_who_sits_in_a_huge_one():
    us = 1
    small = {number: {us, 2, 100 * number, 100 * number + 1} for number in range(2, 7)}
    found = fellows(crowd(small), [HUGE, *small], us)

    assert (found[0].member, found[0].networks) == (2, (2, 3, 4, 5, 6, HUGE))
    assert [one.member for one in found if one.telling] == [2]
    assert len(found) == 1_999
    assert us not in {one.member for one in found}


def test_without_a_network_nobody_sits_with_us():
    assert fellows({}, [], 1) == ()
    assert overlaps({}) == ()
    assert together({}, []) == ()


def test_networks_of_one_size_that_all_share_tell_nobody_apart():
    everybody = range(1, 30)
    found = fellows({1: everybody, 2: everybody}, [1, 2], 1)

    assert len({one.weight for one in found}) == 1
    assert not any(one.telling for one in found)


def test_two_who_share_rare_networks_belong_together_and_two_of_the_crowd_do_not():
    pair = {number: {7, 8, 300 + number} for number in range(2, 8)}

    found = {(one.a, one.b): one for one in together(crowd(pair), [7, 8, 9, 10])}

    assert found[7, 8].telling
    assert found[7, 8].networks == (2, 3, 4, 5, 6, 7, HUGE)
    assert not found[7, 9].telling
    assert not found[9, 10].telling


def test_who_sits_everywhere_is_close_to_nobody_by_that():
    networks = {number: {1, 10 * number, 10 * number + 1} for number in range(1, 40)}
    networks |= {50: {10, 20}, 51: {10, 20}, 52: {10, 20}}

    found = {(one.a, one.b): one for one in together(networks, [1, 10, 20])}

    assert found[10, 20].telling
    assert not found[1, 10].telling
