"""Notes on the rows selected in a list: asked for, written apart from the pages, handed out as one file."""

import os
import time
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from sqlalchemy import select

from app.cli.work import all_kinds
from app.documents.note_files import file_name
from app.documents.note_packages import DAYS_KEPT, MOST, ask
from app.errors import Invalid
from app.extensions import db
from app.jobs.working import work_one
from app.records import bulk, kit
from app.records.nouns import NOUNS
from app.unit_of_work import unit_of_work
from app.web.uploads import package_store
from models import NotePackage, PartialDate, TrailEntry, User
from models.vocabulary import Confidentiality, Language, NoteFormat, NoteKind, RecordKind, Role
from tests.make import TODAY

SECRET = "Bakan ile görüşme sürüyor"


@pytest.fixture
def work(app, connection):
    """Do the long work that waits."""

    def work():
        with app.app_context():
            while work_one(db.sessionmaker, all_kinds()) is not None:
                pass

    return work


@pytest.fixture
def package(session):
    def package():
        session.expire_all()
        return session.scalars(select(NotePackage)).one()

    return package


def begin(browser, place, records, status=302, **wanted):
    posted = {"language": "tr", "format": "pdf", **wanted, "id": [one.id for one in records]}
    page = browser.submit(f"/notes/packages/{place}", posted, status)
    return page.answer.location if status == 302 else page


def fetched(browser, address):
    """Download the file, as the button of the page does."""
    form = browser.open(address).select_one("main form[action$='/file']")
    answer = browser.client.post(form["action"], data={"csrf_token": browser.token()}, buffered=True)
    assert answer.mimetype == "application/zip"
    return ZipFile(BytesIO(answer.data))


