"""Records that somebody should complete: how many, which, and who logged them.

What a record lacks is said by its noun when it is saved (``record.incomplete``), so that an index knows
them: a count costs what there is to do, not what is on record.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.scope import owned
from models import Record, TrailEntry
from models.vocabulary import RecordKind

_CREATED = ".created"


@dataclass(frozen=True)
class Logged:
    """Who wrote a record first, and when."""

    by: str
    at: datetime


def counts(session: Session, actor: Actor) -> Mapping[RecordKind, int]:
    """Count the records to be completed by kind; kinds of which there are none are left out."""
    # Not grouped: SQLite would take an index in the order of the kinds, and read every record of the house.
    kinds = tuple(RecordKind)
    counted = _incomplete(actor, None).with_only_columns(
        *(func.count().filter(Record.kind == kind) for kind in kinds)
    )
    found = session.execute(counted.order_by(None)).one()
    return {kind: count for kind, count in zip(kinds, found, strict=True) if count}


def page(
    session: Session, actor: Actor, kind: RecordKind | None, *, offset: int, limit: int
) -> Sequence[tuple[int, RecordKind]]:
    """Return ids and kinds of one page: those the actor logged first, then the others, the newest before.

    Cost: three statements at most.
    """
    mine, columns = _logged_by(actor), (Record.id, Record.kind)
    own = _incomplete(actor, kind).where(mine)
    found = list(session.execute(own.with_only_columns(*columns).offset(offset).limit(limit)))
    if len(found) < limit:
        skipped = session.scalar(own.with_only_columns(func.count()).order_by(None)) or 0 if offset else 0
        others = _incomplete(actor, kind).where(~mine).with_only_columns(*columns)
        rest = others.offset(max(0, offset - skipped)).limit(limit - len(found))
        found += session.execute(rest)
    return [(id_, kind_) for id_, kind_ in found]


def logged(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, Logged]:
    """Say who wrote these records first; of what another municipality wrote nothing is told."""
    query = select(TrailEntry.record_id, TrailEntry.actor_name, TrailEntry.at).where(
        TrailEntry.record_id.in_(ids),
        TrailEntry.municipality_id == actor.municipality_id,
        TrailEntry.event.endswith(_CREATED),
    )
    return {id_: Logged(by, at) for id_, by, at in session.execute(query) if id_ is not None}


def _incomplete(actor: Actor, kind: RecordKind | None) -> Select[Record]:
    # Cities are shared: who may complete them is told. An OR would cost the others the order of the index.
    shared = actor.may(Permission.REFERENCE_WRITE)
    scope = owned(actor) if shared else Record.municipality_id == actor.municipality_id
    query = select(Record).where(scope, Record.incomplete, Record.binned_at.is_(None))
    return (query if kind is None else query.where(Record.kind == kind)).order_by(Record.id.desc())


def _logged_by(actor: Actor) -> ColumnElement[bool]:
    """Records of whose first entry in the trail the actor is the author."""
    entries = select(TrailEntry.record_id).where(
        TrailEntry.user_id == actor.user_id,
        TrailEntry.event.endswith(_CREATED),
        TrailEntry.record_id.is_not(None),
    )
    return Record.id.in_(entries)
