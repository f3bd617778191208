"""The Word file of the office's own: letters are written into it, each on a page, until it is removed."""

import zipfile
from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from models import LetterPaper
from models.vocabulary import Language, LetterDirection
from tests.laws.reading import typed_in

PLACE = "/word-templates/letters"
OUT = LetterDirection.OUTGOING


def word(*lines, header="", title=""):
    document = docx.Document()
    document.core_properties.title = title
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for line in lines:
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def upload(browser, content, status=302):
    return browser.submit(PLACE, {"file": (BytesIO(content), "yazi.docx")}, status)


def texts(content):
    return [one.text for one in docx.Document(BytesIO(content)).paragraphs]


@pytest.fixture
def written(browse, make):
    """Write letters to two people in two languages; return the address of what was written at once."""
    browser = browse()
    people = [make.person("Ada {{ 7*7 }}", languages="Türkçe"), make.person("John Doe", languages="English")]
    form = typed_in(browser.open("/letters/merge?kind=new_year&year=2024"))
    form |= {f"recipients-{n}-recipient": f"#{one.id}" for n, one in enumerate(people)}
    page = browser.submit("/letters/merge", form | {"do": "preview"}, 200)
    sent = {one["name"]: one["value"] for one in page.select("main form input[type=hidden]")}
    sent |= {"do": "write", "take": [one.id for one in people]}
    return browser.submit("/letters/merge", sent).answer.location


def test_letters_are_written_into_it_until_it_is_removed(browse, written, session):
    admin, browser = browse("admin"), browse()
    upload(
        admin,
        word("ANTET", "{{ references }}", "{{ addressed_to }}", "{{ body }}", header="{{ letterhead }}"),
    )
    assert session.scalars(select(LetterPaper)).one().placeholders == [
        "letterhead",
        "references",
        "addressed_to",
        "body",
    ]
    assert "yazi.docx" in admin.open(PLACE).words

    said = texts(browser.open(f"{written}.docx").answer.data)
    assert said.count("ANTET") == 2
    assert "Sayı: …\nKonu: Yeni yıl kutlaması\nTarih: …" in said
    assert "Sayın Ada {{ 7*7 }}," in said
    assert "Dear John Doe," in said
    archive = zipfile.ZipFile(BytesIO(browser.open(f"{written}.zip").answer.data))
    assert [texts(archive.read(name))[0] for name in archive.namelist()] == ["ANTET", "ANTET"]

    seen = admin.open(PLACE).select_one('form[action$="/remove"] [name="seen"]')["value"]
    admin.submit(f"{PLACE}/remove", {"seen": seen})
    assert "ANTET" not in texts(browser.open(f"{written}.docx").answer.data)
    admin.submit(f"{PLACE}/remove", status=404)


def test_each_letter_begins_a_page(browse, written):
    upload(browse("admin"), word("ANTET", "{{ body }}"))

    document = docx.Document(BytesIO(browse().open(f"{written}.docx").answer.data))

    begins = [one.paragraph_format.page_break_before for one in document.paragraphs if one.text == "ANTET"]
    assert begins == [None, True]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (word("{{ body }} {{ isim }}"), "Unknown placeholder: isim"),
        (word("{{ subject }}"), "The place of the text is missing"),
        (word("{{ body }} {% for a in b %}{% endfor %}"), "Something in braces is no placeholder"),
        (word("{{ body }}", title="{% sablon %}"), "Something in braces is no placeholder"),
        (word("{{ body }}", title="{{ body }}"), "{{ body }} is more than a line"),
        (word("{{ body }}", title="{{ isim }}"), "Unknown placeholder: isim"),
        (b"PK no file of Word", ""),
    ],
)
def test_a_file_that_is_no_template_is_refused_and_the_former_one_stays(browse, session, content, told):
    admin = browse("admin")
    upload(admin, word("{{ body }}"))
    before = session.scalars(select(LetterPaper.sha256)).one()

    page = upload(admin, content, 422)

    assert page.find(id="file-error")
    assert told in page.words
    session.expire_all()
    assert session.scalars(select(LetterPaper.sha256)).one() == before


def test_a_file_that_is_gone_keeps_nobody_from_a_letter(browse, make, session):
    upload(browse("admin"), word("ANTET", "{{ body }}"))
    session.scalars(select(LetterPaper)).one().sha256 = "0" * 64
    session.commit()
    letter = make.letter(direction=OUT, body="Dear Sir or Madam,", language=Language.ENGLISH)

    said = texts(browse().open(f"/letters/{letter.id}/letter.docx").answer.data)

    assert "Dear Sir or Madam," in said
    assert "ANTET" not in said


def test_it_is_nobody_elses(browse, make):
    upload(browse("admin"), word("ANTET", "{{ body }}"))

    assert "yazi.docx" not in browse(make.user("admin", "antalya")).open(PLACE).words


def test_a_long_subject_keeps_nobody_from_a_letter(browse, make):
    letter = make.letter("Konu & " + "k" * 290, direction=OUT, body="Sayın Yetkili,\n\nBir & iki")

    def said():
        return texts(browse().open(f"/letters/{letter.id}/letter.docx").answer.data)

    assert "Bir & iki" in said()
    upload(browse("admin"), word("{{ body }}", title="{{ subject }} {{ addressed_to }}"))
    assert "Bir & iki" in said()
