"""Cities."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.extensions import db
from app.queries import (
    agreements,
    contacts,
    events,
    linked,
    memberships,
    projects,
    reference,
    sightings,
    tasks,
)
from app.queries.contacts import PASSING, Whom
from app.records.cities import CITY
from app.web.access import current_actor
from app.web.clock import office_today
from models import City, Task
from views.records import RecordPages


class CityPages(RecordPages[City]):
    """A city's page also lists the organisations that sit there."""

    def extras(self, record: City) -> Mapping[str, Any]:
        """Organisations and people of the city, and the ties with them; a mission is no tie to its seat."""
        actor = current_actor()
        seated = linked.seated_in(db.session, actor, record.id)
        ids = [body.id for body in seated if body.represents_id is None and not body.ours]
        speaking = [body for body in seated if body.id in ids and body.organisation_kind not in PASSING]
        people = linked.people_of_city(db.session, actor, record.id)
        return {
            "organisations": seated,
            "ties": agreements.of_organisations(db.session, actor, ids),
            "memberships": memberships.of_organisations(db.session, actor, ids),
            "events": events.of_organisations(db.session, actor, ids),
            "projects": projects.of_organisations(db.session, actor, ids),
            "people": people,
            "sightings": sightings.of_people(
                db.session, actor, [one.id for one in people], today=office_today()
            ),
            "last_contact": contacts.last_day(
                db.session,
                actor,
                Whom(speaking, [record.id]),
                today=office_today(),
                signed=agreements.signed_with(db.session, actor, [body.id for body in speaking]),
            ),
            "public": reference.of_city(db.session, actor, record.id, today=office_today()),
        }

    def tasks(self, record: City) -> Sequence[Task]:
        """Return what leads to the city, its bodies or their people."""
        return tasks.open_on(db.session, current_actor(), tasks.of_city(record.id))


CITY_PAGES = CityPages(CITY)
