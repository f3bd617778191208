"""How many records a list has, exactly, counted once for each state of the data."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.versions import versions

MOST = 2_000
_kept: OrderedDict[Hashable, int] = OrderedDict()
_lock = Lock()


def total(session: Session, actor: Actor, query: Select[Any], asked: Hashable) -> int:
    """Count what a query selects.

    The number is kept in the process under the versions of the data, which every unit of work raises in the
    transaction that changes them: whoever changed it, it is counted anew.

    :param asked: what tells the query from every other one of the same municipality.
    """
    key = (session.get_bind().engine.url, actor.municipality_id, versions(session, actor), asked)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    # The versions were read first: what changes in between is counted under an old one, and soon again.
    found = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    with _lock:
        _kept[key] = found
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Count everything anew: for those who write past the unit of work, such as tests."""
    with _lock:
        _kept.clear()
