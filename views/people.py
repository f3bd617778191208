"""People."""

from collections.abc import Mapping
from typing import Any

from app.documents import contact_cards
from app.extensions import db
from app.queries import contacts, sightings
from app.queries.contacts import Whom
from app.records.people import PERSON
from app.web.access import current_actor
from app.web.clock import office_today
from models import Person
from views.contact_cards import CardPages


class PersonPages(CardPages[Person]):
    """A person's page also says when we last had contact, and when they were last seen in their posts."""

    def extras(self, record: Person) -> Mapping[str, Any]:
        """The last contact, and where the person was met, where a post is on record."""
        actor, today = current_actor(), office_today()
        met = [record.id] if record.posts else []
        return {
            "sightings": sightings.of_people(db.session, actor, met, today=today),
            "last_contact": contacts.last_day(db.session, actor, Whom((), [record.id]), today=today),
        }


PERSON_PAGES = PersonPages(PERSON, contact_cards.of_person)
