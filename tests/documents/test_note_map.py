"""The small map of a note on a city, and the Word file that it stands in."""

from datetime import UTC
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from app.documents import docx, kinds
from app.documents.paper import Items, Paper, Paragraph, Picture, Run, Section, Table
from app.i18n import translator
from app.mapping.paper.base_map import base_map
from app.mapping.paper.locator import locate
from app.mapping.view import MapCity
from models.vocabulary import NoteKind
from tests.make import TODAY

_SVG = "{http://www.w3.org/2000/svg}"
_IZMIR = MapCity(1, "İzmir", 38.41, 27.13, None)


def drawn(place, home=_IZMIR):
    svg = locate(place, home, {"TR": "Türkiye"}, base_map(), translator("tr"), source="Natural Earth")
    root = ET.fromstring(svg)
    return [one.text for one in root.iter(f"{_SVG}text")], svg


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Bremen", 53.08, 8.8), ("Manisa", 38.61, 27.43), ("Tokyo", 35.7, 139.7), ("Wellington", -41.3, 174.8)],
)
def test_near_and_far_both_places_are_named(name, lat, lon):
    words, _svg = drawn(MapCity(2, name, lat, lon, None))

    assert {name, "İzmir"} <= set(words)


def test_without_our_own_city_the_other_one_stands_alone():
    assert "Bremen" in drawn(MapCity(2, "Bremen", 53.08, 8.8, None), home=None)[0]


def test_a_hostile_name_is_text_on_the_map():
    words, svg = drawn(MapCity(2, "<script>alert(1)</script>", 53.08, 8.8, None))

    assert "<script>alert(1)</script>" in words
    assert b"<script" not in svg


def test_the_map_tells_the_distance_to_those_who_do_not_see_it(make, browse):
    make.organisation("Biz", ours=True, seat_id=make.city("İzmir").id)
    page = browse("viewer", "en").open(f"/cities/{make.city('Üsküp').id}/note")

    (picture,) = page.select("section[aria-labelledby=where] img")
    assert picture["alt"] == "Map: Skopje, 627 km from İzmir."


def test_a_city_without_a_position_has_no_map(make, session):
    city = make.city("Üsküp")
    city.latitude = city.longitude = None
    session.flush()
    actor, never = make.actor("viewer"), lambda *given: pytest.fail("drawn")

    paper = kinds.write(
        session, actor, NoteKind.CITY, city.id, t=translator("en"), today=TODAY, zone=UTC, draw=never
    )

    assert not any(isinstance(block, Picture) for one in paper.sections for block in one.blocks)


def word_file(*blocks, sources=()):
    section = Section("a", "A", blocks)
    paper = Paper("Note", "T", "en", "Us", TODAY, (section,), sources=sources)
    return Document(BytesIO(docx.render(paper, translator("en"))))


def said(*words):
    return tuple((Run(one),) for one in words)


def test_in_a_word_file_a_column_is_as_wide_as_what_it_says():
    rows = (
        said(
            "1.1.2023", "A long sentence about what was said at the meeting, and why." * 2, "Short words too"
        ),
    )
    table = word_file(Table("c", ("Day", "Subject", "Whom"), rows)).tables[0]

    day, subject, whom = (column.width for column in table.columns)
    assert day < whom < subject
    assert abs(day + subject + whom - 166 * 36000) < 3 * 635  # a file counts in twentieths of a point


def test_the_numbers_of_sources_begin_with_one_after_another_numbered_list():
    document = word_file(Items(said("a", "b"), is_numbered=True), sources=("S",))

    numbers = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.text in ("a", "b", "S")]
    assert numbers[0] == numbers[1] != numbers[2]


def test_what_leads_to_a_table_stays_with_it_and_a_picture_with_its_caption():
    tall = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 40" width="10" height="40"></svg>'
    table = Table("c", ("Day",), (said("1"),))
    document = word_file(Paragraph(said("Six visits.")[0]), table, Picture(tall, "A map", "Where"))

    (shape,) = document.inline_shapes
    kept = [one.text for one in document.paragraphs if one.paragraph_format.keep_with_next]
    assert "Six visits." in kept
    assert shape.height.mm <= 190
    assert abs(shape.height / shape.width - 4) < 0.1


def test_a_word_file_says_which_text_is_in_another_language():
    document = word_file(Paragraph((Run("Tramvay hattı", language="tr"),)))

    assert '<w:lang w:val="tr-TR"/>' in document.paragraphs[-1]._p.xml
