"""Calendars of a programme, as other programs read them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from bs4 import Tag
from sqlalchemy import func, select

from app.extensions import limiter
from app.services.calendar_feeds import MOST_OPEN
from models import CalendarFeed, PartialDate, TrailEntry
from models.vocabulary import Side
from tests.laws.reading import typed_in

HELD = PartialDate.span(date(2024, 10, 26), date(2024, 10, 28))
SUNDAY = date(2024, 10, 27)
"""In Skopje the clocks go back in its morning."""


@pytest.fixture
def visit(make):
    ada = make.person("Ada Yılmaz")
    delegates = [{"name": "Ada Yılmaz", "person_id": ada.id, "side": Side.VISITOR}]
    return make.visit(held=HELD, delegates=delegates)


@pytest.fixture
def entries(browser, visit):
    """What another program than the one that wrote it reads in the file of the programme."""

    def read(query=""):
        answer = browser.client.get(f"/visits/{visit.id}/programme.ics{query}")
        assert answer.mimetype == "text/calendar"
        found = vobject.readOne(answer.text)
        return {one.summary.value: one for one in getattr(found, "vevent_list", [])}

    return read


def opened(browser, visit, **who):
    """Open an address; return the path of it."""
    after = browser.submit(f"/visits/{visit.id}/programme/calendars", who)
    page = browser.open(after.answer.location)
    field = page.find(id="address")
    assert isinstance(field, Tag)
    return "/calendar/" + str(field["value"]).rpartition("/calendar/")[2]


@pytest.mark.parametrize(
    ("day", "city", "there", "moment"),
    [
        (HELD.earliest, "Üsküp", time(9), datetime(2024, 10, 26, 7, tzinfo=UTC)),
        (SUNDAY, "Üsküp", time(1, 30), datetime(2024, 10, 26, 23, 30, tzinfo=UTC)),
        (SUNDAY, "Üsküp", time(9), datetime(2024, 10, 27, 8, tzinfo=UTC)),
        (HELD.latest, "Üsküp", time(9), datetime(2024, 10, 28, 8, tzinfo=UTC)),
        (HELD.earliest, None, time(9), datetime(2024, 10, 26, 6, tzinfo=UTC)),
        (SUNDAY, None, time(9), datetime(2024, 10, 27, 6, tzinfo=UTC)),
    ],
)
def test_another_program_reads_the_same_moment_on_both_sides_of_a_change_of_clocks(
    make, visit, entries, day, city, there, moment
):
    city_id = make.city(city).id if city else None
    ends = (datetime.combine(day, there) + timedelta(minutes=45)).time()
    make.programme_item(visit, "Kabul", day=day, starts_at=there, ends_at=ends, city_id=city_id)

    entry = entries()["Kabul"]

    assert entry.dtstart.value.astimezone(UTC) == moment
    assert entry.dtend.value - entry.dtstart.value == timedelta(minutes=45)


def test_an_item_without_an_hour_is_of_the_whole_day_and_without_a_day_it_is_not_there(make, visit, entries):
    make.programme_item(visit, "Anı defteri", day=SUNDAY)
    make.programme_item(visit, "Yemek")

    assert {name: one.dtstart.value for name, one in entries().items()} == {"Anı defteri": SUNDAY}


def test_an_hour_of_an_unknown_zone_is_that_of_the_clock_on_the_wall(make, visit, entries):
    make.programme_item(visit, "Kahvaltı", day=SUNDAY, starts_at=time(9), city_id=make.city("Barselona").id)

    assert entries()["Kahvaltı"].dtstart.value == datetime.combine(SUNDAY, time(9))


def test_signs_that_mean_something_in_a_calendar_arrive_as_they_were_typed(make, visit, entries):
    title = "Kabul; basın, “Ödül” \\ töreni\nEND:VCALENDAR"
    make.programme_item(visit, title, day=SUNDAY, place_tr="Salon 1, 4; kat", starts_at=time(9))

    (entry,) = entries().values()

    assert entry.summary.value == title
    assert entry.location.value == "Salon 1, 4; kat"


def test_a_change_keeps_the_name_of_an_entry_and_raises_its_number(browser, make, visit, entries):
    item = make.programme_item(visit, "Kabul", day=SUNDAY, starts_at=time(9))
    before = entries()["Kabul"]

    browser.submit(f"/programme/{item.id}/move", {"minutes": "15"})
    after = entries()["Kabul"]

    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
    browser.submit(
        f"/visits/{visit.id}/edit", form | {"state": "cancelled", "state_reason_tr": "Gelemiyorlar"}
    )
    cancelled = entries()["Kabul"]
    assert cancelled.status.value == "CANCELLED"
    assert int(cancelled.sequence.value) > int(after.sequence.value)


def test_what_lies_in_the_bin_is_in_no_calendar(browser, make, visit, entries):
    item = make.programme_item(visit, "Kabul", day=SUNDAY)
    make.programme_item(visit, "Müze", day=SUNDAY)

    browser.submit(f"/programme/{item.id}/bin")

    assert entries().keys() == {"Müze"}


def test_a_calendar_of_one_participant_holds_what_concerns_them_and_nobody_elses_name(browser, make, visit):
    ada, can = make.person("Ada Yılmaz"), make.person("Can Demir")
    mine = {"attendees": [{"person_id": one.id, "name": one.title_tr} for one in (ada, can)]}
    make.programme_item(visit, "Kabul", day=SUNDAY, notes_tr="Hediye gelmedi", **mine)
    make.programme_item(visit, "Basın", day=SUNDAY, attendees=[{"person_id": can.id, "name": "Can Demir"}])

    text = browse_alone(browser, opened(browser, visit, **{"for": f"#{ada.id}"}))

    assert "SUMMARY:Kabul" in text
    assert "Basın" not in text
    assert "Can Demir" not in text
    assert "Hediye" not in text


def browse_alone(browser, path, status=200):
    """Read an address without a session."""
    with browser.client.application.test_client() as stranger:
        answer = stranger.get(path)
        assert answer.status_code == status
        return answer.text


def test_an_address_is_told_once_and_not_kept(browser, visit, session):
    path = opened(browser, visit)
    token = path.removeprefix("/calendar/").removesuffix(".ics")

    assert token not in browser.open(f"/visits/{visit.id}/programme/calendars").answer.text
    feed = session.scalars(select(CalendarFeed)).one()
    assert token not in str(vars(feed))
    assert "BEGIN:VCALENDAR" in browse_alone(browser, path)


def test_a_closed_address_leads_nowhere_and_closing_stands_in_the_trail(browser, visit, session):
    path = opened(browser, visit)
    feed = session.scalars(select(CalendarFeed)).one()

    browser.submit(f"/calendars/{feed.id}/close")

    browse_alone(browser, path, 404)
    events = session.scalars(select(TrailEntry.event).order_by(TrailEntry.id)).all()
    assert events[-2:] == ["visit.calendar_opened", "visit.calendar_closed"]


@pytest.mark.parametrize("token", ["x", "%00", "a" * 65, "..%2f", "ş"])
def test_an_address_that_nobody_opened_leads_nowhere(browser, token):
    browse_alone(browser, f"/calendar/{token}.ics", 404)


def test_a_calendar_says_when_it_was_last_read(browser, visit, session):
    path = opened(browser, visit)
    assert "not read yet" in browser.open(f"/visits/{visit.id}/programme/calendars").words

    browse_alone(browser, path)

    assert "last read on" in browser.open(f"/visits/{visit.id}/programme/calendars").words


def test_an_unchanged_calendar_is_not_sent_again(browser, make, visit):
    make.programme_item(visit, "Kabul", day=SUNDAY)
    path = opened(browser, visit)
    first = browser.client.get(path)

    again = browser.client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert "private" in first.headers["Cache-Control"]
    make.programme_item(visit, "Müze", day=SUNDAY)
    assert browser.client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_calendar_of_a_visit_in_the_bin_leads_nowhere(browser, visit):
    path = opened(browser, visit)

    browser.submit(f"/visits/{visit.id}/bin")

    browse_alone(browser, path, 404)


def test_a_colleagues_own_calendar_holds_all_visits_of_the_house_and_ends_with_the_account(
    browse, make, visit, session
):
    user = make.user("officer")
    browser = browse(user)
    make.programme_item(visit, "Kabul", day=SUNDAY)
    make.programme_item(make.visit("antalya", held=HELD), "Onların kabulü", day=SUNDAY)
    page = browser.open(browser.submit("/account/calendars").answer.location)
    path = "/calendar/" + str(page.find(id="address")["value"]).rpartition("/calendar/")[2]

    text = browse_alone(browser, path)

    assert "SUMMARY:Kabul" in text
    assert "Onların" not in text
    user.is_active = False
    session.commit()
    browse_alone(browser, path, 404)


def test_nobody_closes_the_calendar_of_a_colleague(browse, session):
    browse().submit("/account/calendars")
    feed = session.scalars(select(CalendarFeed)).one()

    browse("admin").submit(f"/calendars/{feed.id}/close", status=404)

    session.expire_all()
    assert feed.ended_at is None


def test_whom_a_programme_does_not_name_gets_no_calendar(browser, visit, session):
    browser.submit(f"/visits/{visit.id}/programme/calendars", {"for": "#99"}, status=404)

    assert session.scalar(select(func.count()).select_from(CalendarFeed)) == 0


@pytest.fixture
def throttled(app):
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.mark.usefixtures("throttled")
def test_who_guesses_addresses_has_to_wait(browser):
    answers = {browser.client.get("/calendar/guess.ics").status_code for _ in range(121)}

    assert answers == {404, 429}


def test_a_colleague_has_only_so_many_open_calendars(browse, session):
    browser = browse("viewer")
    for _ in range(MOST_OPEN):
        browser.submit("/account/calendars")

    page = browser.open(browser.submit("/account/calendars").answer.location)

    assert "At most 10 calendars are open at a time." in page.text
    assert len(session.scalars(select(CalendarFeed)).all()) == MOST_OPEN
