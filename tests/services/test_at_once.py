"""What two officers must not both write: proved with two connections on PostgreSQL."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.permissions.actor import Actor
from app.records import kit
from app.records.guest_lists import GUEST_LIST
from app.records.people import PERSON
from app.records.preparation import CHECKLIST
from app.records.visits import VISIT
from app.services import guests, minimum_wages, missions, pool, preparation, users
from app.unit_of_work import unit_of_work
from models import DataVersion, Guest, MinimumWage, MissionFile, PartialDate, PoolMember, PreparationStep
from models.vocabulary import Direction, Role
from tests.at_once import at_once
from tests.make import TODAY

pytestmark = pytest.mark.postgresql


@pytest.fixture
def actor(own_app):
    with own_app.app_context(), unit_of_work(db.session) as session:
        return Actor(None, users.found_municipality(session, "race", "Yarış"), "Race", Role.OFFICER)


@pytest.fixture
def there(own_app, actor):
    """Write a record before anybody begins; return its id."""

    def write(noun, **data):
        with own_app.app_context(), unit_of_work(db.session) as session:
            return kit.create(session, actor, noun, data, today=TODAY).id

    return write


@pytest.fixture
def written(own_app):
    """Count the values of a column."""

    def read(column):
        with own_app.app_context():
            return Counter(db.session.scalars(select(column)))

    return read


def test_a_group_that_two_invite_at_once_stands_on_the_list_once(own_app, actor, there, written):
    guest_list = there(GUEST_LIST, title_tr="Resepsiyon")
    people = [there(PERSON, title_tr=name) for name in ("Ada Yılmaz", "Can Demir", "Ece Ak")]

    def invite(session):
        guests.invite_all(session, actor, guest_list, people, today=TODAY)

    assert at_once(own_app, invite, invite) == ["done", "done"]
    assert written(Guest.person_id) == dict.fromkeys(people, 1)


def test_of_two_who_invite_the_same_guest_at_once_one_is_refused(own_app, actor, there, written):
    guest_list, ada = there(GUEST_LIST, title_tr="Resepsiyon"), there(PERSON, title_tr="Ada Yılmaz")

    def invite(session):
        data = {"guest_list_id": guest_list, "person_id": ada}
        guests.invite(session, actor, data, today=TODAY)

    assert at_once(own_app, invite, invite) == ["Invalid", "done"]
    assert written(Guest.person_id) == {ada: 1}


def test_of_two_who_turn_two_guests_into_one_person_one_is_refused(own_app, actor, there, written):
    guest_list, ada = there(GUEST_LIST, title_tr="Resepsiyon"), there(PERSON, title_tr="Ada Yılmaz")
    with own_app.app_context(), unit_of_work(db.session) as session:
        names = ("A. Yılmaz", "Ada Y.")
        unnamed = [
            guests.invite(session, actor, {"guest_list_id": guest_list, "name": name}, today=TODAY)
            for name in names
        ]
        seen = [(one.id, one.version) for one in unnamed]

    def turn(guest_id, version):
        data = {"person_id": ada}
        return lambda session: guests.revise(session, actor, guest_id, version, data, today=TODAY)

    assert at_once(own_app, *(turn(*one) for one in seen)) == ["Invalid", "done"]
    assert written(Guest.person_id)[ada] == 1


def test_a_preparation_list_that_two_take_at_once_gives_a_visit_each_step_once(
    own_app, actor, there, written
):
    visit = there(VISIT, held=PartialDate.on(TODAY), group_name="Heyet")
    steps = [{"what_tr": what, "days": 0} for what in ("Bayrak", "Hediye")]
    wanted = there(CHECKLIST, title_tr="Liste", steps=steps)

    def take(session):
        preparation.prepare(session, actor, visit, wanted, None, today=TODAY)

    assert at_once(own_app, take, take) == ["done", "done"]
    assert written(PreparationStep.title_tr) == {"Bayrak": 1, "Hediye": 1}


def test_of_two_who_open_the_file_of_one_mission_at_once_one_is_refused(own_app, actor, there, written):
    held = {"held": PartialDate.on(TODAY), "group_name": "Heyet", "direction": Direction.OUTGOING}
    visit = there(VISIT, **held)

    def open_file(session):
        missions.open_file(session, actor, {"visit_id": visit, "duty_tr": "Kurul"}, today=TODAY)

    assert at_once(own_app, open_file, open_file) == ["Invalid", "done"]
    assert written(MissionFile.visit_id) == {visit: 1}


def test_of_two_who_enter_one_interpreter_at_once_one_is_refused(own_app, actor, there, written):
    ada = there(PERSON, title_tr="Ada Yılmaz")

    def enter(session):
        pool.enter(session, actor, {"person_id": ada}, today=TODAY)

    assert at_once(own_app, enter, enter) == ["Invalid", "done"]
    assert written(PoolMember.person_id) == {ada: 1}


def test_of_two_who_enter_the_minimum_wage_of_the_same_days_at_once_one_is_refused(own_app, actor, written):
    admin = Actor(None, actor.municipality_id, "Race", Role.ADMIN)
    with own_app.app_context(), unit_of_work(db.session) as session:
        session.add(DataVersion(id=minimum_wages.SHARED))  # as with the reference data

    def enter(since):
        def act(session):
            minimum_wages.keep(
                session,
                admin,
                None,
                since=since,
                until=date(2023, 12, 31),
                amount=11402.32,
                source="RG",
                to_confirm=True,
            )

        return act

    assert at_once(own_app, enter(date(2023, 7, 1)), enter(date(2023, 8, 1))) == ["Invalid", "done"]
    assert sum(written(MinimumWage.until).values()) == 1
