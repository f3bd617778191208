"""What passed between us besides visits: letters both ways, projects and events together."""

import pytest
from sqlalchemy import func, select

from app.documents import city_note, organisation_note, person_note, visit_note
from app.documents.together import AWAITED, LATEST
from models import Letter, PartialDate, Project
from models.vocabulary import EventPart, LetterDirection, OrganisationKind, ProjectRole, ProjectState
from tests.make import TODAY


@pytest.fixture
def skopje(make):
    return make.city("Üsküp")


@pytest.fixture
def them(make, skopje):
    return make.organisation(
        "Üsküp Belediyesi", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=skopje.id
    )


@pytest.fixture
def note(make, session):
    def read(city, municipality="izmir"):
        session.expire_all()
        return city_note.gather(session, make.actor("viewer", municipality), city.id, today=TODAY)

    return read


def test_every_figure_about_letters_equals_a_count(note, make, session, skopje, them):
    holder = make.person("Danela Arsovska", posts=[{"organisation_id": them.id, "title_tr": "Başkan"}])
    for number in range(1, 8):
        make.letter(
            f"Yazı {number}",
            direction=LetterDirection.OUTGOING if number % 3 else LetterDirection.INCOMING,
            correspondent_id=(them, holder)[number % 2].id,
            registration_no=f"E-{number}",
            dated=PartialDate.of(2023, 5, number),
        )
    make.letter("Başkasına", correspondent_id=make.organisation("Bremen").id)

    letters = note(skopje).letters

    theirs = Letter.correspondent_id.in_([them.id, holder.id])
    query = select(Letter.direction, func.count()).where(theirs).group_by(Letter.direction)
    assert dict(letters.counts) == dict(session.execute(query).all())
    assert sum(letters.counts.values()) == 7
    assert [one.number for one in letters.latest] == [f"E-{n}" for n in range(7, 7 - LATEST, -1)]
    assert letters.latest[0].dated == PartialDate.of(2023, 5, 7)
    assert {one.whom.title_tr for one in letters.latest} == {"Üsküp Belediyesi", "Danela Arsovska"}
    assert all(one.marks for one in letters.latest)


def test_replies_awaited_are_said_for_both_sides_and_how_late_they_are(note, make, skopje, them):
    def letter(direction, due, **more):
        return make.letter(direction=direction, correspondent_id=them.id, reply_due=due, **more)

    late = letter(LetterDirection.INCOMING, PartialDate.of(2023, 9), dated=PartialDate.of(2023, 8, 1))
    open_ = letter(LetterDirection.OUTGOING, PartialDate.of(2023, 12, 1), dated=PartialDate.of(2023, 10, 2))
    asked = letter(LetterDirection.OUTGOING, PartialDate.of(2023, 3, 1), dated=PartialDate.of(2023, 2, 1))
    make.letter("Yanıt", correspondent_id=them.id, answers_id=asked.id, dated=PartialDate.of(2023, 2, 9))

    letters = note(skopje).letters

    assert [(one.id, one.is_late) for one in letters.awaited] == [(late.id, True), (open_.id, False)]
    assert letters.awaited_counts == {LetterDirection.INCOMING: 1, LetterDirection.OUTGOING: 1}


def test_of_many_replies_the_first_that_are_awaited_are_listed_and_all_are_counted(note, make, skopje, them):
    for day in range(1, AWAITED + 4):
        due = {"dated": PartialDate.of(2023, 5, day), "reply_due": PartialDate.of(2023, 6, day)}
        make.letter(f"Yazı {day}", correspondent_id=them.id, **due)

    letters = note(skopje).letters

    assert [one.dated.earliest.day for one in letters.awaited] == list(range(1, AWAITED + 1))
    assert letters.awaited_counts == {LetterDirection.INCOMING: AWAITED + 3}


def test_projects_together_are_those_in_whose_consortium_they_are(note, make, session, skopje, them):
    for number in range(1, LATEST + 3):
        make.project(
            f"Proje {number}",
            partners=[{"organisation_id": them.id}],
            starts=PartialDate.of(2015 + number),
            programme="Erasmus+",
            our_role=ProjectRole.PARTNER,
            project_state=ProjectState.COMPLETED,
        )
    make.project("Başka", partners=[{"organisation_id": make.organisation("Bremen").id}])

    found = note(skopje).together

    own = select(func.count()).select_from(Project).where(Project.programme == "Erasmus+")
    assert found.project_count == session.scalar(own) == LATEST + 2
    assert len(found.projects) == LATEST
    assert (found.projects[0].programme, found.projects[0].our_role) == ("Erasmus+", ProjectRole.PARTNER)


