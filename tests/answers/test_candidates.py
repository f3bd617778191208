"""Question 10: whom to approach next."""

from datetime import date

import pytest

from app.analysis.advice import Spread
from app.answers import candidates
from app.answers.answer import names_in
from app.i18n import translator
from app.queries.kept import forget
from models.vocabulary import RecordKind
from tests.make import TODAY


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return candidates.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


@pytest.fixture
def lists(tie, body, listed):
    """Our sister Linz, and what a list says of its partners: of Bonn twice as much as of Rome."""
    made = tie(body("Linz Belediyesi", "Linz"), title_en="Linz tie")
    listed(("Linz", "Bonn"), ("Linz", "Roma"), ("İzmir", "Üsküp"), ("Üsküp", "Bonn"))
    return made


def cities(told):
    return [row.cells[1].text for row in told.rows]


def column(told, city, place):
    (row,) = [row for row in told.rows if row.cells[1].text == city]
    cell = row.cells[place]
    return cell.text + "".join(part if isinstance(part, str) else part.text for part in cell.detail)


def test_the_partner_of_two_partners_comes_before_the_partner_of_one(lists, ask, make):
    told = ask()

    assert cities(told)[:2] == ["Bonn", "Rome"]
    assert told.text.startswith("First: Bonn (2 partners in common: ")
    assert told.rows[0].cells[2].public
    linked = {name.id for name in names_in(told.rows[0].cells[2].words)}
    assert linked >= {make.city("Linz").id, make.city("Üsküp").id}
    assert told.enough


def test_in_a_world_of_two_parts_nobody_of_the_other_part_has_a_partner_in_common(tie, body, listed, ask):
    tie(body("Linz Belediyesi", "Linz"))
    listed(("Linz", "Bonn"), ("Linz", "Dublin"), ("Roma", "Üsküp"))

    told = ask()

    assert "partner in common" in column(told, "Bonn", 2)
    assert "in common" not in column(told, "Rome", 2) + column(told, "Skopje", 2)


def test_partners_on_record_or_in_a_list_and_cities_of_our_country_are_no_candidates(lists, ask, listed):
    listed(("Linz", "Bonn"), ("Linz", "Ankara"), ("İzmir", "Üsküp"))

    assert cities(ask())
    assert not {"Linz", "Skopje", "Ankara", "İzmir"} & set(cities(ask()))


def test_our_own_record_speaks_for_and_against(lists, tie, body, met, ask, make):
    sister = tie(body("Bremen Belediyesi", "Bremen"), title_en="Bremen tie")
    visit = met(city_id=make.city("Bonn").id, on=date(2023, 5, 3))

    told = ask()

    assert "1 visit with us: " in column(told, "Bonn", 2)
    assert column(told, "Bonn", 3).startswith("1 tie of ours in the country: Bremen tie")
    assert {sister.id, visit.id} <= {name.id for name in told.used}


def test_a_sleeping_tie_in_the_country_is_named(lists, tie, body, met, ask, make):
    met(group_name="First visit", on=date(2010, 1, 1))
    tie(body("Bremen Belediyesi", "Bremen"), title_en="Bremen tie")

    assert "1 tie there sleeps: Bremen tie" in column(ask(), "Bonn", 3)


def test_advice_rules_leave_cities_out(lists, tie, body, listed, ask):
    listed(("Linz", "Bonn"), ("Linz", "Hamburg"), ("Linz", "Roma"))

    assert {"Bonn", "Hamburg"} <= set(cities(ask()))
    assert len({"Bonn", "Hamburg"} & set(cities(ask(spread=Spread.ONE)))) == 1

    tie(body("Bremen Belediyesi", "Bremen"))
    assert not {"Bonn", "Hamburg"} & set(cities(ask(spread=Spread.NEW)))


def test_both_languages_rank_and_reckon_alike(lists, ask):
    english, turkish = ask(), ask("tr")

    def figures(told):
        return [(row.cells[0].text, row.cells[4].text.replace(",", ".")) for row in told.rows]

    assert figures(english) == figures(turkish)


def test_without_a_public_list_only_who_met_us_can_be_named_and_that_is_not_enough(house, met, ask, make):
    met(city_id=make.city("Bonn").id)

    told = ask()

    assert told.text.startswith(
        "Not enough data: no public list of twin towns or networks is on. First: Bonn (1 "
    )
    assert (cities(told), told.enough) == (["Bonn"], False)
    assert [one.text for one in told.wanted] == ["Read or switch on a public list of twin towns."]


def test_an_empty_record_and_one_without_our_house_say_so(house, ask):
    assert ask().text == (
        "Not enough data: no public list of twin towns or networks is on. "
        "No city abroad without a tie is known well enough to be named."
    )
    other = ask(municipality="antalya")
    assert other.text == "Not enough data: no organisation on record is marked as our own house."
    assert [one.kind for one in other.wanted] == [RecordKind.ORGANISATION]


def test_a_house_without_a_seat_is_asked_for_it(make, listed, ask):
    house = make.organisation("Belediyemiz", ours=True, organisation_kind="municipality")
    listed(("Linz", "Bonn"))

    told = ask()

    assert not told.enough
    assert ("Enter the seat of our own house.", house.id) in [(one.text, one.about) for one in told.wanted]


def test_equal_is_called_equal(tie, body, listed, ask, make, session):
    tie(body("Linz Belediyesi", "Linz"))
    listed(("Linz", "Bonn"), ("Linz", "Bremen"))
    for city in ("Bonn", "Bremen"):
        made = make.city(city)
        made.population, made.latitude, made.longitude = None, None, None
    session.commit()
    forget()

    told = ask()

    assert told.text.startswith("2 cities come first alike: ")
    assert [row.cells[0].text for row in told.rows[:2]] == ["1", "1"]


def test_the_picture_shows_through_whom_we_know_the_first(lists, ask, make):
    picture = ask().picture

    links = {(edge.b, edge.kind, edge.public) for edge in picture.edges}
    assert (make.city("Linz").id, "sister_city", False) in links
    assert (make.city("Bonn").id, "public", True) in links
    assert make.city("Bonn").id in picture.highlighted


def test_the_next_questions_are_about_the_first(lists, ask, make):
    bonn = {"city": str(make.city("Bonn").id)}

    assert [(one.key, one.parameters) for one in ask().further][:2] == [("door", bonn), ("what-if", bonn)]


def test_another_municipality_does_not_see_our_ties(lists, body, ask, make):
    make.organisation(
        "Antalya", "antalya", ours=True, organisation_kind="municipality", seat_id=make.city("Antalya").id
    )

    assert "Linz" in cities(ask(municipality="antalya"))
    assert not any("Linz tie" in column(ask(municipality="antalya"), city, 3) for city in ("Linz",))


def test_constant_statements(lists, tie, body, met, ask, sent):
    def count():
        forget()
        sent.clear()
        ask()
        return len(sent)

    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen")):
        one = body(f"Belediye {number}", city)
        tie(one)
        met(one)
    assert count() == first <= 45
