"""Two officers who book one interpreter at once: a lock on the person, proved with two connections."""

from collections.abc import Callable
from datetime import time

import pytest
from sqlalchemy.orm import Session

from app.extensions import db
from app.permissions.actor import Actor
from app.records import kit
from app.records.people import PERSON
from app.records.visits import VISIT
from app.services import bookings as service
from app.services import pool, users
from app.unit_of_work import unit_of_work
from models import PartialDate
from models.vocabulary import BookingService, BookingState, Role
from tests.at_once import at_once
from tests.make import TODAY


@pytest.mark.postgresql
def test_of_two_officers_who_book_somebody_at_once_one_is_refused(own_app):
    with own_app.app_context(), unit_of_work(db.session) as session:
        actor = Actor(None, users.found_municipality(session, "race", "Yarış"), "Race", Role.OFFICER)
        person = kit.create(session, actor, PERSON, {"title_tr": "Ada Yılmaz"}, today=TODAY)
        ada = pool.enter(session, actor, {"person_id": person.id}, today=TODAY).id
        held = {"held": PartialDate.on(TODAY), "group_name": "Heyet"}
        visits = [kit.create(session, actor, VISIT, held, today=TODAY).id for _ in range(2)]

    def book(visit: int) -> Callable[[Session], object]:
        facts = {"service": BookingService.ESCORT, "booking_state": BookingState.CONFIRMED, "day": TODAY}
        facts |= {"starts_at": time(9), "ends_at": time(11), "member_id": ada, "about_id": visit}
        return lambda session: service.book(session, actor, facts, today=TODAY)

    assert at_once(own_app, *map(book, visits)) == ["Invalid", "done"]
