"""A text without a translation: printed as it is, said to be so, and explained at the foot."""

from datetime import UTC

import pytest

from app.documents import kinds
from app.i18n import translator
from models import PartialDate
from models.vocabulary import NoteKind
from tests.make import TODAY


@pytest.fixture
def paper(make, session):
    def write(kind, record_id, language):
        wanted = (session, make.actor("viewer"), kind, record_id)
        return kinds.write(*wanted, t=translator(language), today=TODAY, zone=UTC)

    return write


def visit(make, **texts):
    city = make.city("Üsküp")
    return make.visit(city_id=city.id, held=PartialDate.of(2023, 3, 23), **texts)


def runs(paper):
    """Every stretch of text in the tables and the facts of a paper."""
    for section in paper.sections:
        for block in section.blocks:
            rows = getattr(block, "rows", ())
            for row in rows:
                for cell in row if not isinstance(row[0], str) else row[1:]:
                    yield from cell


def test_a_text_in_turkish_alone_is_marked_in_an_english_note(make, paper):
    found = paper(NoteKind.VISIT, visit(make, subject_tr="Tramvay hattı").id, "en")

    said = [one for one in runs(found) if one.text == "Tramvay hattı"]
    assert said
    assert {one.language for one in said} == {"tr"}
    assert " (TR)" in [one.text for one in runs(found)]
    assert "(TR): in Turkish, not translated." in found.foot


def test_a_text_in_english_alone_is_marked_in_a_turkish_note(make, paper):
    found = paper(NoteKind.VISIT, visit(make, subject_en="Tram line").id, "tr")

    assert " (EN)" in [one.text for one in runs(found)]
    assert "(EN)" in found.foot


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_text_in_both_languages_is_marked_in_none(make, paper, language):
    texts = {"subject_tr": "Tramvay hattı", "subject_en": "Tram line"}
    found = paper(NoteKind.VISIT, visit(make, **texts).id, language)

    assert not {" (TR)", " (EN)"} & {one.text for one in runs(found)}
    assert "(TR)" not in found.foot
    assert "(EN)" not in found.foot
