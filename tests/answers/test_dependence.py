"""Question 14: whether we are too dependent on one country, theme or person."""

import pytest

from app.answers import dependence
from app.i18n import translator
from app.queries.kept import forget
from models import Keeper
from models.vocabulary import OrganisationKind, RecordKind, Relation, Theme
from tests.make import TODAY

GERMAN, OTHERS = (
    ("Bonn", "Bremen", "Hamburg", "Münster", "Fürth"),
    ("Linz", "Roma", "Üsküp", "Dublin", "Atina"),
)


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir"):
        actor = make.actor("viewer", municipality)
        return dependence.ask(session, actor, t=translator(language), today=TODAY)

    return ask


@pytest.fixture
def sisters(tie, body):
    """Write a sister city for each city."""

    def write(*cities, **facts):
        return [tie(body(f"{city} Belediyesi", city), title_en=f"{city} tie", **facts) for city in cities]

    return write


def row(told, place):
    return [cell.text for cell in told.rows[place].cells]


def test_we_lean_on_the_country_that_has_most_ties(sisters, ask, make):
    sisters(*GERMAN, "Linz")

    told = ask()

    assert told.text.startswith("We lean on one country: Germany (in 5 of 6 ties, share 83%).")
    assert row(told, 0) == ["Country, by ties", "Germany", "6 of 6", "83%", "1.4", "Leans on it"]
    assert [name.id for name in told.sentence if not isinstance(name, str)] == [make.country("DE").id]
    assert {name.text for name in told.tables[0].rows[0].cells[2].words if not isinstance(name, str)} == {
        f"{city} tie" for city in GERMAN
    }
    assert told.enough


def test_ties_in_many_countries_lean_on_none_and_equal_is_called_equal(sisters, ask):
    sisters(*OTHERS)

    told = ask()

    assert told.text.startswith("We lean on no single country; the most: ")
    assert "and 2 others (each in 1 of 5 ties, share 20%)." in told.text
    assert row(told, 0)[4:] == ["5", "Spread"]


def test_few_ties_bear_nothing(sisters, ask):
    sisters("Bonn", "Bremen")

    told = ask()

    assert told.text.startswith(
        "Not enough data: 2 ties abroad with a known country, at least 5 are needed. "
        "Theme: not enough data, 0 of 2 ties have one on record."
    )
    assert not told.enough


def test_an_empty_record_says_what_to_enter(house, ask):
    told = ask()

    assert told.text == (
        "Not enough data: 0 ties abroad with a known country, at least 5 are needed. "
        "Theme: not enough data, 0 of 0 ties have one on record."
    )
    assert [one.kind for one in told.wanted] == [RecordKind.AGREEMENT]


def test_ties_at_home_and_missions_do_not_count(sisters, tie, body, ask, make):
    sisters(*OTHERS, "Ankara", "Bursa")
    tie(
        body("Elçilik", "Ankara", kind=OrganisationKind.EMBASSY, represents_id=make.country("IT").id),
        relation=Relation.CONTACT,
    )

    assert ask().sample == "5 ties in force abroad"


def test_themes_are_counted_where_they_are_recorded(sisters, ask):
    sisters(*OTHERS, themes=[{"theme": Theme.CLIMATE}])
    sisters("Bonn")

    told = ask()

    assert "We lean on one theme: Climate" in told.text
    assert row(told, 2)[2:4] == ["5 of 6", "100%"]
    assert "Enter the fields of cooperation of the ties that have none." in [one.text for one in told.wanted]


def test_a_tie_with_a_single_contact_person_is_named(tie, body, ask, make):
    bodies = [body(f"{city} Belediyesi", city) for city in OTHERS]
    for one in bodies:
        tie(one, title_en=f"Tie {one.title_tr}")
    only = make.person("Yalnız", posts=[{"organisation_id": bodies[0].id}])
    for name in ("Bir", "İki"):
        make.person(name, posts=[{"organisation_id": bodies[1].id}])

    told = ask()

    assert "1 of 5 ties has a single contact person on record. Of 3 nobody is known." in told.text
    (table,) = [one for one in told.tables if one.title == "Ties with a single contact person"]
    assert [[name.text for name in cell.words] for cell in table.rows[0].cells] == [
        ["Tie Linz Belediyesi"],
        [only.title_tr],
    ]


def test_a_colleague_who_keeps_most_ties_is_named_and_a_deputy_is_asked_for(sisters, ask, make, session):
    colleague = make.user()
    for one in sisters(*OTHERS):
        session.add(Keeper(record_id=one.id, owner_id=colleague.id, deputy_id=None))
    session.commit()
    forget()

    told = ask()

    assert told.text.endswith(f"In our office they lean on {colleague.name} (in 5 of 5 ties, share 100%).")
    assert "Name a deputy for 5 ties that only one colleague keeps." in [one.text for one in told.wanted]


def test_both_languages_state_the_same_figures(sisters, ask):
    sisters(*GERMAN, "Linz")

    assert [row(ask("tr"), place)[2].split()[0] for place in range(4)] == [
        row(ask(), place)[2].split()[0] for place in range(4)
    ]


def test_constant_statements(sisters, ask, sent):
    def count():
        forget()
        sent.clear()
        ask()
        return len(sent)

    sisters("Linz")
    first = count()
    sisters("Bonn", "Roma", "Bremen")
    assert count() == first <= 40
