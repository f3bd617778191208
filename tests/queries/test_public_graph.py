"""What public lists say, as one graph of our cities."""

import pytest

from app.queries.public_graph import public_graph
from app.services import reference as services
from app.unit_of_work import unit_of_work

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
MEMBERS = "network_name,network_acronym,city_name,country,lat,lon,joined_year\n"
IZMIR, SKOPJE, BREMEN = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
)


@pytest.fixture
def switch(make, session):
    def switch(list_, on):
        with unit_of_work(session):
            services.switch(session, make.actor("admin"), list_.id, on=on)

    return switch


def test_while_no_list_was_read_no_city_has_a_tie(session):
    graph = public_graph(session)

    assert not graph.ties
    assert not graph.networks
    assert not graph.memberships


def test_a_tie_in_two_lists_is_one_tie_that_names_both(make, session):
    for code in ("one", "two"):
        make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n", code)
    izmir, skopje = make.city("İzmir").id, make.city("Üsküp").id

    assert [tuple(sorted(tie)) for tie in public_graph(session).ties.edges] == [
        tuple(sorted((izmir, skopje)))
    ]
    assert sorted(public_graph(session).ties.edges[izmir, skopje]["lists"]) == ["one", "two"]


def test_memberships_are_told_from_both_sides(make, session):
    make.read_list(f"{MEMBERS}C40,,İzmir,TR,38.41,27.13,\nC40,,Bremen,DE,53.08,8.81,2001\n")
    graph = public_graph(session)
    izmir, bremen = make.city("İzmir").id, make.city("Bremen").id
    (network,) = graph.networks

    assert graph.network_names == {network: "C40"}
    assert graph.networks[network] == {izmir, bremen}
    assert graph.memberships == {izmir: {network}, bremen: {network}}


def test_a_city_is_there_with_country_region_and_position(make, session):
    graph = public_graph(session)
    izmir = make.city("İzmir")

    assert graph.countries[izmir.id] == make.country("TR").id
    assert graph.regions[make.country("TR").id] == "asia_west"
    assert graph.positions[izmir.id] == (izmir.latitude, izmir.longitude)


def test_a_list_that_is_switched_off_is_no_part_of_it(make, session, switch):
    list_ = make.public_list()
    assert public_graph(session).ties

    switch(list_, on=False)

    assert not public_graph(session).ties


def test_a_place_that_waits_has_no_tie(make, session):
    make.public_list()
    ties = public_graph(session).ties

    assert make.outside_place().city_id is None
    assert set(ties) == {make.city("İzmir").id, make.city("Üsküp").id}
