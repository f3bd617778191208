"""Whom next: each reason alone, and a score that is the sum of what it says."""

from dataclasses import replace
from math import log

import networkx as nx
import pytest

from app.analysis.candidates import LARGEST_NETWORK, Because, Suggestions, score
from app.analysis.public_graph import PublicGraph

US, FRIEND, OTHER, FAR = 1, 2, 3, 4
TR, DE = 100, 200


def world(*ties, **facts):
    """Cities with ties, all of an unknown country, size and place unless the facts say so."""
    graph = nx.Graph(ties)
    empty = PublicGraph(graph, {}, {}, {}, {}, {}, {}, {})
    return replace(empty, **facts)


def reasons(found, city):
    (candidate,) = (one for one in found if one.city == city)
    return {reason.kind: reason for reason in candidate.reasons}


def test_a_partner_of_a_partner_is_suggested_and_the_partner_is_the_evidence():
    found = score(world((US, FRIEND), (FRIEND, OTHER), (FAR, 5)), US)

    assert found[0].city == OTHER
    assert reasons(found, OTHER)[Because.PARTNERS].evidence == (FRIEND,)
    assert Because.PARTNERS not in reasons(found, FAR)


def test_a_partner_who_knows_everybody_says_less():
    quiet = score(world((US, FRIEND), (FRIEND, OTHER)), US)
    busy = score(world((US, FRIEND), (FRIEND, OTHER), *((FRIEND, city) for city in range(10, 40))), US)

    assert reasons(quiet, OTHER)[Because.PARTNERS].weight > reasons(busy, OTHER)[
        Because.PARTNERS
    ].weight * log(30) / log(4)


def test_a_partner_of_a_city_that_shares_partners_with_us_is_suggested():
    found = score(world((US, FRIEND), (FRIEND, OTHER), (OTHER, FAR)), US)
    reason = reasons(found, FAR)[Because.ALIKE]

    assert (reason.evidence, reason.number) == ((OTHER,), 1)


def test_countries_with_more_ties_than_chance_count_and_with_fewer_count_against():
    ours, theirs, elsewhere = range(10, 20), range(110, 120), range(210, 230)
    among_themselves = zip(elsewhere[::2], elsewhere[1::2], strict=True)
    countries = dict.fromkeys((US, *ours), TR) | dict.fromkeys(theirs, DE) | dict.fromkeys(elsewhere, 300)
    public = world(*zip(ours, theirs, strict=True), *among_themselves, countries=countries)
    found = score(public, US, limit=None)

    assert reasons(found, 110)[Because.COUNTRY].weight > 0
    assert reasons(found, 110)[Because.COUNTRY].evidence == (TR, DE)
    assert reasons(found, 110)[Because.COUNTRY].number == 10
    assert reasons(found, 210)[Because.COUNTRY].weight < 0


def test_a_city_of_our_own_country_has_a_reason_against_it():
    found = score(world((FRIEND, OTHER), countries={US: TR, FRIEND: TR, OTHER: DE}), US)

    assert reasons(found, FRIEND)[Because.SAME_COUNTRY].weight < 0
    assert Because.SAME_COUNTRY not in reasons(found, OTHER)


def test_a_shared_network_counts_unless_half_the_world_is_in_it():
    everybody = frozenset(range(1, LARGEST_NETWORK + 2))
    both = {US: frozenset({7, 8}), FRIEND: frozenset({7, 8}), OTHER: frozenset({8})}
    public = world((FRIEND, OTHER), memberships=both, networks={7: frozenset({US, FRIEND}), 8: everybody})
    found = score(public, US)

    assert reasons(found, FRIEND)[Because.NETWORKS].evidence == (7,)
    assert Because.NETWORKS not in reasons(found, OTHER)


@pytest.mark.parametrize(("longitude", "near"), [(27.5, True), (29.0, True), (60.0, False), (-179.0, False)])
def test_a_near_city_counts(longitude, near):
    public = world((FRIEND, OTHER), positions={US: (38.4, 27.1), FRIEND: (38.4, longitude)})

    assert (Because.NEAR in reasons(score(public, US), FRIEND)) is near


def test_places_on_both_sides_of_the_date_line_are_near():
    public = world((FRIEND, OTHER), positions={US: (-17.0, 179.9), FRIEND: (-17.0, -179.9)})

    assert reasons(score(public, US), FRIEND)[Because.NEAR].number == pytest.approx(21.3, abs=0.1)


def test_a_city_of_our_size_counts_more_and_an_unknown_size_counts_nothing():
    public = world(
        (FRIEND, OTHER), (FAR, 5), populations={US: 400_000, FRIEND: 200_000, OTHER: 4_000, FAR: None}
    )
    found = score(public, US)

    assert reasons(found, FRIEND)[Because.SIZE].weight > reasons(found, OTHER)[Because.SIZE].weight
    assert reasons(found, FRIEND)[Because.SIZE].number == pytest.approx(2)
    assert Because.SIZE not in reasons(found, FAR)


def test_the_score_is_the_sum_of_the_reasons():
    public = world(
        (US, FRIEND),
        (FRIEND, OTHER),
        (OTHER, FAR),
        countries={US: TR, FRIEND: DE, OTHER: TR, FAR: DE},
        populations=dict.fromkeys((US, OTHER, FAR), 1_000),
        positions=dict.fromkeys((US, OTHER, FAR), (1.0, 1.0)),
        networks={7: frozenset({US, FAR})},
        memberships={US: frozenset({7}), FAR: frozenset({7})},
    )
    everybody = Suggestions(public).rank(US, limit=None)

    assert [one.city for one in everybody] == [OTHER, FAR]
    for one in everybody:
        assert one.score == pytest.approx(sum(reason.weight for reason in one.reasons))
        assert [reason.weight for reason in one.reasons] == sorted(
            (reason.weight for reason in one.reasons), reverse=True
        )
    assert everybody[0].score > everybody[1].score


def test_our_own_ties_count_besides_those_of_lists_and_are_no_candidates():
    public = world((FRIEND, OTHER), (FAR, 5))
    found = score(public, US, partners=[FRIEND])

    assert found[0].city == OTHER
    assert FRIEND not in {one.city for one in found}


def test_a_partner_whom_only_our_record_ties_us_to_counts_as_one_of_the_lists_would():
    listed = score(world((US, FRIEND), (FRIEND, OTHER)), US)
    recorded = score(world((FRIEND, OTHER)), US, partners=[FRIEND])

    weights = [reasons(found, OTHER)[Because.PARTNERS].weight for found in (listed, recorded)]
    assert weights[0] == weights[1] > 0


def test_who_is_alike_in_everything_is_ranked_by_id():
    found = score(world(*((FRIEND, city) for city in range(10, 15)), (US, FRIEND)), US)

    assert [one.city for one in found] == [10, 11, 12, 13, 14]
    assert len({round(one.score, 9) for one in found}) == 1


def test_a_city_in_no_list_is_answered_and_an_empty_world_suggests_nobody():
    assert {one.city for one in score(world((FRIEND, OTHER)), US)} == {FRIEND, OTHER}
    assert score(world(), US) == ()
