"""Letters that wait for a reply, and thanks that are due after a visit."""

from datetime import timedelta

import pytest

from app.records import kit
from app.records.letters import LETTER
from app.records.visits import VISIT
from models import PartialDate
from models.vocabulary import Direction, LetterDirection, LetterKind, Side, VisitState
from tests.laws.reading import statements, typed_in
from tests.make import TODAY

PLACE = "/letters/waiting"
OUT = LetterDirection.OUTGOING


def ago(days):
    return PartialDate.on(TODAY - timedelta(days=days))


@pytest.fixture
def lines(browse):
    """Say what stands in one part of the page."""
    browser = browse()

    def look(part):
        rows = browser.open(PLACE).select(f"section[aria-labelledby={part}] tbody tr")
        return [" ".join(row.get_text(" ").split()) for row in rows]

    return look


def test_what_we_owe_and_what_they_owe_stand_apart_the_most_overdue_first(make, lines):
    make.letter("Davet", dated=ago(30), reply_due=ago(3))
    make.letter("Soru", dated=ago(10), reply_due=ago(8))
    make.letter("Talep", direction=OUT, dated=ago(5), reply_due=PartialDate.on(TODAY + timedelta(days=2)))
    make.letter("Bilgi")

    first, second = lines("ours")
    assert first.startswith("Soru waiting for 10 days")
    assert "8 days late" in first
    assert second.startswith("Davet waiting for 30 days")
    (theirs,) = lines("theirs")
    assert theirs.startswith("Talep waiting for 5 days")
    assert "late" not in theirs


def test_what_may_still_come_in_time_is_not_late_and_a_vague_letter_has_no_days(make, lines):
    make.letter("Davet", dated=PartialDate.of(2023), reply_due=PartialDate.of(TODAY.year, TODAY.month))

    (line,) = lines("ours")

    assert "late" not in line
    assert "waiting for" not in line


def test_an_answered_letter_waits_no_more(make, lines):
    asked = make.letter("Davet", reply_due=ago(1))
    make.letter("Kabul", direction=OUT, answers_id=asked.id)

    assert lines("ours") == []


def test_the_reply_and_the_reminder_begin_with_what_is_known(make, browse):
    linz = make.organisation("Linz Belediyesi")
    make.letter("Davet", correspondent_id=linz.id, reply_due=ago(1))
    facts = {"direction": OUT, "correspondent_id": linz.id, "reply_due": ago(1), "registration_no": "E-7"}
    make.letter("Talep", subject_en="Request", file_code="724", **facts)
    browser = browse()
    page = browser.open(PLACE)

    reply = typed_in(browser.open(page.select_one("section[aria-labelledby=ours] a[data-key=r]")["href"]))
    reminder = typed_in(
        browser.open(page.select_one("section[aria-labelledby=theirs] a[data-key=r]")["href"])
    )

    assert (reply["direction"], reply["correspondent"]) == ("out", f"Linz Belediyesi #{linz.id}")
    assert reply["answers"]
    assert (reminder["direction"], reminder["answers"]) == ("out", "")
    assert (reminder["subject_tr"], reminder["subject_en"]) == ("Hatırlatma: Talep", "Reminder: Request")
    assert reminder["file_code"] == "724"
    assert "E-7" in reminder["notes_tr"]


def test_a_reader_is_offered_neither_reply_nor_draft(make, browse):
    make.letter("Davet", reply_due=ago(1))

    page = browse("viewer").open(PLACE)

    assert not page.select("main a[data-key]")


def test_another_municipality_owes_nothing_of_ours(make, browse):
    make.letter("Davet", reply_due=ago(1))
    held(make, ago(9))

    page = browse(make.user("officer", "antalya")).open(PLACE)

    assert not page.select("main tbody tr")


def test_the_page_costs_as_many_statements_for_many_letters_as_for_one(app, make, browse):
    browser = browse()

    def cost():
        with statements(app) as sent:
            browser.open(PLACE)
        return len(sent)

    def more(number):
        for direction in LetterDirection:
            body = make.organisation(f"Kurum {number} {direction}")
            make.letter("Davet", direction=direction, correspondent_id=body.id, reply_due=ago(number))
        held(make, ago(9))

    more(1)
    cost()
    one = cost()
    for number in range(2, 9):
        more(number)

    assert cost() == one


