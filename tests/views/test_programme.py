"""The programme of a visit: written by keyboard, moved, undone, read day by day."""

import re
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
import time_machine
from docx import Document
from pypdfium2 import PdfDocument
from sqlalchemy import select

from models import PartialDate, ProgrammeItem, TrailEntry
from models.vocabulary import Side
from tests.laws.reading import besides_updates, statements, typed_in, written

HELD = PartialDate.span(date(2023, 11, 3), date(2023, 11, 4))


@pytest.fixture
def visit(make):
    delegates = [{"name": "Ada Yılmaz", "side": Side.VISITOR}, {"name": "Can Demir", "side": Side.OURS}]
    return make.visit(held=HELD, delegates=delegates)


@pytest.fixture
def plan(browser, visit):
    """Write an item in the line of the programme; return the page that follows."""
    address = f"/visits/{visit.id}/programme"

    def send(status=302, **typed):
        form = typed_in(browser.open(address)) | typed
        answer = browser.submit(address, form, status)
        return browser.open(answer.answer.location) if status == 302 else answer

    return send


@pytest.fixture
def items(session):
    def read():
        session.expire_all()
        return session.scalars(select(ProgrammeItem).order_by(ProgrammeItem.id)).all()

    return read


def test_enter_writes_an_item_and_the_next_one_begins_where_it_ends(plan, items):
    page = plan(day="3 kasım", starts_at="10", ends_at="10.45", title_tr="Makamda kabul", place_tr="Makam")

    item = items()[0]
    assert (item.day, item.starts_at, item.ends_at) == (date(2023, 11, 3), time(10), time(10, 45))
    assert item.whole_delegation
    line = typed_in(page)
    assert (line["day"], line["starts_at"], line["ends_at"]) == ("3 Nov 2023", "10:45", "")
    assert page.find(id="ends_at").has_attr("data-takes-focus")


def test_the_line_takes_the_english_words_beside_the_turkish_ones_and_english_days_and_hours(plan, items):
    plan(
        day="November 4th, 2023",
        starts_at="2:30 pm",
        title_tr="Müze gezisi",
        place_tr="Arkeoloji Müzesi",
        title_en="Visit to the museum",
        place_en="Museum of Archaeology",
    )

    item = items()[0]
    assert (item.day, item.starts_at) == (date(2023, 11, 4), time(14, 30))
    assert (item.title_tr, item.title_en) == ("Müze gezisi", "Visit to the museum")
    assert (item.place_tr, item.place_en) == ("Arkeoloji Müzesi", "Museum of Archaeology")


def test_the_first_line_begins_on_the_first_day_of_the_visit(browser, visit):
    assert typed_in(browser.open(f"/visits/{visit.id}/programme"))["day"] == "3 Nov 2023"


def test_an_item_with_all_its_facts_begins_where_the_programme_ends(browser, make, visit):
    day = HELD.latest
    make.programme_item(visit, day=day, starts_at=time(9), ends_at=time(10, 15), whole_delegation=True)

    form = typed_in(browser.open(f"/programme/new?about={visit.id}"))

    assert (form["day"], form["starts_at"], form["whole_delegation"]) == ("4 Nov 2023", "10:15", "y")
    assert form["visit"].endswith(f"#{visit.id}")


def test_an_item_sent_twice_is_written_once(browser, visit, items):
    address = f"/visits/{visit.id}/programme"
    form = typed_in(browser.open(address)) | {"title_tr": "Kabul"}

    browser.submit(address, form)
    browser.submit(address, form)

    assert len(items()) == 1


def test_a_day_outside_the_visit_is_refused_and_what_was_typed_stays(plan, session):
    before = written(session)

    page = plan(422, day="5.11.2023", title_tr="Veda")

    assert "The visit is on another day: 3–4 November 2023" in page.find(id="day-error").get_text()
    assert typed_in(page)["title_tr"] == "Veda"
    assert written(session) == before


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts_at": "11:00", "ends_at": "10:00"}, "ends_at"),
        ({"starts_at": "11:00", "ends_at": "11:00"}, "ends_at"),
        ({"starts_at": "", "ends_at": "10:00"}, "starts_at"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"title_tr": ""}, "title_tr"),
    ],
)
def test_hours_that_cannot_be_are_refused_beside_the_field(plan, typed, field):
    assert plan(422, **({"title_tr": "Kabul"} | typed)).find(id=f"{field}-error")


