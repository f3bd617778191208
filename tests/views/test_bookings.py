"""Interpreters and escorts: who is booked for what, nobody twice at one time, and the hours counted once."""

from datetime import date, time

import pypdfium2
import pytest
from sqlalchemy import select

from app.records.nouns import NOUNS
from models import Booking, PartialDate
from models.vocabulary import (
    BookingService,
    BookingState,
    Consent,
    InterpretingMode,
    Language,
    Metric,
    RecordKind,
    YesNo,
)
from tests.laws.reading import typed_in
from tests.make import TODAY

NEW = "/bookings/new"
MORNING = {"day": TODAY, "starts_at": time(9), "ends_at": time(11)}
AT_NINE = {"day": "25.10.2023", "starts_at": "09:00", "ends_at": "11:00"}


@pytest.fixture
def book(browse, session, make):
    """Book by the form; return the booking, or what is said beside the fields."""

    def send(*, refused=False, **typed):
        browser = browse()
        about = typed.pop("about", None) or make.visit().id
        form = typed_in(browser.open(NEW)) | {"about": f"#{about}", "service": "interpreting"} | typed
        page = browser.submit(NEW, form, status=422 if refused else 302)
        if refused:
            return {
                link["href"].removeprefix("#"): link.get_text() for link in page.select(".error-summary a")
            }
        session.expire_all()
        return session.scalars(select(Booking).order_by(Booking.id.desc())).first()

    return send


def test_what_is_not_known_stays_open(book):
    booking = book()

    told = (booking.member_id, booking.day, booking.mode, booking.first_language, booking.booking_state)
    assert told == (None,) * 5
    assert booking.hours is None


def test_a_time_needs_its_day_and_ends_after_it_begins(book):
    assert set(book(refused=True, starts_at="09:00")) == {"day"}
    assert set(book(refused=True, **AT_NINE | {"ends_at": "08:00"})) == {"ends_at"}
    assert set(book(refused=True, **AT_NINE | {"until_day": "24.10.2023"})) == {"until_day"}


def test_a_language_pair_is_two_languages(book):
    assert set(book(refused=True, first_language="tr")) == {"second_language"}
    assert set(book(refused=True, first_language="tr", second_language="tr")) == {"second_language"}


def test_who_only_escorts_interprets_in_no_mode(book):
    assert set(book(refused=True, service="escort", mode="whispered")) == {"mode"}


def test_nobody_confirms_who_is_not_found(book):
    assert set(book(refused=True, booking_state="confirmed")) == {"member"}


def test_what_is_still_to_come_has_not_been_done(book):
    assert set(book(refused=True, day="26.10.2023", booking_state="done")) == {"booking_state"}


def test_hours_are_of_work_done(book):
    assert set(book(refused=True, hours="2")) == {"hours"}
    assert book(booking_state="done", hours="2,5").hours == 2.5


def test_a_booking_is_cancelled_for_a_reason(book):
    assert set(book(refused=True, booking_state="cancelled")) == {"cancelled_because"}


def test_a_fee_is_in_a_currency(book):
    assert set(book(refused=True, fee="1.500,00")) == {"fee_currency"}


def test_nobody_is_confirmed_for_two_things_at_one_time(book, make, session):
    ada, elsewhere = make.interpreter(), make.visit(group_name="Heyet Linz")
    make.booking(about_id=elsewhere.id, member_id=ada.id, booking_state=BookingState.CONFIRMED, **MORNING)
    at_once = {"member": f"#{ada.id}", "booking_state": "confirmed", **AT_NINE}

    told = book(refused=True, **at_once | {"starts_at": "10:30", "ends_at": "12:00"})

    assert set(told) == {"member"}
    assert "Heyet Linz, 25 Oct 2023, 09:00–11:00" in told["member"]
    assert len(session.scalars(select(Booking)).all()) == 1
    assert book(**at_once | {"starts_at": "11:00", "ends_at": "12:00"}).member_id == ada.id


def test_two_who_are_only_asked_are_warned_of(book, make, browse):
    ada = make.interpreter()
    first = make.booking(member_id=ada.id, booking_state=BookingState.CONFIRMED, **MORNING)

    second = book(member=f"#{ada.id}", booking_state="asked", **AT_NINE)

    assert browse().open(f"/bookings/{second.id}").select(f".booking-doubts a[href='/bookings/{first.id}']")
    assert browse().open(f"/visits/{second.about_id}").select(".booking-doubts")


