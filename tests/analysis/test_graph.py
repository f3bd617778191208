"""Records as graphs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.analysis import graph as graphs
from app.analysis.graph import Meeting, Seat, Tie

TODAY = date(2023, 10, 25)
IZMIR, SKOPJE, BREMEN, MEDCITIES, UCLG = 1, 2, 3, 4, 5


def test_parallel_ties_become_one_that_is_stronger_than_each_and_never_above_one():
    ties = [Tie(IZMIR, SKOPJE, "project", 0.5, 12), Tie(SKOPJE, IZMIR, "sister_city", 0.8, 11)]

    graph = graphs.ties_graph(ties)

    edge = graph.edges[IZMIR, SKOPJE]
    assert graph.number_of_edges() == 1
    assert edge["strength"] == pytest.approx(0.9)
    assert edge["kinds"] == ("sister_city", "project")
    assert edge["record_ids"] == (11, 12)


def test_a_strong_tie_is_a_short_way():
    graph = graphs.ties_graph([Tie(IZMIR, SKOPJE, "sister_city", 0.8, 11)])

    assert graph.edges[IZMIR, SKOPJE]["cost"] == pytest.approx(1.25)


def test_a_tie_with_oneself_is_none():
    assert graphs.ties_graph([Tie(IZMIR, IZMIR, "contact", 0.5, 11)]).number_of_edges() == 0


@pytest.mark.parametrize("strength", [0, -1, 1.01, float("nan")])
def test_a_strength_that_would_have_no_cost_is_refused(strength):
    with pytest.raises(ValueError, match="record 11"):
        Tie(IZMIR, SKOPJE, "contact", strength, 11)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + timedelta(1), None, False),
        (None, TODAY - timedelta(1), False),
    ],
)
def test_unknown_days_close_nothing(since, until, holds):
    seat = Seat(IZMIR, MEDCITIES, 21, since, until)

    assert list(graphs.on_day([seat], TODAY)) == ([seat] if holds else [])


def test_a_network_that_is_a_member_of_another_stands_on_both_sides():
    graph = graphs.membership_graph(
        [Seat(IZMIR, MEDCITIES, 21), Seat(MEDCITIES, UCLG, 22), Seat(IZMIR, MEDCITIES, 23)]
    )

    sides = dict(graph.nodes(data="bipartite"))
    assert sides == {
        ("member", IZMIR): 0,
        ("network", MEDCITIES): 1,
        ("member", MEDCITIES): 0,
        ("network", UCLG): 1,
    }
    assert graph.edges[("member", IZMIR), ("network", MEDCITIES)]["record_ids"] == (21, 23)


def test_a_network_of_ten_thousand_is_not_projected_on_its_members():
    graph = graphs.membership_graph(Seat(member, UCLG, member) for member in range(100, 10_100))

    assert graph.number_of_edges() == 10_000


def test_a_meeting_is_shared_out_among_those_present():
    graph = graphs.co_attendance_graph([Meeting((IZMIR, SKOPJE, BREMEN, SKOPJE), TODAY, 31)], TODAY)

    assert graph.number_of_edges() == 3
    assert graph.edges[IZMIR, BREMEN]["strength"] == pytest.approx(graphs.MEETING_STRENGTH / 2)


def test_a_meeting_fades_by_half_in_two_years():
    earlier = TODAY - timedelta(730)
    graph = graphs.co_attendance_graph([Meeting((IZMIR, SKOPJE), earlier, 31)], TODAY)

    assert graph.edges[IZMIR, SKOPJE]["strength"] == pytest.approx(graphs.MEETING_STRENGTH / 2)


def test_a_meeting_of_unknown_day_counts_as_an_old_one():
    graph = graphs.co_attendance_graph([Meeting((IZMIR, SKOPJE), None, 31)], TODAY)

    assert graph.edges[IZMIR, SKOPJE]["strength"] == pytest.approx(graphs.MEETING_STRENGTH / 4)


def test_a_meeting_of_the_first_day_of_the_calendar_still_has_a_cost():
    graph = graphs.co_attendance_graph([Meeting((IZMIR, SKOPJE), date.min, 31)], TODAY)

    assert 0 < graph.edges[IZMIR, SKOPJE]["strength"] < 1e-300


def test_what_lies_ahead_has_not_been_a_meeting():
    assert not graphs.co_attendance_graph([Meeting((IZMIR, SKOPJE), TODAY + timedelta(1), 31)], TODAY).edges


def test_to_have_been_at_the_same_congress_is_no_acquaintance():
    assert not graphs.co_attendance_graph([Meeting(tuple(range(61)), TODAY, 31)], TODAY).edges
