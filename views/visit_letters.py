"""The letters about a visit on its page: what was written, and whether the thank-you letter is due."""

from collections.abc import Mapping
from typing import Any

from app.domain.letters import gives_thanks, thanks_due
from app.extensions import db
from app.queries import letters as queries
from app.web.access import current_actor
from app.web.clock import office_today, settings
from models import Visit


def shown(visit: Visit) -> Mapping[str, Any]:
    """Return what the page of a visit says of its letters."""
    found, today = queries.about(db.session, current_actor(), visit.id), office_today()
    due = thanks_due(visit, settings().thanks_after_days)
    if any(gives_thanks(one) for one in found):
        due = None
    return {"letters": found, "thanks_due": due, "thanks_late": (today - due).days if due else 0}
