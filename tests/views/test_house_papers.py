"""The letterhead: on every paper of the municipality, in the language of the paper, and on nobody else's."""

from io import BytesIO

import docx
import pytest

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

    lines = [one.get_text() for one in page.select(".paper-letterhead")]
    assert lines == ["T.C.", "İZMİR BÜYÜKŞEHİR BELEDİYESİ", "<b>Dış İlişkiler</b>"]
    assert "Cumhuriyet Bulvarı No: 1 Konak" in page.select_one(".paper-foot").get_text()
    assert page.select_one(".paper-head strong")
    file = docx.Document(BytesIO(browse().open(f"{address}.docx?lang=en").answer.data))
    said = [one.text for one in file.paragraphs if one.style.name == "Letterhead"]
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
