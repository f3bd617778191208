"""The trail: one entry per changed record, personal values apart so that they can be forgotten."""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import Record, TrailEntry, TrailPersonal, utc_now
from models.numbering import next_ids

Changes = Mapping[str, tuple[Any, Any]]
"""Field → (before, after), both as JSON values."""


class Changed(NamedTuple):
    """What an entry tells of one of many records.

    :param municipality_id: of the record, None where it is shared.
    :param personal: as for :func:`write`.
    """

    record_id: int
    municipality_id: int | None
    changes: Changes
    personal: Mapping[str, int] = MappingProxyType({})


_OPERATION, _TOUCHED = "elci.operation", "elci.touched"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def begin_operation(session: Session, operation_id: str | None = None) -> None:
    """Start a unit of work: its entries share one operation id.

    :param operation_id: of the operation that goes on, where it takes several units of work; None: a new one.
    """
    session.info[_OPERATION] = operation_id or str(uuid4())
    session.info[_TOUCHED] = set()


@contextmanager
def going_on(session: Session, operation_id: str) -> Iterator[None]:
    """Let what is written meanwhile belong to another operation, which may have begun before."""
    before = operation_of(session)
    session.info[_OPERATION] = operation_id
    try:
        yield
    finally:
        session.info[_OPERATION] = before


def touched(session: Session) -> Collection[int]:
    """Return the data versions that the unit of work raises: municipalities, and 0 for reference data."""
    return frozenset(session.info.get(_TOUCHED, ()))


def write(
    session: Session,
    actor: Actor,
    event: str,
    record: Record,
    changes: Changes,
    personal: Mapping[str, int] | None = None,
) -> TrailEntry:
    """Leave one entry for one changed record.

    :param event: ``<noun>.<past participle>``, stable English.
    :param personal: personal field → id of the record of the person it is about. Their values stand in
        ``trail_personal``; the entry keeps SHA-256 over salt and values, which survives their erasure.
    """
    told, apart = _apart(changes, personal or {})
    kept = [TrailPersonal(**values) for values in apart]
    entry = _leave(session, actor, event, told, record.id, kept)
    touch(session, record.municipality_id or 0)
    return entry


def write_all(
    session: Session,
    actor: Actor,
    event: str,
    changed: Sequence[Changed],
) -> None:
    """Leave one entry for each of many changed records, as :func:`write` would, in few statements."""
    if not changed:
        return
    operation_id, now = operation_of(session), utc_now()
    split = [_apart(one.changes, one.personal) for one in changed]
    ids = next_ids(session, TrailEntry.__table__, len(changed))
    rows = [
        {
            "id": id_,
            "municipality_id": actor.municipality_id or None,
            "operation_id": operation_id,
            "at": now,
            "user_id": actor.user_id,
            "actor_name": actor.name,
            "event": event,
            "record_id": one.record_id,
            "changes": told,
        }
        for id_, one, (told, _) in zip(ids, changed, split, strict=True)
    ]
    session.execute(insert(TrailEntry.__table__), rows)
    personal = [
        {"entry_id": id_, **values} for id_, (_, apart) in zip(ids, split, strict=True) for values in apart
    ]
    if personal:
        session.execute(insert(TrailPersonal.__table__), personal)
    for version_id in {one.municipality_id or 0 for one in changed}:
        touch(session, version_id)


def _apart(changes: Changes, personal: Mapping[str, int]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what an entry tells, and the rows of personal values that stand apart from it."""
    told: dict[str, Any] = {}
    apart = []
    for field, (before, after) in changes.items():
        if field not in personal:
            told[field] = [before, after]
            continue
        salt = secrets.token_hex(16)
        told[field] = {"digest": digest(salt, before, after)}
        values = {"before": before, "after": after, "salt": salt}
        apart.append({"subject_id": personal[field], "field": field, **values})
    return told, apart


def note(session: Session, actor: Actor, event: str, told: Mapping[str, Any]) -> TrailEntry:
    """Leave an entry about something that changed no record, such as a list that left the house.

    :param told: facts without anything personal: an entry cannot forget.
    """
    return _leave(session, actor, event, {field: [None, value] for field, value in told.items()})


def _leave(
    session: Session,
    actor: Actor,
    event: str,
    changes: Mapping[str, Any],
    record_id: int | None = None,
    personal: Sequence[TrailPersonal] = (),
) -> TrailEntry:
    entry = TrailEntry(
        municipality_id=actor.municipality_id or None,
        operation_id=operation_of(session),
        user_id=actor.user_id,
        actor_name=actor.name,
        event=event,
        record_id=record_id,
        changes=dict(changes),
        personal=list(personal),
    )
    session.add(entry)
    session.flush()
    return entry


def operation_of(session: Session) -> str:
    """Return the id that the entries of this unit of work share."""
    operation: str = session.info.setdefault(_OPERATION, str(uuid4()))
    return operation


def touch(session: Session, version_id: int) -> None:
    """Mark the data of a municipality (0: reference) as changed in this unit of work."""
    session.info.setdefault(_TOUCHED, set()).add(version_id)


def digest(salt: str, before: object, after: object) -> str:
    """Return the commitment to two personal values: SHA-256 over a salt of 128 random bits and both."""
    return hashlib.sha256(_ENCODER.encode([salt, before, after]).encode()).hexdigest()


def forget(session: Session, subject_id: int) -> None:
    """Delete the personal values about one person, salts too; what is left cannot be guessed back.

    Source: docs/rules.md, R-16.
    """
    session.execute(delete(TrailPersonal).where(TrailPersonal.subject_id == subject_id))
