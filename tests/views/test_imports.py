"""Imports in the browser: two ways in, columns, progress, the preview, corrections, writing, undoing."""

import csv
import hashlib
import io
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from xlsxwriter import Workbook

from app.importers import offered
from app.web import uploads
from models import ImportRow, ImportRun, Visit
from models.vocabulary import ImportKind, ImportState, ImportWay, Verdict
from tests.browser import as_a_browser_sends
from tests.laws.reading import written

TABLE = "Tarih;Kişi;Kurum;Ülke;Sicil\n12.01.2023;Ada Yılmaz;Deneme Kurumu;Almanya;7\n32.13.2023;Can Ak;;;8\n"
TEXT = (
    "12.01.2023 - Almanya İzmir Başkonsolosu Ada Yılmaz\n15.02.2023 - Fransa Ankara Büyükelçisi Jean Martin\n"
)
SCRIPT = "<script>alert(1)</script>"
JSON = {"Accept": "application/json"}


def send(browser, content=TABLE, name="ziyaretler.csv", kind="visit", status=302):
    """Send a file; return the address of its import, or the page that refuses it."""
    data = content.encode() if isinstance(content, str) else content
    page = browser.submit("/imports/file", {"kind": kind, "file": (BytesIO(data), name)}, status)
    return page.answer.location if status == 302 else page


def paste(browser, text=TEXT, year="", status=302):
    page = browser.submit("/imports/text", {"text": text, "year": year}, status)
    return page.answer.location if status == 302 else page


def named(browser, address):
    """Take the columns as they were guessed."""
    page = browser.open(address)
    chosen = {
        select["name"]: (select.select_one("option[selected]") or {"value": ""})["value"]
        for select in page.select("select[name^=target-]")
    }
    browser.submit(f"{address}/columns", chosen)
    return browser.open(address)


@pytest.fixture
def previewed(browser):
    """A table of two rows: one is new, one cannot be read."""
    address = send(browser)
    named(browser, address)
    return address


@pytest.fixture
def run_with(make):
    """Put an import there, with rows as they would stand after reading."""
    return make.import_run


def rows_of(session, address):
    session.expire_all()
    run_id = int(address.rsplit("/", 1)[1])
    return list(
        session.scalars(select(ImportRow).where(ImportRow.run_id == run_id).order_by(ImportRow.number))
    )


def run_at(session, address) -> ImportRun:
    session.expire_all()
    return session.get_one(ImportRun, int(address.rsplit("/", 1)[1]))


def visits(session):
    session.expire_all()
    return list(session.scalars(select(Visit).where(Visit.binned_at.is_(None))))


def tab(page, words):
    """Return the count of a tab."""
    found = next(one for one in page.select(".verdict") if words in one.get_text())
    return int(found.b.get_text())


# --- Coming in


def test_without_imports_the_page_says_what_each_way_brings(browser):
    page = browser.open("/imports")

    assert page.select_one("#earlier") is not None
    assert "Nothing has been imported yet." in page.words
    assert "A file brings" in page.words
    assert "A text brings" in page.words


def test_the_kind_of_the_list_one_comes_from_is_chosen(browser):
    page = browser.open("/imports?kind=organisation")

    assert page.select_one("#kind option[selected]")["value"] == "organisation"


@pytest.mark.parametrize("noun", ["visits", "people", "organisations", "cities"])
def test_a_list_leads_to_the_import_of_its_records_also_while_it_is_empty(browser, noun):
    page = browser.open(f"/{noun}")

    link = page.select_one(".page-title a[href^='/imports?kind=']")
    assert link is not None
    assert browser.open(link["href"]).select_one("#kind option[selected]") is not None


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_who_may_not_write_is_not_offered_an_import(browse, role):
    page = browse(role).open("/visits")

    assert not page.select("a[href^='/imports']")


def test_no_file_is_said_beside_the_field_and_the_kind_stays(browser):
    page = browser.submit("/imports/file", {"kind": "person"}, HTTPStatus.UNPROCESSABLE_ENTITY)

    assert page.select_one("#file-error").get_text(strip=True).endswith("Choose a file.")
    assert page.select_one("#kind option[selected]")["value"] == "person"


