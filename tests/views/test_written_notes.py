"""The life of a note: written beside its facts, checked, approved once, issued, and never changed again."""

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from app.documents import docx, paper_json, pdf
from app.i18n import translator
from app.records.nouns import NOUNS
from models import Note, NoteVersion, TrailEntry
from models.vocabulary import AdviceKind, Confidentiality, NoteState, OrganisationKind, RecordKind
from tests.laws.reading import typed_in

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} #panic(\"x\")"


@pytest.fixture
def note(make):
    """A draft on Skopje."""
    return make.minimal(NOUNS[RecordKind.NOTE])


@pytest.fixture
def press(session):
    """Press the button of a verb as it stands on the page of a note."""

    def send(browser, note, verb, **typed):
        session.expire_all()
        return browser.submit(f"/notes/{note.id}/{verb}", {"seen_version": note.version, **typed})

    return send


def write(browser, note, status=302, **typed):
    form = typed_in(browser.open(f"/notes/{note.id}/write"))
    return browser.submit(f"/notes/{note.id}/write", form | typed, status)


def fresh(session, note):
    session.expire_all()
    return session.get_one(Note, note.id)


def stored(session, note):
    session.expire_all()
    query = select(NoteVersion).where(NoteVersion.note_id == note.id).order_by(NoteVersion.number)
    return session.scalars(query).all()


def issue(browse, press, note, number="2023/1"):
    press(browse("officer"), note, "check")
    press(browse("manager"), note, "approve")
    press(browse("officer"), note, "issue", number=number, issued_on="25.10.2023")


@pytest.mark.parametrize(
    ("address", "make_one"),
    [
        ("cities", lambda make: make.city("Üsküp")),
        ("countries", lambda make: make.country("MK")),
        ("organisations", lambda make: make.organisation()),
        ("people", lambda make: make.person()),
        ("visits", lambda make: make.visit()),
    ],
)
def test_a_note_begins_on_the_page_of_the_note_of_a_record(browse, make, session, address, make_one):
    record, browser = make_one(make), browse()
    begin = browser.open(f"/{address}/{record.id}/note?lang=en").select_one('a[href^="/notes/new"]')["href"]

    saved = browser.submit(begin, typed_in(browser.open(begin)))

    note = session.scalars(select(Note)).one()
    assert (note.about_id, note.language, note.state) == (record.id, "en", NoteState.DRAFT)
    assert browser.open(saved.answer.location).select_one("#paper")["lang"] == "en"


def test_who_approves_what_they_wrote_may_do_so_and_it_is_said(browse, make, session, press):
    manager = browse("manager")
    begin = f"/notes/new?about={make.city('Üsküp').id}&lang=en"
    manager.submit(begin, typed_in(manager.open(begin)))
    note = session.scalars(select(Note)).one()
    press(manager, note, "check")
    assert "You wrote this note" in manager.open(f"/notes/{note.id}").words

    press(manager, note, "approve")

    assert "approved by who wrote it" in browse("viewer").open(f"/notes/{note.id}").words


def test_nothing_is_said_of_an_approval_by_somebody_else(browse, make, session, press, note):
    officer, manager = browse("officer"), browse("manager")
    write(officer, note, **{"text-where": "A city on the Vardar."})
    press(officer, note, "check")
    assert "You wrote this note" not in manager.open(f"/notes/{note.id}").words

    press(manager, note, "approve")

    assert "approved by who wrote it" not in manager.open(f"/notes/{note.id}").words


def test_a_written_sentence_stays_when_the_facts_are_read_anew(browse, make, note):
    browser, city = browse(), make.city("Üsküp")
    write(browser, note, **{"text-where": "The mayor **loves** chess.\n\n- one\n- two"})

    make.organisation("Üsküp Belediyesi", seat_id=city.id)
    page = browser.open(f"/notes/{note.id}")

    written = page.select_one("section[aria-labelledby=where] .paper-written")
    assert written.select_one("strong").get_text() == "loves"
    assert [one.get_text() for one in written.select("li")] == ["one", "two"]
    assert "loves" not in page.select_one("section[aria-labelledby=where] .paper-facts").get_text()


