"""What the register shows of a preparation is ready without a tick, with what shows it."""

from datetime import timedelta

import pytest

from app.records.nouns import NOUNS
from models import PartialDate
from models.vocabulary import (
    BookingService,
    BookingState,
    Language,
    LetterDirection,
    LetterKind,
    NoteKind,
    NoteState,
    RecordKind,
    StepProof,
    StepState,
    VisitState,
)
from tests.laws.reading import statements, typed_in, written
from tests.make import TODAY

DESK = "/desk"
SECTION = "section[aria-labelledby=preparation]"
SOON = PartialDate.on(TODAY + timedelta(days=9))
OVER = PartialDate.on(TODAY - timedelta(days=5))


@pytest.fixture
def visit(make):
    return make.visit(held=SOON, group_name="Linz heyeti")


def thanks(make, visit, number="2023/114", **data):
    facts = {"direction": LetterDirection.OUTGOING, "letter_kind": LetterKind.THANKS, "about_id": visit.id}
    facts |= {"registration_no": number, "dated": PartialDate.on(TODAY)}
    return make.letter("Teşekkür yazısı", **facts | data)


def booked(make, visit, service=BookingService.INTERPRETING, state=BookingState.CONFIRMED, **data):
    member = make.interpreter("Ada Yılmaz")
    facts = {"about_id": visit.id, "service": service, "member_id": member.id, "day": SOON.earliest}
    return make.booking(**facts | {"booking_state": state} | data)


def note(make, visit, state=NoteState.ISSUED):
    facts = {"title_tr": "Not", "about_id": visit.id, "state": state, "note_kind": NoteKind.VISIT}
    number = {"number": "2023/7", "issued_on": TODAY} if state is NoteState.ISSUED else {}
    return make.record(NOUNS[RecordKind.NOTE], language=Language.TURKISH, **facts, **number)


SHOWN = {
    StepProof.THANKS: (thanks, "letter of thanks 2023/114, 25 Oct 2023"),
    StepProof.GIFT: (lambda make, visit: make.gift("Çini tabak", about_id=visit.id), "Çini tabak"),
    StepProof.PROGRAMME: (lambda make, visit: make.programme_item(visit), "programme with 1 item"),
    StepProof.INTERPRETER: (booked, "Ada Yılmaz"),
    StepProof.ESCORT: (lambda make, visit: booked(make, visit, BookingService.BOTH), "Ada Yılmaz"),
    StepProof.NOTE: (note, "information note 2023/7, 25 Oct 2023"),
}


@pytest.mark.parametrize("kind", list(StepProof))
def test_a_step_is_ready_by_what_is_on_record_and_leads_there(browser, make, session, visit, kind):
    enter, words = SHOWN[kind]
    step = make.step(visit, "Adım", proof=kind)
    assert "1 missing" in browser.open(DESK).words

    shown = enter(make, visit)

    before = written(session)
    page = browser.open(f"/visits/{visit.id}")
    line = page.select_one(f"{SECTION} #step-{step.id}")
    assert f"On record: {words}" in line.get_text(" ", strip=True).replace(" ,", ",")
    address = line.select_one(".detail a")["href"]
    assert address.endswith("/programme" if kind is StepProof.PROGRAMME else f"/{shown.id}")
    if kind is not StepProof.NOTE:  # this one was never written; its page is tested elsewhere
        browser.open(address)
    assert "everything is ready" in browser.open(DESK).words
    assert "On record:" in browser.open(f"/preparation/{step.id}").words
    session.refresh(step)
    assert (step.state, step.settled_by) == (StepState.MISSING, "")
    assert written(session) == before


@pytest.mark.parametrize(
    ("service", "state", "said"),
    [
        (BookingService.INTERPRETING, None, True),
        (BookingService.BOTH, BookingState.ASKED, True),
        (BookingService.ESCORT, BookingState.ASKED, False),
        (BookingService.INTERPRETING, BookingState.CANCELLED, False),
    ],
)
def test_an_interpreter_who_is_not_confirmed_is_named_where_the_step_is_missing(
    browser, make, visit, service, state, said
):
    step = make.step(visit, "Tercüman", proof=StepProof.INTERPRETER)
    reason = {"cancelled_because": "Ill"} if state is BookingState.CANCELLED else {}
    booked(make, visit, service, state, **reason)

    line = browser.open(f"/visits/{visit.id}").select_one(f"{SECTION} #step-{step.id}.is-missing")

    assert ("booked, not recorded as confirmed" in line.get_text()) is said