def test_a_file_that_is_too_large_is_said_with_the_limit_and_not_kept(browser, monkeypatch, session):
    monkeypatch.setattr(uploads, "IMPORT_MB", 1)

    form = {"csrf_token": browser.token(), "kind": "visit"}
    answer = browser.client.post("/imports/file", **as_a_browser_sends(form, b"1;2\n" * 300_000))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "larger than 1 MB" in answer.text
    assert not list(session.scalars(select(ImportRun)))


def test_a_file_that_is_no_table_is_refused_and_not_kept(app, browser, session):
    content = b"%PDF-1.4 \x00\x01"

    page = send(browser, content, "liste.xlsx", status=HTTPStatus.UNPROCESSABLE_ENTITY)

    assert page.select_one("#file-error")
    assert not list(session.scalars(select(ImportRun)))
    with app.app_context():
        assert not uploads.import_store().path(hashlib.sha256(content).hexdigest()).exists()


@pytest.mark.parametrize(
    ("text", "year", "field"), [("  ", "2023", "text"), (TEXT, "23", "year"), (TEXT, "0000", "year")]
)
def test_what_was_typed_stays_beside_what_is_wrong_with_it(browser, text, year, field):
    page = paste(browser, text, year, HTTPStatus.UNPROCESSABLE_ENTITY)

    assert page.select_one(f"#{field}-error")
    assert page.select_one("#text").get_text().strip() == text.strip()
    assert page.select_one("#year")["value"] == year


def test_a_text_file_is_read_as_a_text(browser, session):
    address = send(browser, TEXT, "rapor.txt")

    assert run_at(session, address).way is ImportWay.TEXT


# --- Columns


def test_each_column_shows_its_samples_and_the_guess(browser):
    page = browser.open(send(browser))

    first = page.select_one("#columns tbody tr")
    assert first.th.get_text() == "Tarih"
    assert [one.get_text() for one in first.select(".samples li")] == ["12.01.2023", "32.13.2023"]
    assert first.select_one("option[selected]")["value"] == "held"
    assert page.select("#columns tbody tr")[-1].select_one("option[selected]") is None


def test_a_title_above_the_headings_is_no_row(browser):
    page = browser.open(
        send(browser, "Ziyaret çizelgesi;;\nTarih;Kişi;Kurum\n12.01.2023;Ada;Deneme\nTOPLAM;;1\n")
    )

    assert "1 row was found" in page.words
    assert [one.get_text() for one in page.select("#columns tbody tr")[0].select(".samples li")] == [
        "12.01.2023"
    ]


def test_a_column_that_is_needed_is_named_and_the_choice_stays(browser, session):
    address = send(browser)

    page = browser.submit(
        f"{address}/columns", {"target-1": "persons", "target-4": "notes"}, HTTPStatus.UNPROCESSABLE_ENTITY
    )

    assert "Date" in page.select_one("#error-summary").get_text()
    assert page.select_one("#target-4 option[selected]")["value"] == "notes"
    assert run_at(session, address).state is ImportState.COLUMNS


def test_the_same_headings_are_known_the_next_time(browser):
    address = send(browser)
    browser.submit(f"{address}/columns", {"target-0": "held", "target-4": "persons"})

    page = browser.open(send(browser, TABLE + "1.1.2023;;;;\n"))

    assert page.select_one("#target-4 option[selected]")["value"] == "persons"
    assert page.select_one("#remembered-4").get_text(strip=True) == "as last time"


def test_another_kind_or_another_row_of_headings_is_read_from_the_same_file(browser, session):
    address = send(browser, "Liste\n" + TABLE.replace("Kişi", "Adı Soyadı"))

    page = browser.submit(f"{address}/sheet", {"kind": "person", "heading_row": "2"})

    again = run_at(session, page.answer.location)
    assert again.import_kind is ImportKind.PERSON
    assert again.headings[0] == "Tarih"
    assert run_at(session, address).state is ImportState.DROPPED


