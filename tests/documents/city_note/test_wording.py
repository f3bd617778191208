"""How the note on a city reads: numbered sources, doubts said, both languages, hostile names as text."""

from datetime import date

import pytest

from app.documents.before_printing import Check, remarks
from app.documents.sources import CitedKind
from app.records import kit
from app.records.nouns import NOUNS
from app.records.visits import VISIT
from models import Certainty, PartialDate
from models.vocabulary import (
    AgreementState,
    Metric,
    PromiseSide,
    RecordKind,
    Relation,
    SourceCertainty,
)
from tests.documents.city_note.writing import REPORT, member, printed, stated
from tests.make import TODAY

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} %(name)s & \"quotes\""


# Sources


def test_sources_are_numbered_in_the_order_of_the_paper_each_once(note, make, tie, skopje, them):
    tie(them, signed=PartialDate.of(2023, 3, 23), sources=printed("10"))
    make.visit(held=PartialDate.of(2023, 4, 1), city_id=skopje.id, sources=printed("20"))
    make.visit(held=PartialDate.of(2023, 2, 1), city_id=skopje.id, sources=printed("10"))

    found = note(skopje)

    assert [(one.kind, one.place, one.reference) for one in found.cited] == [
        (CitedKind.PRINTED, "10", None),
        (CitedKind.PRINTED, "20", None),
        (CitedKind.GAZETTEER, "", 785842),
    ]
    assert [found.ties[0].marks, *(one.marks for one in found.meetings)] == [(1,), (2,), (1,)]
    assert found.where.marks == (3,)


def test_what_the_office_entered_or_changed_is_the_registers_own(note, make, session, tie, skopje, them):
    entered = tie(them)
    printed_once = make.visit(held=PartialDate.of(2023, 4, 1), city_id=skopje.id, sources=printed("20"))
    printed_once.notes_tr = "Elle düzeltildi"
    session.commit()

    found = note(skopje)

    registers = [place for place, one in enumerate(found.cited, 1) if one.kind is CitedKind.REGISTER]
    assert found.ties[0].marks == tuple(registers) == (1,)
    assert found.meetings[0].marks == (1, 2)
    assert found.cited[0].changed_at >= entered.updated_at


def test_every_fact_names_a_source(note, make, tie, house, skopje, them):
    tie(them)
    make.visit(city_id=skopje.id)
    make.person("Biri", posts=[{"organisation_id": them.id}])
    stated(make, house, Metric.MEMBERSHIPS, 24)

    found = note(skopje)

    facts = [found.where, *found.ties, *found.coming, *found.people, *found.network_gaps]
    assert len(facts) == 5
    assert all(one.marks and max(one.marks) <= len(found.cited) for one in facts)


def test_a_doubt_is_carried_to_the_paper(note, make, tie, skopje, them):
    disputed = printed(certainty=SourceCertainty.INFERRED, note_tr="Gün çıkarımdır.", note_en="Day inferred.")
    tie(them, signed=PartialDate(date(2018, 1, 1), date(2018, 12, 31), Certainty.DOUBTFUL), sources=disputed)
    make.visit(held=PartialDate.of(2023, 2, 1), city_id=skopje.id, doubt_tr="Tarihi tartışmalı")

    found = note(skopje)

    assert found.ties[0].unsure.certainty is SourceCertainty.INFERRED
    assert found.ties[0].unsure.note_en == "Day inferred."
    assert [one.count for one in remarks(found, "tr") if one.check is Check.DOUBTFUL] == [2]


def test_before_printing_says_what_is_empty_and_what_is_not_translated(note, make, skopje):
    empty = {one.check for one in remarks(note(skopje), "tr")}
    assert {Check.NO_TIE, Check.NO_CONTACT, Check.NO_NETWORKS, Check.NO_PEOPLE} <= empty

    make.visit(held=PartialDate.of(2023, 2, 1), city_id=skopje.id, subject_tr="Yalnız Türkçe")
    found = note(skopje)

    assert Check.UNTRANSLATED not in {one.check for one in remarks(found, "tr")}
    assert [one.count for one in remarks(found, "en") if one.check is Check.UNTRANSLATED] == [1]


def test_an_english_note_says_that_a_translation_is_older_than_its_original(make, note, skopje, session):
    visit = make.visit(
        city_id=skopje.id, held=PartialDate.of(2023, 2, 1), subject_tr="Spor", subject_en="Sports"
    )
    kit.edit(session, make.actor(), VISIT, visit.id, visit.version, {"subject_tr": "Kültür"}, today=TODAY)
    session.commit()

    found = note(skopje)

    assert Check.OUTDATED not in {one.check for one in remarks(found, "tr")}
    assert [one.count for one in remarks(found, "en") if one.check is Check.OUTDATED] == [1]


@pytest.mark.parametrize(
    ("language", "overdue", "nothing"),
    [
        ("en", "due September 2023, overdue", "No open promise is recorded."),
        ("tr", "son gün: Eylül 2023, gecikti", "Açık taahhüt kayıtlı değil."),
    ],
)
def test_the_paper_marks_what_is_overdue_and_says_that_nothing_is_open(
    browse, make, skopje, language, overdue, nothing
):
    browser = browse("viewer", language)
    assert nothing in browser.open(f"/cities/{skopje.id}/note").words

    make.task(about_id=skopje.id, promised_by=PromiseSide.OURS, due=PartialDate.of(2023, 9))

    page = browser.open(f"/cities/{skopje.id}/note")
    assert page.select_one("section[aria-labelledby=promises] .stale").get_text(strip=True) == overdue
    assert nothing not in page.words


