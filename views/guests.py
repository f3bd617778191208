"""Guests on guest lists."""

from collections.abc import Mapping
from typing import Any

from app.records.guests import GUEST, answer_words, body
from app.records.reference_field import Chosen
from app.services import guests as service
from app.web.locale import current_translator
from models import Guest
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

_OPENED_FROM = {
    RecordKind.GUEST_LIST: "guest_list",
    RecordKind.PERSON: "person",
    RecordKind.ORGANISATION: "organisation",
}
"""Where in the form a record stands from which it was opened."""


class GuestPages(RecordPages[Guest]):
    """What is left open about a guest is taken from the person as of the day."""

    verbs = Verbs(create=service.invite, edit=service.revise)

    def extras(self, record: Guest) -> Mapping[str, Any]:
        """Say the answer and the body in words."""
        return {"answer_words": answer_words, "body": body}

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened."""
        found = self.opened_from(*_OPENED_FROM)
        if found is None:
            return {}
        return {_OPENED_FROM[found.kind]: Chosen(found.id, current_translator().title(found))}


GUEST_PAGES = GuestPages(GUEST)