@pytest.mark.parametrize("row", ["0", "99", "-1", "3.5", "x"])
def test_a_row_of_headings_that_is_not_there_is_said_or_found_anew(browser, row):
    address = send(browser)

    posted = {"kind": "visit", "heading_row": row, "csrf_token": browser.token()}
    answer = browser.client.post(f"{address}/sheet", data=posted)

    assert answer.status_code in {HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


def test_another_sheet_has_its_own_row_of_headings(browser, session):
    book = io.BytesIO()
    with Workbook(book) as workbook:
        one, other = workbook.add_worksheet("2022"), workbook.add_worksheet("2023")
        for number, row in enumerate((["Tarih", "Kişi"], ["12.01.2022", "Ada Yılmaz"])):
            one.write_row(number, 0, row)
        for number, row in enumerate((["Liste"], ["Tarih", "Kişi"], ["12.01.2023", "Ada Yılmaz"])):
            other.write_row(number, 0, row)
    address = send(browser, book.getvalue(), "iki sayfa.xlsx")
    assert [one.get_text() for one in browser.open(address).select("#sheet option")] == ["2022", "2023"]

    page = browser.submit(f"{address}/sheet", {"kind": "visit", "sheet": "2023", "heading_row": "1"})

    assert run_at(session, page.answer.location).headings == ["Tarih", "Kişi"]
    assert run_at(session, page.answer.location).settings["heading_row"] == 2


def test_a_file_is_not_kept_longer_than_its_columns_are_asked_for(app, browser, session):
    address = send(browser)
    with app.app_context():
        file = uploads.import_store().path(run_at(session, address).sha256)
    assert file.exists()

    named(browser, address)

    assert not file.exists()


def test_columns_can_be_named_anew_from_the_preview(browser, previewed, session):
    page = browser.open(previewed)
    again = browser.open(page.select_one(".import-steps a")["href"])
    assert again.select_one("#target-1 option[selected]")["value"] == "persons"
    assert again.select_one(".sheet-line") is None

    browser.submit(f"{previewed}/columns", {"target-0": "held", "target-2": "organisation"})

    assert run_at(session, previewed).state is ImportState.PREVIEW
    assert run_at(session, previewed).targets == ["held", None, "organisation", None, None]


def test_what_no_column_says_can_be_said_of_all_rows(browser, session):
    address = send(browser, "Kişi;Kurum\nAda Yılmaz;Deneme Kurumu\n")
    said = {"target-0": "persons", "fixed-target-0": "held", "fixed-text-0": "12.01.2023"}

    browser.submit(f"{address}/columns", said)

    assert [row.verdict for row in rows_of(session, address)] == [Verdict.NEW]
    assert browser.open(f"{address}/rows/2").select_one("#text-held").get_text().strip() == "12.01.2023"


def test_a_value_for_all_rows_stays_where_another_one_is_missing(browser):
    address = send(browser)
    said = {"target-1": "persons", "fixed-target-0": "subject", "fixed-text-0": "Nezaket"}

    page = browser.submit(f"{address}/columns", said, HTTPStatus.UNPROCESSABLE_ENTITY)

    assert page.select_one("[name=fixed-target-0] option[selected]")["value"] == "subject"
    assert page.select_one("[name=fixed-text-0]")["value"] == "Nezaket"


# --- Preview


def test_nothing_is_written_before_somebody_says_so(browser, session):
    before = visits(session)

    page = named(browser, send(browser))

    assert visits(session) == before
    assert page.h1.get_text() == "Preview: ziyaretler.csv"
    assert "Nothing is written yet." in page.words
    assert tab(page, "All") == 2
    assert tab(page, "New") == 1
    assert tab(page, "Error") == 1


def test_an_error_names_its_column_and_the_row_cannot_be_picked(browser, previewed):
    page = browser.open(f"{previewed}?rows=error")

    row = page.select_one("tbody tr")
    assert row.select_one(".why.is-bad").get_text().startswith("Date: ")
    assert "Row 3" in row.get_text()
    assert row.select_one("input[type=checkbox]") is None


def test_names_headings_and_cells_of_a_file_are_text_on_every_step(browser):
    address = send(
        browser, f"Tarih;{SCRIPT};Kişi\n12.01.2023;{SCRIPT};{SCRIPT}\n{SCRIPT};;Ada\n", f"{SCRIPT}.csv"
    )

    for page in (browser.open(address), named(browser, address), browser.open(f"{address}/rows/3")):
        assert SCRIPT not in page.answer.text
        assert "alert(1)" in page.words


def test_what_else_there_is_to_know_is_no_reason(browser, run_with):
    new = {"field": "persons", "message": "New person: %(name)s", "values": {"name": "Ada"}, "note": True}
    wrong = {"field": "held", "message": "No date is printed", "values": {}}
    run = run_with({"verdict": Verdict.ERROR, "messages": [wrong, new]})

    page = browser.open(f"/imports/{run.id}")
    form = browser.open(f"/imports/{run.id}/rows/1")

    assert [one.get_text() for one in page.select(".why.is-bad")] == ["Date: No date is printed"]
    assert "Persons: New person: Ada" in page.words
    assert len(form.select("#error-summary li")) == 1


def test_the_words_a_row_came_from_are_marked_and_nothing_in_them_is_code(browser, run_with):
    words = f"12.01.2023 - {SCRIPT} Ada Yılmaz"
    run = run_with({"words": words, "spans": {"held": [[0, 10]]}, "cells": [SCRIPT, SCRIPT, SCRIPT]})

    page = browser.open(f"/imports/{run.id}")

    assert page.select_one("mark").get_text() == "12.01.2023"
    assert SCRIPT in page.select_one(".source-words").get_text()


def test_a_doubt_says_why_and_its_words_are_marked_apart(browser, run_with):
    run = run_with(
        {"words": "03.10.2022 - Ada", "spans": {"held": [[0, 10]]}, "doubts": {"held": "No date is printed"}},
        {"words": "04.10.2023 - Can"},
    )

    page = browser.open(f"/imports/{run.id}?rows=doubtful")

    rows = page.select("tbody tr")
    assert len(rows) == 1
    assert "is-doubtful" in rows[0]["class"]
    assert rows[0].select_one("mark.is-unsure").get_text() == "03.10.2022"
    assert rows[0].select_one(".why.is-wait").get_text() == "Date: No date is printed"


def test_a_change_shows_what_stands_there_and_what_would(browser, run_with, make):
    visit = make.visit()
    run = run_with(
        {
            "verdict": Verdict.CHANGED,
            "record_id": visit.id,
            "outcome": {"organisation": ["Fransa Büyükelçiliği", "Fransa Ankara Büyükelçiliği"]},
        }
    )

    row = browser.open(f"/imports/{run.id}").select_one("tbody tr")

    assert "Fransa Büyükelçiliği" in row.select_one("del").get_text()
    assert "Fransa Ankara Büyükelçiliği" in row.select_one("ins").get_text()
    assert row.select_one(f"a[href='/visits/{visit.id}']")


def test_a_row_that_fits_several_records_links_them_and_asks_which(browser, run_with, make):
    one, other = make.organisation("Deneme Kurumu"), make.organisation("Deneme Kurulu")
    told: dict[str, Any] = {"field": "organisation", "message": "Several records may be meant", "values": {}}
    told["candidates"] = [[one.id, "Deneme Kurumu"], [other.id, "Deneme Kurulu"]]
    run = run_with({"verdict": Verdict.CONFLICT, "messages": [told]})

    row = browser.open(f"/imports/{run.id}").select_one("tbody tr")
    form = browser.open(f"/imports/{run.id}/rows/1")

    assert [link["href"] for link in row.select(".why a")] == [
        f"/organisations/{one.id}",
        f"/organisations/{other.id}",
    ]
    assert row.select_one("input[type=checkbox]") is None
    offered = [radio["value"] for radio in form.select("[name=organisation-choice]")]
    assert offered == [f"#{one.id}", f"#{other.id}", ""]


@pytest.mark.parametrize("kind", list(offered.KINDS))
def test_every_kind_is_told_by_a_few_values_that_it_can_have(browser, run_with, kind):
    keys = [target.key for target in offered.targets_of(kind)]
    run = run_with({"cells": keys}, import_kind=kind, headings=keys, targets=keys)

    row = browser.open(f"/imports/{run.id}").select_one("tbody tr")

    cells = row.select("td.is-name, td.is-value")
    assert len(cells) == 3
    assert all(cell.select(".said") for cell in cells)


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.IGNORED, Verdict.ERROR])
def test_what_cannot_be_written_has_no_box(browser, run_with, verdict):
    run = run_with({"verdict": verdict})

    assert not browser.open(f"/imports/{run.id}").select("[data-pick]")


