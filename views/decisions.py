"""Decisions."""

from typing import Any

from app.records.decisions import DECISION
from app.records.reference_field import Chosen
from app.web.locale import current_translator
from models import Decision
from models.vocabulary import RecordKind
from views.records import RecordPages


class DecisionPages(RecordPages[Decision]):
    """A decision is entered from the record it is about."""

    def preset(self) -> dict[str, Any]:
        """Begin with the record the form was opened from."""
        found = self.opened_from(RecordKind.AGREEMENT, RecordKind.MEMBERSHIP, RecordKind.VISIT)
        if found is None:
            return {}
        return {"subjects": [{"subject": Chosen(found.id, current_translator().title(found))}]}


DECISION_PAGES = DecisionPages(DECISION)
