"""What was made of a municipality's data, kept in the process for as long as the data stays as it is."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import sees_restricted
from app.queries.versions import reference_version, versions

T = TypeVar("T")
MOST_ALIKE = 40
"""Of one kind, for one municipality."""

_kept: dict[Hashable, OrderedDict[Hashable, tuple[Hashable, Any]]] = {}
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
    """
    place = whose, asked[0] if isinstance(asked, tuple) else asked
    with _lock:
        alike = _kept.setdefault(place, OrderedDict())
        if asked in alike and alike[asked][0] == version:
            alike.move_to_end(asked)
            found: T = alike[asked][1]
            return found
    made = make()
    with _lock:
        alike = _kept.setdefault(place, OrderedDict())
        for older in [one for one, (its_version, _) in alike.items() if its_version != version]:
            del alike[older]
        alike[asked] = version, made
        alike.move_to_end(asked)
        if len(alike) > MOST_ALIKE:
            alike.popitem(last=False)
    return made


def forget() -> None:
    """Make everything anew: for those who write past the unit of work, such as tests."""
    with _lock:
        _kept.clear()
