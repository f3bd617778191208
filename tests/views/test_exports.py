"""A list leaves the house: exactly what is shown, all pages, and the trail knows."""

import csv
import io

import pytest
from sqlalchemy import select

from app.documents import list_files
from models import PartialDate, TrailEntry
from models.vocabulary import Direction, VisitMode
from tests.make import TODAY


def rows_of(answer, separator=","):
    assert answer.status_code == 200, answer.status
    text = answer.data.decode("utf-8-sig")
    assert answer.content_length == len(answer.data)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def export(browser, path="/lists/visits/export.csv", **posted):
    return browser.client.post(path, data={"csrf_token": browser.token(), **posted}, buffered=True)


def entries(session):
    query = select(TrailEntry).where(TrailEntry.event.endswith(".exported")).order_by(TrailEntry.id)
    return session.scalars(query).all()


@pytest.fixture
def three(make):
    return [
        make.visit(group_name="Beyaz", direction=Direction.INCOMING, place_tr="Konak"),
        make.visit(group_name="Siyah", direction=Direction.OUTGOING, held=PartialDate.of(2022)),
        make.visit(group_name="Mavi", direction=Direction.INCOMING, mode=VisitMode.ONLINE),
    ]


def test_the_file_has_the_filters_the_search_the_order_and_the_columns_of_the_address(browser, three):
    asked = "direction=incoming&sort=title&columns=title,place,mode"

    rows = rows_of(export(browser, f"/lists/visits/export.csv?{asked}"))

    assert rows == [
        ["Guest", "Title or subject", "Place of the meeting", "How they met"],
        ["Beyaz", "", "Konak", "unknown"],
        ["Mavi", "", "", "Online"],
    ]
    assert [row[0] for row in rows_of(export(browser, "/lists/visits/export.csv?q=siyah"))] == [
        "Guest",
        "Siyah",
    ]


def test_the_file_has_all_pages(browser, make):
    for number in range(53):
        make.organisation(f"Kurum {number:02}")

    rows = rows_of(export(browser, "/lists/organisations/export.csv?page=2"))

    assert [row[0] for row in rows[1:]] == [f"Kurum {number:02}" for number in range(53)]


def test_the_file_has_the_columns_that_somebody_chose(browser, three):
    browser.submit("/lists/visits/columns", {"column": ["place"]})

    assert rows_of(export(browser))[0] == ["Guest", "Title or subject", "Place of the meeting"]


def test_the_file_has_only_the_rows_that_are_selected(browser, make, three):
    theirs = make.visit("antalya", group_name="Başkası")
    chosen = [three[2].id, three[0].id, theirs.id]

    assert [row[0] for row in rows_of(export(browser, id=chosen))[1:]] == ["Mavi", "Beyaz"]
    assert len(rows_of(export(browser, id=chosen, all="yes"))) == 1 + 3


def test_the_file_speaks_turkish_to_turkish_readers(browse, three):
    answer = export(browse(language="tr"))

    assert rows_of(answer, ";")[0][:3] == ["Konuk", "Unvan ya da konu", "Tarih"]
    assert f"Ziyaretler {TODAY.isoformat()}.csv" in answer.headers["Content-Disposition"]


def test_the_trail_says_who_took_out_what_and_no_typed_word(browse, make, session, three):
    reader = browse("viewer")

    export(reader, "/lists/visits/export.csv?direction=incoming&q=beyaz")

    (entry,) = entries(session)
    assert (entry.event, entry.actor_name, entry.record_id) == ("visit.exported", "viewer of izmir", None)
    assert entry.changes == {
        "format": [None, "csv"],
        "rows": [None, 1],
        "filters": [None, "direction=incoming"],
        "searched": [None, True],
    }


def test_another_municipality_gets_its_own_rows(browse, make, three):
    assert rows_of(export(browse(make.user("officer", "antalya"))))[1:] == []


def test_people_and_bodies_can_be_had_as_cards_and_visits_cannot(browser, make, session):
    make.person("Ayşe Işık", email="ayse@office.test")
    make.person("Çağrı Öz")

    cards = export(browser, "/lists/people/export.vcf").data.decode()

    assert cards.count("BEGIN:VCARD") == 2
    assert "FN:Çağrı Öz" in cards
    assert export(browser, "/lists/organisations/export.vcf").status_code == 200
    assert export(browser, "/lists/visits/export.vcf").status_code == 404
    assert export(browser, "/lists/nothing/export.csv").status_code == 404
    assert [entry.changes["rows"][1] for entry in entries(session)] == [2, 0]


def test_an_excel_file_is_a_workbook(browser, three):
    answer = export(browser, "/lists/visits/export.xlsx")

    assert answer.data.startswith(b"PK")
    assert answer.content_length == len(answer.data)


def test_what_a_sheet_does_not_hold_gives_no_file_and_a_word_why(browser, three, session, monkeypatch):
    monkeypatch.setattr(list_files, "MOST_SHEET_ROWS", 2)

    answer = export(browser, "/lists/visits/export.xlsx?direction=incoming")
    assert answer.status_code == 200
    answer = export(browser, "/lists/visits/export.xlsx")

    assert answer.status_code == 302
    assert "Take the CSV file" in browser.open(answer.location).words
    assert len(entries(session)) == 1
