"""Groups of recipients: who belongs to one today."""

from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import recipients
from app.records.recipient_groups import RECIPIENT_GROUP
from app.web.access import current_actor
from app.web.clock import office_today
from models import RecipientGroup
from views.records import RecordPages


class RecipientGroupPages(RecordPages[RecipientGroup]):
    """A group's page shows everybody who would get a letter today."""

    def extras(self, record: RecipientGroup) -> Mapping[str, Any]:
        """Those who are named, and those whom the rule adds."""
        actor, named = current_actor(), [one.recipient_id for one in record.members]
        by_rule = recipients.members_by_rule(db.session, actor, record.rule, today=office_today())
        everybody = recipients.recipients(db.session, actor, [*named, *by_rule])
        return {"everybody": everybody, "named": frozenset(named)}


RECIPIENT_GROUP_PAGES = RecipientGroupPages(RECIPIENT_GROUP)
