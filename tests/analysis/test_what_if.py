"""What a change of our ties and networks takes away and brings."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx

from app.analysis.graph import Meeting, Seat, Tie
from app.analysis.introductions import Post, Register
from app.analysis.what_if import LARGEST_NETWORK, Link, change, cut_off, only_here

TODAY = date(2023, 10, 25)
US, ICLEI, MEDCITIES, LINZ, BONN, ROME, LYON, PERSON = 1, 2, 3, 4, 5, 6, 7, 8
TIE = 90
NOBODY: nx.Graph[int] = nx.Graph()


def network(id_, *contacts):
    return Link(id_, frozenset(contacts), network=True)


def tie(id_, *contacts):
    return Link(id_, frozenset(contacts), network=False)


def changed(*links, gone=(), new=(), partners=NOBODY):
    return change(links, gone=gone, new=new, partners=[partners], us=[US])


def test_what_only_the_network_brings_is_lost_and_the_rest_is_kept():
    does = changed(network(ICLEI, LINZ, BONN, ROME), network(MEDCITIES, ROME), tie(TIE, BONN), gone=[ICLEI])

    assert (does.lost, does.kept) == ({LINZ}, {BONN, ROME})
    assert does.overlap == {MEDCITIES: 1, TIE: 1}
    assert (len(does.before), len(does.after)) == (3, 2)


def test_we_are_nobodys_contact():
    assert changed(network(ICLEI, US), gone=[ICLEI]).lost == set()


def test_of_a_star_every_tie_that_ends_takes_its_partner_along():
    star = [tie(100 + city, city) for city in range(10, 20)]

    assert [changed(*star, gone=[one.id]).lost for one in star] == [one.contacts for one in star]
    assert all(not changed(*star, gone=[one.id]).overlap for one in star)


def test_two_networks_of_the_same_members_cost_nothing_one_by_one_and_everything_together():
    twins = network(ICLEI, LINZ, BONN), network(MEDCITIES, LINZ, BONN)

    assert changed(*twins, gone=[ICLEI]).lost == set()
    assert changed(*twins, gone=[ICLEI, MEDCITIES]).lost == {LINZ, BONN}
    assert only_here(twins) == {ICLEI: frozenset(), MEDCITIES: frozenset()}


def test_a_list_of_thousands_keeps_nobody_and_its_own_members_count_when_it_is_asked_about():
    crowd = network(ICLEI, *range(1_000, 1_001 + LARGEST_NETWORK))
    small = network(MEDCITIES, 1_000)

    assert changed(crowd, small, gone=[MEDCITIES]).lost == {1_000}
    assert len(changed(crowd, small, gone=[ICLEI]).lost) == LARGEST_NETWORK
    assert only_here([crowd, small]) == {
        ICLEI: crowd.contacts - small.contacts,
        MEDCITIES: small.contacts,
    }


def test_what_we_join_brings_whom_nothing_else_brings():
    does = changed(tie(TIE, LINZ), new=[network(ICLEI, LINZ, BONN)])

    assert (does.won, does.known, does.lost) == ({BONN}, {LINZ}, set())
    assert does.overlap == {TIE: 1}


def test_a_network_left_for_another_with_the_same_members_loses_nobody():
    does = changed(network(ICLEI, LINZ), gone=[ICLEI], new=[network(MEDCITIES, LINZ, BONN)])

    assert (does.lost, does.won) == (set(), {BONN})


def test_a_tie_reaches_the_partners_of_its_partner_and_a_seat_in_a_network_does_not():
    partners = nx.Graph([(LINZ, ROME), (LINZ, LYON), (LINZ, US)])

    assert changed(partners=partners, new=[tie(TIE, LINZ)]).two_ties == (0, 3)
    assert changed(partners=partners, new=[network(ICLEI, LINZ)]).two_ties == (0, 0)


def test_who_is_on_record_only_through_a_seat_is_cut_off_with_it():
    register = Register(
        ties=[Tie(US, LINZ, "sister_city", 0.9, 11)],
        seats=[Seat(US, ICLEI, 21), Seat(ROME, ICLEI, 22), Seat(LINZ, ICLEI, 23)],
        posts=[Post(PERSON, ICLEI, 31)],
    )

    assert cut_off(register, US, [21], TODAY) == set()
    assert cut_off(register, US, [11, 21], TODAY) == {LINZ, ICLEI, ROME, PERSON}


def test_whom_we_met_stays_in_reach_and_who_left_office_leads_nowhere():
    register = Register(
        ties=[Tie(US, LINZ, "sister_city", 0.9, 11)],
        meetings=[Meeting((US, PERSON), TODAY, 41)],
        posts=[Post(PERSON, LINZ, 31)],
    )
    gone = Register(
        register.ties,
        meetings=register.meetings,
        posts=[Post(PERSON, LINZ, 31, until=TODAY - timedelta(1))],
    )

    assert cut_off(register, US, [11], TODAY) == set()
    assert cut_off(gone, US, [11], TODAY) == {LINZ}


def test_without_a_record_of_ours_nobody_is_cut_off():
    assert cut_off(Register(), US, [1], TODAY) == set()