def test_unknown_hours_on_one_day_may_clash(book, make, browse):
    ada = make.interpreter()
    make.booking(member_id=ada.id, booking_state=BookingState.CONFIRMED, day=TODAY)

    second = book(member=f"#{ada.id}", booking_state="confirmed", **AT_NINE)

    told = browse().open(f"/bookings/{second.id}").select_one(".booking-doubts").get_text()
    assert "Perhaps at the same time" in told


def test_a_cancelled_booking_stands_in_nobodys_way(book, make, browse):
    ada = make.interpreter()
    gone = {"booking_state": BookingState.CANCELLED, "cancelled_because": "Heyet gelmedi"}
    make.booking(member_id=ada.id, **gone, **MORNING)

    booking = book(member=f"#{ada.id}", booking_state="confirmed", **AT_NINE)

    assert not browse().open(f"/bookings/{booking.id}").select(".booking-doubts")


def test_a_booking_leaves_the_bin_only_where_the_person_is_still_free(make, browse, session):
    ada = make.interpreter()
    held = {"member_id": ada.id, "booking_state": BookingState.CONFIRMED, **MORNING}
    first, browser = make.booking(**held), browse()
    browser.submit(f"/bookings/{first.id}/bin", {})
    make.booking(**held)

    browser.submit(f"/bookings/{first.id}/restore", {})

    session.expire_all()
    assert session.get_one(Booking, first.id).binned_at is not None


def test_languages_that_somebody_is_not_known_for_are_warned_of(book, make, browse):
    pair = {"first_language": Language.TURKISH, "second_language": Language.ENGLISH}
    ada = make.interpreter(pairs=[pair])
    german = {"first_language": "de", "second_language": "tr"}

    booking = book(member=f"#{ada.id}", **german)
    either_way = book(member=f"#{ada.id}", first_language="en", second_language="tr")
    of_whom_nothing_is_known = book(member=f"#{make.interpreter('Can Demir').id}", **german)

    doubted = [
        bool(browse().open(f"/bookings/{one.id}").select(".booking-doubts"))
        for one in (booking, either_way, of_whom_nothing_is_known)
    ]
    assert doubted == [True, False, False]


def test_everybody_is_in_the_pool_once(make, browse):
    ada, browser = make.interpreter(), browse()
    form = typed_in(browser.open("/interpreters/new")) | {"person": f"#{ada.person_id}"}

    page = browser.submit("/interpreters/new", form, status=422)

    assert [link["href"] for link in page.select(".error-summary a")] == ["#person"]


def test_a_booking_is_taken_down_on_the_page_of_a_visit_or_an_event(make, browse, session):
    browser, ada = browse(), make.interpreter()
    visit = make.visit(held=PartialDate.on(date(2023, 10, 27)))
    for place, record in (("visits", visit), ("events", make.event())):
        page = browser.open(f"/{place}/{record.id}")
        assert page.select_one("#booking-day")["value"] == ("27 Oct 2023" if place == "visits" else "")
        key = page.select_one("input[name='booking-form_key']")["value"]
        line = {"booking-form_key": key, "booking-service": "both", "booking-member": f"#{ada.id}"}

        for _twice in range(2):
            browser.submit(f"/{place}/{record.id}/bookings", line)

        booked = session.scalars(select(Booking).where(Booking.about_id == record.id)).one()
        assert (booked.service, booked.member_id) == (BookingService.BOTH, ada.id)
        assert browser.open(f"/{place}/{record.id}").select(f"main a[href='/bookings/{booked.id}']")


def test_what_the_line_cannot_say_is_refused_beside_the_field_and_kept(make, browse, session):
    browser, visit = browse(), make.visit()
    line = {
        "booking-service": "escort",
        "booking-starts_at": "09:00",
        "booking-member": "Nobody so named",
    }

    page = browser.submit(f"/visits/{visit.id}/bookings", line, status=422)

    assert page.select_one("#booking-member")["value"] == "Nobody so named"
    assert page.select_one("#booking-starts_at")["value"] == "09:00"
    assert page.select("#booking-member-error")
    assert page.select(".booking-line a[href='/interpreters/new']")
    assert not session.scalars(select(Booking)).all()


