"""The note on a mission, its people and its visits tells what we have with the country it represents."""

from datetime import UTC

import pytest
from sqlalchemy.orm import Session

from app.documents import organisation_note, organisation_paper, person_note, visit_note, visit_paper
from app.documents.lands_paper import COUNTRIES
from app.documents.paper import Facts, Paragraph
from app.i18n import translator
from models import PartialDate
from models.vocabulary import AgreementState, OrganisationKind, Relation
from tests.laws.reading import statements_on
from tests.make import TODAY

ENGLISH = translator("en")


@pytest.fixture
def embassy(make):
    """Write a mission in Ankara of a country."""

    def write(code="UA", title="Ukrayna Büyükelçiliği", kind=OrganisationKind.EMBASSY, **facts):
        seat, land = make.city("Ankara"), make.country(code)
        facts = {"seat_id": seat.id, "represents_id": land.id, "organisation_kind": kind, **facts}
        return make.organisation(title, **facts)

    return write


@pytest.fixture
def chernivtsi(body, tie):
    """Write a sister city in Ukraine."""
    sister = body("Çernivtsi Belediyesi", "Çernivtsi", title_en="City of Chernivtsi")
    tie(sister, signed=PartialDate.of(2023, 9, 4))
    return sister


@pytest.fixture
def visit(make):
    """Write a visit of today by somebody from some missions."""

    def write(*bodies):
        came = [{"name": f"Biri {one.id}", "organisation_id": one.id} for one in bodies]
        return make.visit(held=PartialDate.on(TODAY), delegates=came)

    return write


@pytest.fixture
def read(make, session):
    def gather(note, one):
        session.expire_all()
        return note.gather(session, make.actor("viewer"), one.id, today=TODAY)

    return gather


def line(paper, section, heading):
    """Say the first line of that heading in a section."""
    (found,) = (one for one in paper.sections if one.anchor == section)
    rows = [row for block in found.blocks if isinstance(block, Facts) for row in block.rows]
    words = next(words for told, words in rows if told == heading)
    return "".join(run.text for run in words)


def test_the_notes_on_a_mission_its_people_and_its_visits_tell_our_ties_with_its_country(
    make, read, embassy, chernivtsi, visit
):
    ukraine = embassy()
    envoy = make.person("Vasyl Bodnar", posts=[{"organisation_id": ukraine.id, "title_tr": "Büyükelçi"}])
    there = make.visit(held=PartialDate.of(2023, 9, 5), city_id=make.city("Lviv").id)
    asked = ((organisation_note, ukraine), (person_note, envoy), (visit_note, visit(ukraine)))

    for note, one in asked:
        found = read(note, one)
        (land,) = found.lands
        assert land.country.title_en == "Ukraine"
        assert [[party.id for party in tie.counterparts] for tie in land.ties] == [[chernivtsi.id]]
        assert (land.met, land.contact.what.record.id) == (1, there.id)
        assert all(tie.marks for tie in land.ties)
        assert found.ties == ()


def test_the_paper_tells_both_apart(make, read, embassy, chernivtsi, visit):
    make.visit(held=PartialDate.of(2023, 9, 5), city_id=make.city("Lviv").id)
    lithuania = embassy("LT", "Litvanya Büyükelçiliği")
    note = read(visit_note, visit(lithuania, embassy()))

    paper = visit_paper.say(note, ENGLISH, UTC)

    assert line(paper, "contact", "Our tie") == (
        "None directly; with Ukraine: Sister city 1; with Lithuania: none recorded"
    )
    assert line(paper, "contact", "Meetings").endswith("Last contact with Ukraine: 5 Sept 2023.")
    assert line(paper, "lands", "Our tie") == (
        "City of Chernivtsi: Sister city · signed: 4 Sept 2023 · In force"
    )


def test_a_tie_that_ended_does_not_stand_in_the_summary(read, body, tie, embassy):
    tie(body("Lviv Belediyesi", "Lviv"), relation=Relation.GOODWILL, state=AgreementState.ENDED)

    paper = organisation_paper.say(read(organisation_note, embassy()), ENGLISH, UTC)

    assert line(paper, "summary", "Our tie") == "None directly; with Ukraine: none in force"
    assert line(paper, "lands", "Our tie").startswith("Lviv Belediyesi: Goodwill relation")


def test_a_consulate_with_a_district_is_told_our_ties_with_its_country_all_the_same(
    read, embassy, chernivtsi
):
    consulate = embassy(kind=OrganisationKind.CONSULATE_GENERAL, district="Ege illeri")

    assert len(read(organisation_note, consulate).lands[0].ties) == 1


def test_what_others_and_a_network_have_there_is_none_of_it(make, read, embassy, body, tie):
    tie(body("Lviv Belediyesi", "Lviv"), body("Antalya Belediyesi", "Antalya"), ours=False)
    tie(body("Bir Ağ", "Lviv", OrganisationKind.CITY_NETWORK), relation=Relation.PROGRAMME)

    assert read(organisation_note, embassy()).lands[0].ties == ()


def test_a_mission_of_our_own_country_and_a_body_that_represents_none_have_no_such_part(
    house, read, embassy, chernivtsi, body
):
    ours = embassy("TR", "Kiev Büyükelçiliği")

    assert read(organisation_note, ours).lands == ()
    assert read(organisation_note, chernivtsi).lands == ()


def test_a_visit_of_many_missions_names_some_countries_and_says_how_many_more(
    make, connection, read, embassy, visit
):
    codes = ("DE", "FR", "IT", "ES", "GB", "NL", "BE", "PL", "RO", "BG", "GR", "US")
    missions = [embassy(code, f"Büyükelçilik {code}") for code in codes]

    def cost(one):
        actor, id_ = make.actor("viewer"), one.id
        with (
            statements_on(connection) as sent,
            Session(connection, join_transaction_mode="create_savepoint") as fresh,
        ):
            visit_note.gather(fresh, actor, id_, today=TODAY)
        return sum(statement.startswith("SELECT") for statement in sent)

    one, all_ = visit(missions[0]), visit(*missions)

    assert cost(all_) == cost(one)
    paper = visit_paper.say(read(visit_note, all_), ENGLISH, UTC)
    (section,) = (each for each in paper.sections if each.anchor == "lands")
    assert sum(isinstance(block, Facts) for block in section.blocks) == COUNTRIES
    last = section.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.words[0].text == "and 4 more countries"
