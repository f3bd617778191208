"""The other layers of the map: networks, visits, projects, public lists, peers, and mayors' terms."""

from __future__ import annotations

from datetime import date

from app.queries import map_networks
from app.records.memberships import MEMBERSHIP
from models import PartialDate
from models.vocabulary import (
    Direction,
    MembershipRelation,
    OrganisationKind,
    ProjectState,
    RecordKind,
    Relation,
    VisitState,
)

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
MEMBERS = "network_name,network_acronym,city_name,country,lat,lon,joined_year\n"
IZMIR, SKOPJE, BREMEN = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
)


def member(make, network, who, **facts):
    relation = facts.pop("relation", MembershipRelation.MEMBER)
    return make.record(MEMBERSHIP, network_id=network.id, member_id=who.id, relation=relation, **facts)


# --- Networks -----------------------------------------------------------------------------------------------


def test_networks_show_who_else_is_in_those_we_are_in(make, house, body, shown):
    network = OrganisationKind.CITY_NETWORK
    ours, other = (body(name, organisation_kind=network) for name in ("MedCities", "ICLEI"))
    member(make, ours, house)
    member(make, ours, body("Linz Belediyesi", "Linz"))
    member(make, ours, body("Bonn Belediyesi", "Bonn"), relation=MembershipRelation.APPLICANT)
    member(make, ours, body("Roma Belediyesi", "Roma"), until=PartialDate.of(2010))
    member(make, other, body("Bremen Belediyesi", "Bremen"))

    assert shown(show="networks") == {"Linz": ["network"]}
    assert shown(show="networks", network=other.id) == {"Bremen": ["network"]}
    assert set(shown(show="networks", year=2009)) == {"Linz", "Roma"}


def test_a_network_narrows_our_ties_to_its_members(make, house, body, tie, shown):
    network = body("MedCities", organisation_kind=OrganisationKind.CITY_NETWORK)
    linz, bonn = body("Linz Belediyesi", "Linz"), body("Bonn Belediyesi", "Bonn")
    for one in (linz, bonn):
        tie(one, title_tr=one.title_tr)
    member(make, network, linz)

    assert set(shown(network=network.id)) == {"Linz"}
    assert shown(network="no number") == {}


def test_a_network_that_we_are_not_in_has_members_and_no_lines_to_us(make, house, body, view, session):
    ours, other = (body(name, organisation_kind=OrganisationKind.CITY_NETWORK) for name in ("A", "B"))
    for network, who in ((ours, house), (ours, body("Linz", "Linz")), (other, body("Bonn", "Bonn"))):
        member(make, network, who)
    make.read_list(f"{MEMBERS}C40,,Roma,IT,41.89,12.48,\n")
    ((public, _),) = map_networks.public(session)

    def arcs(network):
        drawn = view(show="networks", network=network)
        return {drawn.cities[one.b].name: one.a == drawn.home for one in drawn.ties}

    assert arcs(ours.id) == {"Linz": True}
    assert arcs(other.id) == {"Bonn": False}
    assert arcs(f"public-{public}") == {"Roma": False}


def test_a_network_of_a_public_list_is_open_source(make, house, reading, shown, session):
    make.read_list(f"{MEMBERS}C40,,İzmir,TR,38.41,27.13,\nC40,,Bremen,DE,53.08,8.81,2001\n")
    ((id_, _),) = map_networks.public(session)

    assert shown(show="networks", network=f"public-{id_}") == {"İzmir": ["public"], "Bremen": ["public"]}
    assert {line.title for line in reading(show="networks", network=f"public-{id_}").lines} == {"C40"}


# --- Visits -------------------------------------------------------------------------------------------------


def test_visits_are_a_line_for_a_city_a_direction_and_a_year(make, house, body, reading):
    linz = make.city("Linz")
    guest = {"counterparts": [{"organisation_id": body("Linz Belediyesi", "Linz").id}]}
    for day, direction, facts in (
        (date(2022, 5, 1), Direction.INCOMING, guest),
        (date(2022, 9, 1), Direction.INCOMING, {"city_id": linz.id}),
        (date(2023, 1, 1), Direction.OUTGOING, {"city_id": linz.id}),
        (date(2023, 2, 1), None, {"city_id": linz.id}),
    ):
        make.visit(held=PartialDate.on(day), direction=direction, state=VisitState.HELD, **facts)

    found = reading(show="visits")

    assert sorted((line.kind, line.since.earliest.year, line.title) for line in found.lines) == [
        ("incoming", 2022, "1 ziyaret"),
        ("incoming", 2022, "1 ziyaret"),
        ("outgoing", 2023, "1 ziyaret"),
        ("unknown", 2023, "1 ziyaret"),
    ]
    assert {line.kind for line in reading(show="visits", direction="outgoing").ticked} == {"outgoing"}
    assert {line.kind for line in reading(show="visits", year=2022).ticked} == {"incoming"}


