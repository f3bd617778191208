"""Guest lists: what guests are invited to, and how many come."""

from collections.abc import Mapping
from typing import Any

from app.domain.guests import is_time_to_remind
from app.extensions import db
from app.queries import guests as queries
from app.records.guest_lists import ABOUT, GUEST_LIST
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Event, GuestList, Visit
from models.vocabulary import RecordKind
from views.records import RecordPages


class GuestListPages(RecordPages[GuestList]):
    """A guest list shows its figures, and leads to the answers and to the gate."""

    def extras(self, record: GuestList) -> Mapping[str, Any]:
        """Return the figures, and whether guests are to be reminded."""
        figures = queries.numbers(db.session, [record.id])[record.id]
        return {
            "nouns": NOUNS,
            "figures": figures,
            "is_due": is_time_to_remind(record, figures.unanswered, office_today()),
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the event or the visit from which the form was opened: its name, its day, its place."""
        found = self.opened_from(*ABOUT)
        if found is None:
            return {}
        told: dict[str, Any] = {"about": Chosen(found.id, current_translator().title(found))}
        if isinstance(found, Event | Visit):
            told |= {"held": found.held}
        if found.kind is RecordKind.EVENT:
            told |= {"title_tr": found.title_tr, "title_en": found.title_en}
        return told


GUEST_LIST_PAGES = GuestListPages(GUEST_LIST)
