"""Versions of notes, and how many were issued."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session, defer

from app.errors import NotFound
from app.permissions.actor import Actor
from app.queries.scope import live, live_ids
from models import Note, NoteVersion, TrailEntry
from models.vocabulary import RecordKind


def versions(session: Session, actor: Actor, note_id: int) -> Sequence[NoteVersion]:
    """Return the versions of a note without their papers, the newest first."""
    ours = live(actor, Note).with_only_columns(Note.id).where(Note.id == note_id)
    query = select(NoteVersion).where(NoteVersion.note_id.in_(ours)).order_by(NoteVersion.number.desc())
    return session.scalars(query.options(defer(NoteVersion.paper))).all()


def version(session: Session, actor: Actor, note_id: int, number: int | None = None) -> NoteVersion:
    """Return a version of a note with its paper.

    :param number: from 1; None for the newest.
    :raises NotFound: there is none, or the note is not the actor's.
    """
    ours = live(actor, Note).with_only_columns(Note.id).where(Note.id == note_id)
    query = select(NoteVersion).where(NoteVersion.note_id.in_(ours)).order_by(NoteVersion.number.desc())
    if number is not None:
        query = query.where(NoteVersion.number == number)
    found = session.scalars(query.limit(1)).one_or_none()
    if found is None:
        raise NotFound(f"note {note_id}, version {number}")
    return found


def writers(session: Session, actor: Actor, note_id: int) -> Mapping[int, datetime]:
    """Return user id → when they first wrote the note or in it."""
    entry = TrailEntry.__table__.c
    query = (
        select(entry.user_id, func.min(entry.at))
        .where(entry.record_id == note_id, entry.event.in_(("note.created", "note.edited")))
        .where(entry.municipality_id == actor.municipality_id, entry.user_id.is_not(None))
        .group_by(entry.user_id)
    )
    return dict(session.execute(query).all())


def issued_by_year(session: Session, actor: Actor) -> Mapping[int, int]:
    """Return year → notes issued in it (docs/rules.md, R-10): each once, in the year of its day."""
    year = extract("year", Note.__table__.c.issued_on)
    query = (
        select(year, func.count())
        .where(Note.__table__.c.id.in_(live_ids(actor, RecordKind.NOTE)))
        .where(Note.__table__.c.issued_on.is_not(None))
        .group_by(year)
        .order_by(year)
    )
    return {int(one): count for one, count in session.execute(query)}


def has_number(session: Session, actor: Actor, number: str) -> bool:
    """Say whether an issued note bears a number."""
    query = live(actor, Note).with_only_columns(Note.id).where(Note.number == number).limit(1)
    return session.scalar(query) is not None