def test_a_section_is_left_out_and_comes_back(browse, note):
    browser = browse()

    write(browser, note, left_out="where")
    assert not browser.open(f"/notes/{note.id}").select("#where")

    form = typed_in(browser.open(f"/notes/{note.id}/write"))
    del form["left_out"]
    browser.submit(f"/notes/{note.id}/write", form)
    assert browser.open(f"/notes/{note.id}").select("#where")


def test_a_source_that_only_a_section_left_out_cites_is_not_listed_and_the_others_keep_their_facts(
    browse, make, note
):
    city, reports = make.city("Üsküp"), [{"title": title, "certainty": "printed"} for title in "ABC"]
    body = make.organisation("Üsküp Belediyesi", seat_id=city.id, sources=reports[:1])
    make.visit(counterparts=[{"organisation_id": body.id}], sources=reports[1:2])
    post = {"organisation_id": body.id, "title_tr": "Başkan"}
    make.person("Danela Arsovska", posts=[post], sources=reports[2:])
    browser = browse()

    def sources_of(section):
        page = browser.open(f"/notes/{note.id}")
        listed = [one.get_text(strip=True) for one in page.select("section[aria-labelledby=sources] li")]
        cited = page.select(f"section[aria-labelledby={section}] a[href^='#source-']")
        return listed, {listed[int(one["href"].removeprefix("#source-")) - 1] for one in cited}

    listed, of_people = sources_of("people")
    assert {"B", "C"} <= set(listed)
    assert of_people == {"C"}

    write(browser, note, left_out=["meetings", "summary"])

    shorter, still_of_people = sources_of("people")
    assert set(listed) - set(shorter) == {"B"}
    assert still_of_people == {"C"}


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", ["city", "country", "organisation", "person", "visit"])
def test_history_and_conflict_name_sections_by_their_headings(browse, make, kind, language):
    city, country = make.city("Üsküp"), make.country("MK")
    embassy = make.organisation(
        "Büyükelçilik", organisation_kind=OrganisationKind.EMBASSY, represents_id=country.id
    )
    post = [{"organisation_id": one.id} for one in (make.organisation("Belediye", seat_id=city.id), embassy)]
    abouts = {
        "city": city,
        "country": country,
        "organisation": embassy,
        "person": make.person(posts=post),
        "visit": make.visit(counterparts=post),
    }
    about, browser = abouts[kind], browse("manager", language)
    for one in (*post, {"organisation_id": abouts["person"].id}):
        make.letter(correspondent_id=one["organisation_id"])
    make.advice("Satranç", about_id=about.id)
    begin = f"/notes/new?about={about.id}&lang={language}"
    address = browser.submit(begin, typed_in(browser.open(begin))).answer.location
    page = browser.open(f"{address}/write")
    old = typed_in(page)
    headings = {
        box.select_one("[name=left_out]")["value"]: box.select_one("legend").get_text(strip=True)
        for box in page.select("fieldset")
    }
    texts = {f"text-{anchor}": "Yazı" for anchor in headings}

    browser.submit(f"{address}/write", old | texts | {"left_out": list(headings)})

    history = browser.open(f"{address}/history").select(".is-change")[0]
    conflict = browser.submit(f"{address}/write", old, 409).select_one("#meanwhile")
    left_out = ", ".join(headings[anchor] for anchor in sorted(headings))
    for shown, cut in ((history, len(left_out)), (conflict, 100)):
        first, *rows = (one.get_text() for one in shown.select("ins"))
        assert first[:cut] == left_out[:cut]
        assert sorted(one.removesuffix(", Yazı") for one in rows) == sorted(headings.values())


def test_the_preview_shows_the_text_as_it_will_print_and_saves_nothing(browse, session, note):
    page = write(browse(), note, 200, preview="1", **{"text-where": "**Strong** words"})

    assert page.select_one("#section-where .paper-note strong").get_text() == "Strong"
    assert page.select_one("#text-where").get_text().strip() == "**Strong** words"
    assert fresh(session, note).version == note.version


