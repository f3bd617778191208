"""R-14: which ties sleep, and what the record cannot know."""

from datetime import date

import pytest

from app.answers import sleeping
from app.answers.answer import names_in
from app.answers.picture import Bars
from app.answers.sleeping import Sleep
from app.domain.freshness import months_before
from app.i18n import translator
from app.records import kit
from app.records.nouns import NOUNS
from models import Certainty, PartialDate
from models.vocabulary import (
    AgreementState,
    Direction,
    LetterDirection,
    OrganisationKind,
    RecordKind,
    Relation,
    VisitMode,
    VisitState,
)
from tests.make import TODAY

LONG_AGO, OLD, RECENT = date(2019, 5, 6), date(2021, 10, 24), date(2021, 10, 25)


@pytest.fixture
def old_register(met, body):
    """Let the register begin in 2019, with somebody who has nothing to do with it."""
    return met(body("Kimse"), on=LONG_AGO)


@pytest.fixture
def linz(body):
    """Write the municipality of Linz."""
    return body("Linz Belediyesi", "Linz", title_en="City of Linz")


@pytest.fixture
def states(make, session):
    """Look at the ties, by title."""

    def look(**options):
        found = sleeping.look(session, make.actor(), t=translator("tr"), today=TODAY, **options)
        return {tie.agreement.text: tie for tie in found.ties}

    return look


@pytest.fixture
def state(states):
    """Look at the only tie."""

    def look():
        (tie,) = states().values()
        return tie.state

    return look


def test_a_tie_sleeps_after_24_months_and_not_a_day_before(tie, linz, met, state, old_register):
    tie(linz)
    visit = met(linz, on=OLD)
    assert state() is Sleep.ASLEEP

    met(linz, on=RECENT)
    assert state() is Sleep.AWAKE
    assert visit


def test_in_a_young_register_nothing_sleeps_and_nothing_is_said_but_that(
    tie, linz, body, met, states, make, session
):
    tie(linz, signed=PartialDate.of(1996), title_tr="Linz")
    met(body("Kimse"), on=date(2023, 1, 12))

    (found,) = states().values()
    assert (found.state, found.last.on) == (Sleep.SILENT, PartialDate.of(1996))

    told = sleeping.ask(session, make.actor(), t=translator("en"), today=TODAY)
    assert told.text == (
        "No contact is recorded for 1 of 1 ties since the register begins (12 Jan 2023). "
        "Whether they sleep cannot be told yet: the register is younger than 24 months."
    )
    assert not told.enough
    assert [one.text for one in told.wanted] == ["Enter or import the visits of earlier years."]
    assert [cell.text for cell in told.rows[0].cells] == [
        "Linz",
        "City of Linz",
        "No contact since the register begins",
        "1996",
    ]


def test_no_contact_and_none_recorded_are_two_things(tie, linz, body, met, make, session, both, old_register):
    tie(linz, title_tr="Linz anlaşması", title_en="Linz agreement")
    tie(body("Bonn Belediyesi", "Bonn"), title_tr="Bonn anlaşması")
    visit = met(linz, on=OLD, group_name="Öğretmenler")

    told = sleeping.ask(session, make.actor(), t=both, today=TODAY)

    assert (
        told.text
        == {
            "tr": "2 ilişkiden 2 tanesinde 24 aydır temas yok. En uzun süredir temassız: Bonn Belediyesi.",
            "en": "2 of 2 ties have had no contact for 24 months. Longest without contact: Bonn Belediyesi.",
        }[both.language]
    )
    assert [row.cells[2].text for row in told.rows] == [
        {"tr": "24 aydır temas yok", "en": "No contact for 24 months"}[both.language]
    ] * 2
    assert [row.cells[3].text for row in told.rows] == {
        "tr": ["kayıtlı değil", "24.10.2021, 2 yıl önce"],
        "en": ["none recorded", "24 Oct 2021, 2 years ago"],
    }[both.language]
    assert [name.id for name in names_in(told.rows[1].cells[3].detail)] == [visit.id]
    assert told.enough
    assert not told.wanted


@pytest.mark.parametrize("off", [VisitState.PLANNED, VisitState.REQUESTED, VisitState.APPROVED])
def test_what_is_only_planned_is_no_contact(tie, linz, met, state, old_register, off):
    tie(linz)
    met(linz, on=TODAY, state=off)

    assert state() is Sleep.ASLEEP


def test_a_visit_that_was_called_off_is_no_contact(tie, linz, met, state, old_register):
    tie(linz)
    for off in (VisitState.CANCELLED, VisitState.POSTPONED):
        met(linz, on=RECENT, state=off, state_reason_tr="Deprem")

    assert state() is Sleep.ASLEEP


