"""The trail: one entry per changed record, personal values apart so that they can be forgotten."""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import Record, TrailEntry, TrailPersonal

Changes = Mapping[str, tuple[Any, Any]]
"""Field → (before, after), both as JSON values."""

_OPERATION, _TOUCHED = "elci.operation", "elci.touched"


def begin_operation(session: Session, operation_id: str | None = None) -> None:
    """Start a unit of work: its entries share one operation id.

    :param operation_id: of the operation that goes on, where it takes several units of work; None: a new one.
    """
    session.info[_OPERATION] = operation_id or str(uuid4())
    session.info[_TOUCHED] = set()


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
    personal = personal or {}
    told: dict[str, Any] = {}
    apart: list[TrailPersonal] = []
    for field, (before, after) in changes.items():
        if field not in personal:
            told[field] = [before, after]
            continue
        salt = secrets.token_hex(16)
        told[field] = {"digest": digest(salt, before, after)}
        apart.append(
            TrailPersonal(subject_id=personal[field], field=field, before=before, after=after, salt=salt)
        )
    entry = _leave(session, actor, event, told, record.id, apart)
    touch(session, record.municipality_id or 0)
    return entry


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
        municipality_id=actor.municipality_id,
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
    text = json.dumps([salt, before, after], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def forget(session: Session, subject_id: int) -> None:
    """Delete the personal values about one person, salts too; what is left cannot be guessed back.

    Source: docs/rules.md, R-16.
    """
    session.execute(delete(TrailPersonal).where(TrailPersonal.subject_id == subject_id))
