"""A number is one letter's: what is an entry of its own, and two officers who give one number at once."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.letters import number_key, same_entry
from app.errors import Invalid
from app.extensions import db
from app.permissions.actor import Actor
from app.queries import letters as queries
from app.services import letters as service
from app.services import users
from app.unit_of_work import unit_of_work
from models import Certainty, Letter, PartialDate, TrailEntry
from models.vocabulary import LetterDirection, Role
from tests.at_once import at_once
from tests.laws.reading import typed_in, written
from tests.make import TODAY

IN, OUT = LetterDirection.INCOMING, LetterDirection.OUTGOING
UNKNOWN, IN_2022, IN_2023 = PartialDate.unknown(), PartialDate.of(2022), PartialDate.of(2023)
WINTER = PartialDate.span(date(2022, 12, 1), date(2023, 1, 31))
DISPUTED = PartialDate(date(2022, 10, 3), date(2022, 10, 3), Certainty.DOUBTFUL)


def letter(direction, dated, correspondent_id, number="E-7"):
    key = number_key(number)
    return Letter(direction=direction, dated=dated, correspondent_id=correspondent_id, number_key=key)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((OUT, IN_2023, 1), (OUT, PartialDate.on(TODAY), 2), True),
        ((OUT, IN_2022, 1), (OUT, IN_2023, 1), False),
        ((OUT, UNKNOWN, 1), (OUT, IN_2023, 2), True),
        ((OUT, UNKNOWN, None), (OUT, UNKNOWN, None), True),
        ((OUT, WINTER, 1), (OUT, IN_2023, 1), True),
        ((OUT, DISPUTED, 1), (OUT, IN_2023, 1), True),
        ((OUT, IN_2023, 1), (IN, IN_2023, 1), False),
        ((IN, IN_2023, 1), (IN, IN_2023, 1), True),
        ((IN, IN_2023, 1), (IN, IN_2023, None), True),
        ((IN, IN_2023, 1), (IN, IN_2023, 2), False),
        ((None, IN_2023, 1), (OUT, IN_2023, 2), True),
        ((None, IN_2023, 1), (IN, IN_2023, 2), False),
        ((OUT, IN_2023, 1), (OUT, IN_2023, 1, "e - 7"), True),
        ((OUT, IN_2023, 1), (OUT, IN_2023, 1, "E-8"), False),
    ],
)
def test_two_letters_are_one_entry_unless_number_year_direction_or_sender_tell_them_apart(one, other, same):
    assert same_entry(letter(*one), letter(*other)) is same
    assert same_entry(letter(*other), letter(*one)) is same


def test_a_number_that_another_letter_has_is_refused_beside_its_field_and_names_that_letter(
    browse, make, session
):
    make.letter("Kutlama", direction=OUT, registration_no="E-7", dated=PartialDate.on(TODAY))
    browser = browse()
    form = typed_in(browser.open("/letters/new")) | {"direction": "out", "subject_tr": "Davet"}
    before = written(session)

    page = browser.submit("/letters/new", form | {"registration_no": "E-7", "dated": "2023"}, 422)

    said = page.find(id="registration_no-error").get_text()
    assert "Another letter has the number E-7: Kutlama, 25 Oct 2023" in said
    assert page.select_one("#registration_no")["value"] == "E-7"
    assert written(session) == before
    browser.submit("/letters/new", form | {"registration_no": "E-7", "dated": "2022"})


@pytest.mark.parametrize("spelling", ["e-7", "E - 7", "E.7", "e/7"])
def test_a_number_in_another_spelling_is_the_same_number(browse, make, spelling):
    make.letter("Kutlama", direction=OUT, registration_no="E-7", dated=PartialDate.on(TODAY))
    browser = browse()
    form = typed_in(browser.open("/letters/new")) | {"direction": "out", "subject_tr": "Davet"}

    page = browser.submit("/letters/new", form | {"registration_no": spelling, "dated": "2023"}, 422)

    assert "number E-7: Kutlama" in page.find(id="registration_no-error").get_text()
    assert page.select_one("#registration_no")["value"] == spelling
    browser.submit("/letters/new", form | {"registration_no": "E7", "dated": "2023"})


def test_a_letter_with_the_number_of_another_may_spell_it_otherwise_and_its_history_says_only_that(
    browse, make, session
):
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}
    imported = [make.letter(title, **facts) for title in ("Kutlama", "Davet")]
    browser, address = browse(), f"/letters/{imported[1].id}/edit"

    browser.submit(address, typed_in(browser.open(address)) | {"registration_no": "e - 7"})

    entry = session.scalars(select(TrailEntry).order_by(TrailEntry.id.desc())).first()
    assert entry.changes == {"registration_no": ["E-7", "e - 7"]}


def test_what_is_only_punctuation_is_no_number_and_may_stand_twice(browse, make):
    make.letter("Kutlama", direction=OUT, registration_no="-", dated=PartialDate.on(TODAY))
    browser = browse()
    form = typed_in(browser.open("/letters/new")) | {"direction": "out", "subject_tr": "Davet"}

    browser.submit("/letters/new", form | {"registration_no": "-", "dated": "2023"})


def test_a_letter_that_is_changed_takes_no_number_of_another_and_keeps_one_that_was_there_twice(
    browse, make, session
):
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}
    imported = [make.letter(title, **facts) for title in ("Kutlama", "Davet")]
    other, browser = make.letter("Veda", direction=OUT), browse()

    address = f"/letters/{imported[1].id}/edit"
    browser.submit(address, typed_in(browser.open(address)) | {"notes_tr": "Çay"})
    address = f"/letters/{other.id}/edit"
    page = browser.submit(address, typed_in(browser.open(address)) | {"registration_no": "E-7"}, 422)

    assert "Kutlama" in page.find(id="registration_no-error").get_text()
    session.expire_all()
    assert (imported[1].notes_tr, other.registration_no) == ("Çay", "")


def test_a_letter_comes_out_of_the_bin_and_the_other_one_that_has_its_number_is_named(browse, make, session):
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}
    first, browser = make.letter("Kutlama", **facts), browse()
    browser.submit(f"/letters/{first.id}/bin")
    make.letter("Davet", **facts)

    page = browser.open(browser.submit(f"/letters/{first.id}/restore").answer.location)

    assert "Another letter has the number E-7: Davet" in page.words
    session.expire_all()
    assert first.binned_at is None


def test_letters_that_were_binned_together_come_back_and_a_few_of_those_with_a_number_twice_are_named(
    browse, make, session
):
    facts = {"direction": OUT, "dated": PartialDate.on(TODAY)}
    twins = [make.letter(f"Davet {n}", registration_no=f"E-{n // 2}", **facts) for n in range(14)]
    browser = browse()
    answer = browser.submit("/letters/bin-selected", {"id": [str(one.id) for one in twins]}).answer
    undo = browser.open(answer.location).select_one("form[action*=restore-selected]")["action"]

    page = browser.open(browser.submit(undo).answer.location)

    assert "Taken out of the bin: 14 records" in page.words
    assert page.words.count("Another letter has the number") == 5
    assert "9 more letters have the number of another one." in page.words
    session.expire_all()
    assert not any(one.binned_at for one in twins)


def test_the_letter_that_has_the_number_is_named_in_the_readers_language(browse, make):
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}
    make.letter("Kutlama", subject_en="Greeting", **facts)
    browser = browse()
    form = typed_in(browser.open("/letters/new")) | {"direction": "out", "subject_tr": "Davet"}

    page = browser.submit("/letters/new", form | {"registration_no": "E-7", "dated": "2023"}, 422)

    assert "E-7: Greeting" in page.find(id="registration_no-error").get_text()


@pytest.mark.parametrize("page", ["of all that wait", "of those written together"])
def test_who_types_another_number_than_a_colleague_gave_meanwhile_is_told_so(browse, make, session, page):
    letter = make.letter("Kutlama", direction=OUT, body="Kutlarız.")
    operation = session.scalar(select(TrailEntry.operation_id).where(TrailEntry.record_id == letter.id))
    address = "/letters/without-number" if page == "of all that wait" else f"/letters/written/{operation}"
    browser, name = browse(), f"number-{letter.id}"
    browser.submit(address, {name: "E-1"})

    answer = browser.submit(address, {name: "E-2"}, 422)

    assert "It has the number E-1 already" in answer.find(id=f"{name}-error").get_text()
    assert answer.find(id=name)["value"] == "E-2"
    browser.submit(address, {name: "E-1"})
    session.refresh(letter)
    assert letter.registration_no == "E-1"


def test_a_number_typed_for_a_letter_that_was_binned_meanwhile_is_said_to_be_lost(browse, make, session):
    gone, there = (make.letter(title, direction=OUT, body="Kutlarız.") for title in ("Kutlama", "Davet"))
    browser = browse()
    browser.submit(f"/letters/{gone.id}/bin")
    typed = {f"number-{gone.id}": "E-1", f"number-{there.id}": "E-2"}

    page = browser.open(browser.submit("/letters/without-number", typed).answer.location)

    assert "1 number is saved." in page.words
    assert "1 letter is not listed any more; the number typed for it is not saved." in page.words
    session.expire_all()
    assert (gone.registration_no, there.registration_no) == ("", "E-2")


@pytest.fixture
def two_waiting(own_app):
    """Somebody of the municipality, and two letters of one year that have no number yet."""
    with own_app.app_context(), unit_of_work(db.session) as session:
        actor = Actor(None, users.found_municipality(session, "race", "Yarış"), "Race", Role.OFFICER)
        facts = {
            "direction": OUT,
            "subject_tr": "Kutlama",
            "body": "Kutlarız.",
            "dated": PartialDate.on(TODAY),
        }
        return actor, [service.enter(session, actor, facts, today=TODAY).id for _ in range(2)]


def give(session, actor, letter_id):
    return service.give_numbers(session, actor, {letter_id: "E-7"}, PartialDate.unknown(), today=TODAY)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("way", "refusal"), [("typed in the form", "Taken"), ("given afterwards", "Invalid")]
)
def test_of_two_officers_who_give_one_number_at_once_one_is_refused(own_app, two_waiting, way, refusal):
    actor, letters = two_waiting
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}

    def act(session, letter_id):
        if way == "typed in the form":
            service.enter(session, actor, facts, today=TODAY)
        else:
            give(session, actor, letter_id)

    outcomes = at_once(own_app, *(partial(act, letter_id=one) for one in letters))
    assert outcomes == sorted([refusal, "done"])


@pytest.mark.postgresql
def test_who_read_the_list_before_another_officer_gave_the_number_is_refused_too(own_app, two_waiting):
    actor, (first, second) = two_waiting
    with own_app.app_context():
        listed = queries.without_number(db.session, actor)
        with Session(db.engine) as other, unit_of_work(other):
            give(other, actor, first)

        with pytest.raises(Invalid), unit_of_work(db.session):
            give(db.session, actor, second)
        assert [one.id for one in listed] == [first, second]
