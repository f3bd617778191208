"""People."""

from collections.abc import Mapping
from typing import Any

from app.documents import contact_cards
from app.extensions import db
from app.queries import sightings
from app.records.people import PERSON
from app.web.access import current_actor
from app.web.clock import office_today
from models import Person
from views.contact_cards import CardPages


class PersonPages(CardPages[Person]):
    """A person's page also says when they were last seen in their posts."""

    def extras(self, record: Person) -> Mapping[str, Any]:
        """Where the person was met, where a post is on record."""
        met = [record.id] if record.posts else []
        return {"sightings": sightings.of_people(db.session, current_actor(), met, today=office_today())}


PERSON_PAGES = PersonPages(PERSON, contact_cards.of_person)
