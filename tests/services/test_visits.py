from datetime import date

import pytest
from sqlalchemy import select

from app.errors import Invalid, NotFound, PermissionDenied
from app.records import kit
from app.records.people import PERSON
from app.records.visits import VISIT
from app.services import visits
from app.services.suggesting import fills
from models import City, Delegate, Organisation, PartialDate, Person, TrailEntry, Visit
from models.vocabulary import Direction, OrganisationKind, Side, VisitState
from tests.make import TODAY

LONG_AGO = date(2022, 3, 10)
ON_THE_DAY = PartialDate.on(TODAY)


@pytest.fixture
def embassy(make):
    return make.organisation(
        "Hindistan Büyükelçiliği",
        title_en="Embassy of India",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )


@pytest.fixture
def ambassador(make, embassy):
    post = {
        "organisation_id": embassy.id,
        "title_tr": "Hindistan Büyükelçisi",
        "title_en": "Ambassador of India",
        "known_on": date(2023, 3, 1),
    }
    return make.person("Virander Paul", posts=[post])


@pytest.fixture
def read(make, session):
    """Read a visit anew, as its page does."""

    def again(visit_id):
        session.expire_all()
        return kit.load(session, make.actor(), VISIT, visit_id)

    return again


@pytest.fixture
def log(make, session, read):
    """Log a visit of one person as an officer."""

    def write(person, held=ON_THE_DAY, **row):
        data = {"held": held, "delegates": [{"person_id": person.id, "side": Side.VISITOR, **row}]}
        visit = visits.log(session, make.actor(), data, today=TODAY)
        session.commit()
        return read(visit.id)

    return write


@pytest.fixture
def move_to(make, session):
    """Give a person other posts, and another name if one is given."""

    def change(person, *posts, **names):
        session.expire_all()
        version = kit.load(session, make.actor(), PERSON, person.id).version
        data = {"posts": list(posts), **names}
        kit.edit(session, make.actor(), PERSON, person.id, version, data, today=TODAY)
        session.commit()

    return change


def described(visit):
    return [(one.name, one.title_tr, one.title_en, one.organisation_id) for one in visit.delegates]


def row_of(delegate, **changed):
    """What the form posts for a delegate that nobody touched."""
    names = ("id", "person_id", "title_tr", "title_en", "organisation_id", "side")
    return {name: getattr(delegate, name) for name in names} | changed


@pytest.fixture
def revised(make, session, read):
    """Edit a visit and read it anew."""

    def edit(visit, **data):
        visit = read(visit.id)
        given = {"held": visit.held, "delegates": [row_of(one) for one in visit.delegates]} | data
        visits.revise(session, make.actor(), visit.id, visit.version, given, today=TODAY)
        session.commit()
        return read(visit.id)

    return edit


def test_logging_a_known_ambassador_takes_down_name_title_and_organisation(log, ambassador, embassy):
    visit = log(ambassador)

    assert described(visit) == [("Virander Paul", "Hindistan Büyükelçisi", "Ambassador of India", embassy.id)]
    assert visit.title_tr == "Virander Paul"


def test_a_title_typed_by_the_officer_stands_over_the_one_on_record(log, ambassador, embassy):
    visit = log(ambassador, title_tr="Eski Büyükelçi")

    assert described(visit) == [("Virander Paul", "Eski Büyükelçi", "", embassy.id)]


def test_a_typed_title_that_is_the_one_on_record_gets_its_english_words_too(log, ambassador, embassy):
    visit = log(ambassador, title_tr="Hindistan Büyükelçisi")

    assert visit.delegates[0].title_en == "Ambassador of India"


def test_a_visit_in_the_past_gets_the_post_that_was_held_then(make, log, embassy):
    consul = {"title_tr": "Başkonsolos", "until": PartialDate.of(2022, 6, 30)}
    ambassador = {"title_tr": "Büyükelçi", "since": PartialDate.of(2022, 7, 1)}
    person = make.person("Two Posts", posts=[ambassador, consul])

    assert log(person, PartialDate.on(LONG_AGO)).delegates[0].title_tr == "Başkonsolos"
    assert log(person).delegates[0].title_tr == "Büyükelçi"