def test_markup_in_a_text_is_text_on_every_paper(browse, note):
    browser = browse()
    write(browser, note, **{"text-where": HOSTILE})

    page = browser.open(f"/notes/{note.id}")

    assert HOSTILE in page.select_one(".paper-written").get_text()
    for ending in ("pdf", "docx"):
        assert browser.open(f"/notes/{note.id}/paper.{ending}").answer.data


def test_a_list_within_a_list_runs_together_with_nothing(browse, note):
    browser = browse()
    write(
        browser,
        note,
        **{"text-where": "- Ulaşım\n  - Tramvay\n  - Vapur\n- Kültür\n\n1. Önce\n   - Kahve\n2. Sonra"},
    )

    items = browser.open(f"/notes/{note.id}").select(".paper-written li")

    assert [one.get_text() for one in items] == [
        "Ulaşım",
        "– Tramvay",
        "– Vapur",
        "Kültür",
        "Önce – Kahve",
        "Sonra",
    ]


def test_word_has_letters_that_our_typefaces_lack(browse, note):
    browser = browse()
    write(browser, note, **{"text-where": "Xiamen, 厦门\u202e"})

    file = browser.open(f"/notes/{note.id}/paper.docx").answer.data

    assert "Xiamen, 厦门" in [one.text for one in Document(BytesIO(file)).paragraphs]


def test_a_text_that_is_too_long_is_refused_beside_its_section(browse, session, note):
    page = write(browse(), note, 422, **{"text-where": "x" * 20_001})

    assert [link["href"] for link in page.select(".error-summary a")] == ["#text-where"]
    assert len(page.select_one("#text-where").get_text().strip()) == 20_001
    assert fresh(session, note).version == note.version


def test_of_two_who_write_the_later_one_sees_what_was_saved_and_loses_nothing(browse, note):
    browser, address = browse(), f"/notes/{note.id}/write"
    mine = typed_in(browser.open(address)) | {"text-where": "What I wrote"}
    write(browse(), note, **{"text-where": "What a colleague wrote"})

    page = browser.submit(address, mine, 409)

    assert "What a colleague wrote" in page.select_one("#section-where .notice").get_text()
    assert page.select_one("#text-where").get_text().strip() == "What I wrote"
    browser.submit(address, typed_in(page))
    assert browser.open(address).select_one("#text-where").get_text().strip() == "What I wrote"


def test_every_step_keeps_the_paper_of_its_moment(browse, make, session, press, note):
    write(browse(), note, **{"text-where": "Before"})
    issue(browse, press, note)

    versions = stored(session, note)
    assert [one.state for one in versions] == [NoteState.CHECKED, NoteState.APPROVED, NoteState.ISSUED]
    papers = [paper_json.from_json(one.paper) for one in versions]
    assert papers[0].sections == papers[1].sections == papers[2].sections
    assert (papers[1].number, papers[2].number) == ("", "2023/1")
    query = select(TrailEntry.event).where(TrailEntry.record_id == note.id).order_by(TrailEntry.id)
    steps = ["note.created", "note.edited", "note.checked", "note.approved", "note.issued"]
    assert session.scalars(query).all() == steps


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 403), ("protocol", 403), ("manager", 302), ("director", 302)]
)
def test_one_approval_by_who_may_approve(browse, session, press, note, role, status):
    press(browse("officer"), note, "check")

    browse(role).submit(f"/notes/{note.id}/approve", {"seen_version": fresh(session, note).version}, status)

    assert (fresh(session, note).state is NoteState.APPROVED) is (status == 302)


def test_a_note_goes_its_way_step_by_step(browse, session, press, note):
    for verb in ("approve", "send-back"):
        press(browse("manager"), note, verb)
    assert fresh(session, note).state is NoteState.DRAFT
    browse().submit(f"/notes/{note.id}/issue", {"number": "1", "issued_on": "25.10.2023"}, 422)
    assert not stored(session, note)


