"""The small network picture of a note: whom it shows, whom it leaves out, and where it stands."""

from datetime import UTC
from io import BytesIO
from xml.etree import ElementTree as ET

import docx as word
import pypdfium2
import pytest

from app.documents import docx, kinds, paper_json, pdf
from app.documents.network_picture import MOST
from app.documents.paper import Picture
from app.i18n import translator
from models.vocabulary import NoteKind, OrganisationKind, Relation
from tests.make import TODAY

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def paper(make, session):
    def write(kind, record_id, language="en"):
        t = translator(language)
        wanted = (session, make.actor("viewer"), kind, record_id)
        return kinds.write(*wanted, t=t, today=TODAY, zone=UTC)

    return write


@pytest.fixture
def eurocities(body, member):
    """A network in which Bremen sits with us."""
    return body("Eurocities", kind=OrganisationKind.CITY_NETWORK)


def picture_of(paper):
    found = [block for one in paper.sections for block in one.blocks if isinstance(block, Picture)]
    return found[0] if found else None


def drawn(picture):
    return {one.text for one in ET.fromstring(picture.svg).iter(f"{_SVG}text")}


def test_a_note_on_a_city_shows_whom_it_knows_and_what_links_us(make, tie, body, member, eurocities, paper):
    bremen = body("Bremen Belediyesi", "Bremen")
    tie(bremen)
    member(eurocities)
    member(eurocities, of=bremen)

    found = picture_of(paper(NoteKind.CITY, make.city("Bremen").id))

    assert {"Bremen", "Izmir", "Eurocities"} <= drawn(found) or {"Bremen", "İzmir", "Eurocities"} <= drawn(
        found
    )
    assert {"Sister city", "Network membership"} <= drawn(found)
    assert found.alt == "Network picture: 3 links between 3 cities and bodies."


def test_of_two_and_the_line_between_them_there_is_no_picture(make, tie, body, paper):
    tie(body("Bremen Belediyesi", "Bremen"))

    assert picture_of(paper(NoteKind.CITY, make.city("Bremen").id)) is None


def test_where_nobody_is_known_there_is_no_picture(make, house, paper):
    assert picture_of(paper(NoteKind.CITY, make.city("Bremen").id)) is None
    assert picture_of(paper(NoteKind.ORGANISATION, make.organisation("Bir Vakıf").id)) is None
    assert picture_of(paper(NoteKind.COUNTRY, make.country("DE").id)) is None


def test_a_note_on_a_country_shows_all_who_count_for_it(make, tie, body, paper):
    germany = make.country("DE")
    tie(body("Bremen Belediyesi", "Bremen"))
    tie(body("Alman Kalkınma Ajansı", represents_id=germany.id, kind=None), relation=Relation.PROGRAMME)

    names = drawn(picture_of(paper(NoteKind.COUNTRY, germany.id)))

    assert {"Bremen", "Alman Kalkınma Ajansı"} <= names


def test_a_note_on_an_organisation_shows_its_neighbours(tie, body, member, eurocities, paper):
    bremen = body("Bremen Belediyesi", "Bremen")
    member(eurocities)
    member(eurocities, of=bremen)

    assert {"Eurocities", "Bremen"} <= drawn(picture_of(paper(NoteKind.ORGANISATION, eurocities.id)))


def test_what_has_no_room_is_counted_and_not_passed_over(house, body, member, paper):
    for number in range(MOST + 4):
        member(body(f"Birlik {number}", kind=OrganisationKind.CITY_NETWORK))

    found = picture_of(paper(NoteKind.ORGANISATION, house.id))

    assert f"links between {MOST} cities" in found.alt
    assert "5 more cities and bodies are left out here." in found.caption


def test_it_stands_in_every_kind_of_file_and_is_the_same_when_it_is_drawn_again(
    tie, body, member, eurocities, paper
):
    bremen = body("Bremen Belediyesi", "Bremen")
    tie(bremen)
    member(eurocities, of=bremen)
    once, again = (paper(NoteKind.ORGANISATION, eurocities.id) for _ in range(2))
    t = translator("en")

    assert paper_json.to_json(once) == paper_json.to_json(again)
    assert paper_json.from_json(paper_json.to_json(once)) == once
    assert len(word.Document(BytesIO(docx.render(once, t))).inline_shapes) == 1
    with pypdfium2.PdfDocument(pdf.render(once, t)) as file:
        assert picture_of(once).caption[:20] in file[0].get_textpage().get_text_range()


def test_who_leads_us_there_is_shown_with_us(house, tie, body, member, eurocities, paper):
    bremen = body("Bremen Belediyesi", "Bremen")
    tie(bremen)
    member(eurocities, of=bremen)

    assert "Bremen" in drawn(picture_of(paper(NoteKind.ORGANISATION, eurocities.id)))
