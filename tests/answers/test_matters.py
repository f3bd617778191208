"""Question 4: who matters most, and how sure that is."""

import pytest

from app.answers import matters
from app.answers.door import Data
from app.i18n import translator
from app.records import kit
from app.records.cities import CITY
from models.vocabulary import OrganisationKind, RecordKind
from tests.make import TODAY

REACH, BETWEEN, CONTACT = matters.By


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **asked):
        actor = make.actor("viewer", municipality)
        return matters.ask(session, actor, t=translator(language), today=TODAY, **asked)

    return ask


def rows(answer):
    return [[cell.text for cell in row.cells] for row in answer.rows]


def test_who_knows_most_whom_we_do_not_know_matters_most(tie, body, listed, ask, make):
    ours = tie(body("Üsküp Belediyesi", "Üsküp"), title_tr="Bizim", title_en="Ours")
    tie(body("Bremen Belediyesi", "Bremen"))
    listed(("Üsküp", "Roma"), ("Üsküp", "Linz"), ("Bremen", "Linz"), ("Üsküp", "Bremen"))

    told = ask()

    assert told.text.startswith("Skopje matters most. Known beyond us: 2 cities and bodies.")
    assert rows(told)[0][:3] == ["1", "Skopje", "2"]
    assert rows(told)[1][:3] == ["2", "Bremen", "1"]
    links, beyond = told.rows[0].cells[4], told.rows[0].cells[2]
    assert [name.id for name in links.detail] == [ours.id]
    assert not links.public
    assert beyond.public
    assert {one.text for one in told.rows[0].cells[1].detail if not isinstance(one, str)} == {"Rome", "Linz"}
    assert told.enough


def test_our_own_record_alone_is_a_star_and_tells_nobody_apart(tie, body, listed, ask):
    for city in ("Üsküp", "Bremen", "Linz"):
        tie(body(f"{city} Belediyesi", city))
    listed(("Üsküp", "Roma"))

    told = ask(data=Data.OWN)

    assert told.text == "Not enough data: of none of our partners is it known to whom else it is tied."
    assert not told.enough
    assert not told.rows
    assert not told.picture
    assert told.wanted[0].text == "Ask with public lists, too."
    assert ask().text.startswith("Skopje matters most.")


def test_an_empty_record_says_what_is_missing(ask, house):
    told = ask()

    assert told.text == "Not enough data: no partner of ours is on record."
    assert not told.enough


def test_without_our_own_house_nothing_can_be_told(ask):
    told = ask()

    assert told.text == "Not enough data: no organisation on record is marked as our own house."
    assert [one.kind for one in told.wanted] == [RecordKind.ORGANISATION]


@pytest.mark.parametrize("by", [REACH, BETWEEN])
def test_where_all_are_alike_all_are_called_equal(tie, body, listed, ask, by):
    ring = ["Üsküp", "Bremen", "Linz", "Bonn", "Roma"]
    for city in ring:
        tie(body(f"{city} Belediyesi", city))
    others = ["Floransa", "Hamburg", "Dublin", "Bristol", "Gdańsk"]
    listed(*zip(ring, [*ring[1:], ring[0]], strict=True), *zip(ring, others, strict=True))

    told = ask(by=by)

    assert told.text == "All 5 stand equal: nothing tells our partners apart."
    assert [row[0] for row in rows(told)] == ["1"] * 5


def test_two_who_know_as_many_are_equal_first(tie, body, listed, ask):
    for city in ("Üsküp", "Bremen", "Linz"):
        tie(body(f"{city} Belediyesi", city))
    listed(("Üsküp", "Roma"), ("Bremen", "Bonn"))

    assert ask().text == "Equal first: Bremen and Skopje. Known beyond us: 1 city or body."


def test_who_stands_between_two_others_matters_for_the_ways(tie, body, listed, ask):
    for city in ("Üsküp", "Bremen", "Linz"):
        tie(body(f"{city} Belediyesi", city))
    listed(("Üsküp", "Bremen"), ("Bremen", "Linz"))

    told = ask(by=BETWEEN)

    assert told.text.startswith("Bremen matters most. Of 100 shortest ways among our partners, 100 lead")
    assert rows(told)[0][:3] == ["1", "Bremen", "100"]