def test_many_rows_come_in_pages_and_a_page_beyond_the_last_is_the_last(browser, run_with):
    run = run_with(*({} for _ in range(120)))

    first, last = browser.open(f"/imports/{run.id}"), browser.open(f"/imports/{run.id}?page=99")

    assert len(first.select("tbody tr")) == 50
    assert len(last.select("tbody tr")) == 20
    assert "Page 3 of 3" in last.words


def test_the_boxes_of_a_page_are_kept_and_say_what_would_be_written(browser, run_with, session):
    run = run_with({"picked": True}, {"picked": False}, {"picked": True})
    address = f"/imports/{run.id}"

    answer = browser.client.post(
        f"{address}/pick",
        data={"csrf_token": browser.token(), "shown": [1, 2], "picked": [2, 3]},
        headers=JSON,
    )

    assert answer.json == {"picked": 2, "words": "Apply 2 records"}
    assert [row.picked for row in rows_of(session, address)] == [False, True, True]


def test_all_or_none_of_a_tab_are_picked_at_once(browser, run_with, session):
    run = run_with({"verdict": Verdict.CONFLICT}, {}, {"verdict": Verdict.SAME})
    address = f"/imports/{run.id}"

    browser.submit(f"{address}/pick?rows=conflict", {"all": "yes"})
    assert [row.picked for row in rows_of(session, address)] == [True, False, False]
    browser.submit(f"{address}/pick", {"all": "yes"})
    assert [row.picked for row in rows_of(session, address)] == [True, True, False]
    browser.submit(f"{address}/pick", {"all": "no"})
    assert not any(row.picked for row in rows_of(session, address))