def test_two_items_of_one_person_at_one_hour_are_written_and_remarked_on(plan, items):
    plan(day="3.11.2023", starts_at="10:00", ends_at="11:00", title_tr="Kabul")
    page = plan(day="3.11.2023", starts_at="10:30", ends_at="11:30", title_tr="Müze")

    told = [one.get_text(strip=True) for one in page.select(".remarks li")]
    assert told == [
        "Also expected at “Müze” at 10:30: Ada Yılmaz",
        "Also expected at “Kabul” at 10:00: Ada Yılmaz",
    ]


def test_a_clash_with_another_visit_of_the_same_host_is_seen_and_one_called_off_is_not(
    browser, make, visit, session
):
    mayor = make.person("Belediye Başkanı")
    other = make.visit(held=HELD, group_name="Linz heyeti")
    for one in (visit, other):
        data = {"title_tr": "Kabul", "day": HELD.earliest, "starts_at": time(10), "ends_at": time(11)}
        make.programme_item(one, host_id=mayor.id, **data)
    address = f"/visits/{visit.id}/programme"
    assert "in another visit (Linz heyeti)" in browser.open(address).select_one(".remarks").get_text()

    form = typed_in(browser.open(f"/visits/{other.id}/edit"))
    browser.submit(
        f"/visits/{other.id}/edit", form | {"state": "cancelled", "state_reason_tr": "Gelemiyorlar"}
    )

    assert not browser.open(address).select(".remarks")


def test_an_item_is_moved_with_what_follows_it_on_its_day(browser, make, visit, items):
    for hour, day in ((9, 3), (10, 3), (11, 3), (11, 4)):
        data = {"starts_at": time(hour), "ends_at": time(hour, 30), "day": date(2023, 11, day)}
        make.programme_item(visit, title_tr=f"Madde {hour}", **data)
    second = items()[1]

    browser.submit(f"/programme/{second.id}/move", {"minutes": "15", "following": "y"})

    starts = [time(9), time(10, 15), time(11, 15), time(11)]
    assert [item.starts_at for item in items()] == starts
    assert items()[1].ends_at == time(10, 45)


def test_a_long_programme_is_moved_in_as_few_statements_as_a_short_one(app, browser, make):
    moved, followed = [], []
    for count in (3, 30):
        visit = make.visit(held=HELD)
        mayor = make.person(f"Başkan {count}")
        for number in range(count):
            hours = {"starts_at": time(8, number), "ends_at": time(9, number) if number % 2 else None}
            data = {"day": HELD.earliest, "host_id": mayor.id, "attendees": [{"name": "İki koruma"}]}
            item = make.programme_item(visit, f"Madde {number}", **data, **hours)
        first = item.id - count + 1
        with statements(app) as sent:
            browser.submit(f"/programme/{first}/move", {"minutes": "15", "following": "y"})
        moved.append(besides_updates(sent))
        edit = f"/visits/{visit.id}/edit"
        browser.submit(edit, typed_in(browser.open(edit)) | {"held": "13-14 kasım 2023"})
        with statements(app) as sent:
            browser.submit(f"/visits/{visit.id}/programme/follow")
        followed.append(besides_updates(sent))

    assert moved[0] == moved[1]
    assert followed[0] == followed[1]


def test_nothing_is_moved_where_something_would_go_past_midnight(browser, make, visit, items):
    for hour in (22, 23):
        make.programme_item(visit, day=HELD.earliest, starts_at=time(hour), title_tr="Geç")

    after = browser.submit(f"/programme/{items()[0].id}/move", {"minutes": "60", "following": "y"})

    assert "would be moved past midnight" in browser.open(after.answer.location).words
    assert [item.starts_at for item in items()] == [time(22), time(23)]


def test_an_item_without_an_hour_is_not_moved(browser, make, visit, items):
    make.programme_item(visit, day=HELD.earliest)

    after = browser.submit(f"/programme/{items()[0].id}/move", {"minutes": "15"})

    assert "It has no hour yet" in browser.open(after.answer.location).words


def test_an_item_in_the_bin_leaves_the_programme_until_the_message_is_taken_back(browser, make, visit):
    item = make.programme_item(visit, title_tr="Basın toplantısı")
    address = f"/visits/{visit.id}/programme"

    after = browser.submit(f"/programme/{item.id}/bin")
    page = browser.open(after.answer.location)

    assert after.answer.location == address
    assert not page.select(f"#item-{item.id}")
    assert browser.submit(page.select_one("form[data-undo]")["action"]).answer.location == address
    assert browser.open(address).select(f"#item-{item.id}")


