"""What was made of a municipality's data, kept in the process for as long as the data stays as it is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import sees_restricted
from app.queries.versions import reference_version, versions

T = TypeVar("T")
MOST_ALIKE = 40
"""Of one kind, for one municipality."""


class _Kept(NamedTuple):
    """A thing, and the version of the data that it was made of."""

    version: Hashable
    made: Any


_kept: dict[Hashable, OrderedDict[Hashable, _Kept]] = {}
_making: dict[Hashable, Lock] = {}
"""What is being made at the moment; a thing may be made of others, never of itself."""
_lock = Lock()


def kept(session: Session, actor: Actor, asked: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` makes, or made of the same data before.

    It is kept under the versions of the data, which every unit of work raises in the transaction that changes
    them: whoever changed it, in whatever process, it is made anew.

    It is shared by colleagues for whom the same records exist.

    :param asked: what tells it from everything else that is kept for the same municipality; of a tuple, the
        first says of what kind it is.
    :param make: reads values; they are never changed afterwards and hang on no session.
    """
    # The versions are read first: what changes in between is kept under an old one, and soon made again.
    whose = (session.get_bind().engine.url, actor.municipality_id, sees_restricted(actor))
    return _kept_under(whose, asked, versions(session, actor), make)


def kept_for_all(session: Session, asked: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` makes of reference data alone, kept for as long as that stays as it is.

    :param asked, make: as for :func:`kept`; what it makes is the same for every municipality.
    """
    whose = (session.get_bind().engine.url, "reference")
    return _kept_under(whose, asked, reference_version(session), make)


def _kept_under(whose: Hashable, asked: Hashable, version: Hashable, make: Callable[[], T]) -> T:
    """Keep one version of a thing: what was made of older data makes room, it may be the whole world.

    Of things that differ only in what was asked, such as a year, the :data:`MOST_ALIKE` used last are kept.
    Who asks for what somebody else makes at the moment waits for it: it is not made twice.
    """
    place = whose, asked[0] if isinstance(asked, tuple) else asked
    with _lock:
        there = _there(place, asked, version)
        if there is None:
            mine = _making.setdefault((place, asked, version), Lock())
    if there is None:
        with mine:
            there = _made(place, asked, version, make)
    found: T = there.made
    return found


def _there(place: Hashable, asked: Hashable, version: Hashable) -> _Kept | None:
    alike = _kept.setdefault(place, OrderedDict())
    there = alike.get(asked)
    if there is None or there.version != version:
        return None
    alike.move_to_end(asked)
    return there


def _made(place: Hashable, asked: Hashable, version: Hashable, make: Callable[[], Any]) -> _Kept:
    with _lock:
        there = _there(place, asked, version)
    if there is not None:
        return there  # somebody else has made it meanwhile
    try:
        there = _Kept(version, make())
        with _lock:
            alike = _kept.setdefault(place, OrderedDict())
            for older in [one for one, its in alike.items() if its.version != version]:
                del alike[older]
            alike[asked] = there
            alike.move_to_end(asked)
            if len(alike) > MOST_ALIKE:
                alike.popitem(last=False)
    finally:
        with _lock:
            _making.pop((place, asked, version), None)
    return there


def forget() -> None:
    """Make everything anew: for those who write past the unit of work, such as tests."""
    with _lock:
        _kept.clear()