def test_events_together_are_those_there_or_with_them_where_we_were(note, make, skopje, them):
    there = make.event("Orada", city_id=skopje.id, held=PartialDate.of(2023, 5, 1))
    with_them = make.event(
        "Onlarla", participants=[{"organisation_id": them.id}], held=PartialDate.of(2023, 6, 1)
    )
    make.event("Başkalarının", city_id=skopje.id, our_part=EventPart.OTHERS)
    make.event("Başka yerde", city_id=make.city("Bremen").id)

    found = note(skopje).together

    assert [one.title.id for one in found.events] == [with_them.id, there.id]
    assert found.event_count == 2
    assert found.events[1].city.title_tr == "Üsküp"


def test_an_event_of_which_a_visit_is_part_is_with_those_whom_the_visit_names(
    note, make, session, skopje, them
):
    guest = make.person("Danela Arsovska")
    row = {"person_id": guest.id, "name": "Danela Arsovska"}
    visit = make.visit(city_id=skopje.id, counterparts=[{"organisation_id": them.id}], delegates=[row])
    event = make.event("Jüri ziyareti", visits=[{"visit_id": visit.id}])
    make.event("Başkalarının", visits=[{"visit_id": visit.id}], our_part=EventPart.OTHERS)
    actor = make.actor("viewer")
    notes = (
        note(skopje),
        organisation_note.gather(session, actor, them.id, today=TODAY),
        person_note.gather(session, actor, guest.id, today=TODAY),
        visit_note.gather(session, actor, visit.id, today=TODAY),
    )

    assert [[one.title.id for one in found.together.events] for found in notes] == [[event.id]] * 4
    visit.binned_at = visit.updated_at
    session.commit()
    assert note(skopje).together.events == ()


def test_the_note_for_a_visit_of_a_group_names_the_event_of_which_it_is_part(make, session):
    visit = make.visit(group_name="Değerlendirme komitesi")
    event = make.event("Jüri ziyareti", visits=[{"visit_id": visit.id}])

    found = visit_note.gather(session, make.actor("viewer"), visit.id, today=TODAY)

    assert [one.title.id for one in found.together.events] == [event.id]


def test_the_notes_on_a_body_and_on_a_person_have_their_own(make, session, them):
    person = make.person("Danela Arsovska")
    make.letter(correspondent_id=person.id)
    make.event(participants=[{"person_id": person.id, "name": "Danela Arsovska"}])
    make.project(partners=[{"organisation_id": them.id}])

    of_body = organisation_note.gather(session, make.actor("viewer"), them.id, today=TODAY)
    of_person = person_note.gather(session, make.actor("viewer"), person.id, today=TODAY)

    assert (sum(of_body.letters.counts.values()), of_body.together.project_count) == (0, 1)
    assert (sum(of_person.letters.counts.values()), of_person.together.event_count) == (1, 1)


def test_nothing_of_another_municipality_and_of_the_bin(note, make, session, skopje, them):
    theirs = make.organisation("Onların", "antalya", seat_id=skopje.id)
    make.letter("Onların", "antalya", correspondent_id=theirs.id)
    make.event("Onların", "antalya", city_id=skopje.id)
    binned = [make.letter(correspondent_id=them.id), make.project(partners=[{"organisation_id": them.id}])]
    for one in binned:
        one.binned_at = one.updated_at
    session.commit()

    found = note(skopje)

    assert (found.letters.counts, found.letters.latest) == ({}, ())
    assert (found.together.project_count, found.together.event_count) == (0, 0)


_WORDS = {
    "en": ("No letter, and no project or event together, is recorded.", "Replies that we owe: 1"),
    "tr": ("Yazı, birlikte proje ya da etkinlik kaydı yok.", "Bizden beklenen yanıtlar: 1"),
}


@pytest.mark.parametrize("language", list(_WORDS))
def test_the_paper_says_it_and_says_where_there_is_nothing(browse, make, skopje, them, language):
    nothing, owed = _WORDS[language]
    browser = browse("viewer", language)
    assert nothing in browser.open(f"/cities/{skopje.id}/note").words

    due = {"dated": PartialDate.of(2023, 8, 1), "reply_due": PartialDate.of(2023, 9, 1)}
    made = make.letter("<b>Davet</b>", registration_no="E-17", correspondent_id=them.id, **due)
    make.project("{{ 7*7 }}", partners=[{"organisation_id": them.id}])

    page = browser.open(f"/cities/{skopje.id}/note")
    letters = page.select_one("section[aria-labelledby=letters]")
    assert owed in letters.get_text()
    assert "E-17" in letters.get_text()
    assert "<b>Davet</b>" in letters.get_text()
    assert letters.select_one(f'a[href="/letters/{made.id}"]')
    assert letters.select_one("li .stale")
    assert "{{ 7*7 }}" in page.select_one("section[aria-labelledby=together]").get_text()


def test_where_there_are_only_letters_the_rest_is_said_to_be_missing(browse, make, skopje, them):
    make.letter(correspondent_id=them.id)

    page = browse("viewer").open(f"/cities/{skopje.id}/note")

    assert "No project and no event together is recorded." in page.words
