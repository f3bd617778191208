"""What our own record says for and against a suggestion of public lists."""

from __future__ import annotations

import networkx as nx
import pytest

from app.analysis.advice import WEIGHTS, Advice, House, Spread, advise
from app.analysis.candidates import Because, Candidate, Reason, Suggestions
from app.analysis.public_graph import PublicGraph

HERE, LINZ, GRAZ, BONN, LIMA, NOWHERE = 1, 2, 3, 4, 5, 6
TURKEY, AUSTRIA, GERMANY, PERU = 91, 92, 93, 94
COUNTRIES = {HERE: TURKEY, LINZ: AUSTRIA, GRAZ: AUSTRIA, BONN: GERMANY, LIMA: PERU, NOWHERE: None}


def world(ties=(), **facts):
    return PublicGraph(
        ties=nx.Graph(ties),
        networks={},
        memberships={},
        network_names={},
        countries=COUNTRIES,
        regions={TURKEY: "west_asia", AUSTRIA: "europe", GERMANY: "europe", PERU: "america"},
        populations=facts.get("populations", {}),
        positions={},
    )


def suggested(*cities, score=1.0):
    return [Candidate(city, score, (Reason(Because.PARTNERS, score, (HERE,), 1),)) for city in cities]


def ranked(advised):
    return [(one.city, one.rank) for one in advised]


def kinds(grounds):
    return [ground.kind for ground in grounds]


def test_the_score_is_the_sum_of_all_reasons_and_each_names_its_records():
    house = House(TURKEY, tied={AUSTRIA: (71,)}, asleep={AUSTRIA: (71,)}, met={LINZ: (81, 82)})

    (one,) = advise(suggested(LINZ), house, world())

    assert kinds(one.reasons) == [Because.PARTNERS, Advice.MET]
    assert kinds(one.counter_reasons) == [Advice.COUNTRY_TAKEN, Advice.ASLEEP]
    assert {ground.kind: ground.evidence for ground in one.grounds} == {
        Because.PARTNERS: (HERE,),
        Advice.MET: (81, 82),
        Advice.COUNTRY_TAKEN: (71,),
        Advice.ASLEEP: (71,),
    }
    assert one.score == pytest.approx(sum(ground.weight for ground in one.grounds))


def test_cities_of_our_own_country_or_of_none_are_no_candidates():
    assert advise(suggested(HERE, NOWHERE), House(TURKEY), world()) == ()


def test_equal_scores_share_a_rank_and_stand_by_id():
    house = House(TURKEY)

    assert ranked(advise(suggested(BONN, LINZ, GRAZ), house, world())) == [(LINZ, 1), (GRAZ, 1), (BONN, 1)]
    assert ranked(advise([*suggested(LIMA, score=2.0), *suggested(BONN, LINZ)], house, world())) == [
        (LIMA, 1),
        (LINZ, 2),
        (BONN, 2),
    ]


def test_a_tie_in_the_country_speaks_against_its_other_cities_more_the_more_there_are():
    def weight(*ties):
        (one,) = advise(suggested(LINZ), House(TURKEY, tied={AUSTRIA: ties}), world())
        return one.counter_reasons[0].weight

    assert weight(71) == WEIGHTS[Advice.COUNTRY_TAKEN]
    assert weight(71, 72, 73) < weight(71)


def test_one_city_a_country_and_only_new_countries_leave_the_others_out():
    cities = [*suggested(LINZ, score=3.0), *suggested(GRAZ, score=2.0), *suggested(BONN)]
    house = House(TURKEY, tied={GERMANY: (71,)})

    assert [city for city, _ in ranked(advise(cities, house, world(), spread=Spread.ONE))] == [LINZ, BONN]
    assert [city for city, _ in ranked(advise(cities, house, world(), spread=Spread.NEW))] == [LINZ, GRAZ]


def test_a_region_without_a_tie_speaks_for_a_city_only_where_the_ties_are_recorded():
    def reasons(regions):
        (one,) = advise(suggested(LIMA), House(TURKEY, regions=frozenset(regions)), world())
        return kinds(one.reasons)

    assert Advice.REGION_GAP in reasons({"europe"})
    assert Advice.REGION_GAP not in reasons({"europe", "america"})
    assert Advice.REGION_GAP not in reasons(())


def test_size_speaks_for_a_city_or_against_it_and_never_both():
    size = Reason(Because.SIZE, 0.9, (), 2.0)

    def told(inhabitants):
        public = world(populations={LINZ: inhabitants})
        (one,) = advise([Candidate(LINZ, 0.9, (size,))], House(TURKEY, inhabitants=1_000_000), public)
        return kinds(one.grounds)

    assert told(500_000) == [Because.SIZE]
    assert told(100_000) == [Advice.SIZE_APART]
    assert told(None) == [Because.SIZE]


def test_in_a_symmetric_world_every_candidate_is_the_first():
    ring = [(HERE, LINZ), (HERE, GRAZ), (LINZ, BONN), (LINZ, LIMA), (GRAZ, BONN), (GRAZ, LIMA)]
    public = world(ring)
    found = Suggestions(public).rank(HERE, limit=None)

    assert {one.rank for one in advise(found, House(), public) if one.city in (BONN, LIMA)} <= {1, 2}
    assert len({round(one.score, 6) for one in found if one.city in (BONN, LIMA)}) == 1