def test_the_bookings_of_a_visit_by_themselves_show_the_next_step_of_each(make, browse):
    ada, browser = make.interpreter(), browse()
    asked = make.booking(member_id=ada.id, booking_state=BookingState.ASKED, **MORNING)
    place = f"/visits/{asked.about_id}/bookings"

    page = browser.open(place)
    refused = browser.submit(place, {"booking-service": ""}, status=422)

    for shown in (page, refused):
        assert shown.select(f"main form[action='/bookings/{asked.id}/confirm']")
    assert refused.select("#booking-service-error")


def test_who_is_asked_is_confirmed_and_hours_are_taken_down_afterwards(make, browse, session):
    ada, browser = make.interpreter(), browse()
    booking = make.booking(member_id=ada.id, booking_state=BookingState.ASKED, **MORNING)

    browser.submit(f"/bookings/{booking.id}/confirm", {"back": f"/visits/{booking.about_id}"})
    session.expire_all()
    assert session.get_one(Booking, booking.id).booking_state is BookingState.CONFIRMED
    browser.submit(f"/bookings/{booking.id}/finish", {"hours": "2,5"})

    session.expire_all()
    done = session.get_one(Booking, booking.id)
    assert (done.booking_state, done.hours) == (BookingState.DONE, 2.5)
    browser.submit(f"/bookings/{booking.id}/finish", {"hours": "9"})
    session.expire_all()
    assert session.get_one(Booking, booking.id).hours == 2.5


@pytest.mark.parametrize("day", [TODAY, date(2023, 10, 24)])
def test_a_booking_of_which_no_state_is_told_is_called_unknown_wherever_it_stands(make, browse, day):
    browser, booking = browse(), make.booking(day=day)
    address = f"/bookings/{booking.id}"

    own = browser.open(address)
    assert own.find("dt", string="State").find_next("dd").get_text(strip=True) == "unknown"
    for place in (f"/visits/{booking.about_id}", "/bookings"):
        page = browser.open(place)
        assert "Not confirmed yet" not in page.words
        row = page.select_one(f'tr:has(a[href="{address}"])')
        assert next(row.select_one('td[data-label="State"]').stripped_strings) == "unknown"


def test_hours_in_no_figures_change_nothing(make, browse, session):
    booking = make.booking(day=TODAY)

    browse().submit(f"/bookings/{booking.id}/finish", {"hours": "two"})

    session.expire_all()
    assert session.get_one(Booking, booking.id).booking_state is None


def test_no_more_hours_are_taken_down_than_the_days_of_a_booking_have(book, make, browse, session):
    assert set(book(refused=True, booking_state="done", hours="24,5", **AT_NINE)) == {"hours"}
    assert book(booking_state="done", hours="30", day="24.10.2023", until_day="25.10.2023").hours == 30
    booking = make.booking(booking_state=BookingState.CONFIRMED, member_id=make.interpreter().id, **MORNING)
    browser = browse()

    browser.submit(f"/bookings/{booking.id}/finish", {"hours": "99"})

    assert "The days of the booking have 24 hours" in browser.open(f"/bookings/{booking.id}").words
    session.expire_all()
    assert session.get_one(Booking, booking.id).hours is None


@pytest.mark.parametrize(("hours", "doubted"), [("2", False), ("2,25", True)])
def test_more_hours_than_from_beginning_to_end_are_doubted(book, browse, hours, doubted):
    booking = book(booking_state="done", hours=hours, **AT_NINE)

    for place in (f"/bookings/{booking.id}", f"/visits/{booking.about_id}"):
        told = " ".join(one.get_text() for one in browse().open(place).select(".booking-doubts"))
        assert ("More hours than from beginning to end: 2.25" in told) is doubted


@pytest.mark.parametrize(
    ("day", "doubted"), [("01.01.2020", True), ("18.10.2023", False), ("02.11.2023", True)]
)
@pytest.mark.parametrize("kind", ["visit", "event"])
def test_a_day_well_outside_what_somebody_is_booked_for_is_doubted(book, make, browse, kind, day, doubted):
    about = getattr(make, kind)(held=PartialDate.on(TODAY))

    booking = book(about=about.id, day=day)

    told = " ".join(
        one.get_text() for one in browse().open(f"/bookings/{booking.id}").select(".booking-doubts")
    )
    assert ("Well outside the days of what it is for: 25 Oct 2023" in told) is doubted


