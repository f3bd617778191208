"""Question 1: ties in force by country and relation."""

import pytest

from app.answers import friends
from app.i18n import translator
from models import PartialDate
from models.vocabulary import AgreementState, Metric, OrganisationKind, Relation, Theme
from tests.make import TODAY


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return friends.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


def table(answer):
    """Return the matrix: country → heading → figure."""
    heads = [heading.text for heading in answer.headings]
    return {
        row.cells[0].text: {
            head: cell.text for head, cell in zip(heads[1:], row.cells[1:], strict=True) if cell.text != "–"
        }
        for row in answer.rows
    }


def test_ties_in_force_stand_by_country_and_relation(tie, body, ask):
    tie(body("Linz Belediyesi", "Linz"))
    tie(body("Bonn Belediyesi", "Bonn"))
    tie(body("Bremen Belediyesi", "Bremen"), relation=Relation.GOODWILL)

    told = ask()

    assert table(told) == {
        "Germany": {"Sister city": "1", "Goodwill relation": "1", "Ties": "2"},
        "Austria": {"Sister city": "1", "Ties": "1"},
    }
    assert told.text == "On record: 3 ties in force, in 2 countries. Most: Germany (2)."
    assert {name.text for name in told.rows[0].cells[0].detail if not isinstance(name, str)} == {
        "Bonn Belediyesi",
        "Bremen Belediyesi",
    }
    assert (told.sample, told.counted, told.enough) == ("3 ties in force", "2 countries", True)


def test_the_sentence_in_turkish_names_the_country(tie, body, ask, make):
    tie(body("Linz Belediyesi", "Linz"))
    tie(body("Bonn Belediyesi", "Bonn"))
    tie(body("Bremen Belediyesi", "Bremen"))

    told = ask("tr")

    assert told.text == "Kayıtta 2 ülkede yürürlükte 3 ilişki var. En çok: Almanya (2)."
    assert [part.id for part in told.sentence if not isinstance(part, str)] == [make.country("DE").id]


def test_a_mission_is_no_tie_neither_with_its_seat_nor_with_its_country(tie, body, ask, make):
    embassy = body(
        "Hindistan Büyükelçiliği",
        "Ankara",
        kind=OrganisationKind.EMBASSY,
        represents_id=make.country("IN").id,
    )
    consulate = body("Fahri konsolosluk", "Roma", kind=OrganisationKind.HONORARY_CONSULATE)
    tie(embassy, relation=Relation.CONTACT)
    tie(consulate, relation=Relation.CONTACT)
    tie(embassy, body("Linz Belediyesi", "Linz"), relation=Relation.PROJECT)

    assert set(table(ask())) == {"Austria"}


def test_only_what_is_in_force_counts(tie, body, ask):
    linz = body("Linz Belediyesi", "Linz")
    for state in AgreementState:
        tie(linz, state=state, relation=Relation.CONTACT)
    tie(body("Bonn Belediyesi", "Bonn"), ends=PartialDate.of(2020))
    tie(linz, body("Roma Belediyesi", "Roma"), ours=False, relation=Relation.CONTACT)

    assert table(ask()) == {"Austria": {"Informal contact": "1", "Ties": "1"}}


def test_a_tie_with_two_partners_of_one_country_counts_once_there(tie, body, ask):
    tie(body("Bonn Belediyesi", "Bonn"), body("Bremen Belediyesi", "Bremen"), body("Linz Belediyesi", "Linz"))

    assert {land: line["Ties"] for land, line in table(ask()).items()} == {"Germany": "1", "Austria": "1"}


def test_a_partner_without_a_seat_has_a_line_of_its_own(tie, body, ask):
    tie(body("UNDP", kind=OrganisationKind.INTERNATIONAL_ORGANISATION), relation=Relation.PROGRAMME)

    told = ask()

    assert table(told) == {"Without a country": {"Programme cooperation": "1", "Ties": "1"}}
    assert told.rows[0].record_id is None
    assert told.text == "On record: 1 tie in force, none with a partner whose country is known."


def test_the_sentence_says_how_many_ties_the_countries_leave_out(tie, body, ask):
    tie(body("Bremen Belediyesi", "Bremen"))
    tie(body("UNDP", kind=OrganisationKind.INTERNATIONAL_ORGANISATION), relation=Relation.PROGRAMME)

    assert ask().text == (
        "On record: 2 ties in force, in 1 country. 1 of them has no partner whose country is known."
    )


def test_a_field_narrows_the_matrix_and_the_method_says_how_many_have_one(tie, body, ask):
    tie(body("Linz Belediyesi", "Linz"), themes=[{"theme": Theme.CLIMATE}, {"theme": Theme.WATER}])
    tie(body("Bonn Belediyesi", "Bonn"))

    told = ask(theme=Theme.CLIMATE)

    assert set(table(told)) == {"Austria"}
    assert "recorded for 1 of 2 ties" in told.method[-1]
    assert ask(theme=Theme.SPORT).text == "No tie in force has the field Sport on record."


def test_where_most_is_only_stated_there_is_not_enough_data(tie, body, stated, ask):
    stated(Metric.SISTER_CITIES, 27)
    tie(body("Linz Belediyesi", "Linz"))

    told = ask()

    assert told.text.endswith("Not enough data: 1 of 27 sister cities are recorded.")
    assert not told.enough
    assert [one.text for one in told.wanted] == [
        "Sister cities: 26 are missing from the record: enter or import them."
    ]


def test_an_empty_register_says_what_to_enter(house, ask):
    told = ask()

    assert told.text == "Not enough data: no tie in force is recorded."
    assert (told.enough, told.rows) == (False, ())
    assert told.wanted[0].text == "Enter the ties of our own house."


def test_another_municipality_is_not_told(tie, body, ask):
    tie(body("Linz Belediyesi", "Linz"))

    assert ask(municipality="antalya").rows == ()


def test_constant_statements(tie, body, ask, sent, session):
    def count():
        session.expire_all()
        sent.clear()
        ask()
        return len(sent)

    tie(body("Linz Belediyesi", "Linz"))
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen", "Üsküp")):
        tie(body(f"Belediye {number}", city), themes=[{"theme": Theme.WATER}])
    assert count() == first <= 16
    assert count() <= 2


def test_the_chart_has_the_countries_by_their_ties(tie, body, ask):
    for city in ("Bremen", "Hamburg", "Linz"):
        tie(body(f"{city} Belediyesi", city))

    assert [(bar.label, bar.text, bar.strong) for bar in ask().picture.bars] == [
        ("Germany", "2", True),
        ("Austria", "1", False),
    ]
