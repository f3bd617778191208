"""Events and workshops."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import guests
from app.records.events import EVENT
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.services import events as service
from app.web.access import current_actor
from app.web.locale import current_translator
from models import Event
from models.vocabulary import RecordKind
from views import booked
from views.records import RecordPages
from views.verbs import Verbs

_OPENED_FROM = {
    RecordKind.CITY: "city",
    RecordKind.ORGANISATION: "host",
    RecordKind.PROJECT: "about",
    RecordKind.AGREEMENT: "about",
    RecordKind.MEMBERSHIP: "about",
}
"""Where in the form a record stands from which it was opened."""


class EventPages(RecordPages[Event]):
    """An event's tasks are the road map; a new one begins with where it was opened from."""

    verbs = Verbs(create=service.announce, edit=service.revise)

    def extras(self, record: Event) -> Mapping[str, Any]:
        """Where the record that it belongs to has its page; who is invited, who is booked for it."""
        invited = guests.of_record(db.session, current_actor(), record.id)
        return {"nouns": NOUNS, "guest_lists": invited, **booked.shown(record)}

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened."""
        found = self.opened_from(*_OPENED_FROM)
        if found is None:
            return {}
        return {_OPENED_FROM[found.kind]: Chosen(found.id, current_translator().title(found))}


EVENT_PAGES = EventPages(EVENT)
