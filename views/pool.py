"""Interpreters and escorts."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import bookings as queries
from app.records.bookings import when
from app.records.pool import POOL_MEMBER, pair_words
from app.records.reference_field import Chosen
from app.services import pool as service
from app.web.access import current_actor
from app.web.locale import current_translator
from models import PoolMember
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

_SHOWN = 20


class PoolPages(RecordPages[PoolMember]):
    """The page of somebody in the pool lists what they are booked for."""

    verbs = Verbs(create=service.enter, edit=service.revise, restore=service.restore)

    def extras(self, record: PoolMember) -> Mapping[str, Any]:
        """Their latest bookings, and how they are said."""
        return {
            "bookings": queries.of_member(db.session, current_actor(), record.id, limit=_SHOWN),
            "when": when,
            "pair_words": pair_words,
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the person whose page the form was opened from."""
        found = self.opened_from(RecordKind.PERSON)
        return {"person": Chosen(found.id, current_translator().title(found))} if found else {}


POOL_PAGES = PoolPages(POOL_MEMBER)
