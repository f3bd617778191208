"""Decisions."""

from typing import Any

from flask import request

from app.extensions import db
from app.queries import names
from app.records.decisions import DECISION
from app.records.reference_field import Chosen
from app.web.access import current_actor
from app.web.locale import current_translator
from models import Decision
from models.vocabulary import RecordKind
from views.records import RecordPages


class DecisionPages(RecordPages[Decision]):
    """A decision is entered from the record it is about."""

    def preset(self) -> dict[str, Any]:
        """Begin with the record the form was opened from."""
        about = request.args.get("about", "")
        if not about.isdecimal() or len(about) > 12:
            return {}
        found = names.titles(db.session, current_actor(), {int(about)}).get(int(about))
        if found is None or found.kind not in (RecordKind.AGREEMENT, RecordKind.MEMBERSHIP):
            return {}
        return {"subjects": [{"subject": Chosen(found.id, current_translator().title(found))}]}


DECISION_PAGES = DecisionPages(DECISION)
