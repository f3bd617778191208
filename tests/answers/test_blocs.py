"""Question 6: which partners know each other, and which blocs exist."""

from datetime import date
from itertools import combinations

import pytest

from app.answers import blocs
from app.answers.door import Data
from app.i18n import translator
from models import PartialDate
from models.vocabulary import OrganisationKind, Relation
from tests.make import TODAY

SOUTH = ["Roma", "Floransa", "Orvieto", "Atina", "Selanik"]
NORTH = ["Bremen", "Hamburg", "Bonn", "Fürth", "Frankfurt"]


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", **asked):
        return blocs.ask(session, make.actor("viewer"), t=translator(language), today=TODAY, **asked)

    return ask


@pytest.fixture
def partners(tie, body):
    """Tie our house to the municipalities of some cities, long ago."""

    def write(*cities):
        for city in cities:
            tie(body(f"{city} Belediyesi", city), starts=PartialDate.of(1999))

    return write


def names(cell):
    return {part.text for part in cell.detail if not isinstance(part, str)}


def table(answer, title):
    if answer.title == title:
        return answer.rows
    return next((one.rows for one in answer.tables if one.title == title), ())


def test_planted_blocs_are_found_named_and_drawn(partners, listed, ask):
    partners(*SOUTH, *NORTH)
    listed(*combinations(SOUTH, 2), *combinations(NORTH, 2), ("Roma", "Bremen"))

    told = ask()

    assert told.text.startswith("10 of our 10 partners know another one: 21 pairs. 2 blocs persist: ")
    first, second = table(told, "Blocs")
    assert {frozenset(names(first.cells[0])), frozenset(names(second.cells[0]))} == {
        frozenset({"Rome", "Florence", "Orvieto", "Athens", "Thessaloniki"}),
        frozenset({"Bremen", "Hamburg", "Bonn", "Fürth", "Frankfurt"}),
    }
    assert [cell.text for cell in first.cells[1:3]] == ["5", "10"]
    for bloc in (first, second):
        assert bloc.cells[0].text.removesuffix(" bloc") in names(bloc.cells[0])
    assert first.cells[4].text == "unchanged"
    groups = {node.text: node.group for node in told.picture.nodes}
    assert groups["Rome"] == groups["Athens"] != groups["Bremen"] == groups["Bonn"]
    assert len(told.picture.edges) == 21


def test_who_knows_whom_is_told_with_its_record_or_marked_as_public(tie, body, listed, ask):
    roma, bremen = body("Roma Belediyesi", "Roma"), body("Bremen Belediyesi", "Bremen")
    tie(roma)
    tie(bremen)
    theirs = tie(roma, bremen, ours=False, relation=Relation.FRIENDSHIP_CITY, title_en="Theirs")
    tie(body("Linz Belediyesi", "Linz"))
    listed(("Roma", "Linz"))

    told = ask()

    assert told.text == "3 of our 3 partners know another one: 2 pairs. No bloc persists among them."
    own, public = table(told, "Who knows whom")
    assert {own.cells[0].text} <= {"Rome – Bremen", "Bremen – Rome"}
    assert own.cells[1].text == "Friendship city"
    assert not own.cells[1].public
    assert [name.id for name in own.cells[2].words] == [theirs.id]
    assert public.cells[1].text == "Twin town"
    assert public.cells[1].public


def test_where_everybody_knows_everybody_none_stands_apart(partners, listed, ask):
    partners(*SOUTH)
    listed(*combinations(SOUTH, 2))

    assert ask().text == (
        "5 of our 5 partners know another one: 10 pairs. They are all one bloc; none stands apart."
    )


def test_two_parts_that_know_nothing_of_each_other_are_two_blocs(partners, listed, ask):
    partners(*SOUTH, *NORTH)
    listed(*combinations(SOUTH, 2), *combinations(NORTH, 2))

    assert "2 blocs persist" in ask().text


def test_our_own_record_alone_is_a_star_in_which_nobody_knows_another(partners, listed, ask):
    partners(*SOUTH)
    listed(*combinations(SOUTH, 2))

    told = ask(data=Data.OWN)

    assert told.text == ("Not enough data: of none of our 5 partners is it known that it knows another one.")
    assert not told.enough
    assert not told.rows
    assert told.wanted


def test_an_empty_record_says_what_is_missing(ask, house):
    assert ask().text == "Not enough data: no partner of ours is on record."


def test_members_of_a_small_network_know_each_other_and_those_of_a_huge_one_do_not(partners, crowd, ask):
    partners("Roma", "Bremen", "Linz")
    crowd(Kalabalık=(90, "Roma", "Bremen", "Linz"), Çember=(8, "Roma", "Bremen"))

    (pair,) = table(ask(), "Who knows whom")

    assert {one.text for one in pair.cells[0].words if not isinstance(one, str)} == {"Rome", "Bremen"}
    assert pair.cells[1].text == "Same networks"
    assert pair.cells[1].public


def test_two_who_came_together_know_each_other(body, met, ask, house):
    met(body("Roma Belediyesi", "Roma"), body("Bremen Belediyesi", "Bremen"))

    (pair,) = table(ask(), "Who knows whom")

    assert pair.cells[1].text == "Meeting"


def test_a_bloc_keeps_its_name_when_somebody_comes_to_it(partners, tie, body, listed, ask):
    partners(*SOUTH)
    listed(*combinations([*SOUTH, "Strazburg"], 2))
    (before,) = table(ask(), "Blocs")

    newcomer, since = body("Strazburg Belediyesi", "Strazburg"), PartialDate.on(date(2023, 5, 1))
    tie(newcomer, starts=since)
    for number, city in enumerate(SOUTH):
        tie(newcomer, body(f"Belediye {number}", city), ours=False, starts=since)  # nobody is tied more
    (after,) = table(ask(), "Blocs")

    assert after.cells[0].text == before.cells[0].text
    assert after.cells[4].text == "came: Strasbourg"


def test_both_languages_state_the_same_numbers(partners, listed, ask):
    partners(*SOUTH, *NORTH)
    listed(*combinations(SOUTH, 2), *combinations(NORTH, 2), ("Roma", "Bremen"))

    told = [
        [[cell.text for cell in row.cells[1:3]] for row in ask(language).rows] for language in ("tr", "en")
    ]

    assert told[0] == told[1]


def test_a_body_may_know_another_one(tie, body, ask):
    one = body("Birinci", kind=OrganisationKind.UNIVERSITY)
    other = body("İkinci", kind=OrganisationKind.FOUNDATION)
    tie(one, other, relation=Relation.PROJECT)

    assert ask().text.startswith("2 of our 2 partners know another one: 1 pair.")


def test_who_only_came_together_once_are_no_bloc(body, met, ask, house):
    met(*(body(f"{city} Belediyesi", city) for city in SOUTH))

    told = ask()

    assert told.text == "5 of our 5 partners know another one: 10 pairs. No bloc persists among them."