def test_a_visit_to_come_is_no_contact_and_one_of_unknown_state_is_when_its_day_has_come(
    tie, linz, met, state, old_register
):
    tie(linz)
    met(linz, on=date(2023, 11, 1), state=None)
    assert state() is Sleep.ASLEEP

    met(linz, on=PartialDate.of(2023), state=None)
    assert state() is Sleep.AWAKE


def test_a_meeting_online_at_which_nobody_travelled_is_contact(tie, linz, met, state, old_register):
    tie(linz)
    met(linz, on=RECENT, mode=VisitMode.ONLINE, direction=Direction.NOBODY)

    assert state() is Sleep.AWAKE


def test_a_doubtful_date_puts_nobody_to_sleep(tie, linz, met, state, old_register):
    tie(linz)
    met(linz, on=PartialDate(OLD, OLD, Certainty.DOUBTFUL))

    assert state() is Sleep.AWAKE


def test_a_unit_the_city_and_a_body_of_the_city_stand_for_the_municipality(
    tie, linz, body, met, make, state, old_register
):
    agreement = tie(linz)
    unit = body("Dış İlişkiler Birimi", kind=OrganisationKind.UNIT, parent_id=linz.id)
    local = body("Linz Kardeşlik Derneği", "Linz", kind=OrganisationKind.ASSOCIATION)
    for facts in ({"bodies": (unit,)}, {"bodies": (local,)}, {"city_id": make.city("Linz").id}):
        bodies = facts.pop("bodies", ())
        visit = met(*bodies, on=RECENT, **facts)
        assert state() is Sleep.AWAKE, visit.title_tr
        _bin(make, visit)
        assert state() is Sleep.ASLEEP
    assert agreement


def test_a_mission_a_network_and_a_bank_do_not_stand_for_the_city_they_sit_in(
    tie, linz, body, met, make, state, old_register
):
    tie(linz)
    met(
        body("Elçilik", "Linz", kind=OrganisationKind.EMBASSY, represents_id=make.country("IN").id), on=RECENT
    )
    met(body("Ağ", "Linz", kind=OrganisationKind.CITY_NETWORK), on=RECENT)
    met(body("Banka", "Linz", kind=OrganisationKind.DEVELOPMENT_BANK), on=RECENT)

    assert state() is Sleep.ASLEEP


def test_a_visit_to_the_city_is_no_contact_with_an_agency_that_sits_there(
    tie, body, met, make, state, old_register
):
    tie(body("Kalkınma Ajansı", "Linz", kind=OrganisationKind.OTHER), relation=Relation.PROGRAMME)
    met(on=RECENT, city_id=make.city("Linz").id)

    assert state() is Sleep.ASLEEP


def test_a_person_stands_for_the_partner_only_while_in_office(tie, linz, met, make, state, old_register):
    tie(linz)
    gone = {"organisation_id": linz.id, "until": PartialDate.on(date(2020, 1, 1))}
    person = make.person("Klaus Luger", posts=[gone])
    met(on=RECENT, delegates=[{"person_id": person.id, "name": "Klaus Luger"}])
    assert state() is Sleep.ASLEEP

    other = make.person("Anna Beispiel", posts=[{"organisation_id": linz.id}])
    met(on=RECENT, delegates=[{"person_id": other.id, "name": "Anna Beispiel"}])
    assert state() is Sleep.AWAKE


def test_signing_is_contact_for_every_tie_with_the_partner(tie, linz, states, old_register):
    tie(linz, title_tr="Eski")
    tie(linz, relation=Relation.GOODWILL, signed=PartialDate.of(2023, 3, 10), title_tr="Yeni")

    assert {title: one.state for title, one in states().items()} == {"Eski": Sleep.AWAKE, "Yeni": Sleep.AWAKE}


def test_a_project_in_force_is_contact_and_one_that_ran_out_is_not(tie, linz, states, old_register):
    tie(linz, title_tr="Kardeş")
    assert states()["Kardeş"].state is Sleep.ASLEEP

    tie(linz, relation=Relation.PROJECT, title_tr="Bitmiş", ends=PartialDate.of(2021, 1))
    assert states()["Kardeş"].state is Sleep.ASLEEP

    tie(linz, relation=Relation.PROJECT, title_tr="Süren", ends=PartialDate.of(2024, 11))
    assert states()["Kardeş"].state is Sleep.AWAKE


def test_only_ties_of_our_house_that_stand_are_asked_about(tie, linz, body, states, old_register):
    bonn = body("Bonn Belediyesi", "Bonn")
    for state in AgreementState:
        tie(linz, relation=Relation.CONTACT, state=state, title_tr=state.value)
    tie(linz, bonn, ours=False, relation=Relation.CONTACT, title_tr="başkaları")
    tie(bonn, ends=PartialDate.of(2020), title_tr="süresi doldu")

    assert set(states()) == {"in_force", "suspended"}


