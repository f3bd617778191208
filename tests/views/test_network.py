"""The page of the network, its data and its files."""

import io
import json
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from sqlalchemy import select

from app.records.agreements import AGREEMENT
from app.records.memberships import MEMBERSHIP
from models import PartialDate, SavedView, TrailEntry
from models.vocabulary import AgreementState, MembershipRelation, OrganisationKind, Relation


@pytest.fixture
def ties(make):
    """Write İzmir's ties with Linz (2010) and Bonn (undated), Linz's with Rome, and a network of the two."""

    def body(title, city, **facts):
        facts = {"organisation_kind": OrganisationKind.MUNICIPALITY} | facts
        return make.organisation(title, seat_id=make.city(city).id if city else None, **facts)

    def tie(*parties, **facts):
        return make.record(
            AGREEMENT,
            state=AgreementState.IN_FORCE,
            parties=[{"organisation_id": one.id} for one in parties],
            **({"relation": Relation.SISTER_CITY} | facts),
        )

    house = body("İzmir Büyükşehir Belediyesi", "İzmir", ours=True)
    linz, bonn, rome = (body(f"{city} Belediyesi", city) for city in ("Linz", "Bonn", "Roma"))
    web = body("Ağ", None, organisation_kind=OrganisationKind.CITY_NETWORK)
    tie(house, linz, signed=PartialDate.of(2010), starts=PartialDate.of(2010), title_tr="Linz anlaşması")
    tie(house, bonn, relation=Relation.CONTACT)
    tie(linz, rome)
    for one in (house, linz):
        make.record(MEMBERSHIP, network_id=web.id, member_id=one.id, relation=MembershipRelation.MEMBER)
    return {name: make.city(name).id for name in ("İzmir", "Linz", "Bonn", "Roma")} | {
        "Ağ": web.id,
        "house": house.id,
    }


def shown(page):
    return {row.select_one("th a").get_text() for row in page.select("tr[data-node]")}


def data(browser, query=""):
    return json.loads(browser.client.get(f"/answers/network/data.json{query}").data)


def test_our_own_neighbourhood_is_shown_first_and_the_table_says_all_of_it(browser, ties):
    page = browser.open("/answers/network")

    assert shown(page) == {"Linz", "Bonn", "Ağ"}
    linz = page.select_one(f'tr[data-node="{ties["Linz"]}"]').get_text(" ", strip=True)
    assert "Sister city" in linz
    assert "2010" in linz
    assert "1 more around it" in linz
    assert page.select_one("[data-canvas]")["aria-label"] == "İzmir in the middle, 3 around; 4 links."


def test_a_link_grows_it_and_the_data_says_what_the_table_says(browser, ties):
    page = browser.open("/answers/network")
    grown = browser.open(page.select_one(f"#grow-{ties['Linz']}")["href"])

    assert shown(grown) == {"Linz", "Bonn", "Ağ", "Rome"}
    assert grown.select_one("#chosen").get_text() == "Linz"
    told = data(browser, f"?open={ties['Linz']}")
    assert {node["name"] for node in told["nodes"]} == {"İzmir", "Linz", "Bonn", "Ağ", "Rome"}
    assert told["centre"] == ties["house"]
    assert len(told["edges"]) == 5
    assert all(0 <= node["x"] <= 1 and 0 <= node["y"] <= 1 for node in told["nodes"])


def test_of_a_crowd_some_are_shown_and_the_others_are_a_link_away(browser, make, ties):
    for number in range(45):
        other = make.organisation(f"Kurum {number:02}", organisation_kind=OrganisationKind.ASSOCIATION)
        parties = [{"organisation_id": ties["house"]}, {"organisation_id": other.id}]
        make.record(AGREEMENT, relation=Relation.CONTACT, state=AgreementState.IN_FORCE, parties=parties)

    page = browser.open("/answers/network")

    assert len(shown(page)) == 40
    more = page.select_one(f"#grow-{ties['house']}")
    assert more.get_text().startswith("8 more around it")
    assert len(shown(browser.open(more["href"]))) == 48