def text_of(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_notes_on_the_rows_selected_come_in_one_file_under_names_that_people_read(browser, make, work):
    people = [make.person(name) for name in ("Şule Özgür", "Ali Kaya", "ALİ Kaya", "../etc/passwd")]
    chosen = browser.submit("/notes/packages/people/choose", {"id": [one.id for one in people]}, 200)
    assert chosen.h1.get_text() == "Information notes on 4 records"

    address = begin(browser, "people", people)
    assert "Waiting" in browser.open(address).words
    work()

    with fetched(browser, address) as archive:
        names = archive.namelist()
        assert "Şule Özgür" in text_of(archive.read("Şule Özgür.pdf"))
    assert sorted(names) == sorted(["Şule Özgür.pdf", "Ali Kaya.pdf", "ALİ Kaya.pdf", "etc passwd.pdf"])
    assert "4 notes are ready" in browser.open(address).words


def test_two_visits_of_one_guest_are_told_apart_by_their_days(browser, make, work):
    visits = [make.visit(group_name="Vinito", held=PartialDate.of(2023, month)) for month in (4, 9)]
    chosen = browser.submit("/notes/packages/visits/choose", {"id": [one.id for one in visits]}, 200)
    assert "April 2023" in chosen.words
    assert "September 2023" in chosen.words

    address = begin(browser, "visits", visits, language="en")
    work()

    with fetched(browser, address) as archive:
        assert sorted(archive.namelist()) == ["Vinito, April 2023.pdf", "Vinito, September 2023.pdf"]


@pytest.mark.parametrize("step", ["", "/choose"])
def test_a_list_that_is_too_long_has_to_be_narrowed(browser, make, session, monkeypatch, step):
    monkeypatch.setattr(bulk, "MOST", 1)
    make.visit()
    make.visit()

    page = browser.submit(f"/notes/packages/visits{step}", {"all": "yes", "language": "tr", "format": "pdf"})

    assert f"At most {MOST} notes are written in one go" in browser.open(page.answer.location).words
    assert not session.scalars(select(NotePackage)).all()


def test_two_of_one_name_get_numbers_and_no_name_leaves_its_folder():
    taken = {"üsküp.pdf", "üsküp (2).pdf"}

    assert file_name("Üsküp", "pdf", taken) == "Üsküp (3).pdf"
    assert file_name("../../etc/passwd", "pdf", ()) == "etc passwd.pdf"
    assert file_name("C:\\x\n\u202e", "docx", ()) == "C x.docx"
    assert file_name(" .. ", "pdf", ()) == "-.pdf"
    assert len(file_name("Ş" * 500, "pdf", ()).encode()) < 255


def test_they_are_word_files_in_english_when_that_is_asked_for(browser, make, work):
    address = begin(browser, "cities", [make.city("Üsküp")], language="en", format="docx")
    work()

    with fetched(browser, address) as archive:
        assert archive.namelist() == ["Skopje.docx"]
        words = [one.text for one in docx.Document(BytesIO(archive.read("Skopje.docx"))).paragraphs]
    assert any("Skopje" in line for line in words)


def test_who_asked_sees_what_they_asked_for_and_nobody_else(browse, make, work):
    mine, colleague = browse("officer"), browse("admin")
    address = begin(mine, "visits", [make.visit()])
    work()

    assert "1 note" in mine.open("/notes/packages").words
    assert "Nothing asked for yet" in colleague.open("/notes/packages").words
    colleague.open(address, 404)
    colleague.open(f"{address}/progress", 404)
    colleague.submit(f"{address}/stop", status=404)
    colleague.submit(f"{address}/file", status=404)


@pytest.mark.parametrize(("role", "sees"), [(Role.OFFICER, False), (Role.MANAGER, True)])
def test_what_is_for_few_is_in_it_by_the_rights_of_the_day_on_which_it_is_written(
    browse, make, session, work, role, sees
):
    city, user = make.city("Üsküp"), make.user("manager" if role is Role.OFFICER else "officer")
    make.advice(SECRET, about_id=city.id, mark=Confidentiality.CONFIDENTIAL)
    browser = browse(user)
    address = begin(browser, "cities", [city])
    session.get_one(User, user.id).role = role
    session.commit()
    work()

    with fetched(browser, address) as archive:
        assert (SECRET in text_of(archive.read("Üsküp.pdf"))) is sees


def test_a_file_with_what_is_for_few_is_not_handed_to_who_may_not_see_that_any_more(
    browse, make, session, work
):
    user = make.user("manager")
    browser = browse(user)
    address = begin(browser, "cities", [make.city("Üsküp")])
    work()
    session.get_one(User, user.id).role = Role.OFFICER
    session.commit()

    assert "not kept any more" in browser.open(address).words
    browser.submit(f"{address}/file", status=404)


def test_a_note_that_cannot_be_written_is_named_and_the_others_stand(browser, make, session, work, package):
    noun = NOUNS[RecordKind.PERSON]
    gone, there = make.person("Ali Kaya"), make.person("Şule Özgür")
    address = begin(browser, "people", [gone, there])
    with unit_of_work(session):
        kit.throw_away(session, make.actor("admin"), noun, gone.id, today=TODAY)
    work()

    with fetched(browser, address) as archive:
        assert archive.namelist() == ["Şule Özgür.pdf"]
    words = browser.open(address).select_one("section[aria-labelledby=missing]").get_text(" ")
    assert "not in the register any more" in words
    assert (package().written, len(package().missing)) == (1, 1)


def test_a_closed_account_gets_nothing_written(browse, make, session, work, package):
    user = make.user("officer")
    begin(browse(user), "visits", [make.visit()])
    session.get_one(User, user.id).is_active = False
    session.commit()
    work()

    assert package().sha256 == ""


def test_who_stops_it_gets_no_file(browser, make, work, package):
    address = begin(browser, "visits", [make.visit()])
    browser.submit(f"{address}/stop")
    work()

    assert "Stopped; no note is kept" in browser.open(address).words
    browser.submit(f"{address}/file", status=404)
    assert package().sha256 == ""


def test_the_file_is_removed_after_a_day(app, browser, make, work, package):
    address = begin(browser, "visits", [make.visit()])
    work()
    with app.app_context():
        file = package_store().path(package().sha256)
    before = time.time() - DAYS_KEPT * 24 * 60 * 60 - 1
    os.utime(file, (before, before))

    assert "not kept any more" in browser.open(address).words
    browser.submit(f"{address}/file", status=404)
    assert not file.exists()


def test_the_trail_says_that_notes_left_the_house(browser, make, session, work):
    address = begin(browser, "visits", [make.visit()])
    work()
    fetched(browser, address).close()

    entry = session.scalars(select(TrailEntry).where(TrailEntry.event == "visit.taken_out")).one()
    assert entry.changes["rows"] == [None, 1]
    assert entry.changes["format"] == [None, "pdf"]


def test_another_kind_of_file_is_refused_beside_the_field(browser, make):
    page = begin(browser, "visits", [make.visit()], 422, format="odt")

    assert page.select_one(".error-summary a")["href"] == "#format"


def test_records_of_another_kind_are_no_part_of_it(browser, make, package):
    visit = make.visit()
    begin(browser, "visits", [visit, make.person("Ali Kaya")])

    assert package().record_ids == [visit.id]


def test_no_more_are_written_in_one_go_than_somebody_waits_for(make, session):
    wanted = (NoteKind.VISIT, list(range(1, MOST + 2)), Language.TURKISH, NoteFormat.PDF)

    with pytest.raises(Invalid):
        ask(session, make.actor(), *wanted)


def test_a_script_is_told_how_far_it_is(browser, make, work):
    address = begin(browser, "visits", [make.visit(), make.visit()])

    assert browser.client.get(f"{address}/progress").json["over"] is False
    work()
    told = browser.client.get(f"{address}/progress").json
    assert (told["over"], told["done"], told["words"]) == (True, 2, "2 / 2")


def test_a_list_offers_it_only_for_what_there_are_notes_on(browser, make):
    make.visit()
    make.task()

    assert "/notes/packages/visits/choose" in str(browser.open("/visits?all=yes").select_one("#selection"))
    assert "/notes/packages/" not in str(browser.open("/tasks?all=yes").select_one("#selection"))
