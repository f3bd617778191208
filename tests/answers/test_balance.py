"""Question 13: incoming beside outgoing, and unknown as unknown."""

from datetime import date

import pytest

from app.answers import balance
from app.answers.balance import By
from app.i18n import translator
from models import PartialDate
from models.vocabulary import Direction, OrganisationKind, VisitState
from tests.make import TODAY

IN, OUT, NOBODY, THIRD = Direction.INCOMING, Direction.OUTGOING, Direction.NOBODY, Direction.THIRD_PLACE


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return balance.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


def table(answer):
    return {row.cells[0].text: [int(cell.text) for cell in row.cells[1:]] for row in answer.rows}


@pytest.fixture
def linz(body):
    """Write the municipality of Linz."""
    return body("Linz Belediyesi", "Linz")


def test_each_direction_has_a_column_and_unknown_is_one(linz, met, ask):
    for direction in (IN, IN, OUT, NOBODY, THIRD, None):
        met(linz, direction=direction)

    told = ask()

    assert [heading.text for heading in told.headings[1:]] == [
        "Incoming",
        "Outgoing",
        "Neither",
        "Direction unknown",
        "Visits",
    ]
    assert table(told) == {"Austria": [2, 1, 2, 1, 6]}
    assert told.text == (
        "Visits that took place: 6. Incoming: 2, outgoing: 1. The direction of 1 visit is not recorded. "
        "Not enough data: a balance needs at least 10 visits of known direction."
    )
    assert not told.enough


@pytest.mark.parametrize(
    ("incoming", "outgoing", "words"),
    [
        (10, 4, "On record we receive far more than we go out."),
        (4, 10, "On record we go out far more than we receive."),
        (8, 4, "On record both directions are in balance."),
    ],
)
def test_more_than_twice_as_many_is_out_of_balance(linz, met, ask, incoming, outgoing, words):
    for _ in range(incoming):
        met(linz, direction=IN)
    for _ in range(outgoing):
        met(linz, direction=OUT)

    told = ask()

    assert told.text.endswith(words)
    assert told.enough
    assert bool(told.wanted) == ("balance" not in words)


def test_the_sentence_in_turkish(linz, met, ask):
    met(linz, direction=IN)

    assert ask("tr").text == (
        "Gerçekleşmiş ziyaret: 1. Gelen: 1, giden: 0. "
        "Veri yetmiyor: denge için yönü bilinen en az 10 ziyaret gerekir."
    )


def test_a_mission_counts_for_its_country_and_never_for_its_seat(body, met, ask, make):
    embassy = body(
        "Hindistan Büyükelçiliği",
        "Ankara",
        kind=OrganisationKind.EMBASSY,
        represents_id=make.country("IN").id,
    )
    met(embassy, direction=IN)

    assert table(ask()) == {"India": [1, 0, 0, 0, 1]}
    assert table(ask(by=By.PARTNER)) == {"Hindistan Büyükelçiliği": [1, 0, 0, 0, 1]}


def test_a_visit_with_two_countries_stands_in_both_lines_and_counts_once(linz, body, met, ask):
    met(linz, body("Bonn Belediyesi", "Bonn"), direction=IN)

    told = ask()

    assert table(told) == {"Austria": [1, 0, 0, 0, 1], "Germany": [1, 0, 0, 0, 1]}
    assert told.sample == "1 visit that took place"


def test_the_visitors_organisation_counts_then_the_city_then_the_country(body, met, ask, make):
    bonn = body("Bonn Belediyesi", "Bonn")
    met(direction=IN, delegates=[{"name": "Ada", "organisation_id": bonn.id}], city_id=make.city("Roma").id)
    met(direction=IN, city_id=make.city("Roma").id, country_id=make.country("AT").id)
    met(direction=IN, country_id=make.country("AT").id)
    met(direction=IN, group_name="Heyet")

    found = table(ask())

    assert found == {name: [1, 0, 0, 0, 1] for name in ("Austria", "Germany", "Italy", "unknown")}
    assert list(found)[-1] == "unknown"


def test_our_own_house_is_no_partner(house, linz, met, ask):
    met(linz, house, direction=OUT)

    assert table(ask(by=By.PARTNER)) == {"Linz Belediyesi": [0, 1, 0, 0, 1]}
    assert set(table(ask())) == {"Austria"}


def test_only_visits_that_took_place_in_the_year_of_their_first_day(linz, met, ask):
    met(linz, on=PartialDate.span(date(2022, 12, 30), date(2023, 1, 2)), direction=IN)
    met(linz, on=date(2023, 5, 1), direction=OUT)
    met(linz, state=VisitState.PLANNED, direction=IN)
    met(linz, state=VisitState.CANCELLED, state_reason_tr="Hava", direction=IN)
    met(linz, on=date(2023, 12, 1), state=None, direction=IN)

    assert table(ask()) == {"Austria": [1, 1, 0, 0, 2]}
    assert table(ask(year=2022)) == {"Austria": [1, 0, 0, 0, 1]}
    assert table(ask(year=2023)) == {"Austria": [0, 1, 0, 0, 1]}


def test_long_tables_add_up_what_they_leave_out(met, ask, body, monkeypatch):
    monkeypatch.setattr(balance, "SHOWN", 2)
    for number, visits in enumerate((3, 2, 1, 1)):
        one = body(f"Kurum {number}")
        for _ in range(visits):
            met(one, direction=IN)

    assert table(ask(by=By.PARTNER)) == {
        "Kurum 0": [3, 0, 0, 0, 3],
        "Kurum 1": [2, 0, 0, 0, 2],
        "2 others": [2, 0, 0, 0, 2],
    }


def test_no_visit_no_answer_and_none_of_another_municipality(linz, met, ask):
    met(linz, direction=IN)

    told = ask(municipality="antalya")

    assert told.text == "Not enough data: no visit that took place is recorded."
    assert (told.rows, told.enough) == ((), False)
    assert told.wanted[-1].text == "Enter or import visits."


def test_constant_statements(body, met, ask, sent):
    def count():
        sent.clear()
        ask()
        return len(sent)

    met(body("Kurum", "Bonn"), direction=IN)
    ask()
    first = count()
    for number in range(6):
        met(body(f"Kurum {number}", "Roma"), direction=OUT)
    assert count() == first <= 6


def test_the_chart_sets_off_what_came_to_us(met, body, ask):
    bremen, linz = body("Bremen Belediyesi", "Bremen"), body("Linz Belediyesi", "Linz")
    for direction in (Direction.INCOMING, Direction.INCOMING, Direction.OUTGOING, None):
        met(bremen, direction=direction)
    met(linz, direction=Direction.OUTGOING)

    assert [(bar.label, bar.value, bar.part) for bar in ask().picture.bars] == [
        ("Germany", 3, 2),
        ("Austria", 1, 0),
    ]