def test_who_is_chosen_is_told_with_what_links_them_and_who_hangs_on_them(browser, ties):
    page = browser.open(f"/answers/network?open={ties['Linz']}&chosen={ties['Linz']}")

    panel = page.select_one(".net-chosen")
    assert "The only bridge to 1 of those shown" in panel.get_text()
    assert panel.select_one(f'a[href="/cities/{ties["Roma"]}"]')
    assert "Linz anlaşması" in panel.get_text()
    assert panel.select_one(f'a[href="/cities/{ties["Linz"]}"]')


def test_our_own_house_may_be_chosen_too(browser, ties):
    page = browser.open(f"/answers/network?chosen={ties['house']}")

    assert page.select_one("#chosen").get_text() == "İzmir"
    assert not page.select(".net-chosen a[data-grows]")


def test_somebody_else_may_stand_in_the_middle_and_a_name_that_was_typed_becomes_a_number(browser, ties):
    page = browser.open("/answers/network?of=Linz", status=302)
    assert page.answer.location.endswith(f"/answers/network?of={ties['Linz']}")

    page = browser.open(page.answer.location)
    assert shown(page) == {"İzmir", "Rome", "Ağ"}
    page = browser.open("/answers/network?of=Atlantis", status=422)
    assert "There is no record of this name" in page.words
    assert shown(page) == {"Linz", "Bonn", "Ağ"}


def test_blocs_among_those_shown_are_named_by_letters_in_table_and_picture(browser, make, ties, session):
    cities = ["Bremen", "Floransa", "Roma", "Bonn"]
    bodies = [
        make.organisation(
            f"{city} ikinci", seat_id=make.city(city).id, organisation_kind=OrganisationKind.UNIVERSITY
        )
        for city in cities
    ]
    for place, one in enumerate(bodies):
        for other in bodies[:place]:
            parties = [
                {"organisation_id": ties["house"]},
                *({"organisation_id": each.id} for each in (one, other)),
            ]
            make.record(AGREEMENT, relation=Relation.PROJECT, state=AgreementState.IN_FORCE, parties=parties)

    page = browser.open("/answers/network?bloc=yes")

    lettered = {
        row.select_one("th a").get_text()
        for row in page.select("tr[data-node]")
        if "Bloc A" in row.get_text()
    }
    assert lettered == {f"{city} ikinci" for city in cities}
    told = data(browser, "?bloc=yes")
    assert {node["name"] for node in told["nodes"] if node["bloc"] == "A"} == lettered
    assert not any(node["bloc"] for node in data(browser)["nodes"])


def test_the_way_to_a_city_is_told_step_by_step(browser, ties):
    page = browser.open(f"/answers/network?to={ties['Roma']}")

    assert [step.get_text() for step in page.select(".net-way li")] == ["İzmir", "Linz", "Rome"]
    assert data(browser, f"?to={ties['Roma']}")["way"] == [ties["house"], ties["Linz"], ties["Roma"]]
    page = browser.open(f"/answers/network?to={ties['Roma']}&kind=contact")
    assert "Nothing in this view leads there in four steps or fewer." in page.words


def test_kinds_strength_and_year_leave_out_what_does_not_match(browser, ties):
    assert shown(browser.open("/answers/network?kind=sister_city")) == {"Linz"}
    assert shown(browser.open("/answers/network?kind=contact&kind=membership")) == {"Bonn", "Ağ"}
    assert shown(browser.open("/answers/network?kind=-")) == set()
    assert shown(browser.open("/answers/network?strength=strong")) == {"Linz"}
    assert "Linz" not in shown(browser.open("/answers/network?year=2005&kind=sister_city,contact"))
    assert "Linz" in shown(browser.open("/answers/network?year=2011"))


@pytest.mark.parametrize(
    "query",
    [
        "steps=9",
        "steps=x",
        "strength=x",
        "year=0000",
        "year=²023",
        "kind=x",
        "open=x,,-1",
        "chosen=x",
        "as=x",
    ],
)
def test_what_cannot_be_is_ignored_or_matches_nothing(browser, ties, query):
    browser.open(f"/answers/network?{query}")
    browser.open(f"/answers/network/data.json?{query}")


