"""How many papers and files one person may ask for in a while: each costs as much work as many pages."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from app.extensions import limiter
from app.i18n import N_
from app.web.access import current_actor
from app.web.clock import settings

P = ParamSpec("P")
R = TypeVar("R")
_MARK = "elci_costly"


def _limit() -> str:
    return settings().export_limit


def _who() -> str:
    return f"files:{current_actor().user_id}"


_counted = limiter.shared_limit(
    _limit, scope="files", key_func=_who, error_message=N_("Many files in a short time")
)


def costly(view: Callable[P, R]) -> Callable[P, R]:
    """Count a view with all others that are costly, by who is signed in: it stands below the permission."""
    counted: Callable[P, R] = _counted(view)
    setattr(counted, _MARK, True)
    return counted


def is_costly(view: Callable[..., object]) -> bool:
    """Say whether a view is counted."""
    return getattr(view, _MARK, False)
