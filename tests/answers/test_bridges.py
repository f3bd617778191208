"""Question 5: who connects us to others, and who are our only bridges."""

import pytest

from app.answers import bridges, matters
from app.answers.door import Data
from app.i18n import translator
from app.records import kit
from app.records.cities import CITY
from models.vocabulary import OrganisationKind
from tests.make import TODAY


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **asked):
        actor = make.actor("viewer", municipality)
        return bridges.ask(session, actor, t=translator(language), today=TODAY, **asked)

    return ask


@pytest.fixture
def partners(tie, body):
    """Tie our house to the municipalities of some cities."""

    def write(*cities):
        return [tie(body(f"{city} Belediyesi", city)) for city in cities]

    return write


def rows(answer):
    return [[cell.text for cell in row.cells][:5] for row in answer.rows]


def test_who_alone_leads_to_somebody_is_our_only_bridge(partners, listed, ask):
    uskup, _ = partners("Üsküp", "Bremen")
    listed(("Üsküp", "Roma"), ("Üsküp", "Bonn"), ("Üsküp", "Linz"), ("Bremen", "Linz"), ("Bremen", "Üsküp"))

    told = ask()

    assert told.text == (
        "In two steps we reach 3 cities and bodies that are no partners of ours. 2 of them we reach through "
        "one bridge alone. Most hang on Skopje: 2."
    )
    assert rows(told) == [["Skopje", "2", "2", "1", "1"], ["1 other", "–", "–", "–", "–"]]
    bridge = told.rows[0]
    assert {name.text for name in bridge.cells[0].detail if not isinstance(name, str)} == {"Bonn", "Rome"}
    assert bridge.cells[1].public
    assert [name.id for name in bridge.cells[5].detail] == [uskup.id]
    assert told.picture
    assert {node.text for node in told.picture.nodes} == {"İzmir", "Skopje", "Rome", "Bonn"}


def test_a_longer_way_makes_a_bridge_not_the_only_way_at_all(partners, listed, ask):
    partners("Üsküp", "Bremen")
    listed(("Üsküp", "Roma"), ("Roma", "Bonn"), ("Bonn", "Bremen"))

    assert {row[0]: row[1:4] for row in rows(ask())} == {"Bremen": ["1", "0", "0"], "Skopje": ["1", "0", "0"]}


def test_a_part_of_the_world_that_nobody_leads_to_is_not_reached(partners, listed, ask):
    partners("Üsküp")
    listed(("Üsküp", "Roma"), ("Bonn", "Linz"))

    assert ask().text == (
        "In two steps we reach 1 city or body that is no partner of ours. 1 of them we reach through one "
        "bridge alone. Most hang on Skopje: 1."
    )


def test_whoever_everybody_knows_hangs_on_nobody(partners, listed, ask):
    partners("Üsküp", "Bremen")
    listed(("Üsküp", "Roma"), ("Bremen", "Roma"))

    told = ask()

    assert told.text.endswith("None of them hangs on a single bridge.")
    assert told.enough
    assert not told.rows


def test_two_that_lead_to_as_many_are_equal_first(partners, listed, ask):
    partners("Üsküp", "Bremen")
    listed(("Üsküp", "Roma"), ("Bremen", "Bonn"))

    assert ask().text.endswith("Equal first: Bremen and Skopje, each for 1.")


def test_a_star_leads_nowhere_and_says_so(partners, ask):
    partners("Üsküp", "Bremen", "Linz")

    told = ask(data=Data.OWN)

    assert told.text == "Not enough data: of none of our partners is it known to whom else it is tied."
    assert not told.enough
    assert told.wanted
    assert not told.picture


def test_an_empty_record_says_what_is_missing(ask, house):
    assert ask().text == "Not enough data: no partner of ours is on record."


def test_a_small_network_is_a_bridge_to_its_members_and_a_large_one_is_none(crowd, ask, house):
    crowd(Kalabalık=(70, "İzmir"), Çember=(9, "İzmir", "Roma"))

    told = ask()

    assert rows(told)[0][:2] == ["Çember", "10"]
    assert "Kalabalık" not in [row[0] for row in rows(told)]


def test_the_ties_of_others_on_our_own_record_lead_on_without_a_list(tie, body, ask):
    uskup = body("Üsküp Belediyesi", "Üsküp")
    tie(uskup)
    tie(uskup, body("Roma Üniversitesi", "Roma", kind=OrganisationKind.UNIVERSITY), ours=False)

    told = ask(data=Data.OWN)

    assert rows(told)[0] == ["Skopje", "1", "1", "0", "1"]
    assert not told.rows[0].cells[1].public


def test_both_languages_state_the_same_numbers(partners, listed, ask):
    partners("Üsküp", "Bremen")
    listed(("Üsküp", "Roma"), ("Üsküp", "Bonn"), ("Bremen", "Bonn"), ("Bremen", "Linz"))

    told = [[row[1:] for row in rows(ask(language))] for language in ("tr", "en")]

    assert told[0] == told[1]
    assert ask("tr").picture.edges == ask("en").picture.edges


def test_our_house_without_a_seat_has_a_name_in_the_picture(make, met, body, listed, ask):
    make.organisation("Bizim Belediye", organisation_kind=OrganisationKind.MUNICIPALITY, ours=True)
    met(body("Üsküp Belediyesi", "Üsküp"))
    listed(("Üsküp", "Roma"))

    assert "Bizim Belediye" in {node.text for node in ask().picture.nodes}


def test_a_visit_to_our_own_city_makes_it_no_partner(body, met, listed, ask, make, house):
    met(body("Üsküp Belediyesi", "Üsküp"), city_id=make.city("İzmir").id)
    listed(("İzmir", "Roma"), ("Üsküp", "Bonn"))

    assert rows(ask()) == [["Skopje", "1", "1", "0", "1"], ["1 other", "–", "–", "–", "–"]]


def test_a_partner_whose_city_is_in_the_bin_is_left_out(tie, body, listed, ask, make, session):
    tie(body("Üsküp Belediyesi", "Üsküp"))
    tie(body("Linz Belediyesi", "Linz"))
    listed(("Üsküp", "Roma"), ("Linz", "Bonn"))
    kit.throw_away(session, make.actor("admin"), CITY, make.city("Linz").id, today=TODAY)
    session.commit()

    assert ask().text.endswith("Most hang on Skopje: 1.")
    assert matters.ask(session, make.actor("viewer"), t=translator("en"), today=TODAY).counted == "1 partner"