def test_hours_are_added_up_by_service_each_booking_once(make, browse):
    done = {"booking_state": BookingState.DONE, "day": TODAY}
    visit = make.visit()
    make.booking(about_id=visit.id, service=BookingService.BOTH, hours=2, **done)
    make.booking(about_id=visit.id, service=BookingService.INTERPRETING, hours=1.5, **done)
    make.booking(about_id=visit.id, service=BookingService.INTERPRETING, hours=3, **done)
    make.booking(about_id=visit.id, service=BookingService.ESCORT, **done)
    make.booking(about_id=visit.id, service=BookingService.ESCORT, day=TODAY)

    page = browse().open("/bookings?year=2023")

    told = {row.dt.get_text(): row.dd.get_text(strip=True) for row in page.select(".booking-hours dl div")}
    assert told == {"Interpreting": "4.5", "Interpreting and escorting": "2", "Together": "6.5"}
    assert "Of 1 service given" in page.select_one(".booking-hours").get_text()


def test_the_hours_of_a_list_are_those_of_its_filters(make, browse):
    done = {"booking_state": BookingState.DONE, "day": TODAY, "hours": 2}
    ada, german = make.interpreter(), {"first_language": Language.GERMAN, "second_language": Language.TURKISH}
    make.booking(member_id=ada.id, **done)
    make.booking(mode=None, **done, **german)
    make.booking(about_id=make.event().id, **done)
    make.booking(booking_state=BookingState.DONE, day=date(2022, 5, 1), hours=8)

    def hours(query):
        return browse().open(f"/bookings?{query}").select_one(".booking-hours strong").get_text()

    assert hours(f"member={ada.id}") == "2"
    assert hours("language=de") == "2"
    assert hours("about=event") == "2"
    assert hours("year=2022") == "8"
    assert hours("member=none&year=2023") == "4"


def test_hours_stand_beside_what_is_stated_visits_and_events_apart(make, browse):
    house = make.organisation("İzmir Büyükşehir Belediyesi", ours=True)
    stated = {"value": 218, "about_id": house.id, "as_of": PartialDate.of(2023)}
    figures = {
        metric: make.record(NOUNS[RecordKind.STATED_FIGURE], metric=metric, **stated)
        for metric in (Metric.VISIT_INTERPRETING, Metric.EVENT_INTERPRETING)
    }
    done = {"booking_state": BookingState.DONE, "hours": 3.5}
    make.booking(day=TODAY, **done)
    make.booking(day=date(2022, 12, 31), **done)
    make.booking(**done)
    make.booking(about_id=make.event().id, day=TODAY, booking_state=BookingState.DONE, hours=10)
    binned = make.booking(day=TODAY, **done)
    browse().submit(f"/visits/{binned.about_id}/bin", {})

    told = {
        metric: browse()
        .open(f"/figures/{figure.id}")
        .select_one("section[aria-labelledby=recorded]")
        .get_text()
        for metric, figure in figures.items()
    }

    assert "Stated: 218, on record: 3.5." in told[Metric.VISIT_INTERPRETING]
    assert "Stated: 218, on record: 10." in told[Metric.EVENT_INTERPRETING]


def test_a_guest_gets_a_card_in_either_language_without_data_somebody_refused(make, browse):
    person = make.person("Ada Yılmaz", phone="+90 232 000 00 00", email="ada@example.org")
    silent = make.person("Can Demir", phone="+90 232 111 11 11", consent=Consent.REFUSED)

    def card(whom, language):
        member = make.interpreter(person_id=whom.id)
        booking = make.booking(member_id=member.id, **MORNING)
        sent = browse().client.get(f"/bookings/{booking.id}/card-{language}.pdf").data
        return pypdfium2.PdfDocument(sent)[0].get_textpage().get_text_bounded()

    english, turkish = card(person, "en"), card(silent, "tr")

    assert "Your escort" in english
    assert "+90 232 000 00 00" in english
    assert "Mihmandarınız" in turkish
    assert "111 11 11" not in turkish


def test_the_pool_is_listed_by_language(make, browse):
    pairs = [{"first_language": Language.TURKISH, "second_language": Language.GERMAN}]
    modes = [{"mode": InterpretingMode.WHISPERED}]
    ada = make.interpreter(pairs=pairs, modes=modes, sworn=YesNo.YES, fee_per_hour=900.0, fee_currency="TRY")
    make.interpreter("Can Demir")

    page = browse().open("/interpreters?language=de")

    assert [link["href"] for link in page.select("main tbody td.is-name a")] == [f"/interpreters/{ada.id}"]
    assert "TRY 900.00 per hour" in browse().open(f"/interpreters/{ada.id}").words