def test_whom_we_met_and_are_tied_to_is_closest(tie, body, met, ask):
    bremen = body("Bremen Belediyesi", "Bremen")
    tie(bremen)
    met(bremen)
    tie(body("Linz Belediyesi", "Linz"))

    told = ask(by=CONTACT)

    assert told.text.startswith("Bremen matters most. Strength of what links us: 0.96 of 1.")
    assert rows(told)[1][1:3] == ["Linz", "0.9"]


def test_a_partner_that_only_a_list_names_is_marked(listed, house, ask):
    listed(("İzmir", "Bremen"), ("Bremen", "Linz"))

    told = ask()

    assert told.text.endswith("Only public lists say that it has to do with us.")
    assert told.rows[0].cells[4].public
    assert not told.rows[0].cells[4].detail


def test_a_network_in_which_everybody_sits_links_nobody(tie, body, crowd, ask):
    cities = ["Üsküp", "Bremen", "Linz"]
    for city in cities:
        tie(body(f"{city} Belediyesi", city))
    crowd(Herkes=(70, "İzmir", *cities))
    assert ask(by=BETWEEN).rows == ()

    crowd(Herkes=(70, "İzmir", *cities), Çember=(10, "İzmir", *cities))
    assert rows(ask(by=BETWEEN))[0][:3] == ["1", "Çember", "100"]


def test_a_meeting_with_a_person_is_one_with_the_body_of_that_day_and_people_are_no_partners(
    make, body, met, ask, house
):
    linz = body("Linz Belediyesi", "Linz")
    mayor = make.person("Başkan", posts=[{"organisation_id": linz.id}])
    met(delegates=[{"person_id": mayor.id, "name": "Başkan"}])

    told = ask(by=CONTACT)

    assert [row[1] for row in rows(told)] == ["Linz"]
    assert told.counted == "1 partner"


def test_that_a_body_sits_in_a_city_makes_the_city_no_partner(body, met, ask, house):
    met(body("Bremen Derneği", "Bremen", kind=OrganisationKind.ASSOCIATION))

    assert [row[1] for row in rows(ask(by=CONTACT))] == ["Bremen Derneği"]


def test_both_languages_state_the_same_numbers(tie, body, listed, ask):
    for city in ("Üsküp", "Bremen", "Linz"):
        tie(body(f"{city} Belediyesi", city))
    listed(("Üsküp", "Roma"), ("Üsküp", "Bonn"), ("Bremen", "Roma"), ("Üsküp", "Linz"))
    for by in matters.By:
        told = {language: ask(language, by=by) for language in ("tr", "en")}
        figures = {
            language: [
                [text.replace(",", ".") for place, text in enumerate(row) if place in (0, 2, 3)]
                for row in rows(one)
            ]
            for language, one in told.items()
        }
        assert figures["tr"] == figures["en"]


def test_another_municipality_sees_nothing_of_ours(tie, body, ask):
    tie(body("Bremen Belediyesi", "Bremen"))

    assert ask(municipality="antalya").rows == ()


def test_a_city_in_the_bin_is_left_out(tie, body, listed, ask, make, session):
    tie(body("Bremen Belediyesi", "Bremen"))
    listed(("Bremen", "Linz"), ("Bremen", "Roma"))
    kit.throw_away(session, make.actor("admin"), CITY, make.city("Linz").id, today=TODAY)
    session.commit()

    assert rows(ask())[0][:3] == ["1", "Bremen", "1"]


def test_constant_statements(tie, body, met, member, listed, ask, sent):
    def count():
        sent.clear()
        ask()
        return len(sent)

    def more(number, city):
        one = body(f"Belediye {number}", city)
        tie(one)
        member(body(f"Ağ {number}", kind=OrganisationKind.CITY_NETWORK), of=one)
        met(one)

    listed(("Floransa", "Hamburg"))
    more(0, "Floransa")
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen", "Üsküp"), start=1):
        more(number, city)
    assert count() == first <= 26
    assert count() <= 6
