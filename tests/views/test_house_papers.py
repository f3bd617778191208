"""The letterhead: on every paper of the municipality, in the language of the paper, and on nobody else's."""

from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from models import WordTemplate
from models.vocabulary import Confidentiality
from tests.laws.reading import typed_in

PLACE = "/letterhead"


@pytest.fixture
def letterhead(browse):
    browser = browse("admin")
    typed = {
        "lines_tr": "T.C.\nİZMİR BÜYÜKŞEHİR BELEDİYESİ\n<b>Dış İlişkiler</b>",
        "lines_en": "Republic of Türkiye\nİzmir",
        "foot_tr": "Cumhuriyet Bulvarı No: 1\nKonak",
        "mark": Confidentiality.OFFICIAL_USE.value,
    }
    browser.submit(PLACE, typed_in(browser.open(PLACE)) | typed)


def test_it_stands_at_head_and_foot_of_the_screen_and_of_the_word_file(browse, make, letterhead):
    address = f"/cities/{make.city('Üsküp').id}/note"

    page = browse("viewer").open(f"{address}?lang=tr")

    lines = [one.get_text() for one in page.select(".paper-letterhead p")]
    assert lines == ["T.C.", "İZMİR BÜYÜKŞEHİR BELEDİYESİ", "<b>Dış İlişkiler</b>"]
    assert "Cumhuriyet Bulvarı No: 1 Konak" in page.select_one(".paper-foot").get_text()
    assert page.select_one(".paper-head strong")
    file = docx.Document(BytesIO(browse().open(f"{address}.docx?lang=en").answer.data))
    said = [one.text for one in file.paragraphs if one.style and one.style.name == "Letterhead"]
    assert said == ["Republic of Türkiye", "İzmir"]
    assert browse("viewer").open(f"{address}.pdf").answer.data.startswith(b"%PDF")


def test_it_is_nobody_elses(browse, make, letterhead):
    stranger = browse(make.user("viewer", "antalya"))

    assert not stranger.open(f"/cities/{make.city('Üsküp').id}/note").select(".paper-letterhead")


def test_more_than_a_few_lines_are_refused_and_kept(browse):
    browser = browse("admin")
    page = browser.submit(PLACE, typed_in(browser.open(PLACE)) | {"foot_tr": "x" * 601}, 422)

    assert [link["href"] for link in page.select(".error-summary a")] == ["#foot_tr"]
    assert len(typed_in(page)["foot_tr"]) == 601


TEMPLATES = "/word-templates"


def word(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def seen_in_use(page):
    return {"seen": page.select_one('form[action$="/remove"] [name="seen"]')["value"]}


def upload(browser, content, status=302, name="sablon.docx"):
    file = (BytesIO(content), name)
    return browser.submit(TEMPLATES, {"note_kind": "city", "file": file}, status)


def said(browser, make):
    answer = browser.open(f"/cities/{make.city('Üsküp').id}/note.docx").answer
    return [one.text for one in docx.Document(BytesIO(answer.data)).paragraphs]


def test_a_note_is_written_into_the_template_of_its_kind_until_it_is_removed(browse, make):
    admin, viewer = browse("admin"), browse("viewer")
    upload(admin, word("Our own: {{ title }}", "{{ body }}"))

    assert said(viewer, make)[0].startswith("Our own: ")
    assert not said(browse(make.user("viewer", "antalya")), make)[0].startswith("Our own: ")

    page = admin.open(TEMPLATES)
    assert "title, body" in page.select_one("tbody").get_text()
    admin.submit(page.select_one('form[action$="/remove"]')["action"], seen_in_use(page))
    assert not said(viewer, make)[0].startswith("Our own: ")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (word("{{ body }} {{ mayor }}"), "sablon.docx", "mayor"),
        (b"no zip", "sablon.docx", ""),
        (b"%PDF-1.4", "sablon.pdf", ""),
    ],
    ids=["unknown placeholder", "no word file", "another kind"],
)
def test_what_is_no_template_is_refused_beside_the_field(browse, make, content, name, words):
    browser = browse("admin")

    page = upload(browser, content, 422, name)

    assert "#file" in [link["href"] for link in page.select(".error-summary a")]
    assert words in page.select_one("#file-error").get_text()
    assert said(browser, make)


def test_a_template_whose_file_is_gone_keeps_nobody_from_a_note(browse, make, session):
    browser = browse("admin")
    upload(browser, word("Our own: {{ title }}", "{{ body }}"))
    session.scalars(select(WordTemplate)).one().sha256 = "0" * 64
    session.commit()

    assert not said(browser, make)[0].startswith("Our own: ")


def test_a_template_that_somebody_replaced_meanwhile_is_neither_overwritten_nor_removed(browse, make):
    early, late = browse("admin"), browse("admin")
    upload(early, word("First: {{ title }}", "{{ body }}"))
    page = late.open(TEMPLATES)
    seen = typed_in(page)["seen"]
    early.submit(
        TEMPLATES,
        {
            "note_kind": "city",
            "file": (BytesIO(word("Second: {{ title }}", "{{ body }}")), "a.docx"),
            "seen": seen,
        },
    )

    mine = {
        "note_kind": "city",
        "file": (BytesIO(word("Third: {{ title }}", "{{ body }}")), "b.docx"),
        "seen": seen,
    }
    again = late.submit(TEMPLATES, mine, status=409)
    assert "Somebody else put another file into use" in again.select_one("#file-error").get_text()
    assert again.select_one("#note_kind option[selected]")["value"] == "city"
    late.submit(page.select_one('form[action$="/remove"]')["action"], seen_in_use(page))
    assert "it stays" in late.open(TEMPLATES).words
    assert said(late, make)[0].startswith("Second: ")

    file = (BytesIO(word("Third: {{ title }}", "{{ body }}")), "b.docx")
    late.submit(TEMPLATES, typed_in(again) | {"file": file})
    assert said(late, make)[0].startswith("Third: ")