def held(make, day, state=VisitState.HELD, **data):
    return make.visit(held=day, state=state, direction=Direction.INCOMING, **data)


def of_the_visit(browse, visit):
    return browse().open(f"/visits/{visit.id}").select_one("section[aria-labelledby=letters]").get_text(" ")


def test_thanks_are_due_some_days_after_a_visit_that_took_place(make, browse, lines):
    late, soon = held(make, ago(9), group_name="Geçen"), held(make, ago(2), group_name="Yeni")

    assert "Thank-you letter overdue" in of_the_visit(browse, late)
    assert "Thank-you letter to be written" in of_the_visit(browse, soon)
    assert "30 Oct 2023" in of_the_visit(browse, soon)
    first, second = lines("thanks")
    assert first.startswith("Geçen")
    assert "2 days late" in first
    assert second.startswith("Yeni")


def test_nobody_is_thanked_for_a_visit_of_which_it_is_not_known_that_and_when_it_took_place(
    make, browse, lines
):
    held(make, ago(9), state=VisitState.PLANNED)
    held(make, ago(9), state=None)
    held(make, PartialDate.of(TODAY.year, TODAY.month))
    imported = [{"title": "Faaliyet raporu"}]
    history = held(make, ago(9), sources=imported)

    assert lines("thanks") == []
    assert "Thank-you letter overdue" not in of_the_visit(browse, history)


def test_a_thank_you_letter_is_drafted_from_the_visit_and_ends_what_is_due(make, browse, session, lines):
    body = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    guest = make.person("Maria Huber", posts=[{"organisation_id": body.id, "title_en": "Mayor"}])
    delegates = [{"person_id": guest.id, "name": "Maria Huber", "side": Side.VISITOR}]
    visit = held(make, ago(9), delegates=delegates)
    browser = browse()
    link = browser.open(f"/visits/{visit.id}").select_one("section[aria-labelledby=letters] a.btn")

    form = typed_in(browser.open(link["href"]))
    assert form["about"].endswith(f"#{visit.id}")
    assert form["recipients-0-recipient"].endswith(f"#{guest.id}")
    page = browser.submit("/letters/merge", form | {"do": "preview"}, 200)
    assert "Dear Mayor, Thank you for your visit on 16 October 2023." in page.words
    sent = {one["name"]: one["value"] for one in page.select("main form input[type=hidden]")}
    browser.submit("/letters/merge", sent | {"do": "write", "take": guest.id})

    assert lines("thanks") == []
    said = of_the_visit(browse, visit)
    assert "Thank you for your visit" in said
    assert "number not yet given" in said


def test_a_thank_you_letter_in_the_bin_gives_no_thanks(make, session, lines):
    visit = held(make, ago(9))
    letter = make.letter(direction=OUT, letter_kind=LetterKind.THANKS, about_id=visit.id)
    assert lines("thanks") == []

    kit.throw_away(session, make.actor("admin"), LETTER, letter.id, today=TODAY)
    session.commit()

    assert lines("thanks")


def test_a_visa_support_letter_names_the_guests_and_nothing_of_their_papers(make, browse):
    guest = make.person("Maria Huber")
    delegates = [{"person_id": guest.id, "name": "Maria Huber", "title_tr": "Müdür", "side": Side.VISITOR}]
    visit = make.visit(delegates=delegates)
    consulate = make.organisation("Viyana Başkonsolosluğu", seat_id=make.city("İzmir").id)
    browser = browse()
    form = typed_in(browser.open(f"/letters/merge?kind=visa_support&about={visit.id}&to={consulate.id}"))

    page = browser.submit("/letters/merge", form | {"do": "preview"}, 200)

    assert "Maria Huber, Müdür" in page.words
    assert not {"passport", "pasaport"} & {one.name for one in VISIT.model.__table__.columns}
