"""Two officers who book one interpreter at once: a lock on the person, proved with two connections."""

import threading
from datetime import time

import pytest
from sqlalchemy import select

from app import create_app
from app.errors import Invalid
from app.extensions import alembic, db
from app.permissions.actor import Actor
from app.records import kit
from app.records.people import PERSON
from app.records.visits import VISIT
from app.services import bookings as service
from app.services import pool, users
from app.unit_of_work import unit_of_work
from models import PartialDate, Record
from models.vocabulary import BookingService, BookingState, Role
from tests.make import TODAY
from tests.postgres import database


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
def test_of_two_officers_who_book_somebody_at_once_one_is_refused(own_app):
    with own_app.app_context(), unit_of_work(db.session) as session:
        actor = Actor(None, users.found_municipality(session, "race", "Yarış"), "Race", Role.OFFICER)
        person = kit.create(session, actor, PERSON, {"title_tr": "Ada Yılmaz"}, today=TODAY)
        ada = pool.enter(session, actor, {"person_id": person.id}, today=TODAY).id
        held = {"held": PartialDate.on(TODAY), "group_name": "Heyet"}
        visits = [kit.create(session, actor, VISIT, held, today=TODAY).id for _ in range(2)]
    ready, outcomes = threading.Barrier(2), []

    def book(visit: int) -> None:
        hours = {"day": TODAY, "starts_at": time(9), "ends_at": time(11)}
        facts = {"service": BookingService.ESCORT, "booking_state": BookingState.CONFIRMED, **hours}
        with own_app.app_context():
            try:
                with unit_of_work(db.session) as session:
                    session.execute(select(Record.id).limit(1))
                    ready.wait(timeout=10)
                    service.book(session, actor, {**facts, "member_id": ada, "about_id": visit}, today=TODAY)
                outcomes.append("booked")
            except Invalid:
                outcomes.append("refused")

    threads = [threading.Thread(target=book, args=(visit,)) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["booked", "refused"]