def test_who_looked_at_an_older_note_checks_nothing(browse, session, note):
    seen = note.version
    write(browse(), note, **{"text-where": "Newer"})

    browse().submit(f"/notes/{note.id}/check", {"seen_version": seen})

    assert fresh(session, note).state is NoteState.DRAFT


def test_an_approved_note_says_what_was_approved_whatever_the_register_says_by_now(
    browse, make, press, session, note
):
    press(browse(), note, "check")
    press(browse("manager"), note, "approve")
    before = browse().open(f"/notes/{note.id}").select_one("#paper").get_text()

    make.visit(city_id=make.city("Üsküp").id)

    assert browse().open(f"/notes/{note.id}").select_one("#paper").get_text() == before
    assert not browse().open(f"/notes/{note.id}/compare?from=1&to=2").select("ins, del")
    press(browse(), note, "send-back")
    assert browse().open(f"/notes/{note.id}").select_one("#paper").get_text() != before


def test_an_issued_note_never_changes(browse, session, press, note):
    issue(browse, press, note)
    manager, address = browse("manager"), f"/notes/{note.id}"
    was = fresh(session, note).version

    for verb in ("check", "approve", "send-back", "bin"):
        press(manager, note, verb)
    press(manager, note, "write", **{"text-where": "Too late"})
    manager.submit("/notes/bin-selected", {"id": note.id})
    manager.submit(f"{address}/edit", typed_in(manager.open(f"{address}/edit")) | {"title_tr": "Y"}, 422)

    assert fresh(session, note).version == was
    assert note.binned_at is None
    assert not manager.open(address).select('form[action$="/bin"], a[href$="/write"], a[href$="/edit"]')


def test_a_number_is_given_once_and_no_day_is_to_come(browse, make, session, press, note):
    issue(browse, press, note)
    other = make.minimal(NOUNS[RecordKind.NOTE])
    press(browse(), other, "check")
    press(browse("manager"), other, "approve")
    browser = browse()
    form = typed_in(browser.open(f"/notes/{other.id}/issue"))
    assert form["number"] == "2023/2"

    page = browser.submit(
        f"/notes/{other.id}/issue", form | {"number": "2023/1", "issued_on": "26.10.2023"}, 422
    )

    assert {link["href"] for link in page.select(".error-summary a")} == {"#number", "#issued_on"}


@pytest.mark.parametrize("day", ["01.01.1900", "24.10.2023"])
def test_no_note_is_issued_before_it_was_approved(browse, session, press, note, day):
    press(browse(), note, "check")
    press(browse("manager"), note, "approve")
    address = f"/notes/{note.id}/issue"
    browser = browse()
    form = typed_in(browser.open(address)) | {"number": "2023/9", "issued_on": day}

    page = browser.submit(address, form, 422)

    told = "It was approved on 25 Oct 2023: enter that day or a later one"
    assert told in page.select_one("#issued_on-error").get_text()
    assert typed_in(page).items() >= {"number": "2023/9", "issued_on": day}.items()
    assert fresh(session, note).state is NoteState.APPROVED


def test_number_and_day_of_an_issued_note_are_not_called_optional_and_are_asked_for(
    browse, session, press, note
):
    press(browse(), note, "check")
    press(browse("manager"), note, "approve")
    address = f"/notes/{note.id}/issue"
    browser = browse()
    form = browser.open(address)

    page = browser.submit(address, typed_in(form) | {"number": "", "issued_on": ""}, 422)

    assert not form.select(".field-optional")
    assert {link["href"] for link in page.select(".error-summary a")} == {"#number", "#issued_on"}
    assert fresh(session, note).state is NoteState.APPROVED


