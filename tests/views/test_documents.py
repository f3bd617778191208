"""Documents in the office: adding and reading them, and what happens when the disk or the line fails."""

import dataclasses
import hashlib
from io import BytesIO

import docx
import pytest
from sqlalchemy import func, select

from app.records import kit
from app.records.nouns import NOUNS
from models import Document, DocumentLink, DocumentVersion, TrailEntry
from models.vocabulary import RecordKind
from tests.browser import Page, as_a_browser_sends, inspect
from tests.laws.reading import statements, typed_in, written
from tests.make import PASSWORD, TODAY, picture
from tests.test_storage import no_file_larger_than

PDF = picture("PDF", pages=2)
NEVER_SEE_RESTRICTED = ("viewer", "officer", "council_clerk")
SEE_RESTRICTED = ("manager", "director", "protocol", "auditor", "admin")


@pytest.fixture
def directory(app):
    """Where files are kept; afterwards nothing may still be arriving there."""
    found = app.extensions["elci.settings"].data_dir / "documents"
    yield found
    assert list(found.glob("arriving-*")) == []


@pytest.fixture
def small(app, monkeypatch):
    """An office that takes files of one megabyte at most."""
    settings = dataclasses.replace(app.extensions["elci.settings"], upload_mb=1)
    monkeypatch.setitem(app.extensions, "elci.settings", settings)


def file(content=PDF, name="İş birliği protokolü.pdf"):
    return (BytesIO(content), name)


def form_of(browser, about=None):
    return typed_in(browser.open("/documents/new" + (f"?about={about}" if about else "")))


def add(browser, content=PDF, name="İş birliği protokolü.pdf", about=None, **typed):
    saved = browser.submit("/documents/new", form_of(browser, about) | typed | {"file": file(content, name)})
    return int(saved.answer.location.removeprefix("/documents/"))


def send(browser, url, form, content, *, missing=0):
    """Post a form with a large file; the line breaks off before the last bytes if some are missing."""
    answer = browser.client.post(url, **as_a_browser_sends(form, content, missing=missing))
    page = Page(answer.text, "html5lib")
    inspect(page, url)
    return answer.status_code, page


def kept(directory, content):
    sha256 = hashlib.sha256(content).hexdigest()
    return directory / sha256[:2] / sha256


def test_a_file_added_from_a_visit_stands_on_its_page_and_is_handed_out_as_it_was(
    browser, make, session, directory
):
    visit = make.visit()
    link = browser.open(f"/visits/{visit.id}").select_one("section[aria-labelledby=documents] .section-link")

    form = typed_in(browser.open(link["href"]))
    browser.submit(
        "/documents/new", form | {"file": file(), "document_kind": "agreement_text", "language": "tr"}
    )

    row = browser.open(f"/visits/{visit.id}").select_one("section[aria-labelledby=documents] tbody tr")
    assert row.select_one("a").get_text() == "İş birliği protokolü", "it took the name of its file"
    assert "Text of an agreement" in row.get_text()
    assert "Turkish" in row.get_text()
    assert "Version 1" in row.get_text()
    answer = browser.open(row.select("a")[1]["href"]).answer
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''%C4%B0%C5%9F%20birli%C4%9Fi%20protokol%C3%BC.pdf" in disposition
    version = session.scalars(select(DocumentVersion)).one()
    assert answer.headers["ETag"] == f'"{version.sha256}"'
    assert (version.size, version.pages, version.uploaded_by) == (len(PDF), 2, "officer of izmir")
    assert kept(directory, PDF).read_bytes() == PDF


def test_a_word_file_is_taken_and_handed_out_as_it_was(browser, directory):
    sent = BytesIO()
    docx.Document().save(sent)

    id_ = add(browser, sent.getvalue(), "protokol.docx")

    assert browser.open(f"/documents/{id_}/versions/1").answer.data == sent.getvalue()


def test_a_browser_that_has_a_file_is_not_sent_it_again(browser, make):
    address = f"/documents/{make.document().id}/versions/1"
    etag = browser.open(address).answer.headers["ETag"]

    answer = browser.client.get(address, headers={"If-None-Match": etag}, buffered=True)

    assert answer.status_code == 304
    assert answer.data == b""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("drawing.svg", b"<svg onload='alert(1)'/>", "Web pages, SVG drawings and programs are not taken"),
        ("page.pdf", b"<!doctype html>", "not what its name says"),
        ("empty.pdf", b"", "This file is empty"),
        ("kept.txt", b"words", ""),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_asks_for_the_file_again(
    browser, session, directory, name, content, reason
):
    typed = {"title_tr": "Metin", "notes_tr": "Bunu yazdım", "url": "" if reason else "no address"}
    before = written(session)

    page = browser.submit(
        "/documents/new", form_of(browser) | typed | {"file": file(content, name)}, status=422
    )

    assert (reason or f"Choose the file once more: {name}") in page.find(id="file-error").get_text()
    again = typed_in(page)
    assert {name: again[name] for name in typed} == typed
    assert written(session) == before
    assert not kept(directory, content).exists()


