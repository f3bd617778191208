"""Guests on guest lists."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.records.guests import GUEST, answer_words, body
from app.records.reference_field import Chosen
from app.services import guests as service
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Guest
from models.vocabulary import RecordKind
from views.records import RecordPages

_OPENED_FROM = {
    RecordKind.GUEST_LIST: "guest_list",
    RecordKind.PERSON: "person",
    RecordKind.ORGANISATION: "organisation",
}
"""Where in the form a record stands from which it was opened."""


class GuestPages(RecordPages[Guest]):
    """What is left open about a guest is taken from the person as of the day."""

    def extras(self, record: Guest) -> Mapping[str, Any]:
        """Say the answer and the body in words."""
        return {"answer_words": answer_words, "body": body}

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened."""
        found = self.opened_from(*_OPENED_FROM)
        if found is None:
            return {}
        return {_OPENED_FROM[found.kind]: Chosen(found.id, current_translator().title(found))}

    def create(self, form: Any) -> Guest:
        """Invite the guest."""
        guest = service.invite(db.session, current_actor(), self.data_of(form), today=office_today())
        guest.form_key = form.form_key.data or None
        return guest

    def change(self, form: Any, record: Guest) -> Guest:
        """Change the guest; what was taken down stays."""
        seen, data = form.seen_version.data or 0, self.data_of(form)
        return service.revise(db.session, current_actor(), record.id, seen, data, today=office_today())


GUEST_PAGES = GuestPages(GUEST)
