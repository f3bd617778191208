"""Question 2: what has no tie, and what may only be missing from the record."""

import csv
from pathlib import Path

import pytest

from app.answers import blank_spots
from app.i18n import translator
from app.regions import REGIONS, WORLD_LANGUAGES
from models.vocabulary import Metric, OrganisationKind, Relation, Theme
from tests.make import TODAY

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en"):
        return blank_spots.ask(session, make.actor("viewer"), t=translator(language), today=TODAY)

    return ask


def blanks(answer, kind):
    return {row.cells[0].text: row.cells[2].text for row in answer.rows if row.cells[1].text == kind}


def test_the_regions_are_those_of_the_reference_data(both):
    with (REFERENCE / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file) if row["continent"]}

    assert set(REGIONS) == set(rows)
    assert {code: both(word) for code, word in REGIONS.items()} == {
        code: row[f"name_{both.language}"] for code, row in rows.items()
    }


def test_what_a_tie_reaches_is_not_blank(tie, body, ask):
    tie(body("Bremen Belediyesi", "Bremen"), themes=[{"theme": Theme.CLIMATE}])

    told = ask()

    assert set(blanks(told, "Region")) == {word for code, word in REGIONS.items() if code != "europe_west"}
    assert "Climate" not in blanks(told, "Field of cooperation")
    assert len(blanks(told, "Field of cooperation")) == len(Theme) - 1
    assert "German" not in blanks(told, "Language")
    assert len(blanks(told, "Language")) == len(WORLD_LANGUAGES) - 1
    assert told.text == (
        "On record no tie in force reaches 21 of 22 regions of the world, 22 of 23 fields of cooperation and "
        "7 of 8 world languages."
    )


def test_a_tie_at_home_reaches_no_region(tie, body, ask):
    tie(body("Ankara Üniversitesi", "Ankara", kind=OrganisationKind.UNIVERSITY), relation=Relation.PROJECT)

    assert ask().sample == "0 ties in force"

    another = body("Bursa Üniversitesi", "Bursa", kind=OrganisationKind.UNIVERSITY)
    tie(body("Bremen Belediyesi", "Bremen"), another, relation=Relation.PROJECT)
    assert "Western Asia" in blanks(ask(), "Region")
    assert ask().sample == "1 tie in force"


def test_without_a_tie_there_is_not_enough_data_and_no_list_of_everything(house, ask):
    told = ask()

    assert told.text == "Not enough data: no tie in force is recorded."
    assert not told.enough
    assert (told.rows, told.counted) == ((), "")
    assert [one.text for one in told.wanted] == ["Enter the ties of our own house."]


def test_visits_without_a_tie_are_told_for_the_country_a_mission_represents(body, met, tie, ask, make):
    tie(body("Bremen Belediyesi", "Bremen"))
    embassy = body(
        "Hindistan Büyükelçiliği",
        "Ankara",
        kind=OrganisationKind.EMBASSY,
        represents_id=make.country("IN").id,
    )
    met(embassy)
    met(embassy)

    found = blanks(ask(), "Region")

    assert found["Southern Asia"] == "Visits: India (2)"
    assert found["Western Asia"] == "–"


def test_where_public_lists_know_of_somebody_that_is_told_and_the_spot_stays_blank(tie, body, listed, ask):
    tie(body("Bremen Belediyesi", "Bremen"))
    listed(("Bremen", "Cape Town"), ("Bremen", "Bristol"), ("İzmir", "Bristol"))

    told = {row.cells[0].text: row.cells[3] for row in ask().rows}

    assert told["Southern Africa"].text == "Partners with twin towns there: Bremen"
    assert told["Northern Europe"].text == "Twin towns of ours: Bristol"
    assert told["Southern Africa"].public
    assert told["Eastern Asia"].text == "–"
    assert not told["Eastern Asia"].public
    assert "Western Europe" not in told


def test_what_is_only_stated_is_said_first(tie, body, stated, ask):
    stated(Metric.SISTER_CITIES, 27)
    stated(Metric.MEMBERSHIPS, 24)
    tie(body("Bremen Belediyesi", "Bremen"))

    told = ask()

    assert told.text.startswith(
        "Not enough data: 1 of 27 sister cities are recorded and 0 of 24 memberships are recorded as in "
        "force and stated by a source. On record"
    )
    assert told.text.endswith("A spot may be blank only in this record.")
    assert not told.enough
    assert len(told.wanted) == 3


def test_constant_statements(tie, body, met, ask, sent, session):
    def count():
        session.expire_all()
        sent.clear()
        ask()
        return len(sent)

    met(body("Bremen Derneği", "Bremen", kind=OrganisationKind.ASSOCIATION))
    tie(body("Linz Belediyesi", "Linz"))
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen", "Üsküp")):
        one = body(f"Belediye {number}", city)
        tie(one, themes=[{"theme": Theme.WATER}])
        met(one)
    assert count() == first <= 24
    assert count() <= 2
