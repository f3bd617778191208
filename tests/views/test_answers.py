"""The pages of the questions."""

import pytest

from app.answers.catalogue import QUESTIONS
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from models import PartialDate
from models.vocabulary import AgreementState, Direction, OrganisationKind, Relation, VisitState
from tests.make import TODAY

KEYS = [question.key for question in QUESTIONS]


@pytest.fixture
def house(make):
    """Write our own municipality, seated in İzmir."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )


@pytest.fixture
def linz(make, house):
    """Write a tie with Linz; return its agreement."""
    body = make.organisation(
        "Linz Belediyesi", seat_id=make.city("Linz").id, organisation_kind=OrganisationKind.MUNICIPALITY
    )
    return make.record(
        AGREEMENT,
        title_tr="Linz anlaşması",
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        signed=PartialDate.of(2023, 3, 10),
        parties=[{"organisation_id": house.id}, {"organisation_id": body.id}],
    )


def test_the_list_leads_to_every_question(browser):
    page = browser.open("/answers")

    links = {link["href"] for link in page.select("main a")}
    assert {f"/answers/{key}" for key in KEYS} <= links


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_every_question_has_a_page_on_an_empty_record(browse, key, language):
    assert browse("viewer", language).open(f"/answers/{key}").h1


def test_an_answer_says_sentence_sample_table_and_method(browser, linz, make):
    city = make.city("Linz")

    page = browser.open(f"/answers/door?city={city.id}")

    assert page.h1.get_text() == "Who can open the door to us in Linz?"
    assert page.select_one(".answer").get_text() == "We know Linz ourselves: Sister city, 10 Mar 2023."
    assert page.select_one(f'.answer a[href="/cities/{city.id}"]')
    about = page.select_one(".answer-about").get_text()
    assert "1 way found" in about
    assert "25 Oct 2023" in about
    assert page.select_one(f'.answer-table a[href="/agreements/{linz.id}"]')
    assert page.select(".ways .way-stop")
    assert page.select_one("details.fold#method p")
    assert page.select_one(f'aside a[href="/agreements/{linz.id}"]')
    assert page.select_one('aside a[href="/answers/friends"]')


def test_a_city_that_was_typed_becomes_an_address_with_its_number(browser, make):
    city = make.city("Linz")

    for typed in ("Linz", f"#{city.id}", f"Linz #{city.id}"):
        page = browser.open("/answers/door?city=" + typed.replace("#", "%23"), status=302)
        assert page.answer.location.endswith(f"/answers/door?city={city.id}")


def test_several_cities_of_one_name_are_offered_and_an_unknown_one_is_refused(browser):
    page = browser.open("/answers/door?city=Kar%C5%9F%C4%B1yaka", status=422)
    assert "Several records bear this name" in page.words
    assert len(page.select('input[name="city-choice"]')) > 1

    page = browser.open("/answers/door?city=Atlantis", status=422)
    assert "There is no record of this name" in page.words
    assert not page.select_one(".answer")


def test_an_offer_that_is_chosen_answers_the_question(browser, make):
    city = make.city("Linz")

    page = browser.open(f"/answers/door?city=Karsiyaka&city-choice=%23{city.id}", status=302)

    assert page.answer.location.endswith(f"/answers/door?city={city.id}")


def test_no_city_no_answer_yet(browser):
    page = browser.open("/answers/door")

    assert not page.select_one(".answer")
    assert page.select_one("form.parameters input[name=city]")


def test_what_is_no_city_is_not_found(browser, house, make, session):
    gone = make.city("Bonn").id
    kit.throw_away(session, make.actor("admin"), CITY, gone, today=TODAY)
    theirs = make.organisation("Antalya", municipality="antalya")
    session.commit()
    for number in (house.id, theirs.id, gone, 10**9, "9" * 30):
        browser.open(f"/answers/door?city={number}", status=404)
        browser.open(f"/answers/door?city=%23{number}", status=404 if str(number).isalpha() else 422)
    browser.open("/answers/nobody-asks", status=404)


def test_another_municipality_gets_its_own_answer(browse, make, linz):
    stranger = browse(make.user(municipality="antalya"))

    page = stranger.open(f"/answers/door?city={make.city('Linz').id}")
    assert "Linz anlaşması" not in page.words
    assert "no organisation on record is marked as our own house" in page.words
    assert "Linz" not in stranger.open("/answers/friends").select_one("main").get_text()


def test_a_stranger_signs_in_first(browse):
    for address in ("/answers", "/answers/friends"):
        assert "/sign-in" in browse(None).open(address, status=302).answer.location


@pytest.mark.parametrize("key", KEYS)
def test_answers_are_read_and_nothing_else(browser, key):
    browser.submit(f"/answers/{key}", status=405)


def test_what_to_enter_is_a_link_only_for_those_who_may(browse, house):
    assert (
        browse("officer").open("/answers/friends").select('#wanted ~ * a, section a[href="/agreements/new"]')
    )
    page = browse("auditor").open("/answers/friends")
    assert "Enter the ties of our own house." in page.words
    assert not page.select('main a[href^="/agreements/new"]')


def test_filters_are_links_that_keep_each_other(browser, make):
    make.visit(direction=Direction.INCOMING, state=VisitState.HELD)

    page = browser.open("/answers/balance?by=partner&year=2023")

    assert page.select_one('a[href="/answers/balance?year=2023&by=country"]')
    assert page.select_one('a.chip-clear[href="/answers/balance?year=2023"]')
    assert page.select_one('a.chip-clear[href="/answers/balance?by=partner"]')


@pytest.mark.parametrize(
    "query",
    ["theme=nonsense", "theme=%00", "by=x&year=99999", "year=%C2%B2023", "year=0000", "theme=climate"],
)
def test_values_that_do_not_exist_are_left_out(browser, query):
    for key in ("friends", "balance"):
        browser.open(f"/answers/{key}?{query}")


def test_hostile_names_are_text(browser, make, house):
    name = '"><script>alert(1)</script> %(x)s {{ 7*7 }}'
    body = make.organisation(
        name, seat_id=make.city("Linz").id, organisation_kind=OrganisationKind.ASSOCIATION
    )
    make.record(
        AGREEMENT,
        title_tr=name,
        relation=Relation.CONTACT,
        state=AgreementState.IN_FORCE,
        parties=[{"organisation_id": house.id}, {"organisation_id": body.id}],
    )
    make.visit(
        counterparts=[{"organisation_id": body.id}], state=VisitState.HELD, direction=Direction.INCOMING
    )

    for address in (
        "/answers/friends",
        "/answers/sleeping",
        "/answers/balance?by=partner",
        f"/answers/door?city={make.city('Linz').id}",
    ):
        page = browser.open(address)
        assert not page.find("script", string=lambda text: text and "alert" in text)
        assert "49" not in page.words
        if "sleeping" not in address:
            assert name in page.get_text(), address


@pytest.mark.parametrize(
    "asked",
    [
        "what-if?leave=abc&join=999999999",
        "what-if?leave=-1&join=--3",
        "what-if?leave=99999999999999999999",
        "candidates?spread=%00",
        "change?by=century",
        "dependence?by=x",
    ],
)
def test_a_value_that_cannot_be_is_ignored(browser, linz, asked):
    assert browser.open(f"/answers/{asked}").h1


@pytest.mark.parametrize("asked", ["what-if?tie=999999", "what-if?city=999999", "peers?city=999999"])
def test_a_record_that_is_not_there_is_not_found(browser, linz, asked):
    browser.open(f"/answers/{asked}", status=404)


def test_what_if_takes_an_agreement_and_a_city_of_the_address(browser, linz, make):
    page = browser.open(f"/answers/what-if?tie={linz.id}&city={make.city('Bonn').id}")

    assert linz.title_tr in page.text
    assert "Bonn" in page.text