def test_what_was_called_off_is_no_visit_and_what_has_no_city_is_told(make, house, body, reading):
    embassy = body("Büyükelçilik", "Ankara", represents_id=make.country("IN").id)
    make.visit(city_id=make.city("Linz").id, state=VisitState.CANCELLED, state_reason_tr="Fırtına")
    make.visit(counterparts=[{"organisation_id": embassy.id}], state=VisitState.HELD)
    make.visit(country_id=make.country("DE").id, state=VisitState.HELD)

    found = reading(show="visits")

    assert (list(found.lines), found.left_out) == ([], 2)


def test_a_city_of_a_stop_is_a_city_of_the_visit_once_and_ours_is_none(make, house, body, reading, view):
    stops = [{"city_id": make.city(name).id} for name in ("İzmir", "Bremen", "Linz", "Bremen")]
    guest = [{"organisation_id": body("Üsküp Belediyesi", "Üsküp").id}]
    facts = {"direction": Direction.OUTGOING, "state": VisitState.HELD}
    make.visit(stops=stops, counterparts=guest, held=PartialDate.of(2022, 5, 4), **facts)
    make.visit(stops=stops, city_id=make.city("Bremen").id, held=PartialDate.of(2022, 6), **facts)
    make.visit(stops=stops, **facts | {"state": VisitState.PLANNED})
    make.visit(country_id=make.country("DE").id, **facts)

    found = reading(show="visits")

    assert sorted((found.spots[line.far].name, line.kind, line.title) for line in found.lines) == [
        ("Bremen", "outgoing", "2 ziyaret"),
        ("Linz", "outgoing", "2 ziyaret"),
    ]
    assert found.left_out == 1
    drawn = view(show="visits", as_="countries")
    assert {one.code: one.ties for one in drawn.countries if one.ties} == {"DE": 1, "AT": 1}


def test_a_visit_whose_only_stop_is_at_home_is_with_its_counterparts(make, house, body, reading):
    guest = [{"organisation_id": body("Üsküp Belediyesi", "Üsküp").id}]
    make.visit(stops=[{"city_id": make.city("İzmir").id}], counterparts=guest)

    found = reading(show="visits")

    assert [found.spots[line.far].name for line in found.lines] == ["Üsküp"]
    assert found.left_out == 0


def test_visits_count_for_the_country_that_a_mission_represents(make, house, body, view):
    embassy = body("Büyükelçilik", "Ankara", represents_id=make.country("IN").id)
    make.visit(counterparts=[{"organisation_id": embassy.id}], state=VisitState.HELD)

    visits = {one.code: one.visits for one in view(measure="visits").countries if one.visits}

    assert visits == {"IN": 1}


# --- Projects -----------------------------------------------------------------------------------------------


def test_projects_show_the_consortium_of_what_was_granted(make, house, body, tie, reading, shown):
    linz, bonn = body("Linz Belediyesi", "Linz"), body("Bonn Belediyesi", "Bonn")
    partners = [{"organisation_id": linz.id}, {"organisation_id": bonn.id}, {"name": "Birisi", "number": 3}]
    make.project("CLARITY", project_state=ProjectState.ONGOING, partners=partners)
    make.project("DREAM", project_state=ProjectState.REJECTED, partners=[{"organisation_id": linz.id}])
    tie(body("Roma Belediyesi", "Roma"), relation=Relation.PROJECT)
    tie(body("Bremen Belediyesi", "Bremen"), relation=Relation.SISTER_CITY)

    found = reading(show="projects")

    assert shown(show="projects") == {"Linz": ["project"], "Bonn": ["project"], "Roma": ["project"]}
    assert {line.noun for line in found.lines} == {RecordKind.PROJECT, RecordKind.AGREEMENT}
    assert found.left_out == 3


def test_a_project_and_the_tie_that_it_carries_out_are_one_line(make, house, body, tie, reading):
    linz = body("Linz Belediyesi", "Linz")
    paper = tie(linz, relation=Relation.PROJECT)
    partners = [{"organisation_id": linz.id}]
    make.project("CLARITY", project_state=ProjectState.ONGOING, partners=partners, agreement_id=paper.id)

    assert [line.title for line in reading(show="projects").lines] == ["CLARITY"]


# --- Public lists -------------------------------------------------------------------------------------------