def test_a_form_without_file_address_or_number_is_refused(browser, session):
    before = written(session)

    page = browser.submit("/documents/new", form_of(browser) | {"title_tr": "Metin"}, status=422)

    assert (
        "Choose a file, or enter a web address or a document number" in page.find(id="file-error").get_text()
    )
    assert written(session) == before


def test_a_page_of_the_web_is_a_document_too_if_a_browser_would_open_it_as_one(browser):
    refused = form_of(browser) | {"title_tr": "Haber", "url": "javascript:alert(1)"}
    browser.submit("/documents/new", refused, status=422)

    saved = browser.submit("/documents/new", refused | {"url": "https://example.org/haber"})

    page = browser.open(saved.answer.location)
    assert page.select_one('main a[href="https://example.org/haber"][rel=noreferrer]')


@pytest.mark.parametrize(
    ("language", "words"), [("tr", "Sunucuda yer kalmadı"), ("en", "The server has no room left")]
)
def test_a_disk_that_is_full_is_said_in_words_and_nothing_is_recorded(
    browse, session, directory, language, words
):
    browser = browse(language=language)
    large = b"%PDF-1.7\n" + b"x" * 5_000_000
    form = form_of(browser) | {"title_tr": "Metin", "notes_tr": "Bunu yazdım"}
    before = written(session)

    with no_file_larger_than(4_000_000):
        status, page = send(browser, "/documents/new", form, large)

    assert status == 422
    assert words in page.find(id="file-error").get_text()
    assert typed_in(page)["notes_tr"] == "Bunu yazdım"
    assert written(session) == before
    assert not kept(directory, large).exists()


def test_a_disk_that_is_full_when_a_version_is_added_leaves_the_document_as_it_was(browser, make, session):
    id_ = make.document().id
    address = f"/documents/{id_}/versions/new"
    form = typed_in(browser.open(address))
    before = written(session)

    with no_file_larger_than(4_000_000):
        status, page = send(browser, address, form, b"%PDF-1.7\n" + b"x" * 5_000_000)

    assert status == 422
    assert "The server has no room left" in page.find(id="file-error").get_text()
    assert written(session) == before
    assert browser.open(f"/documents/{id_}/versions/1")


def test_an_upload_that_breaks_off_leaves_nothing(browser, session, directory):
    form, before = form_of(browser), written(session)

    status, _ = send(browser, "/documents/new", form, b"%PDF-1.7" + b"x" * 300_000, missing=100_000)

    assert status == 400
    assert written(session) == before


def test_a_file_that_is_too_large_is_refused_beside_its_field(small, browser, session, directory):
    form = form_of(browser) | {"title_tr": "Metin"}
    before = written(session)

    status, page = send(browser, "/documents/new", form, b"%PDF-1.7" + b"x" * 1_000_000)

    assert status == 422
    assert "larger than 1 MB" in page.find(id="file-error").get_text()
    assert typed_in(page)["title_tr"] == "Metin"
    assert written(session) == before


def test_far_more_than_the_largest_file_is_refused_at_the_door(small, browser, session):
    form, before = form_of(browser), written(session)

    status, page = send(browser, "/documents/new", form, b"x" * 7_000_000)

    assert status == 413
    assert "more than this page can take" in page.words
    assert written(session) == before


def test_a_form_that_takes_no_file_drops_one(browser, make, directory):
    content = b"nobody asked for this"

    browser.submit(
        "/visits/new", typed_in(browser.open("/visits/new")) | {"group_name": "x", "file": file(content)}
    )

    assert not kept(directory, content).exists()


