"""What a reader may not see is named nowhere: not by a record that names it, whatever noun that is."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from app.queries.scope import RESTRICTED_KINDS
from app.records import kit
from app.records.advice import ABOUT
from app.records.documents import LINKED
from app.records.notes import KIND_OF
from app.records.nouns import NOUNS
from models.vocabulary import Confidentiality, RecordKind
from tests.laws.reading import references
from tests.make import TODAY

TITLE = "Mahrem konu"
MARKS = {RecordKind.DOCUMENT: "confidentiality", RecordKind.ADVICE: "mark"}


@pytest.fixture
def naming(browser, make, session):
    """Let an officer write a record that names another; somebody above then marks that one as secret."""

    def write(reference):
        noun, of = reference.noun, NOUNS[reference.kind]
        named = make.minimal(of)
        posted = make.posted(noun) | {reference.field: f"#{named.id}"}
        made = browser.submit(f"/{noun.plural}/new", posted).answer.location
        session.expire_all()
        data = {"title_tr": TITLE, MARKS[reference.kind]: Confidentiality.SECRET}
        kit.edit(session, make.actor("director"), of, named.id, named.version, data, today=TODAY)
        session.commit()
        return made.partition("?")[0]

    return write


def test_every_kind_that_is_hidden_from_some_has_a_mark():
    assert set(RESTRICTED_KINDS) == set(MARKS)


@pytest.mark.parametrize("reference", [one for one in references() if one.kind in RESTRICTED_KINDS], ids=str)
def test_a_record_does_not_tell_the_title_of_what_it_names_to_who_may_not_see_that(browse, naming, reference):
    page, index = naming(reference), f"/{reference.noun.plural}"
    officer, director = browse("officer"), browse("director")

    addresses = (page, f"{page}/edit", f"{page}/history", index, "/audit/trail", "/", "/search")
    told = {address: officer.open(address).answer.text for address in addresses}
    posted = {"csrf_token": officer.token()}
    file = officer.client.post(f"/lists{index}/export.csv", data=posted, buffered=True)

    assert file.status_code == 200
    assert [address for address, text in told.items() if TITLE in text] == []
    assert TITLE not in file.data.decode("utf-8-sig")
    assert any(TITLE in director.open(address).answer.text for address in (page, f"{page}/edit"))


@pytest.mark.parametrize("kind", list(map(RecordKind, LINKED)), ids=str)
def test_a_record_does_not_tell_what_is_on_file_about_it_to_who_may_not_see_that(browse, make, session, kind):
    noun = NOUNS[kind]
    record = make.minimal(noun)
    make.document(title_tr=TITLE, confidentiality="secret", links=[{"record_id": record.id}])
    if kind in ABOUT:
        make.advice(TITLE, about_id=record.id, mark="secret")
    browser, page = browse("officer"), f"/{noun.plural}/{record.id}"

    told = [page, f"{page}/history", f"/{noun.plural}", *([f"{page}/note"] if kind in KIND_OF else [])]

    assert [address for address in told if TITLE in browser.open(address).answer.text] == []
    assert TITLE in browse("director").open(page).answer.text


@pytest.mark.parametrize(("role", "seen"), [("officer", False), ("viewer", False), ("director", True)])
def test_a_note_that_was_checked_by_who_sees_it_tells_it_to_nobody_else(browse, make, role, seen):
    note = make.minimal(NOUNS[RecordKind.NOTE])
    make.advice(TITLE, about_id=note.about_id, mark="secret")
    page, reader = f"/notes/{note.id}", browse(role)
    browse("director").submit(f"{page}/check", {"seen_version": note.version})

    told = (page, f"{page}/versions/1", f"{page}/compare?from=1")
    texts = {address: reader.open(address).answer.text for address in told}
    for address in (f"{page}/paper.docx", f"{page}/versions/1/paper.docx"):
        with ZipFile(BytesIO(reader.client.get(address, buffered=True).data)) as file:
            texts[address] = file.read("word/document.xml").decode()

    shown = {address for address, text in texts.items() if TITLE in text}
    assert (f"{page}/versions/1/paper.docx" in shown) is seen
    assert seen or not shown