def test_what_a_button_does_and_what_the_note_is_then_are_said_with_one_verb_in_turkish(browse, press, note):
    def badge_and_step():
        page = browse("manager", "tr").open(f"/notes/{note.id}")
        step = page.select_one(".paper-bar .btn-primary")
        return page.select_one(".paper-bar .state").get_text(strip=True), step and step.get_text(strip=True)

    assert badge_and_step() == ("Taslak", "Kontrol edildi olarak işaretle")
    press(browse(), note, "check")
    assert badge_and_step() == ("Kontrol edildi", "Onayla")
    press(browse("manager"), note, "approve")
    assert badge_and_step() == ("Onaylandı", "Yayımla")
    press(browse(), note, "issue", number="2023/1", issued_on="25.10.2023")
    assert badge_and_step() == ("Yayımlandı", None)


def test_issued_notes_are_counted_in_the_year_of_their_day(browse, press, note, make):
    issue(browse, press, note)
    make.minimal(NOUNS[RecordKind.NOTE])

    assert "2023: 1" in browse("viewer").open("/notes").select_one("main .lead").get_text()


def test_what_changed_between_versions_is_told_word_by_word(browse, press, note):
    write(browse(), note, **{"text-where": "The mayor loves chess."})
    press(browse(), note, "check")
    press(browse(), note, "send-back")
    write(browse(), note, **{"text-where": "The mayor loves football."})

    page = browse().open(f"/notes/{note.id}/compare")

    assert [one.get_text() for one in page.select("del mark")] == ["chess"]
    assert [one.get_text() for one in page.select("ins mark")] == ["football"]
    assert "1 word added, 1 word removed" in page.words


def test_what_is_for_few_stands_in_no_version_of_a_reader_without_the_right(browse, make, press, note):
    secret = {
        "about_id": note.about_id,
        "mark": Confidentiality.SECRET,
        "advice_kind": AdviceKind.SENSITIVITY,
    }
    make.advice("Su sorununu sormayın", **secret)
    director, officer = browse("director"), browse("officer")
    assert "Su sorununu" in director.open(f"/notes/{note.id}").words
    assert "Su sorununu" not in officer.open(f"/notes/{note.id}").words
    press(director, note, "check")
    press(director, note, "approve")

    for address in (f"/notes/{note.id}", f"/notes/{note.id}/versions/2"):
        assert "Su sorununu" in director.open(address).words
        assert "Su sorununu" not in officer.open(address).words
    assert not director.open(f"/notes/{note.id}/compare?from=1&to=2").select("ins, del")
    press(officer, note, "issue", number="1", issued_on="25.10.2023")
    assert "Su sorununu" in director.open(f"/notes/{note.id}").words
    assert "Su sorununu" not in officer.open(f"/notes/{note.id}").words


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_a_version_is_handed_out_as_it_stood(browse, press, session, note, kind):
    issue(browse, press, note)
    paper = paper_json.from_json(stored(session, note)[-1].paper)

    if kind == "html":
        assert "2023/1" in browse().open(f"/notes/{note.id}/versions/3").select_one(".paper-head").get_text()
        return
    answer = browse().open(f"/notes/{note.id}/versions/3/paper.{kind}").answer
    render = {"pdf": pdf.render, "docx": docx.render}[kind]
    assert answer.data[:4] == render(paper, translator("tr"))[:4]
    assert f".{kind}" in answer.headers["Content-Disposition"]
    browse().open(f"/notes/{note.id}/versions/3/paper.exe", 404)
    browse().open(f"/notes/{note.id}/versions/9", 404)


def test_a_written_note_has_the_map_and_its_versions_keep_it(browse, make, session, press):
    make.organisation("Biz", ours=True, seat_id=make.city("İzmir").id)
    officer = browse("officer")
    begin = f"/notes/new?about={make.city('Üsküp').id}&lang=en"
    officer.submit(begin, typed_in(officer.open(begin)))
    note = session.scalars(select(Note)).one()
    press(officer, note, "check")
    press(browse("manager"), note, "approve")

    (picture,) = officer.open(f"/notes/{note.id}").select("section[aria-labelledby=where] img")
    assert picture["alt"] == "Map: Skopje, 627 km from İzmir."
    checked, approved = (one.paper for one in stored(session, note))
    assert checked == approved