def test_a_change_of_an_item_leads_back_to_the_programme(browser, make, visit, items, session):
    ada = make.person("Ada Yılmaz")
    item = make.programme_item(visit)
    form = typed_in(browser.open(f"/programme/{item.id}/edit"))
    more = {"day": "4.11.2023", "attendees-0-person": f"#{ada.id}", "attendees-1-name": "İki koruma"}

    answer = browser.submit(f"/programme/{item.id}/edit", form | more)

    assert answer.answer.location == f"/visits/{visit.id}/programme"
    assert items()[0].day == date(2023, 11, 4)
    page = browser.open(answer.answer.location)
    assert re.search("Ada Yılmaz ?, İki koruma", page.words)
    entry = session.scalars(select(TrailEntry).order_by(TrailEntry.id.desc())).first()
    assert entry.event == "programme_item.edited"


def test_hours_abroad_are_shown_beside_our_own(browser, make):
    visit = make.visit(held=HELD, city_id=make.city("Üsküp").id, direction="outgoing")
    data = {"day": HELD.earliest, "starts_at": time(14), "ends_at": time(15)}
    make.programme_item(visit, city_id=make.city("Üsküp").id, **data)

    page = browser.open(f"/visits/{visit.id}/programme")

    assert "Istanbul time 16:00–17:00" in page.select_one(".programme-hour").get_text()


def test_a_reader_sees_the_programme_and_no_line(browse, make, visit):
    make.programme_item(visit, title_tr="Kabul")

    page = browse("viewer").open(f"/visits/{visit.id}/programme")

    assert "Kabul" in page.words
    assert not page.select("main form")


def test_the_page_of_the_visit_names_its_programme(browser, make, visit):
    make.programme_item(visit, title_tr="Kabul", day=HELD.earliest, starts_at=time(10))

    section = browser.open(f"/visits/{visit.id}").select_one("section[aria-labelledby=programme]")

    assert "10:00 Kabul" in section.get_text(" ", strip=True)
    assert section.select_one(f'a[href="/visits/{visit.id}/programme"]')


