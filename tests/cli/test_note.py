"""Information notes into files, in both languages and three formats."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from app.records.nouns import NOUNS
from models import PartialDate
from models.vocabulary import RecordKind
from tests.make import TODAY

HOSTILE = '#panic("x") {{ 7*7 }} <script>alert(1)</script> ${x}'


@pytest.fixture
def note(app, make, tmp_path):
    """Write a note into a file; return its bytes."""
    make.municipality()

    def run(*asked, shape="pdf", lang="tr"):
        path = tmp_path / f"note.{shape}"
        told = app.test_cli_runner().invoke(
            args=["note", *asked, "--lang", lang, "--format", shape, "-o", str(path)]
        )
        assert told.exit_code == 0, told.output
        return path.read_bytes()

    return run


def words_of(content: bytes, shape: str) -> str:
    if shape == "pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if shape == "docx":
        return ZipFile(BytesIO(content)).read("word/document.xml").decode()
    return content.decode()


@pytest.mark.parametrize("shape", ["pdf", "docx", "html"])
@pytest.mark.parametrize(("lang", "name"), [("tr", "Üsküp"), ("en", "Skopje")])
def test_a_note_on_a_city_says_the_same_in_every_format(note, make, shape, lang, name):
    city = make.city("Üsküp")
    make.visit(held=PartialDate.on(TODAY), city_id=city.id, group_name="Öğretmen heyeti")

    words = words_of(note("city", "Üsküp", shape=shape, lang=lang), shape)

    assert name in words
    assert "Öğretmen heyeti" in words


def test_a_note_in_a_file_of_its_own_looks_like_its_page(note, make):
    make.city("Bremen")

    page = note("city", "Bremen", shape="html", lang="en").decode()

    for rule in ("font-family: var(--elci-font)", ".visually-hidden {", ":is(.records, .data) thead th {"):
        assert rule in page
    assert "url(" not in page.split("</style>")[0]


@pytest.mark.parametrize("shape", ["pdf", "docx", "html"])
def test_what_people_wrote_is_text_in_every_format(note, make, shape):
    person = make.person(HOSTILE)

    words = words_of(note("person", str(person.id), shape=shape), shape)

    assert "{{ 7*7 }}" in words
    assert "<script>" not in words or shape == "pdf"


def test_a_person_who_left_office_is_not_named_as_who_holds_it(note, make):
    body = make.organisation("Üsküp Belediyesi")
    gone = {"organisation_id": body.id, "title_tr": "Belediye Başkanı", "until": PartialDate.of(2022)}
    person = make.person("Petre Šilegov", posts=[gone])

    words = words_of(note("person", str(person.id), shape="html"), "html")

    assert (
        "No office that this person holds today is recorded." in words
        or "Ayrıldığı" in words
        or "2022" in words
    )
    assert '<p class="paper-under"' not in words


@pytest.mark.parametrize(
    ("kind", "made"),
    [("organisation", "organisation"), ("country", "country"), ("visit", "visit"), ("person", "person")],
)
def test_an_empty_record_has_a_note_that_says_what_is_not_known(note, make, kind, made):
    record = (
        make.country("MK")
        if kind == "country"
        else make.visit()
        if kind == "visit"
        else getattr(make, made)("Deneme")
    )

    words = words_of(note(kind, str(record.id), lang="en", shape="html"), "html")

    assert "No open promise is recorded." in words


def test_a_name_that_nobody_has_is_said(app, make, tmp_path):
    make.municipality()

    told = app.test_cli_runner().invoke(args=["note", "city", "Atlantis", "-o", str(tmp_path / "x.pdf")])

    assert told.exit_code == 1
    assert "There is no city Atlantis." in told.output
    assert not (tmp_path / "x.pdf").exists()


def test_among_cities_of_one_name_a_note_is_on_the_one_of_the_country(note, make):
    make.record(NOUNS[RecordKind.CITY], title_tr="Linz", country_id=make.country("DE").id, population=900)

    for name, land in (("Linz", "Avusturya"), ("Linz, AT", "Avusturya"), ("Linz, DE", "Almanya")):
        assert f"Linz, {land}" in words_of(note("city", name, shape="html"), "html")


@pytest.mark.parametrize("mark", [None, "confidential"])
def test_advice_stands_in_the_note_for_those_who_may_read_it(browse, make, mark):
    city = make.city("Üsküp")
    make.advice("Su sorununu sormayın", about_id=city.id, mark=mark)

    for role, sees in (("viewer", mark is None), ("director", True)):
        page = browse(role).open(f"/cities/{city.id}/note?lang=tr")
        assert ("Su sorununu sormayın" in page.words) is sees


@pytest.mark.parametrize(("place", "made"), [("people", "person"), ("organisations", "organisation")])
def test_a_record_of_another_municipality_has_no_note(browse, make, place, made):
    theirs = getattr(make, made)("Onların", "antalya")

    for ending in ("note", "note.pdf", "note.docx"):
        browse().open(f"/{place}/{theirs.id}/{ending}", 404)
    browse().open(f"/cities/{make.city('Üsküp').id}/note.exe", 404)
