"""What tells a cache that the data changed."""

from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import DataVersion

REFERENCE = 0
"""The row that counts changes of countries, cities and public lists."""


_COUNTERS = select(DataVersion.id, DataVersion.counter).where(
    DataVersion.id.in_(bindparam("ids", expanding=True))
)


class Versions(NamedTuple):
    """How often the shared reference data changed, and how often the records of a municipality."""

    reference: int
    records: int


def versions(session: Session, actor: Actor) -> Versions:
    """Read both counters: what was made from the actor's data is as good as new while they stand still.

    Read them before the data. What changes in between is then too new for its version, and is asked for once
    more; the other way round something old would be kept under a new one.
    """
    ids = (REFERENCE, actor.municipality_id)
    counters: dict[int, int] = dict(session.execute(_COUNTERS, {"ids": ids}).all())
    return Versions(*(counters.get(id_, 0) for id_ in ids))


def reference_version(session: Session) -> int:
    """Read the counter of what all municipalities share alone."""
    found: dict[int, int] = dict(session.execute(_COUNTERS, {"ids": (REFERENCE,)}).all())
    return found.get(REFERENCE, 0)