def test_a_long_programme_costs_no_more_statements_than_a_short_one(app, browser, make, visit):
    city, mayor = make.city("Üsküp"), make.person("Belediye Başkanı")
    costs = []
    for count in (2, 30):
        for number in range(count):
            ada = make.person(f"Kişi {count} {number}")
            make.programme_item(
                visit,
                title_tr=f"Madde {number}",
                day=HELD.earliest,
                starts_at=time(8 + number // 3),
                city_id=city.id,
                host_id=mayor.id,
                attendees=[{"person_id": ada.id, "name": ada.title_tr}],
            )
        with statements(app) as sent:
            browser.open(f"/visits/{visit.id}/programme")
        costs.append(len(sent))

    assert costs[0] == costs[1]


def test_hostile_text_stays_text(browser, make, visit):
    make.programme_item(visit, title_tr="<script>alert(1)</script>", place_tr='"><img src=x onerror=1>')

    page = browser.open(f"/visits/{visit.id}/programme")

    assert "<script>alert(1)</script>" in page.words
    assert not page.select("main img")


@pytest.mark.parametrize(("language", "words"), [("tr", "Ziyaret programı"), ("en", "Visit programme")])
def test_the_sheet_says_the_same_on_the_screen_as_pdf_and_as_a_word_file(browser, make, language, words):
    city = make.city("Üsküp")
    visit = make.visit(held=HELD, group_name="Linz heyeti")
    data = {"day": HELD.earliest, "starts_at": time(9, 40), "city_id": city.id, "place_tr": "Kent Meydanı"}
    make.programme_item(visit, "Makamda kabul", notes_tr="Hediye gelmedi", **data)
    address = f"/visits/{visit.id}/programme/sheet"

    page = browser.open(f"{address}?lang={language}")
    pdf = browser.client.get(f"{address}.pdf?lang={language}")
    docx = browser.client.get(f"{address}.docx?lang={language}")

    printed = "".join(one.get_textpage().get_text_range() for one in PdfDocument(pdf.data))
    document = Document(BytesIO(docx.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    typed = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    own = {"tr": "İstanbul saatiyle 11:40", "en": "Istanbul time 11:40"}[language]
    for told in (page.find(id="paper").get_text(" "), printed, typed):
        folded = " ".join(told.split())
        for expected in ("Linz heyeti", "09:40", own, "Makamda kabul", "Kent Meydanı"):
            assert expected in folded
        assert "Hediye" not in folded
    assert words in page.words
    browser.open(f"{address}.odt", status=404)


def test_the_sheet_marks_what_has_no_text_in_its_language_and_the_page_names_it_before(browser, make):
    title = {"side": "visitor", "name": "Ada Yılmaz", "title_tr": "Belediye Başkanı"}
    visit = make.visit(held=HELD, delegates=[title])
    day = {"day": HELD.earliest, "starts_at": time(9)}
    told = make.programme_item(visit, "Kabul", title_en="Reception", **day)
    bare = make.programme_item(visit, "Müze gezisi", place_tr="Konak", dress_tr="Koyu takım", **day)
    address = f"/visits/{visit.id}/programme/sheet"

    page = browser.open(f"{address}?lang=en")
    paper = " ".join(page.find(id="paper").get_text(" ").split())
    for marked in ("Müze gezisi (TR)", "Konak (TR)", "Dress: Koyu takım (TR)", "Belediye Başkanı (TR)"):
        assert marked in paper
    assert "Reception (TR)" not in paper
    assert "(TR): in Turkish, not translated." in paper
    links = {one["href"] for one in page.select(".programme-untranslated a")}
    assert links == {f"/visits/{visit.id}/edit", f"/programme/{bare.id}/edit"}
    assert f"/programme/{told.id}/edit" not in links
    turkish = browser.open(f"{address}?lang=tr")
    assert not turkish.select(".programme-untranslated")
    assert "(TR)" not in turkish.find(id="paper").get_text()


def test_the_columns_of_two_days_stand_under_each_other(browser, make):
    visit = make.visit(held=HELD)
    make.programme_item(visit, "Kabul", day=date(2023, 11, 3), starts_at=time(9))
    make.programme_item(
        visit, "Uzun bir gezi " * 6, day=date(2023, 11, 4), place_tr="Konak Meydanı ve çevresi"
    )

    docx = browser.client.get(f"/visits/{visit.id}/programme/sheet.docx")

    first, second = (
        [one.width for one in table.columns] for table in Document(BytesIO(docx.data)).tables[-2:]
    )
    assert first == second
    pages = browser.open(f"/visits/{visit.id}/programme/sheet").select("table.is-aligned")
    assert len(pages) == 2


def test_the_pocket_card_says_what_is_on_now_and_what_comes_next(browser, make):
    visit = make.visit()
    for hour, title in ((9, "Kahvaltı"), (13, "Görüşme"), (15, "Müze")):
        clock = {"starts_at": time(hour), "ends_at": time(hour + 1)}
        make.programme_item(visit, title, day=visit.held.earliest, **clock)

    with time_machine.travel(datetime(2023, 10, 25, 10, 30, tzinfo=UTC), tick=False):
        page = browser.open(f"/visits/{visit.id}/programme/pocket")

    told = {one.dt.get_text(): one.dd.get_text(" ", strip=True) for one in page.select(".pocket-card")}
    assert told == {"Now": "13:00–14:00 Görüşme", "Next": "15:00–16:00 Müze"}
    assert page.select_one("[aria-current=true]").strong.get_text() == "Görüşme"
    assert not page.select("form")


def test_the_pocket_card_says_the_day_of_what_comes_next_where_it_is_not_today(browser, make):
    visit = make.visit(held=HELD)
    make.programme_item(visit, "Kabul", day=HELD.earliest, starts_at=time(10))

    with time_machine.travel(datetime(2023, 10, 25, 10, 30, tzinfo=UTC), tick=False):
        page = browser.open(f"/visits/{visit.id}/programme/pocket")

    assert page.select_one(".pocket-card dd").get_text(" ", strip=True) == "3 Nov Fri 10:00 Kabul"


def test_a_programme_follows_a_visit_that_was_moved(browser, make, items):
    visit = make.visit(held=HELD)
    for number, day in enumerate((3, 4), start=9):
        make.programme_item(visit, day=date(2023, 11, day), starts_at=time(number))
    make.programme_item(visit, "Yemek")
    address = f"/visits/{visit.id}/programme"
    assert not browser.open(address).select('form[action$="/follow"]')
    form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
    browser.submit(f"/visits/{visit.id}/edit", form | {"held": "13-14.11.2023"})

    page = browser.open(address)
    assert "Move the programme 10 days later" in page.words
    browser.submit(page.select_one('form[action$="/follow"]')["action"])

    moved = [(one.day, one.starts_at) for one in items()]
    assert moved == [(date(2023, 11, 13), time(9)), (date(2023, 11, 14), time(10)), (None, None)]
    assert not browser.open(address).select('form[action$="/follow"]')


def test_a_programme_that_does_not_fit_a_shorter_visit_is_not_moved(browser, make, session):
    visit = make.visit(held=HELD)
    for day in (3, 4):
        make.programme_item(visit, day=date(2023, 11, day))
    form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
    browser.submit(f"/visits/{visit.id}/edit", form | {"held": "13.11.2023"})
    before = written(session)

    assert not browser.open(f"/visits/{visit.id}/programme").select('form[action$="/follow"]')
    browser.submit(f"/visits/{visit.id}/programme/follow")

    assert written(session) == before