def test_of_two_posts_without_dates_the_one_heard_of_by_then_is_taken(make, log):
    earlier = {"title_tr": "Başkan Yardımcısı", "known_on": date(2022, 3, 1)}
    later = {"title_tr": "Başkan", "known_on": date(2023, 9, 1)}
    person = make.person("Two Posts", posts=[later, earlier])

    assert log(person, PartialDate.on(LONG_AGO)).delegates[0].title_tr == "Başkan Yardımcısı"
    assert log(person).delegates[0].title_tr == "Başkan"


def test_a_post_that_ended_before_the_visit_is_not_suggested(make, log, embassy, session, t):
    post = {"title_tr": "Büyükelçi", "organisation_id": embassy.id, "until": PartialDate.of(2023, 9)}
    person = make.person("Retired Ambassador", posts=[post])

    assert described(log(person)) == [("Retired Ambassador", "", "", None)]
    assert fills(session, make.actor(), [person], t, today=TODAY) == {}
    assert log(person, PartialDate.on(LONG_AGO)).delegates[0].title_tr == "Büyükelçi"


def test_choosing_an_ambassador_suggests_post_and_embassy(make, session, ambassador, embassy, t):
    found = fills(session, make.actor(), [ambassador], t, today=TODAY)

    assert found[ambassador.id]["title_tr"] == "Hindistan Büyükelçisi"
    assert found[ambassador.id]["organisation"]["value"] == f"#{embassy.id}"


def test_changing_the_post_and_name_of_a_person_never_changes_a_past_visit(log, move_to, ambassador, read):
    visit = log(ambassador)
    before = (described(visit), visit.title_tr, visit.version)

    move_to(ambassador, {"title_tr": "Dışişleri Bakanı"}, title_tr="Virander K. Paul")

    visit = read(visit.id)
    assert (described(visit), visit.title_tr, visit.version) == before


def test_editing_a_visit_keeps_the_text_of_its_day(log, move_to, ambassador, revised):
    visit = log(ambassador)
    before = described(visit)
    move_to(ambassador, {"title_tr": "Dışişleri Bakanı"}, title_tr="Virander K. Paul")

    visit = revised(visit, subject_tr="Kültür")

    assert visit.subject_tr == "Kültür"
    assert described(visit) == before


def test_a_title_of_the_day_can_be_corrected_and_stays_corrected(log, ambassador, revised):
    visit = log(ambassador)

    rows = [row_of(visit.delegates[0], title_tr="Maslahatgüzar", title_en="")]
    visit = revised(visit, delegates=rows)

    assert (visit.delegates[0].title_tr, visit.delegates[0].title_en) == ("Maslahatgüzar", "")


def test_another_person_put_into_the_row_brings_their_own_title(log, ambassador, revised, make):
    mayor = make.person("Tunç Deneme", posts=[{"title_tr": "Belediye Başkanı"}])
    visit = log(ambassador)

    rows = [row_of(visit.delegates[0], person_id=mayor.id, title_tr="", title_en="", organisation_id=None)]
    visit = revised(visit, delegates=rows)

    assert described(visit) == [("Tunç Deneme", "Belediye Başkanı", "", None)]


def test_the_first_post_of_a_person_is_remembered_for_the_next_visit(make, log, embassy, session, t):
    person = make.person("New Consul")

    log(person, PartialDate.on(LONG_AGO), title_tr="Konsolos", organisation_id=embassy.id)

    session.expire_all()
    posts = kit.load(session, make.actor(), PERSON, person.id).posts
    assert [(post.title_tr, post.organisation_id, post.known_on) for post in posts] == [
        ("Konsolos", embassy.id, LONG_AGO)
    ]
    assert described(log(person))[0][1:] == ("Konsolos", "", embassy.id)


def test_a_visit_to_come_does_not_say_that_somebody_was_seen_in_office_on_that_day(make, log, session):
    person = make.person("New Consul")

    log(person, PartialDate.on(date(2023, 11, 20)), title_tr="Konsolos")

    session.expire_all()
    assert kit.load(session, make.actor(), PERSON, person.id).posts[0].known_on == TODAY


def test_a_second_title_does_not_change_the_posts_on_record(log, ambassador, session, make):
    log(ambassador, title_tr="Onur Konuğu")

    session.expire_all()
    posts = kit.load(session, make.actor(), PERSON, ambassador.id).posts
    assert [post.title_tr for post in posts] == ["Hindistan Büyükelçisi"]