# --- Corrections


def test_a_corrected_row_gets_a_new_verdict_and_one_is_back_at_its_place(browser, previewed, session):
    form = browser.open(f"{previewed}/rows/3?rows=error")
    assert form.select_one("#text-held").get_text().strip() == "32.13.2023"

    back = browser.submit(f"{previewed}/rows/3?rows=error", {"held": "13.12.2022", "persons": "Can Ak"})

    assert back.answer.location == f"{previewed}?rows=error#row-3"
    assert rows_of(session, previewed)[1].verdict is Verdict.NEW
    assert rows_of(session, previewed)[1].revised == {"held": "13.12.2022"}


def test_a_correction_that_is_wrong_too_stays_with_its_reason_beside_it(browser, previewed):
    page = browser.submit(f"{previewed}/rows/3", {"held": "31.02.2023"}, HTTPStatus.UNPROCESSABLE_ENTITY)

    assert page.select_one("#text-held-error")
    assert page.select_one("#text-held").get_text().strip() == "31.02.2023"
    assert page.select_one("#error-summary a")["href"] == "#text-held"


def test_which_record_is_meant_is_chosen_on_the_row(browser, session, make):
    make.organisation("Deneme Kurumu")
    chosen = make.organisation("Deneme Kurumu")
    address = send(browser, "Tarih;Kurum\n12.01.2023;Deneme Kurumu\n")
    named(browser, address)
    assert rows_of(session, address)[0].verdict is Verdict.CONFLICT

    browser.submit(
        f"{address}/rows/2", {"organisation": "Deneme Kurumu", "organisation-choice": f"#{chosen.id}"}
    )

    assert rows_of(session, address)[0].verdict is Verdict.NEW


