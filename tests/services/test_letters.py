"""A number is one letter's: what is an entry of its own, and two officers who give one number at once."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from app import create_app
from app.domain.letters import same_entry
from app.errors import Invalid
from app.extensions import alembic, db
from app.permissions.actor import Actor
from app.services import letters as service
from app.services import users
from app.unit_of_work import unit_of_work
from models import Certainty, Letter, PartialDate, Record
from models.vocabulary import LetterDirection, Role
from tests.laws.reading import typed_in, written
from tests.make import TODAY
from tests.postgres import database

IN, OUT = LetterDirection.INCOMING, LetterDirection.OUTGOING
UNKNOWN, IN_2022, IN_2023 = PartialDate.unknown(), PartialDate.of(2022), PartialDate.of(2023)
WINTER = PartialDate.span(date(2022, 12, 1), date(2023, 1, 31))
DISPUTED = PartialDate(date(2022, 10, 3), date(2022, 10, 3), Certainty.DOUBTFUL)


def letter(direction, dated, correspondent_id):
    return Letter(direction=direction, dated=dated, correspondent_id=correspondent_id)


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
    ],
)
def test_two_letters_are_one_entry_unless_year_direction_or_sender_tell_them_apart(one, other, same):
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


def test_a_letter_stays_in_the_bin_while_its_number_is_anothers(browse, make, session):
    facts = {"direction": OUT, "registration_no": "E-7", "dated": PartialDate.on(TODAY)}
    first, browser = make.letter("Kutlama", **facts), browse()
    browser.submit(f"/letters/{first.id}/bin")
    make.letter("Davet", **facts)

    page = browser.open(browser.submit(f"/letters/{first.id}/restore").answer.location, status=404)

    assert "Another letter has the number E-7: Davet" in page.words
    session.expire_all()
    assert first.binned_at is not None


@pytest.fixture
def own_app():
    """An application with a database of its own: what two connections write cannot be undone by the test."""
    with database() as url:
        built = create_app({"database_url": url, "secret_key": "for tests only" * 3})
        with built.app_context():
            alembic.upgrade()
        yield built
        with built.app_context():
            db.engine.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("way", ["typed in the form", "given afterwards"])
def test_of_two_officers_who_give_one_number_at_once_one_is_refused(own_app, way):
    with own_app.app_context(), unit_of_work(db.session) as session:
        actor = Actor(None, users.found_municipality(session, "race", "Yarış"), "Race", Role.OFFICER)
        facts = {"direction": OUT, "subject_tr": "Kutlama", "dated": PartialDate.on(TODAY)}
        waiting = [service.enter(session, actor, facts, today=TODAY).id for _ in range(2)]
    ready, outcomes = threading.Barrier(2), []

    def give(id_: int) -> None:
        with own_app.app_context():
            try:
                with unit_of_work(db.session) as session:
                    session.execute(select(Record.id).limit(1))
                    ready.wait(timeout=10)
                    if way == "typed in the form":
                        service.enter(session, actor, {**facts, "registration_no": "E-7"}, today=TODAY)
                    else:
                        service.give_numbers(session, actor, {id_: "E-7"}, PartialDate.unknown(), today=TODAY)
                outcomes.append("given")
            except Invalid:
                outcomes.append("refused")

    threads = [threading.Thread(target=give, args=(id_,)) for id_ in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["given", "refused"]
