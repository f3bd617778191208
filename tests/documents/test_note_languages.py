"""A text without a translation: printed as it is, said to be so, and explained at the foot."""

from datetime import UTC

import pytest

from app.documents import event_lists, kinds, saying
from app.documents.facts import Name
from app.i18n import translator
from app.records import kit
from app.records.events import EVENT
from models import PartialDate
from models.vocabulary import NoteKind, Side
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


def told(paper):
    """The text of a paper, blocks of every kind."""
    return "".join(run.text for section in paper.sections for run in saying.runs(section.blocks))


def group(make, **facts):
    city = make.city("Üsküp")
    facts = {"city_id": city.id, "held": PartialDate.of(2023, 3, 23), "delegates": [], **facts}
    return make.visit(group_name="Banka yetkilileri", **facts)


def test_a_visit_of_a_group_named_in_turkish_is_marked_wherever_an_english_note_names_it(make, paper):
    visit = group(make)

    found = paper(NoteKind.VISIT, visit.id, "en")

    assert found.title == "Information note for a visit: Banka yetkilileri (TR)"
    assert told(found).count("Banka yetkilileri") == told(found).count("Banka yetkilileri (TR)") == 1
    assert "(TR): in Turkish, not translated." in found.foot
    city = paper(NoteKind.CITY, visit.city_id, "en")
    assert told(city).count("Banka yetkilileri") == told(city).count("Banka yetkilileri (TR)") > 1
    country = paper(NoteKind.COUNTRY, make.city("Üsküp").country_id, "en")
    assert told(country).count("Banka yetkilileri") == told(country).count("Banka yetkilileri (TR)") > 1
    assert "(TR)" not in told(paper(NoteKind.VISIT, visit.id, "tr"))


def test_a_visit_called_by_the_names_of_its_guests_is_marked_in_no_language(make, paper):
    visit = group(make, delegates=[{"name": "Danela Arsovska"}])

    assert paper(NoteKind.VISIT, visit.id, "en").title == "Information note for a visit: Danela Arsovska"
    city = told(paper(NoteKind.CITY, visit.city_id, "en"))
    assert "Danela Arsovska" in city
    assert "Danela Arsovska (TR)" not in city


def test_an_event_without_an_english_title_is_marked_in_english_papers(make, paper, session):
    visit = group(make)
    event = make.event("Jüri ziyareti", visits=[{"visit_id": visit.id}])

    assert "Jüri ziyareti (TR)" in told(paper(NoteKind.VISIT, visit.id, "en"))
    loaded = kit.load(session, make.actor("viewer"), EVENT, event.id)
    sheet = event_lists.attendance(loaded, Name(1, "İzmir", ""), translator("en"), as_of=TODAY)
    assert sheet.title == "Jüri ziyareti (TR)"
    assert "(TR): in Turkish, not translated." in sheet.foot


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_visit_of_which_only_a_body_of_its_guests_is_known_stands_in_every_note(paper, make, language):
    linz = make.city("Linz")
    body = make.organisation("Ticaret Odası", seat_id=linz.id)
    came = make.visit(
        held=PartialDate.on(TODAY), delegates=[{"organisation_id": body.id, "name": "", "side": Side.VISITOR}]
    )
    assert came.title_tr == ""

    for kind, record in ((NoteKind.VISIT, came), (NoteKind.CITY, linz), (NoteKind.ORGANISATION, body)):
        assert paper(kind, record.id, language)