def test_a_row_that_is_not_there_is_not_found(browser, previewed):
    browser.open(f"{previewed}/rows/99", HTTPStatus.NOT_FOUND)


# --- Writing and undoing


def test_a_small_import_is_written_at_once_and_says_what_it_wrote(browser, previewed, session):
    before = len(visits(session))

    browser.submit(f"{previewed}/apply", {})

    page = browser.open(previewed)
    assert len(visits(session)) == before + 1
    assert page.h1.get_text() == "Imported: ziyaretler.csv"
    assert "1 new record" in page.words
    assert "1 row was not written" in page.words
    link = page.select_one(".preview .why a")
    assert "Ada Yılmaz" in browser.open(link["href"]).words


def test_the_same_file_again_writes_nothing(browser, previewed, session):
    browser.submit(f"{previewed}/apply", {})
    before = visits(session)

    address = send(browser)
    page = named(browser, address)

    assert tab(page, "Same") == 1
    assert "There is nothing to write." in page.words
    assert page.select_one("[data-apply]") is None
    browser.submit(f"{address}/apply", {})
    assert visits(session) == before


def test_a_form_that_is_sent_twice_doubles_nothing_and_says_where_the_import_is(browser, previewed, session):
    browser.submit(f"{previewed}/apply", {})
    before = written(session)

    again = browser.submit(f"{previewed}/apply", {})

    assert written(session) == before
    assert "already a step further" in browser.open(again.answer.location).words


def test_without_a_picked_row_nothing_begins(browser, previewed, session):
    browser.submit(f"{previewed}/apply", {"shown": "2"})

    assert "Pick at least one row." in browser.open(previewed).words
    assert run_at(session, previewed).state is ImportState.PREVIEW


def test_what_is_ticked_on_the_page_is_what_is_written(browser, session):
    address = send(browser, "Tarih;Kişi\n12.01.2023;Ada Yılmaz\n13.01.2023;Can Ak\n")
    named(browser, address)
    before = len(visits(session))

    browser.submit(f"{address}/apply", {"shown": ["2", "3"], "picked": "3"})

    assert len(visits(session)) == before + 1
    assert [row.picked for row in rows_of(session, address)] == [False, True]


@pytest.mark.parametrize("state", [ImportState.READING, ImportState.APPLYING, ImportState.UNDOING])
def test_long_work_says_how_far_it_is_and_goes_on_by_a_button_too(browser, run_with, state):
    run = run_with({}, {}, state=state, done=1, total=2)

    page = browser.open(f"/imports/{run.id}")

    assert "1 / 2" in page.words
    assert page.select_one("progress")["value"] == "1"
    assert "You can leave this page" in page.words
    assert page.select_one("form[data-work] [data-work-go]")


def test_long_work_that_was_stopped_waits_until_somebody_goes_on(browser, run_with):
    run = run_with({}, {}, state=ImportState.APPLYING, done=1, total=2)

    page = browser.open(f"/imports/{run.id}?pause=yes")

    assert page.select_one("[data-work]") is None
    assert page.select_one("[data-work-go]").get_text() == "Go on"
    assert page.select_one(f"a[href='/imports/{run.id}/undo']")


def test_a_script_is_told_how_far_the_work_is_and_when_it_is_over(browser, run_with, session):
    run = run_with({"verdict": None}, state=ImportState.READING, done=0, total=1)

    answer = browser.client.post(
        f"/imports/{run.id}/continue", data={"csrf_token": browser.token()}, headers=JSON
    )

    assert answer.json == {"over": True, "state": "preview", "done": 1, "total": 1, "words": "1 / 1"}


