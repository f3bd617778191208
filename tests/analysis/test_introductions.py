"""Who can open the door."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx
import pytest

from app.analysis.graph import Meeting, Seat, Tie
from app.analysis.introductions import Mission, Outside, Post, Register, introductions

TODAY = date(2023, 10, 25)
YESTERDAY = TODAY - timedelta(1)
US, ZAGREB, SKOPJE, LJUBLJANA, ICLEI, MAYOR, CONSULATE, SPLIT, HOME = 1, 2, 3, 4, 5, 6, 7, 8, 9


def found(*, limit=10, country="HR", outside=None, **records):
    register = Register(**records)
    return introductions(
        register, US, ZAGREB, country=country, today=TODAY, outside=outside or Outside(), limit=limit
    )


def ask(**asked):
    return found(**asked).chains


def lists(*ties, members=(), node=None):
    """What public lists say: pairs of partners, and the members of networks; they know us as HOME."""
    networks: dict[int, frozenset[int]] = {}
    for network, city in members:
        networks[network] = networks.get(network, frozenset()) | {city}
    memberships = {city: frozenset(n for n, c in members if c == city) for _, city in members}
    return Outside(
        nx.Graph(ties), networks, memberships, {n: (node or {}).get(n, -n) for n in networks}, HOME
    )


def ways(chains):
    return [[US, *(step.b for step in chain.steps)] for chain in chains]


def test_a_sister_of_both_opens_the_door_and_every_step_names_its_record():
    (chain,) = ask(
        ties=[Tie(US, SKOPJE, "sister_city", 0.9, 11), Tie(ZAGREB, SKOPJE, "sister_city", 0.8, 12)]
    )

    assert [(step.a, step.b, step.kind, step.record_ids) for step in chain.steps] == [
        (US, SKOPJE, "sister_city", (11,)),
        (SKOPJE, ZAGREB, "sister_city", (12,)),
    ]
    assert chain.score == pytest.approx(0.72)


def test_a_shared_network_stands_in_the_chain_itself():
    assert ways(ask(seats=[Seat(US, ICLEI, 21), Seat(ZAGREB, ICLEI, 22)])) == [[US, ICLEI, ZAGREB]]


def test_a_small_network_opens_more_doors_than_a_large_one():
    small = [Seat(US, ICLEI, 21), Seat(ZAGREB, ICLEI, 22)]
    large = [*small, *(Seat(member, ICLEI, member) for member in range(100, 1_098))]

    assert ask(seats=small)[0].score == pytest.approx(0.49 / 1.30103)
    assert ask(seats=large)[0].score == pytest.approx(0.49 / 4)


def test_an_officer_of_theirs_whom_we_met_opens_the_door():
    met = [Meeting((US, MAYOR), YESTERDAY, 31)]

    (chain,) = ask(meetings=met, posts=[Post(MAYOR, ZAGREB, 41)])

    assert [step.kind for step in chain.steps] == ["meeting", "post"]


def test_who_has_left_office_is_offered_only_as_somebody_who_left_and_after_who_holds_one():
    met = [Meeting((US, person), YESTERDAY, 31) for person in (MAYOR, SPLIT)]
    gone = Post(MAYOR, ZAGREB, 41, until=YESTERDAY)

    (chain,) = ask(meetings=met, posts=[gone])
    assert [step.kind for step in chain.steps] == ["meeting", "former_post"]
    assert ways(ask(meetings=met, posts=[gone, Post(SPLIT, ZAGREB, 42)])) == [
        [US, SPLIT, ZAGREB],
        [US, MAYOR, ZAGREB],
    ]


def test_a_former_office_fades_and_an_office_taken_up_again_is_not_former():
    met = [Meeting((US, MAYOR), TODAY, 31)]

    def strength(*posts):
        (chain,) = ask(meetings=met, posts=[Post(MAYOR, ZAGREB, 41, until=until) for until in posts])
        return chain.steps[1].strength

    assert strength(TODAY - timedelta(730)) == pytest.approx(0.125)
    assert strength(TODAY - timedelta(730), None) == 0.9


def test_a_tie_or_a_seat_that_has_ended_opens_nothing():
    ended = [
        Tie(US, SKOPJE, "sister_city", 0.9, 11, until=YESTERDAY),
        Tie(SKOPJE, ZAGREB, "sister_city", 0.9, 12),
    ]
    left = [Seat(US, ICLEI, 21), Seat(ZAGREB, ICLEI, 22, until=YESTERDAY)]

    assert ask(ties=ended, seats=left) == ()


def test_the_consulate_of_their_country_is_a_door_once_we_have_met_it():
    croatian = [Mission(CONSULATE, "HR", 51)]

    (chain,) = ask(missions=croatian, meetings=[Meeting((US, CONSULATE), YESTERDAY, 31)])

    assert [step.kind for step in chain.steps] == ["meeting", "represents"]
    assert ask(missions=croatian) == ()


def test_the_consulate_of_another_country_is_no_door():
    met = [Meeting((US, CONSULATE), YESTERDAY, 31)]

    assert ask(missions=[Mission(CONSULATE, "SI", 51)], meetings=met) == ()
    assert ask(country=None, missions=[Mission(CONSULATE, "", 51)], meetings=met) == ()


def test_a_recent_meeting_comes_before_an_old_one():
    posts = [Post(MAYOR, ZAGREB, 41), Post(9, ZAGREB, 42)]
    met = [Meeting((US, 9), YESTERDAY, 31), Meeting((US, MAYOR), date(2015, 1, 1), 32)]

    assert ways(ask(posts=posts, meetings=met)) == [[US, 9, ZAGREB], [US, MAYOR, ZAGREB]]


def test_several_records_make_one_stronger_step():
    (chain,) = ask(
        ties=[Tie(US, ZAGREB, "contact", 0.5, 11)],
        meetings=[Meeting((US, ZAGREB), TODAY, 31)],
    )

    (step,) = chain.steps
    assert (step.kinds, step.record_ids) == (("meeting", "contact"), (31, 11))
    assert step.strength == pytest.approx(1 - 0.5 * 0.4)


def test_three_steps_are_a_way_and_four_are_not():
    ties = [Tie(a, b, "sister_city", 0.9, 10 + a) for a, b in [(US, 20), (20, 30), (30, 40), (40, ZAGREB)]]

    assert ask(ties=ties) == ()
    assert ways(ask(ties=[*ties, Tie(30, ZAGREB, "project", 0.1, 19)])) == [[US, 20, 30, ZAGREB]]


def test_a_detour_is_not_a_second_door():
    ties = [
        Tie(US, SKOPJE, "sister_city", 0.9, 11),
        Tie(SKOPJE, ZAGREB, "sister_city", 0.9, 12),
        Tie(SKOPJE, SPLIT, "sister_city", 0.9, 13),
        Tie(SPLIT, ZAGREB, "sister_city", 0.9, 14),
        Tie(US, LJUBLJANA, "project", 0.9, 15),
        Tie(LJUBLJANA, SKOPJE, "project", 0.9, 16),
    ]

    assert ways(ask(ties=ties)) == [[US, SKOPJE, ZAGREB]]


def test_equal_chains_stand_in_a_fixed_order_whatever_the_order_of_the_records():
    ties = [
        Tie(a, b, "sister_city", 0.5, a * 10 + b) for a in (US, ZAGREB) for b in (SKOPJE, LJUBLJANA, SPLIT)
    ]

    assert ask(ties=ties) == ask(ties=ties[::-1])
    assert ways(ask(ties=ties)) == [[US, other, ZAGREB] for other in (SKOPJE, LJUBLJANA, SPLIT)]


def test_of_equal_chains_the_one_with_fewer_steps_comes_first():
    certain = [(US, 3), (3, 4), (4, ZAGREB), (US, 9), (9, ZAGREB)]

    chains = ask(ties=[Tie(a, b, "sister_city", 1, a * 10 + b) for a, b in certain])

    assert ways(chains) == [[US, 9, ZAGREB], [US, 3, 4, ZAGREB]]


def test_only_the_best_are_returned():
    ties = [
        Tie(a, b, "sister_city", 0.5, a * 10 + b) for a in (US, ZAGREB) for b in (SKOPJE, LJUBLJANA, SPLIT)
    ]

    assert len(ask(ties=ties, limit=2)) == 2


def test_nobody_needs_an_introduction_to_oneself_and_the_unknown_have_none():
    ties = [Tie(US, SKOPJE, "sister_city", 0.9, 11)]

    assert introductions(Register(ties=ties), US, US, country=None, today=TODAY).chains == ()
    assert ask(ties=ties) == ()


def test_a_twin_town_of_our_sister_in_a_public_list_opens_the_door_and_names_the_city_it_is_said_of():
    (chain,) = ask(ties=[Tie(US, SKOPJE, "sister_city", 0.9, 11)], outside=lists((SKOPJE, ZAGREB)))

    assert [(step.kind, step.record_ids) for step in chain.steps] == [
        ("sister_city", (11,)),
        ("listed", (ZAGREB,)),
    ]
    assert chain.score == pytest.approx(0.9 * 0.45)


def test_lists_know_us_by_our_city_and_what_is_on_record_needs_no_list():
    assert ways(ask(outside=lists((HOME, ZAGREB)))) == [[US, ZAGREB]]

    (chain,) = ask(ties=[Tie(US, ZAGREB, "sister_city", 0.9, 11)], outside=lists((HOME, ZAGREB)))
    assert chain.steps[0].kinds == ("sister_city",)


def test_the_twin_of_a_twin_of_a_twin_is_the_last_way():
    chains = ask(
        ties=[Tie(US, SKOPJE, "sister_city", 0.9, 11)], outside=lists((SKOPJE, SPLIT), (SPLIT, ZAGREB))
    )

    assert ways(chains) == [[US, SKOPJE, SPLIT, ZAGREB]]


def test_a_network_of_ours_in_which_only_a_list_knows_the_city_leads_there():
    seats = [Seat(US, ICLEI, 21)]

    (chain,) = ask(seats=seats, outside=lists(members=[(70, ZAGREB), (70, SPLIT)], node={70: ICLEI}))
    assert [(step.b, step.kind) for step in chain.steps] == [(ICLEI, "seat"), (ZAGREB, "listed_member")]


def test_a_network_that_only_lists_know_has_a_number_below_zero():
    assert ways(ask(outside=lists(members=[(70, ZAGREB), (70, HOME)]))) == [[US, -70, ZAGREB]]


def test_a_network_with_a_long_public_list_is_a_weak_door_even_where_few_members_are_on_record():
    seats = [Seat(US, ICLEI, 21), Seat(ZAGREB, ICLEI, 22)]
    members = [(70, city) for city in range(100, 1_100)]

    assert ask(seats=seats, outside=lists(members=members, node={70: ICLEI}))[0].score == pytest.approx(
        0.49 / 4
    )


def test_how_often_the_first_way_stays_the_first_when_records_are_left_out():
    many = [Tie(US, n, "project", 0.3, n) for n in range(20, 40)]
    alone = [Tie(US, SKOPJE, "sister_city", 0.9, 11), Tie(SKOPJE, ZAGREB, "sister_city", 0.9, 12)]
    others = [Tie(n, ZAGREB, "project", 0.3, 100 + n) for n in range(20, 40)]

    sure = found(ties=[Tie(US, ZAGREB, "contact", 0.9, n) for n in range(5)])
    unsure = found(ties=[*alone, *many, *others])

    assert sure.first_held == 100
    assert 70 <= unsure.first_held < 95
    assert found(ties=[*alone, *many, *others]) == unsure