@pytest.mark.parametrize(
    ("kind", "enter"),
    [
        (StepProof.THANKS, lambda make, visit: thanks(make, visit, number="")),
        (StepProof.THANKS, lambda make, visit: thanks(make, visit, letter_kind=LetterKind.INVITATION)),
        (StepProof.THANKS, lambda make, visit: thanks(make, visit, direction=LetterDirection.INCOMING)),
        (StepProof.THANKS, lambda make, visit: thanks(make, make.visit(held=SOON))),
        (StepProof.GIFT, lambda make, visit: make.gift(about_id=visit.id, direction="received")),
        (StepProof.INTERPRETER, lambda make, visit: booked(make, visit, state=BookingState.ASKED)),
        (StepProof.INTERPRETER, lambda make, visit: booked(make, visit, BookingService.ESCORT)),
        (StepProof.NOTE, lambda make, visit: note(make, visit, NoteState.APPROVED)),
        (None, thanks),
    ],
    ids=[
        "a letter without number",
        "another letter",
        "a letter that came in",
        "thanks for another visit",
        "a gift that was received",
        "an interpreter who was asked",
        "an escort for an interpreter",
        "a note that is not issued",
        "a step that names no proof",
    ],
)
def test_what_does_not_show_it_leaves_it_missing(browser, make, visit, kind, enter):
    make.step(visit, "Adım", proof=kind)

    enter(make, visit)

    assert "1 missing" in browser.open(DESK).select_one(f"#visit-{visit.id}").get_text()


def test_while_a_second_interpreter_is_to_be_found_the_step_is_missing(browser, make, visit):
    make.step(visit, "Tercüman", proof=StepProof.INTERPRETER)
    booked(make, visit)

    make.booking(about_id=visit.id, service=BookingService.INTERPRETING)

    assert "1 missing" in browser.open(DESK).words


def test_when_what_showed_it_goes_into_the_bin_the_step_is_missing_again(browser, make, visit):
    make.step(visit, "Hediye", proof=StepProof.GIFT)
    gift = make.gift(about_id=visit.id)
    assert "everything is ready" in browser.open(DESK).words

    browser.submit(f"/gifts/{gift.id}/bin")

    assert "1 missing" in browser.open(DESK).words


def test_somebody_can_still_say_that_it_is_not_needed_and_the_undo_says_that_it_is_ready(
    browser, make, visit
):
    step = make.step(visit, "Hediye", proof=StepProof.GIFT)
    make.gift(about_id=visit.id)
    form = browser.open(f"/visits/{visit.id}").select_one(f"#step-{step.id} form")
    sent = {field["name"]: field["value"] for field in form.select("input")}

    after = browser.submit(form["action"], sent)

    page = browser.open(after.answer.location)
    assert "Not needed: officer of izmir" in page.select_one(f"#step-{step.id}").get_text()
    undo = page.select_one("form[data-undo]")
    page = browser.open(browser.submit(undo["action"]).answer.location)
    assert "On record:" in page.select_one(f"#step-{step.id}").get_text()
    assert "Ready: Hediye" in page.words


def test_a_past_visit_whose_thanks_went_out_leaves_the_desk_and_the_first_page(browser, make):
    visit = make.visit(held=OVER, group_name="Giden heyet", state=VisitState.HELD)
    make.step(visit, "Teşekkür yazısı", days=3, proof=StepProof.THANKS)
    soon = make.visit(held=SOON)
    make.step(soon, "Hediye", proof=StepProof.GIFT)
    assert "Giden heyet" in browser.open(DESK).words
    assert browser.open("/").select(f'a[href="/desk#visit-{soon.id}"]')

    thanks(make, visit)
    make.gift(about_id=soon.id)

    assert "Giden heyet" not in browser.open(DESK).words
    assert not browser.open("/").select(f'a[href="/desk#visit-{soon.id}"]')


def test_the_list_of_steps_tells_ready_from_missing_by_the_record(browser, make, visit):
    make.step(visit, "Hediye", proof=StepProof.GIFT)
    make.step(visit, "Bayrak")
    make.gift(about_id=visit.id)

    def named(state):
        page = browser.open(f"/preparation?state={state}")
        return [link.get_text(strip=True) for link in page.select("td.is-name > a")]

    assert (named("ready"), named("missing"), named("not_needed")) == (["Hediye"], ["Bayrak"], [])
    rows = {
        row.a.get_text(strip=True): row.get_text(" ")
        for row in browser.open("/preparation").select("tbody tr")
    }
    assert "Ready" in rows["Hediye"]
    assert "Missing" in rows["Bayrak"]


def test_a_list_says_what_shows_it_and_gives_it_to_the_steps_of_a_visit(browser, make, visit):
    wanted = make.checklist(("Teşekkür yazısı", 3))
    form = typed_in(browser.open(f"/checklists/{wanted.id}/edit"))
    browser.submit(f"/checklists/{wanted.id}/edit", form | {"steps-0-proof": "thanks"})
    assert "The letter of thanks has its number" in browser.open(f"/checklists/{wanted.id}").words
    browser.submit(f"/visits/{visit.id}/preparation", {"checklist": str(wanted.id)})

    thanks(make, visit)

    assert "letter of thanks 2023/114" in browser.open(f"/visits/{visit.id}").select_one(SECTION).get_text()


def test_the_proofs_of_many_visits_cost_no_more_statements(app, browser, make):
    costs = []
    for count in (1, 6):
        for _ in range(count):
            visit = make.visit(held=SOON)
            for kind in StepProof:
                make.step(visit, kind.value, proof=kind)
                SHOWN[kind][0](make, visit)
            make.step(visit, "Bayrak")
        with statements(app) as sent:
            browser.open(DESK)
        costs.append(len(sent))

    assert costs[0] == costs[1]