def test_without_ties_or_without_visits_there_is_not_enough_data(tie, linz, make, session, house):
    def ask():
        return sleeping.ask(session, make.actor(), t=translator("en"), today=TODAY)

    assert ask().text == "Not enough data: no tie that stands is recorded."
    assert not ask().enough

    tie(linz)
    assert ask().text == "Not enough data: no visit with a date is recorded."
    assert not ask().enough


def test_when_nothing_sleeps_that_is_said(tie, linz, met, make, session, old_register):
    tie(linz)
    met(linz, on=RECENT)

    told = sleeping.ask(session, make.actor(), t=translator("en"), today=TODAY)

    assert told.text == "Our only tie had contact within 24 months."
    assert not told.rows
    assert told.enough


def test_the_limit_is_the_same_day_of_an_earlier_month():
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2024, 1, 31), 2) == date(2023, 11, 30)


def test_another_municipality_sees_nothing_of_it(tie, linz, met, make, session):
    tie(linz)
    met(linz)

    found = sleeping.look(session, make.actor(municipality="antalya"), t=translator("tr"), today=TODAY)

    assert found.ties == ()
    assert found.begins is None


def test_constant_statements(tie, body, met, make, session, sent):
    def count():
        session.expire_all()
        sent.clear()
        sleeping.ask(session, make.actor(), t=translator("tr"), today=TODAY)
        return len(sent)

    for number in range(2):
        one = body(f"Belediye {number}", "Linz")
        tie(one, relation=Relation.CONTACT)
        met(one)
    make.actor()
    first = count()
    for number in range(2, 9):
        one = body(f"Belediye {number}", "Bonn")
        tie(one, relation=Relation.CONTACT)
        met(one)
    assert count() == first <= 13


def _bin(make, record):
    kit.throw_away(make.session, make.actor("admin"), NOUNS[record.kind], record.id, today=TODAY)
    make.session.commit()


@pytest.fixture
def reply(make):
    """Write a letter that came from a body, and on a day the reply to it."""

    def write(whom, on, **facts):
        asked = make.letter("Davet", correspondent_id=whom.id)
        facts = {"direction": LetterDirection.OUTGOING, "answers_id": asked.id, **facts}
        return make.letter("Kabul", correspondent_id=whom.id, dated=PartialDate.on(on), **facts)

    return write


def test_a_letter_with_its_reply_is_contact(tie, linz, reply, met, states, old_register):
    tie(linz, title_tr="Linz")
    met(linz, on=OLD)
    answer = reply(linz, RECENT)

    (found,) = states().values()

    assert found.state is Sleep.AWAKE
    assert (found.last.record.id, found.last.record.kind) == (answer.id, RecordKind.LETTER)


def test_of_a_visit_and_a_reply_the_later_one_is_the_last_contact(
    tie, linz, reply, met, states, old_register
):
    tie(linz, title_tr="Linz")
    reply(linz, OLD)
    visit = met(linz, on=RECENT)

    (found,) = states().values()

    assert found.last.record.id == visit.id


@pytest.mark.parametrize(
    "facts", [{"answers_id": None}, {"direction": LetterDirection.INCOMING}], ids=["no reply", "a reminder"]
)
def test_letters_that_go_one_way_are_no_contact(tie, linz, reply, state, old_register, facts):
    tie(linz)
    reply(linz, RECENT, **facts)

    assert state() is Sleep.ASLEEP


def test_a_letter_to_somebody_with_a_post_there_counts_for_the_body(
    tie, linz, make, reply, state, old_register
):
    tie(linz)
    mayor = make.person("Maria Huber", posts=[{"organisation_id": linz.id, "title_tr": "Başkan"}])
    reply(mayor, RECENT)

    assert state() is Sleep.AWAKE


def test_the_chart_has_the_ties_by_the_year_of_their_last_contact(tie, body, met, make, session):
    linz, bonn = body("Linz Belediyesi", "Linz"), body("Bonn Belediyesi", "Bonn")
    for one in (linz, bonn, body("Bremen Belediyesi", "Bremen")):
        tie(one)
    met(linz, on=date(2023, 5, 3))
    met(bonn, on=date(2001, 5, 3))

    told = sleeping.ask(session, make.actor("viewer"), t=translator("en"), today=TODAY)

    assert isinstance(told.picture, Bars)
    bars = {bar.label: bar.text for bar in told.picture.bars if bar.value}
    assert bars == {"2023": "1", "before 2013": "1", "none recorded": "1"}
    assert len(told.picture.bars) == 13