# The paper


def test_the_note_speaks_its_own_language(browse, make, tie, skopje, them):
    tie(them, signed=PartialDate.of(2023, 3, 23))
    make.visit(
        held=PartialDate.of(2023, 3, 23), city_id=skopje.id, subject_tr="Tanışma", subject_en="Meeting"
    )
    address = f"/cities/{skopje.id}/note"

    english = browse("officer", "en").open(address)
    turkish_asked = browse("officer", "en").open(f"{address}?lang=tr")
    turkish = browse("officer", "tr").open(address)
    nonsense = browse("officer", "en").open(f"{address}?lang=xx")

    papers = [page.select_one("article.paper") for page in (english, turkish_asked, turkish, nonsense)]
    assert [paper["lang"] for paper in papers] == ["en", "tr", "tr", "en"]
    assert [str(page.html["lang"]) for page in (english, turkish_asked, turkish)] == ["en", "en", "tr"]
    assert "Skopje, North Macedonia" in papers[0].get_text()
    assert "Meeting" in papers[0].get_text()
    for paper in papers[1:3]:
        assert "Üsküp, Kuzey Makedonya" in paper.get_text()
        assert "23.03.2023" in paper.get_text()
        assert "Tanışma" in paper.get_text()


def test_hostile_names_are_text(browse, make, tie, house):
    city = make.record(NOUNS[RecordKind.CITY], title_tr=HOSTILE, title_en=HOSTILE)
    body = make.organisation(HOSTILE, title_en=HOSTILE, seat_id=city.id)
    tie(body, title_tr=HOSTILE, place_tr=HOSTILE, signatories=[{"name": HOSTILE, "title_tr": HOSTILE}])
    make.person(HOSTILE, posts=[{"organisation_id": body.id, "title_tr": HOSTILE}])
    network = make.organisation(HOSTILE)
    member(make, network, house)
    member(make, network, body)
    source = {"title": HOSTILE, "place": HOSTILE, "note_tr": HOSTILE, "certainty": SourceCertainty.INFERRED}
    for held in (PartialDate.of(2023, 2, 1), PartialDate.of(2023, 12, 1)):
        told = {"subject_tr": HOSTILE, "doubt_tr": HOSTILE, "delegates": [{"name": HOSTILE}]}
        make.visit(held=held, city_id=city.id, sources=[source], **told)

    for language in ("tr", "en"):
        page = browse().open(f"/cities/{city.id}/note?lang={language}")
        paper = page.select_one("article.paper")
        assert paper.get_text().count(HOSTILE) >= 12
        assert not paper.find_all("script")
        assert "49" not in paper.get_text().replace(HOSTILE, "")


def test_an_empty_note_says_what_is_not_known(browse, house, skopje):
    page = browse().open(f"/cities/{skopje.id}/note")

    for words in (
        "No tie with this city is recorded.",
        "No contact recorded: the register holds no visit with a date yet.",
        "Of which networks the city is a member is not recorded.",
        "Who holds office in the city is not recorded.",
    ):
        assert words in page.words


def test_the_numbers_on_the_paper_lead_to_its_sources(browse, make, tie, skopje, them):
    tie(them, sources=printed("10"))
    page = browse().open(f"/cities/{skopje.id}/note")

    targets = {str(link["href"]) for link in page.select("article.paper sup a")}
    assert targets == {"#source-1", "#source-2"}
    assert all(page.select_one(target) for target in targets)
    assert REPORT in page.select_one("#source-1").get_text()


def test_the_city_leads_to_its_note_which_everybody_who_may_read_may_open(browse, skopje):
    assert browse("viewer").open(f"/cities/{skopje.id}").select_one(f'a[href="/cities/{skopje.id}/note"]')
    page = browse("viewer").open(f"/cities/{skopje.id}/note")
    assert not page.select(f'a[href="/visits/new?about={skopje.id}"]')
    browse().open("/cities/99999999/note", 404)
    assert browse(None).client.get(f"/cities/{skopje.id}/note").status_code in {302, 303, 401}


@pytest.mark.parametrize("state", [AgreementState.IN_FORCE, AgreementState.DRAFT])
def test_of_an_informal_contact_no_signing_is_told(browse, tie, skopje, them, state):
    tie(them, relation=Relation.CONTACT, state=state)

    words = browse("viewer", "en").open(f"/cities/{skopje.id}/note").words

    assert "Informal contact · " in words
    assert not [told for told in ("day of signing not recorded", "not signed yet") if told in words]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("people", "No tie with those for whom this person speaks is recorded."),
        ("visits", "No tie with those who take part is recorded."),
    ],
)
def test_that_there_is_no_tie_is_said_in_a_whole_sentence(browse, make, them, place, told):
    held = [{"organisation_id": them.id, "title_tr": "Başkan"}]
    person = make.person("Biri", posts=held)
    visit = make.visit(counterparts=[{"organisation_id": them.id}])
    on = {"people": person, "visits": visit}[place]

    assert told in browse("viewer", "en").open(f"/{place}/{on.id}/note").words
