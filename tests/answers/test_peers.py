"""Question 11: how we compare with peer cities."""

import pytest

from app.answers import peers
from app.answers.answer import names_in
from app.i18n import translator
from app.queries.kept import forget
from models import PartialDate
from models.vocabulary import Metric, OrganisationKind, RecordKind
from tests.make import TODAY
from tests.portfolios import house_of, portfolio

NETWORK = OrganisationKind.CITY_NETWORK


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return peers.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


@pytest.fixture
def peer(body):
    """Mark the municipality of a city as a peer."""

    def write(city):
        return body(f"{city} Büyükşehir", city, peer=True)

    return write


@pytest.fixture
def lists(listed):
    """Of İzmir a list names one partner, of Antalya two, of Bursa one."""
    listed(("İzmir", "Linz"), ("Antalya", "Linz"), ("Antalya", "Bonn"), ("Bursa", "Bonn"))


def rows(told):
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in told.rows}


def on_record(told):
    return rows(told.tables[0])


def test_peers_stand_beside_us_by_what_public_lists_say(house, peer, lists, ask, make):
    antalya, _ = peer("Antalya"), peer("Bursa")

    told = ask()

    assert told.text == (
        "In public lists we have 1 partner: rank 2 of 3. 1 other has as many. "
        "The most: Antalya Büyükşehir (2). Several peers have, and we have not: Bonn."
    )
    assert {name: cells[:3] for name, cells in rows(told).items()} == {
        "İzmir Büyükşehir Belediyesi": ["1", "1", "–"],
        "Antalya Büyükşehir": ["2", "2", "1"],
        "Bursa Büyükşehir": ["1", "1", "0"],
    }
    assert all(row.cells[1].public for row in told.rows)
    assert antalya.id in {name.id for row in told.rows for name in names_in(row.cells[0].words)}
    assert told.enough


def test_what_is_imported_of_a_peer_is_told_and_what_is_not_is_said(
    house, peer, tie, member, body, lists, ask
):
    antalya, _ = peer("Antalya"), peer("Bursa")
    tie(antalya, body("Roma Belediyesi", "Roma"), ours=False)
    member(body("Mayors", kind=NETWORK), of=antalya)

    told = ask()

    assert on_record(told)["Antalya Büyükşehir"][:2] == ["1", "1"]
    assert on_record(told)["Bursa Büyükşehir"][:2] == ["not imported", "not imported"]
    assert [one.text for one in told.wanted] == [
        "Import the ties and memberships of a peer: Bursa Büyükşehir."
    ]


def test_what_is_stated_of_a_peer_links_to_the_statement(house, peer, lists, stated, ask):
    figure = stated(Metric.SISTER_CITIES, 12, about=peer("Antalya"), as_of=PartialDate.of(2024, 3))

    told = ask()

    assert on_record(told)["Antalya Büyükşehir"][2] == "Sister cities: 12 (March 2024)"
    assert figure.id in {name.id for name in told.used}


def test_networks_of_peers_in_which_our_own_record_has_us_are_not_missed(
    house, peer, member, body, listed, ask
):
    peer("Antalya")
    member(body("Mayors", kind=NETWORK))
    listed(
        ("Antalya", "Linz"),
        members=[("Mayors", "Antalya"), ("Rivers", "Antalya"), ("Lakes", "Antalya"), ("Lakes", "İzmir")],
    )

    (table,) = [one for one in ask().tables if one.title == "Networks of peers in which we are not"]

    assert [row.cells[0].text for row in table.rows] == ["Rivers"]


def test_a_tie_on_record_is_no_partner_that_we_lack(house, peer, tie, body, lists, ask):
    peer("Antalya")
    tie(body("Bonn Belediyesi", "Bonn"))

    assert [one.title for one in ask().tables] == ["On record and stated"]


def test_a_city_can_be_chosen_and_our_own_is_not_compared_with_itself(house, lists, ask, make):
    assert list(rows(ask(city_id=make.city("Antalya").id))) == ["İzmir Büyükşehir Belediyesi", "Antalya"]
    assert make.city("İzmir").title_tr not in rows(ask(city_id=make.city("İzmir").id))


def test_without_a_peer_cities_of_our_size_stand_in_and_peers_are_asked_for(house, lists, ask, make, session):
    for city, inhabitants in (("İzmir", 2_800_000), ("Bursa", 2_000_000), ("Antalya", 1_300_000)):
        make.city(city).population = inhabitants
    session.commit()
    forget()

    told = ask()

    assert set(rows(told)) == {"İzmir Büyükşehir Belediyesi", "Bursa", "Antalya"}
    assert [one.kind for one in told.wanted] == [RecordKind.ORGANISATION]


def test_an_empty_record_one_without_lists_and_one_without_our_house_say_so(house, peer, ask):
    assert ask().text == "Not enough data: no peer municipality is marked, and no city of our size is known."

    peer("Antalya")
    told = ask()
    assert told.text == "Not enough data: no public list names a partner of ours or of a peer city."
    assert not told.enough
    assert "Read or switch on a public list of twin towns." in [one.text for one in told.wanted]
    assert ask(municipality="antalya").text == (
        "Not enough data: no organisation on record is marked as our own house."
    )


def test_both_languages_state_the_same_figures(house, peer, lists, ask):
    peer("Antalya")

    assert [cells[:4] for cells in rows(ask()).values()] == [cells[:4] for cells in rows(ask("tr")).values()]


def test_constant_statements(house, peer, tie, body, lists, ask, sent):
    def count():
        forget()
        sent.clear()
        ask()
        return len(sent)

    one = peer("Antalya")
    tie(one, body("Roma Belediyesi", "Roma"), ours=False)
    first = count()
    other = peer("Bursa")
    for city in ("Bonn", "Linz"):
        tie(other, body(f"{city} Belediyesi", city), ours=False)
    assert count() == first <= 40


def test_the_portfolio_that_a_peer_gave_us_goes_before_what_our_record_has_of_it(
    house, peer, lists, ask, make
):
    antalya = peer("Antalya")
    make.peer_portfolio(given=portfolio(house=house_of("Antalya", antalya.title_tr)))

    told = ask()

    row = next(row for row in told.tables[0].rows if row.cells[0].text == antalya.title_tr)
    assert [cell.text for cell in row.cells[1:3]] == ["1", "1"]
    assert row.cells[1].detail == ("their own portfolio, 20 Oct 2023",)
    assert not [one for one in told.wanted if antalya.title_tr in one.text]
