"""The pack of a visit: what is in it, for whom, until when, and that it asks for nothing outside."""

import base64
import hashlib
import re
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event, select

from app.documents.visit_pack import DAYS_AFTER, DAYS_WITHOUT_END, holds_until
from app.records.nouns import NOUNS
from app.unit_of_work import read_only
from app.web.sealed import sealed
from models import PartialDate, TrailEntry, Visit
from models.vocabulary import BookingState, Confidentiality, Consent, Direction, RecordKind, Side
from tests.laws.reading import typed_in
from tests.make import TODAY

SECRET = "Bakan ile görüşme sürüyor"


@pytest.fixture
def visit(make):
    """Somebody of Skopje comes; one of us takes part."""
    guest = make.person("Danela Arsovska", phone="+389 2 123", email="danela@example.org")
    quiet = make.person("Ilija Kostov", phone="+389 2 999", consent=Consent.REFUSED)
    return make.visit(
        held=PartialDate.of(2023, 11, 20),
        direction=Direction.INCOMING,
        city_id=make.city("Üsküp").id,
        delegates=[
            {"name": "Danela Arsovska", "person_id": guest.id, "title_tr": "Belediye Başkanı"},
            {"name": "Ilija Kostov", "person_id": quiet.id},
            {"name": "Ada Yılmaz", "side": Side.OURS},
        ],
    )


