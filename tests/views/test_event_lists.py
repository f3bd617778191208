"""What lies on the tables of an event: who comes is on it, whatever the names are."""

from datetime import date

import pytest

from app.documents import event_lists
from app.documents.facts import Name
from app.documents.paper import Table
from app.documents.saying import runs
from app.i18n import translator
from app.records import kit
from app.records.events import EVENT
from app.typesetting.cards import Card
from models.vocabulary import EventRole

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} #panic("x") مرحبا ' + "uzun " * 80


@pytest.fixture
def workshop(make):
    """Write an event with a body, somebody of it, somebody represented and a name to be careful with."""
    body = make.organisation("Antalya Belediyesi", title_en="Antalya Municipality")
    return make.event(
        participants=[
            {"name": "Ayşe Yılmaz", "title_tr": "Daire Başkanı", "organisation_id": body.id},
            {"organisation_id": body.id},
            {"name": "Muhittin Böcek", "role": EventRole.REPRESENTED},
            {"name": HOSTILE, "title_tr": HOSTILE, "organisation_name": HOSTILE},
        ]
    )


@pytest.mark.parametrize("file", ["attendance.pdf", "attendance.docx", "badges.pdf", "place-cards.pdf"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_list_is_a_file_whatever_the_names_are(browse, workshop, file, language):
    answer = browse("viewer", language).client.get(f"/events/{workshop.id}/{file}")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF" if file.endswith("pdf") else b"PK")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_who_is_represented_by_another_has_no_card_and_a_body_without_a_name_has_one(make, session, workshop):
    event = kit.load(session, make.actor("viewer"), EVENT, workshop.id)

    cards = event_lists.cards(event, translator("en"))

    assert cards[:2] == (
        Card("Ayşe Yılmaz", "Daire Başkanı", "Antalya Municipality"),
        Card("Antalya Municipality", "", ""),
    )
    assert len(cards) == 3


def test_the_attendance_sheet_numbers_everybody_and_leaves_lines_for_others(make, session, workshop):
    event = kit.load(session, make.actor("viewer"), EVENT, workshop.id)

    paper = event_lists.attendance(event, Name(1, "İzmir", ""), translator("en"), as_of=date(2023, 10, 25))

    table = paper.sections[0].blocks[0]
    assert isinstance(table, Table)
    assert [row[0][0].text for row in table.rows] == [
        str(number) for number in range(1, 3 + event_lists.BLANK_ROWS + 1)
    ]
    assert table.rows[0][1][0].text == "Ayşe Yılmaz"


@pytest.mark.parametrize("file", ["attendance.pdf", "badges.pdf", "place-cards.pdf"])
def test_an_event_without_participants_has_its_lists(browse, make, file):
    event = make.event()

    assert browse("viewer", "tr").client.get(f"/events/{event.id}/{file}").status_code == 200
    assert browse("viewer", "tr").client.get(f"/events/{event.id}/attendance.exe").status_code == 404


def test_what_the_house_remarks_of_a_participant_is_on_its_own_lists_and_on_nothing_that_guests_see(
    make, session, browse
):
    written = make.event(
        participants=[
            {"name": "Ada Yılmaz", "title_tr": "Genel Sekreter", "remark_tr": "açılış, Başkan adına"}
        ]
    )
    event, t = kit.load(session, make.actor("viewer"), EVENT, written.id), translator("tr")

    assert event_lists.cards(event, t) == (Card("Ada Yılmaz", "Genel Sekreter", ""),)
    sheet = event_lists.attendance(event, Name(1, "İzmir", ""), t, as_of=date(2023, 10, 25))
    assert "açılış" not in "".join(run.text for run in runs(sheet.sections[0].blocks))
    browser = browse("viewer", "tr")
    assert "Açıklama: açılış, Başkan adına" in browser.open(f"/events/{event.id}").words
    assert "Genel Sekreter · açılış, Başkan adına" in browser.open(f"/events/{event.id}/note?lang=tr").words