def test_a_visit_is_held_on_its_day_and_the_reason_of_its_delay_goes(make, session):
    visit = make.visit(state=VisitState.POSTPONED, state_reason_tr="Sis")

    visits.hold(session, make.actor(), visit.id, today=TODAY)

    assert (visit.state, visit.state_reason_tr) == (VisitState.HELD, "")
    events = session.scalars(
        select(TrailEntry.event).where(TrailEntry.record_id == visit.id).order_by(TrailEntry.id)
    )
    assert events.all() == ["visit.created", "visit.held"]


def test_a_visit_is_not_held_before_its_day(make, session):
    visit = make.visit(held=PartialDate.on(date(2023, 10, 26)))

    with pytest.raises(Invalid) as refusal:
        visits.hold(session, make.actor(), visit.id, today=TODAY)

    assert [problem.field for problem in refusal.value.problems] == ["state"]


@pytest.mark.parametrize(
    ("held", "state", "next_step"),
    [
        (PartialDate.on(TODAY), None, True),
        (PartialDate.on(TODAY), VisitState.PLANNED, True),
        (PartialDate.on(TODAY), VisitState.HELD, False),
        (PartialDate.on(TODAY), VisitState.CLOSED, False),
        (PartialDate.on(TODAY), VisitState.CANCELLED, False),
        (PartialDate.on(date(2023, 10, 26)), VisitState.PLANNED, False),
        (PartialDate.of(2023, 10), None, True),
        (PartialDate.of(2023, 11), None, False),
    ],
)
def test_marking_as_held_is_the_next_step_once_the_day_has_come(held, state, next_step):
    assert visits.can_be_held(Visit(held=held, state=state), TODAY) is next_step


@pytest.mark.parametrize("verb", ["log", "revise", "hold"])
def test_a_viewer_writes_no_visits(make, session, verb):
    visit, viewer = make.visit(), make.actor("viewer")
    data = {"held": PartialDate.on(TODAY), "group_name": "Öğrenciler"}

    verbs = {
        "log": lambda: visits.log(session, viewer, data, today=TODAY),
        "revise": lambda: visits.revise(session, viewer, visit.id, visit.version, data, today=TODAY),
        "hold": lambda: visits.hold(session, viewer, visit.id, today=TODAY),
    }

    with pytest.raises(PermissionDenied):
        verbs[verb]()


def test_another_municipality_neither_revises_nor_holds_our_visit(make, session):
    visit, stranger = make.visit(), make.actor(municipality="antalya")

    with pytest.raises(NotFound):
        visits.hold(session, stranger, visit.id, today=TODAY)
    with pytest.raises(NotFound):
        visits.revise(session, stranger, visit.id, visit.version, {}, today=TODAY)


def test_another_municipalitys_person_cannot_be_put_into_our_visit(make, session):
    theirs = make.person("Antalyalı", municipality="antalya")

    with pytest.raises(NotFound):
        visits.log(
            session,
            make.actor(),
            {"held": PartialDate.on(TODAY), "delegates": [{"person_id": theirs.id}]},
            today=TODAY,
        )


def test_whoever_is_named_twice_in_a_form_is_created_once(browser, session):
    browser.submit(
        "/visits/new",
        {
            "held": "25.10.2023",
            "direction": Direction.INCOMING.value,
            "delegates-0-person": "+Ayşe Yılmaz",
            "delegates-0-organisation": "+Deneme Vakfı",
            "delegates-0-side": "visitor",
            "delegates-1-person": "Mehmet Yılmaz",
            "delegates-1-organisation": "Deneme Vakfı",
            "delegates-1-side": "visitor",
            "counterparts-0-organisation": "+Deneme Vakfı",
            "city": "+Yepyenişehir",
            "host": "+Ayşe Yılmaz",
        },
    )

    visit = session.scalars(select(Visit)).one()
    body = session.scalars(select(Organisation).where(Organisation.title_tr == "Deneme Vakfı")).one()
    assert session.scalars(select(Person.title_tr).order_by(Person.title_tr)).all() == [
        "Ayşe Yılmaz",
        "Mehmet Yılmaz",
    ]
    assert visit.city_id == session.scalars(select(City.id).where(City.title_tr == "Yepyenişehir")).one()
    host = session.scalars(select(Person).where(Person.title_tr == "Ayşe Yılmaz")).one()
    assert visit.host_id == host.id
    rows = session.scalars(select(Delegate).order_by(Delegate.position)).all()
    assert [(row.name, row.organisation_id) for row in rows] == [
        ("Ayşe Yılmaz", body.id),
        ("Mehmet Yılmaz", body.id),
    ]