def taken(browser, visit, **wanted):
    """The file, as it lands on the disk."""
    posted = {"language": "en", **wanted, "csrf_token": browser.token()}
    answer = browser.client.post(f"/visits/{visit.id}/pack", data=posted, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return BeautifulSoup(answer.text, "html.parser")


def test_programme_people_numbers_note_and_map_are_in_one_file(browser, make, visit):
    item = {
        "title_tr": "Makamda kabul",
        "title_en": "Reception",
        "visit_id": visit.id,
        "notes_tr": "Aramızda",
    }
    make.record(NOUNS[RecordKind.PROGRAMME_ITEM], **item, day=PartialDate.of(2023, 11, 20).earliest)

    page = taken(browser, visit, calls="Duty officer: +90 232 000\nno number here")

    said = page.get_text(" ")
    for words in ("Reception", "Danela Arsovska", "+389 2 123", "danela@example.org", "Ada Yılmaz"):
        assert words in said
    assert "Aramızda" not in said  # notes of an item are for colleagues
    assert {one["href"] for one in page.select("a.call")} == {"tel:112", "tel:+90232000"}
    assert "Duty officer" in said
    assert "no number here" in said
    assert page.select_one("figure img")["src"].startswith("data:image/svg+xml")
    assert page.html["lang"] == "en"


def test_two_numbers_of_a_line_are_two_links_and_an_extension_is_told_and_not_dialled(browser, make, visit):
    page = taken(browser, visit, calls="Nöbetçi (24 saat) 0532-111-22-33 / 0533 444 55 66 dahili 12")

    assert [one["href"] for one in page.select("a.call")][1:] == ["tel:05321112233", "tel:05334445566"]
    line = page.select(".lines li:has(a.call)")[-1].get_text()
    assert line == "Nöbetçi (24 saat) 0532-111-22-33 / 0533 444 55 66 dahili 12"


def test_the_telephone_of_a_participant_is_dialled_by_its_digits(browser, make):
    person = make.person("Ada Yılmaz", phone="+90 (232) 293 12 00 dahili 45")
    visit = make.visit(delegates=[{"name": "Ada Yılmaz", "person_id": person.id}])

    page = taken(browser, visit)

    assert [one["href"] for one in page.select(".reach a")] == ["tel:+902322931200"]
    assert "dahili 45" in page.select_one(".reach").get_text()


def test_who_refused_to_be_reached_is_named_and_no_more(browser, visit):
    assert "+389 2 999" not in taken(browser, visit).get_text()


def test_without_a_city_the_map_shows_the_seat_of_whom_the_visit_is_with(browser, make):
    body = make.organisation("Bremen Belediyesi", seat_id=make.city("Bremen").id)
    visit = make.visit(counterparts=[{"organisation_id": body.id}])

    assert "Bremen" in taken(browser, visit).select_one("figure img")["alt"]


def test_who_interprets_is_in_it_with_a_telephone_unless_the_booking_is_off(browser, make, visit):
    def booked(name, **data):
        person = make.person(name, phone=f"+90 232 {len(name)}")
        member = make.record(NOUNS[RecordKind.POOL_MEMBER], person_id=person.id)
        make.booking(about_id=visit.id, member_id=member.id, **data)

    booked("Ece Demir")
    booked("Can Ak", booking_state=BookingState.CANCELLED, cancelled_because="Hasta")

    said = taken(browser, visit).get_text(" ")

    assert "Ece Demir" in said
    assert "+90 232 9" in said
    assert "Can Ak" not in said


def test_who_is_booked_several_times_is_named_once_with_all_that_they_come_for(browser, make, visit):
    member = make.record(NOUNS[RecordKind.POOL_MEMBER], person_id=make.person("Ece Demir").id)
    for day in (20, 21):
        make.booking(about_id=visit.id, member_id=member.id, day=date(2023, 11, day))

    inside = browser.open(f"/visits/{visit.id}/pack").select_one("section[aria-labelledby=inside]")
    said = taken(browser, visit).select_one("section[aria-labelledby=people]").get_text(" ")

    assert inside.get_text().count("Ece Demir") == said.count("Ece Demir") == 1
    assert "Escorting, 20 Nov 2023; Escorting, 21 Nov 2023" in said


def test_the_emergency_number_is_that_of_the_place_or_none(browser, make):
    away = make.visit(direction=Direction.OUTGOING, held=PartialDate.of(2023, 11, 20))

    page = taken(browser, away)

    assert not page.select("a.call")
    assert "No number is entered" in page.get_text()


def test_the_numbers_of_the_house_are_offered_and_can_be_changed_for_one_pack(browse, visit):
    admin = browse("admin")
    typed = typed_in(admin.open("/letterhead")) | {"emergency": "Nöbetçi +90 232 111"}
    admin.submit("/letterhead", typed)

    page = browse("officer").open(f"/visits/{visit.id}/pack")

    assert "Nöbetçi +90 232 111" in page.select_one("#calls").get_text()
    assert "+90 232 111" in page.select_one("main .plain-list").get_text()


@pytest.mark.parametrize(
    ("role", "asked", "there"),
    [("officer", "y", False), ("manager", "y", True), ("manager", "", False)],
    ids=["may not", "may and asks", "may and does not ask"],
)
def test_what_is_marked_is_in_it_only_for_who_may_read_it_and_asks(browse, make, visit, role, asked, there):
    make.advice(SECRET, about_id=visit.id, mark=Confidentiality.CONFIDENTIAL)

    page = taken(browse(role), visit, restricted=asked)

    assert (SECRET in str(page)) is there
    assert ("What is marked confidential is not in it" in page.get_text()) is not there
    assert ("Do not pass it on" in page.get_text()) is there


def test_the_file_lets_nothing_load_and_only_its_own_style_and_script_run(browser, visit):
    page = taken(browser, visit)

    policy = page.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    assert policy.startswith("default-src 'none';")
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (only,) = page.select(tag)
        digest = base64.b64encode(hashlib.sha256(only.string.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}';" in policy
    assert not page.select("link, iframe, object, form, [style], [onclick]")
    sources = {one["src"][:5] for one in page.select("[src]")}
    assert sources <= {"data:"}
    assert not re.search(r"url\(|@import", page.style.string)
    assert {one["href"].partition(":")[0] for one in page.select("a") if one["href"][0] != "#"} <= {
        "tel",
        "mailto",
    }


def test_it_says_when_it_was_made_and_when_it_is_out_of_date(browser, visit):
    page = taken(browser, visit)

    assert "Made on 25 Oct 2023, holds until 23 Nov 2023" in page.select_one(".notice").get_text()
    assert "until somebody deletes it" in page.select_one(".notice").get_text()
    assert datetime.fromisoformat(page.body["data-until"]) > datetime.now(UTC)


@pytest.mark.parametrize(
    ("held", "days"),
    [
        (PartialDate.of(2023, 11, 20), 26 + DAYS_AFTER),
        (PartialDate.of(2023, 1, 20), DAYS_AFTER),
        (PartialDate.unknown(), DAYS_WITHOUT_END),
    ],
    ids=["coming", "over", "unknown"],
)
def test_a_pack_holds_a_few_days_longer_than_its_visit(held, days):
    assert (holds_until(Visit(held=held), TODAY) - TODAY).days == days


def test_the_trail_says_that_a_pack_left_the_house(browser, session, visit):
    taken(browser, visit)

    entry = session.scalars(select(TrailEntry).where(TrailEntry.event == "visit.pack_taken")).one()
    assert entry.changes == {
        "language": [None, "en"],
        "restricted": [None, False],
        "record": [None, visit.id],
    }


def test_while_a_pack_is_made_nobody_who_writes_has_to_wait(browser, connection, visit):
    address, of_the_programme = f"/visits/{visit.id}/pack", []
    posted = {"language": "en", "csrf_token": browser.token()}

    def note(_connection, _cursor, statement, *_):
        if "programme_item" in statement and "user_account" not in statement:
            of_the_programme.append(read_only.get())

    event.listen(connection, "before_cursor_execute", note)
    with browser.client.post(address, data=posted) as answer:
        assert answer.status_code == 200
    event.remove(connection, "before_cursor_execute", note)

    assert of_the_programme
    assert all(of_the_programme)


def test_hostile_words_are_words_in_the_file(browser, make):
    hostile = "</script><script>alert(1)</script>"
    visit = make.visit(group_name=hostile, delegates=[{"name": hostile}], subject_tr=hostile)

    page = taken(browser, visit, calls=f"{hostile} +90 1")

    assert len(page.select("script")) == 1
    assert hostile in page.get_text()


def test_only_the_first_place_of_a_page_takes_policy_and_style():
    page = sealed(
        '<head><meta charset="utf-8"></head><body></head></body>', style="pack.css", script="pack.js"
    )

    assert page.count(b"<style>") == page.count(b"Content-Security-Policy") == page.count(b"<script>") == 1