def test_public_ties_are_of_our_city_or_of_the_one_that_is_chosen(make, house, shown, view):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{SKOPJE},{BREMEN}\n")

    assert set(shown(show="public")) == {"Üsküp"}
    assert set(shown(show="public", of=make.city("Üsküp").id)) == {"İzmir", "Bremen"}
    drawn = view(show="public", of=make.city("Üsküp").id)
    assert {drawn.cities[one.a].name for one in drawn.ties} == {"Üsküp"}


def test_the_world_has_every_tie_of_the_lists_and_a_country_keeps_those_with_an_end_in_it(make, house, view):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{SKOPJE},{BREMEN}\n")

    world = view(show="world")
    germany = view(show="world", country=make.country("DE").id)

    assert (len(world.ties), world.kinds[0].places) == (2, 3)
    assert {one.code: one.ties for one in world.countries} == {"TR": 1, "MK": 2, "DE": 1}
    assert [sorted(germany.cities[end].name for end in one[:2]) for one in germany.ties] == [
        ["Bremen", "Üsküp"]
    ]
    assert world.home is not None


def test_a_city_whose_partner_cannot_be_drawn_stands_in_the_world_as_a_mark(make, house, view, session):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")
    skopje = make.city("Üsküp")
    skopje.latitude = skopje.longitude = None
    session.commit()

    drawn = view(show="world")

    assert [(drawn.cities[one.a].name, drawn.cities[one.b].name) for one in drawn.ties] == [
        ("İzmir", "İzmir")
    ]
    assert [one.name for one in drawn.unplaced] == ["Üsküp"]


def test_ties_in_public_lists_are_counted_by_country_where_they_are_measured(make, house, view):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{SKOPJE},{BREMEN}\n")

    public = {one.code: one.public for one in view(measure="public").countries if one.public}

    assert public == {"TR": 1, "MK": 2, "DE": 1}


# --- Peers --------------------------------------------------------------------------------------------------


def test_peers_stand_beside_us_each_as_a_kind_of_its_own(make, house, body, tie, view, shown):
    municipality = {"peer": True, "organisation_kind": OrganisationKind.MUNICIPALITY}
    antalya = body("Antalya", "Antalya", **municipality)
    for name in ("İznik", "Foça", "Urla"):  # the next record has a number that is four higher
        body(name)
    bursa = body("Bursa", "Bursa", **municipality)
    bremen, linz = body("Bremen Belediyesi", "Bremen"), body("Linz Belediyesi", "Linz")
    tie(bremen, title_tr="bizim")
    tie(bremen, near=antalya, title_tr="onların")
    tie(linz, near=bursa, title_tr="öbürlerinin")

    drawn = view(show="peers")

    assert [(one.label, one.places) for one in drawn.kinds] == [
        ("İzmir Büyükşehir Belediyesi", 1),
        ("Antalya", 1),
        ("Bursa", 1),
    ]
    assert len({one.mark for one in drawn.kinds}) == 3
    ends = {(drawn.cities[one.a].name, drawn.cities[one.b].name) for one in drawn.ties}
    assert ends == {("İzmir", "Bremen"), ("Antalya", "Bremen"), ("Bursa", "Linz")}
    assert shown(show="peers", peer=bursa.id) == {"Bremen": ["us"], "Linz": [f"peer-{bursa.id}"]}


def test_public_lists_fill_in_what_the_record_does_not_know_of_a_peer(make, house, body, tie, reading):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{SKOPJE},{BREMEN}\n")
    skopje = body("Üsküp", "Üsküp", peer=True, organisation_kind=OrganisationKind.MUNICIPALITY)
    tie(body("Bremen Belediyesi", "Bremen"), near=skopje)

    found = reading(show="peers")

    states = {found.spots[line.far].name: line.state for line in found.lines}
    assert states == {"Bremen": "in_force", "İzmir": "open_source"}


# --- Mayors -------------------------------------------------------------------------------------------------


def test_terms_of_our_mayors_are_marked_when_they_are_entered(make, house, body, tie, view):
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate.of(2010))
    for name, title, since, until in (
        ("Aziz Kocaoğlu", "Büyükşehir Belediye Başkanı", 2004, 2019),
        ("Tunç Soyer", "İzmir Büyükşehir Belediye Başkanı", 2019, None),
        ("Vekil", "Belediye Başkan Vekili", 2018, 2019),
        ("Eski", "Eski Belediye Başkanı", 1999, 2004),
    ):
        post = {"organisation_id": house.id, "title_tr": title, "since": PartialDate.of(since)}
        make.person(name, posts=[post | ({"until": PartialDate.of(until)} if until else {})])

    assert view().terms == ((2004, 2019, "Aziz Kocaoğlu"), (2019, None, "Tunç Soyer"))
