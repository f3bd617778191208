"""Answers as files, and kept under a name."""

import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.records.agreements import AGREEMENT
from models import SavedView, TrailEntry
from models.vocabulary import AgreementState, OrganisationKind, Relation

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def door(make):
    """Write a tie with Linz; return the address of the question about it."""
    bodies = [
        make.organisation(
            title,
            seat_id=make.city(city).id,
            organisation_kind=OrganisationKind.MUNICIPALITY,
            ours=city == "İzmir",
        )
        for title, city in (("İzmir Büyükşehir Belediyesi", "İzmir"), ("=1+1 & <Linz>", "Linz"))
    ]
    make.record(
        AGREEMENT,
        title_tr="=HYPERLINK(1) anlaşması",
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        parties=[{"organisation_id": one.id} for one in bodies],
    )
    return f"city={make.city('Linz').id}"


def taken(browser, address):
    return browser.submit(address, status=200).answer


def test_the_workbook_says_all_that_the_page_says(browse, door):
    answer = taken(browse("viewer", "tr"), f"/answers/door/export.xlsx?{door}")

    assert "Linz" in answer.headers["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    told = [row[1] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
    assert any(str(one).startswith("Linz") for one in told)
    lines = book.get_sheet_by_index(1).to_python()
    assert len(lines) == 2
    assert lines[1][0] == 1.0  # a number, and text is text:
    assert "=HYPERLINK(1) anlaşması" in lines[1]
    assert lines[1][-1] == 0.9


def test_the_picture_is_a_file_of_its_own_with_question_sentence_day_and_source(browser, door):
    answer = taken(browser, f"/answers/door/export.svg?{door}")

    root = ET.fromstring(answer.data)
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert root.get("role") == "img"
    assert "Linz" in root.get("aria-label", "")
    for told in ("Who can open the door to us in Linz?", "Sister city", "25 Oct 2023", "Strength"):
        assert told in words
    assert not list(root.iter(f"{SVG}script"))


def test_the_picture_as_png_is_wide_enough_for_paper(browser, door):
    with Image.open(io.BytesIO(taken(browser, f"/answers/door/export.png?{door}").data)) as picture:
        assert picture.format == "PNG"
        assert picture.width >= 1500


def test_what_leaves_the_house_is_in_the_trail(browser, door, session):
    taken(browser, f"/answers/door/export.xlsx?{door}")

    (entry,) = session.scalars(select(TrailEntry).where(TrailEntry.event == "answer.exported"))
    assert entry.changes == {"question": [None, "door"], "format": [None, "xlsx"]}


def test_without_a_city_there_is_nothing_to_take_out_and_without_a_picture_none(browser):
    assert browser.submit("/answers/door/export.xlsx").answer.location.endswith("/answers/door")
    browser.submit("/answers/sleeping/export.svg", status=404)
    browser.submit("/answers/nobody-asks/export.xlsx", status=404)
    browser.submit("/answers/door/export.exe", status=404)


def test_a_question_is_kept_under_a_name_with_what_was_chosen(browser, door, session):
    page = browser.open(f"/answers/door?{door}")
    form = page.select_one('form[action*="/views"]')
    browser.submit(form["action"], {"name": "Linz yolu"})

    (view,) = session.scalars(select(SavedView))
    assert (view.kind, view.query) == ("answer:door", door)
    assert page.select_one("nav.views") is None
    page = browser.open(f"/answers/door?{door}")
    assert page.select_one('nav.views a[aria-current="page"]').get_text() == "Linz yolu"
    assert browser.open("/answers").select_one(f'a[href="/answers/door?{door}"]').get_text() == "Linz yolu"

    gone = browser.submit(f"/views/{view.id}/remove").answer
    assert gone.location.endswith(f"/answers/door?{door}")
    assert not session.scalars(select(SavedView)).all()


def test_a_view_without_a_name_is_refused_in_words(browser, door, session):
    browser.submit(f"/answers/door/views?{door}", {"name": " "})

    assert "Enter a name for the view" in browser.open("/answers").words
    assert not session.scalars(select(SavedView)).all()