def test_a_file_sent_after_the_session_ended_is_written_nowhere_and_asked_for_again(
    app, browse, make, directory
):
    user = make.user()
    form = form_of(browse(user)) | {"title_tr": "Metin", "registration_no": "E-1"}
    client = app.test_client()
    content = b"%PDF-1.7 sent too late"

    asked = client.post(
        "/documents/new",
        data=form | {"file": file(content, "geç.pdf")},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert asked.status_code == 401
    assert not kept(directory, content).exists()

    resumed = browse(user)
    carried = {name: value for name, value in form.items() if name != "csrf_token"}
    page = resumed.submit("/documents/new", carried | {"file": "geç.pdf"}, status=422)

    assert 'name="kept-file" value="geç.pdf"' in asked.text
    assert "Choose the file once more: geç.pdf" in page.find(id="file-error").get_text()
    assert typed_in(page)["title_tr"] == "Metin"
    assert PASSWORD not in asked.text


def test_the_same_form_with_its_file_sent_twice_makes_one_document(browser, session, directory):
    form = form_of(browser)

    first = browser.submit("/documents/new", form | {"file": file()})
    second = browser.submit("/documents/new", form | {"file": file()})

    assert first.answer.location == second.answer.location
    assert session.scalar(select(func.count()).select_from(Document)) == 1
    assert session.scalar(select(func.count()).select_from(DocumentVersion)) == 1


def test_a_new_version_is_shown_first_and_the_old_one_stays(browser, session, directory):
    id_ = add(browser)
    address = f"/documents/{id_}/versions/new"
    second = picture("PDF", pages=3)

    browser.submit(address, typed_in(browser.open(address)) | {"file": file(second, "imzalı.pdf")})

    page = browser.open(f"/documents/{id_}")
    rows = page.select("section[aria-labelledby=versions] tbody tr")
    assert [row.select("td")[1].get_text() for row in rows] == ["Version 2", "Version 1"]
    assert hashlib.sha256(second).hexdigest() in rows[0].get_text()
    assert "officer of izmir" in rows[0].get_text()
    assert browser.open(f"/documents/{id_}/versions/1").answer.data == PDF
    assert browser.open(f"/documents/{id_}/versions/2").answer.data == second
    events = session.scalars(select(TrailEntry.event).where(TrailEntry.record_id == id_)).all()
    assert events == ["document.created", "document.version_added"]
    assert "added a version" in page.words


def test_the_same_file_once_more_is_no_new_version(browser, session, directory):
    id_ = add(browser)
    address = f"/documents/{id_}/versions/new"
    form = typed_in(browser.open(address))
    before = written(session)

    browser.submit(address, form | {"file": file()})

    assert written(session) == before


def test_a_version_added_by_two_people_at_once_is_not_mixed_up(browser, directory):
    id_ = add(browser)
    address = f"/documents/{id_}/versions/new"
    mine = typed_in(browser.open(address))
    browser.submit(address, typed_in(browser.open(address)) | {"file": file(picture("PDF", pages=4))})

    browser.submit(address, mine | {"file": file(picture("PDF", pages=5))}, status=409)

    assert len(browser.open(f"/documents/{id_}").select("section[aria-labelledby=versions] tbody tr")) == 2


def test_the_form_of_a_document_neither_changes_nor_removes_a_version(browser, session, directory):
    id_ = add(browser)
    address = f"/documents/{id_}/edit"
    form = typed_in(browser.open(address))

    browser.submit(
        address,
        form | {"title_tr": "Başka", "versions-0-sha256": "0" * 64, "versions": "", "file": file(b"%PDF")},
    )

    assert session.scalars(select(DocumentVersion.sha256)).all() == [hashlib.sha256(PDF).hexdigest()]


def test_a_file_missing_from_the_disk_is_reported_on_the_page_and_by_the_download(browser, directory):
    content = picture("PDF", pages=6)
    id_ = add(browser, content)
    sha256 = hashlib.sha256(content).hexdigest()
    kept(directory, content).unlink()

    page = browser.open(f"/documents/{id_}")
    answer = browser.open(f"/documents/{id_}/versions/1", status=404)

    assert "The file is missing from the store" in page.select_one(".notice.is-bad").get_text()
    assert sha256 in page.select_one(".notice.is-bad").get_text()
    assert not page.select_one("main .sheet img")
    assert "The file is missing from the store" in answer.h1.get_text()
    assert sha256 in answer.words
    browser.open(f"/documents/{id_}/versions/1/preview/1.png", status=404)


def test_a_file_whose_content_is_another_one_is_reported_and_not_handed_out(browser, directory):
    content = picture("PDF", pages=7)
    id_ = add(browser, content)
    kept(directory, content).write_bytes(b"y" * len(content))

    answer = browser.open(f"/documents/{id_}/versions/1", status=404)

    assert "not the one that was added" in answer.h1.get_text()
    assert hashlib.sha256(content).hexdigest() in answer.words
    browser.open(f"/documents/{id_}/versions/1/preview/1.png", status=404)
    kept(directory, content).unlink()


def test_pages_are_shown_as_pictures_one_by_one(browser, directory):
    id_ = add(browser)

    first, second, beyond = (browser.open(f"/documents/{id_}?page={page}") for page in (1, 2, 99))

    source = first.select_one(".sheet img")["src"]
    assert source == f"/documents/{id_}/versions/1/preview/1.png"
    assert second.select_one(".sheet img")["src"].endswith("/2.png")
    assert beyond.select_one(".sheet img")["src"].endswith("/2.png")
    answer = browser.open(source).answer
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    again = browser.client.get(source, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    browser.open(f"/documents/{id_}/versions/1/preview/3.png", status=404)


@pytest.mark.parametrize(("name", "content"), [("broken.pdf", PDF[:300]), ("note.txt", b"words")])
def test_a_file_without_a_preview_says_so(browser, directory, name, content):
    id_ = add(browser, content, name)

    page = browser.open(f"/documents/{id_}")

    assert (
        "No preview can be made of this file"
        in page.select_one("section[aria-labelledby=preview]").get_text()
    )
    browser.open(f"/documents/{id_}/versions/1/preview/1.png", status=404)


def restricted(make, visit, mark="confidential"):
    links = [{"record_id": visit.id}]
    return make.document(title_tr="Mahrem yazı", confidentiality=mark, links=links)


@pytest.mark.parametrize("mark", ["confidential", "secret", "top_secret"])
@pytest.mark.parametrize("role", NEVER_SEE_RESTRICTED)
def test_for_whoever_may_not_see_it_a_restricted_document_does_not_exist(browse, make, role, mark):
    visit = make.visit()
    id_ = restricted(make, visit, mark).id
    browser = browse(role)

    for address in (
        "/documents",
        "/documents?mark=" + mark,
        "/search?q=mahrem",
        "/search/first?q=mahrem",
        f"/visits/{visit.id}",
    ):
        page = browser.open(address)
        assert f"/documents/{id_}" not in page.answer.text, address
        assert "Mahrem yazı" not in page.words, address
    assert browser.open("/suggest?q=mahrem&kinds=document").answer.json["hits"] == []
    for address in ("", "/versions/1", "/versions/1/preview/1.png"):
        browser.open(f"/documents/{id_}{address}", status=404)
    if role == "officer":
        for address in (f"/documents/{id_}/edit", f"/documents/{id_}/versions/new"):
            browser.open(address, status=404)
        asked = {"document": f"#{id_}"}
        page = browser.submit(f"/records/{make.visit().id}/documents/attach", asked, status=422)
        assert "Mahrem" not in page.words


@pytest.mark.parametrize("role", SEE_RESTRICTED)
def test_who_answers_for_the_office_and_its_auditor_see_restricted_documents(browse, make, role):
    visit = make.visit()
    id_ = restricted(make, visit).id
    browser = browse(role)

    assert browser.open(f"/visits/{visit.id}").select(f'main a[href="/documents/{id_}"]')
    assert browser.open("/documents?mark=confidential").select(f'main a[href="/documents/{id_}"]')
    assert browser.open("/search?q=mahrem").select(f'main a[href="/documents/{id_}"]')
    assert "Confidential" in browser.open(f"/documents/{id_}").h1.get_text()
    assert browser.open(f"/documents/{id_}/versions/1").answer.headers["Cache-Control"] == "no-store"


def test_nor_does_it_in_the_trail_in_files_among_filters_or_in_the_bin(browse, make, session):
    visit = make.visit()
    document = restricted(make, visit)
    browser = browse("officer")

    def is_nowhere(*addresses):
        for address in addresses:
            page = browser.open(address)
            assert f"/documents/{document.id}" not in page.answer.text, address
            assert "Mahrem" not in page.answer.text, address

    is_nowhere("/audit/trail", "/audit/trail?kind=document", "/documents/choices/kind", "/search", "/")
    browser.open(f"/documents/{document.id}/history", status=404)
    file = browser.submit("/lists/documents/export.csv", status=200)
    assert "Mahrem" not in file.answer.text
    file.answer.close()
    kit.throw_away(session, make.actor("admin"), NOUNS[RecordKind.DOCUMENT], document.id, today=TODAY)
    session.commit()
    is_nowhere("/bin", "/bin?q=mahrem", "/audit/trail")
    browser.submit(f"/documents/{document.id}/restore", status=404)


def test_a_total_that_was_counted_for_the_director_is_not_told_to_an_officer(browse, make):
    make.document(title_tr="Açık yazı")
    restricted(make, make.visit())
    colleagues = [browse("director"), browse("officer")]  # both are there before anything is counted

    told = [browser.open("/documents").select_one(".count-line strong").get_text() for browser in colleagues]

    assert told == ["2 records", "1 record"]


def test_a_document_for_official_use_is_for_every_colleague(browse, make):
    id_ = restricted(make, make.visit(), "official_use").id

    assert "For official use" in browse("viewer").open(f"/documents/{id_}").h1.get_text()


def test_nobody_marks_a_document_out_of_their_own_sight(browser, session, directory):
    form = form_of(browser) | {"title_tr": "Metin", "confidentiality": "secret"}
    before = written(session)

    page = browser.submit("/documents/new", form | {"file": file()}, status=422)

    assert "Only those who may see" in page.find(id="confidentiality-error").get_text()
    assert written(session) == before
    id_ = add(browser)
    address = f"/documents/{id_}/edit"
    browser.submit(address, typed_in(browser.open(address)) | {"confidentiality": "secret"}, status=422)


def test_a_document_on_record_is_added_to_a_second_record_once_and_taken_off_by_its_form(
    browser, make, session
):
    first, second = make.visit(), make.visit(group_name="Second")
    id_ = make.document(title_tr="Ortak metin", links=[{"record_id": first.id}]).id
    link = browser.open(f"/visits/{second.id}").find("a", string="Take one that is on record already")

    for _ in range(2):
        browser.submit(link["href"], {"document": "Ortak metin"})

    for visit in (first, second):
        assert browser.open(f"/visits/{visit.id}").select(f'main a[href="/documents/{id_}"]')
    linked = select(DocumentLink.record_id).where(DocumentLink.document_id == id_)
    assert session.scalars(linked.order_by(DocumentLink.position)).all() == [first.id, second.id]
    address = f"/documents/{id_}/edit"
    form = typed_in(browser.open(address))
    browser.submit(address, {name: value for name, value in form.items() if not name.startswith("links-1")})
    assert session.scalars(linked).all() == [first.id]
    query = select(TrailEntry).where(TrailEntry.record_id == id_).order_by(TrailEntry.id)
    entries = session.scalars(query).all()
    assert [entry.event for entry in entries] == ["document.created", "document.linked", "document.edited"]
    for entry, change in zip(entries[1:], ([None, second.id], [second.id, None]), strict=True):
        assert change in [value for name, value in entry.changes.items() if name.endswith(".record_id")]


def test_texts_of_one_instrument_stand_side_by_side(browser, make):
    turkish = make.document(title_tr="Türkçe metin", language="tr", authentic="yes")
    english = make.document(
        picture("PDF", pages=1) + b" ", title_tr="English text", language="en", same_as_id=turkish.id
    )

    for shown, other in ((turkish, english), (english, turkish)):
        page = browser.open(f"/documents/{shown.id}")
        assert [img["src"] for img in page.select(".sheet img")] == [
            f"/documents/{id_}/versions/1/preview/1.png" for id_ in (shown.id, other.id)
        ]
        assert page.select(f'section[aria-labelledby=texts] a[href="/documents/{other.id}"]')


def test_the_page_of_a_record_costs_one_statement_more_however_many_documents_it_has(app, browser, make):
    visit = make.visit()
    make.document(links=[{"record_id": visit.id}])

    with statements(app) as one:
        browser.open(f"/visits/{visit.id}")
    for _ in range(5):
        make.document(links=[{"record_id": visit.id}])
    with statements(app) as many:
        browser.open(f"/visits/{visit.id}")

    assert len(many) == len(one)
    assert len([statement for statement in one if "document_link" in statement]) == 1


def test_several_papers_of_one_visit_are_added_one_after_the_other(browser, make, directory):
    visit = make.visit()
    address = f"/documents/new?about={visit.id}"

    saved = browser.submit(address, form_of(browser, visit.id) | {"again": "1", "file": file()})

    assert typed_in(browser.open(saved.answer.location))["links-0-record"].endswith(f"#{visit.id}")


def test_on_a_shared_city_each_municipality_sees_its_own_documents(browse, make):
    city = make.city("Üsküp")
    links = [{"record_id": city.id}]
    ours, theirs = make.document(links=links).id, make.document(municipality="antalya", links=links).id

    page = browse("viewer").open(f"/cities/{city.id}")

    assert page.select(f'main a[href="/documents/{ours}"]')
    assert not page.select(f'main a[href="/documents/{theirs}"]')
