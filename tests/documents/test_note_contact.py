"""When we last had contact: the papers, and the question which ties sleep, have one rule."""

from datetime import date

import pytest

from app.answers import sleeping
from app.documents import city_note, country_note, organisation_note, person_note, visit_note
from app.i18n import translator
from app.queries import contacts
from models import PartialDate
from models.vocabulary import EventPart, EventState, LetterDirection, OrganisationKind, VisitState
from tests.make import TODAY

EXACT = PartialDate.of(2023, 4, 26)


@pytest.fixture
def bremen(make):
    return make.city("Bremen")


@pytest.fixture
def them(body):
    return body("Bremen Belediyesi", "Bremen")


@pytest.fixture
def contact(make, session):
    """Read the last contact that a note tells."""

    def read(note, one):
        session.expire_all()
        return note.gather(session, make.actor("viewer"), one.id, today=TODAY).contact

    return read


@pytest.fixture
def asleep(make, session):
    """Ask of the only tie whether it sleeps."""

    def ask():
        (tie,) = sleeping.look(session, make.actor(), t=translator("tr"), today=TODAY).ties
        return tie

    return ask


def test_the_notes_on_a_city_and_on_its_municipality_and_the_sleeping_ties_agree(
    make, asleep, contact, tie, bremen, them
):
    tie(them, signed=PartialDate.of(1996))
    visit = make.visit(held=EXACT, city_id=bremen.id, state=VisitState.HELD)

    told = [contact(city_note, bremen), contact(organisation_note, them)]
    asked = asleep()

    assert [(one.last, one.what.record.id, one.state) for one in told] == [(EXACT, visit.id, asked.state)] * 2
    assert (asked.last.on, asked.last.record.id) == (EXACT, visit.id)


def test_the_note_on_a_municipality_shows_the_visits_that_are_its_contacts(make, session, body, bremen, them):
    bremen_friends = body("Kardeş Şehirler Derneği", "Bremen")
    visits = [
        make.visit(held=EXACT, city_id=bremen.id, state=VisitState.HELD),
        make.visit(held=EXACT, counterparts=[{"organisation_id": bremen_friends.id}]),
    ]

    note = organisation_note.gather(session, make.actor("viewer"), them.id, today=TODAY)

    assert {one.id for one in note.meetings} == {one.id for one in visits}


def test_a_year_does_not_beat_an_exact_day_in_it(make, asleep, contact, tie, bremen, them):
    tie(them)
    make.visit(held=PartialDate.of(2023), counterparts=[{"organisation_id": them.id}])
    visit = make.visit(held=EXACT, counterparts=[{"organisation_id": them.id}])
    land = make.country("DE")

    told = [contact(city_note, bremen), contact(organisation_note, them), contact(country_note, land)]
    asked = asleep()

    assert {one.what.record.id for one in told} == {visit.id} == {asked.last.record.id}


def test_a_year_that_is_later_for_certain_is_the_last(make, contact, them):
    make.visit(held=PartialDate.of(2022, 12, 30), counterparts=[{"organisation_id": them.id}])
    make.visit(held=PartialDate.of(2023), counterparts=[{"organisation_id": them.id}])

    assert contact(organisation_note, them).last == PartialDate.of(2023)


def test_what_lasted_for_days_counts_on_its_last_day(make, contact, them):
    lasted = PartialDate.span(date(2023, 3, 1), date(2023, 3, 9))
    make.visit(held=lasted, counterparts=[{"organisation_id": them.id}])
    make.visit(held=PartialDate.of(2023, 3, 4), counterparts=[{"organisation_id": them.id}])

    assert contact(organisation_note, them).last == lasted


def test_a_contact_that_may_be_recent_keeps_a_tie_awake(make, asleep, tie, them):
    tie(them)
    make.visit(held=PartialDate.of(2019, 5, 6))
    make.visit(held=PartialDate.of(2021, 10, 20), counterparts=[{"organisation_id": them.id}])
    make.visit(held=PartialDate.of(2021), counterparts=[{"organisation_id": them.id}])

    asked = asleep()

    assert (asked.state, asked.last.on) == (sleeping.Sleep.AWAKE, PartialDate.of(2021, 10, 20))


def test_a_letter_with_its_reply_is_contact_in_a_note_too(make, contact, them):
    asked = make.letter("Davet", correspondent_id=them.id)
    reply = make.letter(
        "Kabul",
        correspondent_id=them.id,
        answers_id=asked.id,
        direction=LetterDirection.OUTGOING,
        dated=PartialDate.of(2023, 6, 1),
    )

    assert contact(organisation_note, them).what.record.id == reply.id


@pytest.mark.parametrize("part", [EventPart.HOSTED, EventPart.ATTENDED])
def test_an_event_together_is_contact_with_its_host_and_those_who_took_part(
    make, asleep, contact, tie, body, them, part
):
    host = body("UCLG", "Barselona", OrganisationKind.CITY_NETWORK)
    tie(them)
    there = [{"organisation_id": them.id}]
    event = make.event("Zirve", our_part=part, host_id=host.id, participants=there, held=EXACT)

    told = [contact(organisation_note, host), contact(organisation_note, them)]
    asked = asleep()

    assert {one.what.record.id for one in told} == {event.id} == {asked.last.record.id}


@pytest.mark.parametrize(
    "facts",
    [
        {"our_part": EventPart.OTHERS},
        {"our_part": None},
        {"event_state": EventState.PLANNED},
        {"event_state": EventState.CANCELLED},
        {"held": PartialDate.of(2023, 11, 1)},
    ],
)
def test_an_event_without_us_and_one_that_did_not_take_place_are_no_contact(make, contact, them, facts):
    there = [{"organisation_id": them.id}]
    make.event(**{"our_part": EventPart.ATTENDED, "held": EXACT, "participants": there, **facts})

    assert not contact(organisation_note, them).last.is_known


def test_an_event_that_was_only_held_in_a_city_is_no_contact_with_it(make, contact, bremen, them):
    make.event(our_part=EventPart.ATTENDED, held=EXACT, city_id=bremen.id)

    assert not contact(organisation_note, them).last.is_known


def test_the_note_for_a_visit_of_today_does_not_call_it_the_last_contact(make, contact, them):
    before = make.visit(held=EXACT, counterparts=[{"organisation_id": them.id}])
    today = make.visit(held=PartialDate.on(TODAY), counterparts=[{"organisation_id": them.id}])

    assert contact(visit_note, today).what.record.id == before.id


def test_the_note_on_a_person_tells_an_event_where_we_met(make, contact):
    person = make.person("Maria Huber")
    event = make.event(our_part=EventPart.ATTENDED, held=EXACT, participants=[{"person_id": person.id}])

    assert contact(person_note, person).what.record.id == event.id


def test_the_last_contact_with_thousands_is_found_too(make, session, them):
    visit = make.visit(held=EXACT, counterparts=[{"organisation_id": them.id}])
    nobody = range(1_000_000, 1_022_000)  # three times as many values are more than PostgreSQL takes

    found = contacts.last_with(
        session, make.actor("viewer"), {0: contacts.Whom((), [them.id, *nobody])}, today=TODAY
    )

    assert [one.record_id for one in found[0]] == [visit.id]
