"""Entered occasions: the letters that were written for one."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import letters
from app.records.nouns import NOUNS
from app.records.occasions import ABOUT, OCCASION
from app.records.reference_field import Chosen
from app.web.access import current_actor
from app.web.locale import current_translator
from models import Occasion
from views.records import RecordPages


class OccasionPages(RecordPages[Occasion]):
    """An occasion's page shows its letters; a new one begins with whom it concerns."""

    def extras(self, record: Occasion) -> Mapping[str, Any]:
        """The letters about it."""
        return {"letters": letters.about(db.session, current_actor(), record.id), "nouns": NOUNS}

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened."""
        found = self.opened_from(*ABOUT)
        return {"about": Chosen(found.id, current_translator().title(found))} if found else {}


OCCASION_PAGES = OccasionPages(OCCASION)
