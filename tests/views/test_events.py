"""Events and workshops: programme, participants with the titles of that day, visits that are part of one."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Event, PartialDate
from models.vocabulary import EventState
from tests.laws.reading import typed_in
from tests.make import TODAY

NEW = "/events/new"


@pytest.fixture
def enter(browse, session):
    """Enter an event by the form; return it, or what is said beside the fields."""

    def send(*, refused=False, **typed):
        browser = browse()
        form = typed_in(browser.open(NEW)) | {"title_tr": "Şehir Diplomasisi Çalıştayı"} | typed
        page = browser.submit(NEW, form, status=422 if refused else 302)
        if refused:
            return {link["href"] for link in page.select(".error-summary a")}
        session.expire_all()
        return session.scalars(select(Event)).one()

    return send


def test_what_is_not_known_stays_open(enter):
    event = enter()

    assert (event.our_part, event.event_state, event.event_kind, event.mode) == (None,) * 4
    assert not event.held.is_known


@pytest.mark.parametrize("typed", ["1200", "1.200", "1,200"])
def test_a_whole_number_is_read_with_its_thousands_apart(enter, typed):
    assert enter(headcount=typed).headcount == 1200


def test_what_is_still_to_come_has_not_taken_place(enter):
    assert enter(refused=True, held="2024", event_state="held") == {"#event_state"}


def test_an_item_lies_within_the_event(enter):
    told = enter(
        refused=True,
        held="24-25.10.2023",
        **{"sessions-0-title_tr": "Açılış", "sessions-0-day": "26.10.2023"},
    )

    assert told == {"#sessions-0-day"}


def test_an_item_begins_before_it_ends(enter):
    item = {"sessions-0-title_tr": "Açılış", "sessions-0-starts_at": "10:00", "sessions-0-ends_at": "09:30"}

    assert enter(refused=True, **item) == {"#sessions-0-ends_at"}


def test_an_item_says_what_it_is(enter):
    assert enter(refused=True, **{"sessions-0-session_kind": "panel"}) == {"#sessions-0-title_tr"}


def test_a_participant_is_somebody(enter):
    assert enter(refused=True, **{"participants-0-title_tr": "Uzman"}) == {"#participants-0-person"}


def test_at_least_as_many_took_part_as_are_named(enter, make):
    people = {f"participants-{n}-person": f"#{make.person(f'Katılımcı {n}').id}" for n in range(3)}

    assert enter(refused=True, headcount="2", **people) == {"#headcount"}


def test_a_visit_is_part_of_an_event_once_and_says_so(enter, make, browse):
    visit = make.visit().id
    assert enter(refused=True, **{"visits-0-visit": f"#{visit}", "visits-1-visit": f"#{visit}"}) == {
        "#visits-1-visit"
    }

    event = enter(**{"visits-0-visit": f"#{visit}"})

    browser = browse()
    assert browser.open(f"/visits/{visit}").select(f"a[href='/events/{event.id}']")
    assert browser.open(f"/events/{event.id}").select(f"a[href='/visits/{visit}']")


def test_the_title_of_a_participant_is_that_of_the_day(enter, make, browse):
    earlier = {"title_tr": "Başkan Yardımcısı", "known_on": date(2022, 3, 1)}
    later = {"title_tr": "Başkan", "known_on": date(2023, 9, 1)}
    guest = make.person("Ada Yılmaz", posts=[earlier, later])

    event = enter(held="10.04.2022", **{"participants-0-person": f"#{guest.id}"})

    cell = browse().open(f"/events/{event.id}").select_one(f"td:has(a[href='/people/{guest.id}'])")
    assert cell.select_one(".detail").get_text(strip=True) == "Başkan Yardımcısı"


def test_an_event_stands_with_whom_it_names_and_in_the_country_where_it_is(make, browse):
    linz = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    event = make.event(participants=[{"organisation_id": linz.id}], event_state=EventState.PLANNED)
    make.event("Başka", held=PartialDate.on(TODAY))
    browser = browse()

    for path in (f"/organisations/{linz.id}", f"/cities/{make.city('Linz').id}"):
        assert browser.open(path).select(f"a[href='/events/{event.id}']")
    page = browser.open(f"/events?country={make.country('AT').id}")
    assert [link["href"] for link in page.select("main tbody td.is-name a")] == [f"/events/{event.id}"]


def test_what_is_to_be_done_about_an_event_is_its_road_map(make, browse):
    event = make.event()
    make.task("Ortak proje fikri", about_id=event.id)

    assert "Ortak proje fikri" in browse().open(f"/events/{event.id}").words
