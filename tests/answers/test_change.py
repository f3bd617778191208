"""Question 12: how our relations changed, by year and by mayor's term."""

from datetime import date

import pytest

from app.answers import change
from app.answers.answer import names_in
from app.i18n import translator
from app.queries.kept import forget
from models import Certainty, PartialDate
from models.vocabulary import AgreementState, Direction, OrganisationKind, RecordKind
from tests.make import TODAY


@pytest.fixture
def ask(make, session):
    """Ask, in English."""

    def ask(language="en", municipality="izmir", **parameters):
        actor = make.actor("viewer", municipality)
        return change.ask(session, actor, t=translator(language), today=TODAY, **parameters)

    return ask


@pytest.fixture
def mayor(make, house):
    """Write a mayor of ours."""

    def write(name, since, until=None):
        post = {
            "organisation_id": house.id,
            "title_tr": "Belediye Başkanı",
            "since": PartialDate.on(since),
            "until": PartialDate.on(until) if until else PartialDate.unknown(),
        }
        return make.person(name, posts=[post])

    return write


def table(told):
    heads = [heading.text for heading in told.headings]
    return {
        row.cells[0].text: {
            head: cell.text for head, cell in zip(heads[1:], row.cells[1:], strict=True) if cell.text != "–"
        }
        for row in told.rows
    }


def test_each_year_tells_what_began_and_who_met(tie, body, met, member, ask):
    linz = body("Linz Belediyesi", "Linz")
    sister = tie(linz, signed=PartialDate.on(date(2022, 5, 3)))
    tie(body("Bonn Belediyesi", "Bonn"), signed=PartialDate.of(2023))
    met(linz, on=date(2023, 2, 1), direction=Direction.INCOMING)
    met(linz, on=date(2022, 2, 1), direction=Direction.OUTGOING)
    met(linz, on=date(2022, 3, 1))
    member(body("Mayors", kind=OrganisationKind.CITY_NETWORK), since=PartialDate.of(2022))

    told = ask()

    assert table(told) == {
        "2023": {"New ties": "1", "Standing at its end": "2", "Incoming": "1"},
        "2022": {
            "New ties": "1",
            "Standing at its end": "1",
            "Outgoing": "1",
            "Other visits": "1",
            "Networks joined": "1",
        },
    }
    assert told.text == "2023 so far: 1 new tie, 1 visit. 2022: 1 new tie, 2 visits."
    assert sister.id in {name.id for name in names_in(told.tables[0].rows[1].cells[1].words)}
    assert told.enough


def test_a_date_known_in_part_counts_where_it_certainly_lies(tie, body, ask):
    around = PartialDate.span(date(2021, 6, 1), date(2022, 6, 1))
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate(around.earliest, around.latest, Certainty.WITHIN))
    tie(body("Bonn Belediyesi", "Bonn"), signed=PartialDate.of(2022, 8))

    told = table(ask())

    assert (told["2021"]["New ties"], told["2022"]["New ties"]) == ("0 + 1", "1 + 1")


def test_what_has_no_date_has_a_line_of_its_own_and_too_much_of_it_is_not_enough_data(tie, body, ask):
    for city in ("Linz", "Bonn"):
        tie(body(f"{city} Belediyesi", city))
    tie(body("Roma Belediyesi", "Roma"), signed=PartialDate.of(2023))

    told = ask()

    assert table(told)["date unknown"] == {"New ties": "2"}
    assert told.text.endswith("When they began is not known of 2 of 3 ties.")
    assert not told.enough
    assert "Enter when the ties were signed, as far as it is known." in [one.text for one in told.wanted]


def test_a_tie_that_ended_counts_in_the_year_of_its_end_and_a_draft_in_none(tie, body, ask):
    linz = body("Linz Belediyesi", "Linz")
    tie(linz, signed=PartialDate.of(2020), ends=PartialDate.of(2022), state=AgreementState.ENDED)
    tie(body("Bonn Belediyesi", "Bonn"), state=AgreementState.DRAFT)

    told = ask()

    assert table(told)["2022"] == {"Ended": "1", "Standing at its end": "0"}
    assert "date unknown" not in table(told)


def test_quiet_years_share_a_line(tie, body, ask):
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate.of(2010))

    assert list(table(ask())) == ["2011–2023", "2010"]


def test_by_term_each_mayor_has_a_line_with_a_rate_a_year(tie, body, met, mayor, ask):
    mayor("Eski Başkan", date(2014, 4, 1))
    today = mayor("Yeni Başkan", date(2019, 4, 8))
    for year, city in ((2015, "Linz"), (2020, "Bonn"), (2021, "Roma")):
        tie(body(f"{city} Belediyesi", city), signed=PartialDate.of(year))
    tie(body("Üsküp Belediyesi", "Üsküp"), signed=PartialDate.of(2019))

    told = ask(by=change.By.TERM)

    assert told.text == (
        "Yeni Başkan (2019–2023): 2 new ties, 0 visits; new ties a year: 0.4. "
        "Eski Başkan (2014–2019): 1 new tie, 0 visits; new ties a year: 0.2."
    )
    assert {head: line["New ties"] for head, line in table(told).items()} == {
        "2019–2023": "2 + 1",
        "2014–2019": "1 + 1",
    }
    assert told.rows[0].cells[0].detail[0].id == today.id


def test_without_the_beginnings_of_posts_there_is_not_enough_data_for_the_terms(tie, body, house, make, ask):
    make.person("Başkan", posts=[{"organisation_id": house.id, "title_tr": "Belediye Başkanı"}])
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate.of(2020))

    told = ask(by=change.By.TERM)

    assert told.text == (
        "Not enough data for the terms: no post of our mayor with its beginning is on record."
    )
    assert not told.enough
    assert [one.kind for one in told.wanted] == [RecordKind.PERSON]


def test_an_empty_record_says_what_to_enter(house, ask):
    told = ask()

    assert told.text == "Not enough data: nothing with a date is on record."
    assert not told.enough
    assert [one.kind for one in told.wanted] == [RecordKind.AGREEMENT, RecordKind.VISIT, RecordKind.PERSON]


def test_both_languages_state_the_same_figures(tie, body, met, ask):
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate.of(2022))
    met(city_id=None, group_name="Heyet")

    def figures(told):
        return [[cell.text for cell in row.cells[1:]] for row in told.rows]

    assert figures(ask()) == figures(ask("tr"))


def test_another_municipality_is_not_told(tie, body, ask):
    tie(body("Linz Belediyesi", "Linz"), signed=PartialDate.of(2022))

    assert ask(municipality="antalya").rows == ()


def test_constant_statements(tie, body, met, member, ask, sent):
    def count():
        forget()
        sent.clear()
        ask()
        return len(sent)

    linz = body("Linz Belediyesi", "Linz")
    tie(linz, signed=PartialDate.of(2020))
    met(linz)
    member(body("Ağ", kind=OrganisationKind.CITY_NETWORK))
    first = count()
    for number, city in enumerate(("Bonn", "Roma", "Bremen")):
        one = body(f"Belediye {number}", city)
        tie(one, signed=PartialDate.of(2010 + number))
        met(one)
        member(body(f"Ağ {number}", kind=OrganisationKind.CITY_NETWORK))
    assert count() == first <= 20
