"""How many papers and files one person may ask for in a while: each costs as much work as many pages."""

from app.extensions import limiter
from app.i18n import N_
from app.web.access import current_actor
from app.web.clock import settings


def _limit() -> str:
    return settings().export_limit


def _who() -> str:
    return f"files:{current_actor().user_id}"


costly = limiter.shared_limit(
    _limit, scope="files", key_func=_who, error_message=N_("Many files in a short time")
)
"""Counts a view with all others of its kind, by who is signed in: it stands below the view's permission."""