def test_who_is_not_there_is_not_found(browser, browse, make, ties):
    for number in (10**9, "9" * 30):
        browser.open(f"/answers/network?of={number}", status=404)
        browser.open(f"/answers/network?to={number}", status=404)
    stranger = browse(make.user(municipality="antalya"))
    stranger.open(f"/answers/network?of={ties['house']}", status=404)
    assert shown(stranger.open(f"/answers/network?of={ties['Linz']}")) == set()


def test_without_our_own_house_the_page_says_so(browser):
    page = browser.open("/answers/network")

    assert "No organisation on record is marked as our own house" in page.words
    assert data(browser) == {"centre": None, "edges": [], "nodes": [], "way": []}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_control_is_a_link_or_a_form_in_both_languages(browse, ties, language):
    page = browse("viewer", language).open(
        f"/answers/network?chosen={ties['Linz']}&to={ties['Roma']}&steps=2"
    )

    for asked in ("as=map", "chosen="):
        assert page.select(f'a[href*="{asked}"]')
    assert {form["method"] for form in page.select(".net-page form")} == {"get", "post"}
    assert page.select_one("form.net-year input[name=year]")


def test_a_hostile_name_stays_a_name(browser, make, ties):
    name = '"><script>alert(1)</script> %(x)s {{ 7*7 }}'
    other = make.organisation(name, organisation_kind=OrganisationKind.ASSOCIATION)
    make.record(
        AGREEMENT,
        relation=Relation.PROJECT,
        state=AgreementState.IN_FORCE,
        parties=[{"organisation_id": ties["house"]}, {"organisation_id": other.id}],
    )

    page = browser.open(f"/answers/network?chosen={other.id}")

    assert name in shown(page)
    assert not page.find("script", string=lambda text: text and "alert" in text)


def taken(browser, ending, query="", **form):
    return browser.submit(f"/answers/network/export.{ending}{query}", form, status=200).answer.data


def test_the_graph_opens_in_other_tools(browser, ties):
    graph = nx.read_graphml(io.BytesIO(taken(browser, "graphml")), node_type=int)

    assert {facts["label"] for _, facts in graph.nodes(data=True)} == {"İzmir", "Linz", "Bonn", "Ağ"}
    assert graph.edges[ties["house"], ties["Linz"]]["kind"] == "sister_city"
    whole = nx.read_gexf(io.BytesIO(taken(browser, "gexf", what="record")), node_type=int)
    assert ties["Roma"] in whole
    assert b"Source,Target,Type" in taken(browser, "edges.csv")


def test_the_public_lists_go_out_as_a_whole(browser, make, session):
    told = json.loads(taken(browser, "json", what="public"))

    assert told["nodes"] == told["edges"] == []


def test_the_picture_of_what_is_shown_is_a_file_too(browser, ties, session):
    root = ET.fromstring(taken(browser, "svg", f"?to={ties['Roma']}"))
    words = " ".join(text.text for text in root.iter("{http://www.w3.org/2000/svg}text"))
    for told in ("Network view", "Linz", "Rome", "25 Oct 2023"):
        assert told in words
    assert taken(browser, "png").startswith(b"\x89PNG")

    events = session.scalars(select(TrailEntry.event).where(TrailEntry.event == "network.exported")).all()
    assert len(events) == 2


def test_a_view_is_kept_under_a_name_and_removed_again(browser, ties, session):
    browser.submit(f"/answers/network/views?of={ties['Linz']}&steps=2", {"name": "Linz çevresi"})

    (view,) = session.scalars(select(SavedView))
    assert (view.kind, view.query) == ("network", f"steps=2&of={ties['Linz']}")
    page = browser.open(f"/answers/network?of={ties['Linz']}&steps=2")
    assert page.select_one('nav.views a[aria-current="page"]').get_text() == "Linz çevresi"
    assert "/answers/network?" in browser.submit(f"/views/{view.id}/remove").answer.location