def test_an_expired_session_in_the_middle_asks_for_the_password_and_goes_on(browse, run_with):
    run = run_with({}, {}, state=ImportState.READING, done=1, total=2)
    stranger = browse(None)

    page = stranger.client.post(
        f"/imports/{run.id}/continue",
        data={"csrf_token": stranger.token()},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert page.status_code == HTTPStatus.UNAUTHORIZED
    assert f"/imports/{run.id}/continue" in page.text


def test_an_import_is_undone_as_a_whole_after_a_page_that_says_what_that_means(browser, previewed, session):
    before = len(visits(session))
    browser.submit(f"{previewed}/apply", {})

    asked = browser.open(f"{previewed}/undo")
    assert "1 new record goes to the bin" in asked.words
    assert len(visits(session)) == before + 1
    browser.submit(f"{previewed}/undo", {})

    page = browser.open(previewed)
    assert page.h1.get_text() == "Undone: ziyaretler.csv"
    assert len(visits(session)) == before


def test_what_somebody_changed_since_stays_and_is_named(browser, previewed, session):
    browser.submit(f"{previewed}/apply", {})
    link = browser.open(previewed).select_one(".preview .why a")["href"]
    form = browser.open(f"{link}/edit")
    seen = form.select_one("[name=seen_version]")["value"]
    browser.submit(f"{link}/edit", {"seen_version": seen, "held": "12.01.2023", "group_name": "Elle"})

    browser.submit(f"{previewed}/undo", {})

    page = browser.open(previewed)
    assert page.select_one(f"section[aria-labelledby=kept] a[href='{link}']")


def test_giving_up_forgets_the_rows_and_writes_nothing(browser, previewed, session):
    before = len(visits(session))

    browser.submit(f"{previewed}/drop", {})

    assert not rows_of(session, previewed)
    assert len(visits(session)) == before
    assert browser.open(previewed).h1.get_text() == "Given up: ziyaretler.csv"
    assert "Given up" in browser.open("/imports").words


def test_what_was_written_is_not_given_up_but_undone(browser, previewed, session):
    browser.submit(f"{previewed}/apply", {})

    browser.submit(f"{previewed}/drop", {})

    assert run_at(session, previewed).state is ImportState.APPLIED


# --- The rows that cannot be imported


def test_rows_that_cannot_be_imported_come_as_a_file_with_their_reasons(browser, previewed):
    answer = browser.client.get(f"{previewed}/refused.csv", buffered=True)

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Tarih", "Kişi", "Kurum", "Ülke", "Sicil", "Row", "Why it was not imported"]
    assert rows[1][:2] == ["32.13.2023", "Can Ak"]
    assert rows[1][5] == "3"
    assert rows[1][6].startswith("Date: ")
    assert len(rows) == 2


def test_a_doubtful_row_that_nobody_ticked_comes_in_that_file_too(browser, run_with):
    doubt = {"words": "03.10.2022 - Ada", "doubts": {"held": "No date is printed"}}
    run = run_with(doubt, doubt | {"picked": True}, {"words": "04.10.2023 - Can"})

    answer = browser.client.get(f"/imports/{run.id}/refused.csv", buffered=True)

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[-2:] for row in rows[1:]] == [["1", "Date: No date is printed"]]
    assert "1 row stays out as it is." in browser.open(f"/imports/{run.id}").words


def test_rows_that_cannot_be_imported_come_as_a_workbook_too(browser, previewed):
    answer = browser.client.get(f"{previewed}/refused.xlsx", buffered=True)

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0)
    assert sheet.to_python()[1][:2] == ["32.13.2023", "Can Ak"]


def test_there_is_no_other_format(browser, previewed):
    browser.open(f"{previewed}/refused.pdf", HTTPStatus.NOT_FOUND)


def test_the_list_of_imports_says_who_what_and_how_far(browser, previewed):
    page = browser.open("/imports")

    row = page.select_one("section[aria-labelledby=earlier] tbody tr")
    assert row.select_one("a")["href"] == previewed
    assert "New: 1" in row.get_text()
    assert "Error: 1" in row.get_text()
    assert "Preview" in row.get_text()
