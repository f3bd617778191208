"""Reads about letters."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.dates import days
from app.queries.scope import live
from models import Certainty, Letter, PartialDate, Post, Record
from models.vocabulary import LetterDirection

LIMIT = 200
"""Letters that a page lists at most."""
_letter, _record = Letter.__table__, Record.__table__


class LetterOnFile(NamedTuple):
    """A letter, as far as it tells whether it is the same as another one."""

    id: int
    direction: LetterDirection
    registration_no: str
    subject_tr: str
    correspondent_id: int | None
    dated: PartialDate


class Exchanged(NamedTuple):
    """What the figures of a note need to know of a letter.

    :param is_awaited: whether a reply is wanted and none is on record.
    :param is_late: whether that reply is certainly late.
    """

    id: int
    direction: LetterDirection
    is_awaited: bool
    is_late: bool


def on_file(session: Session, actor: Actor) -> Sequence[LetterOnFile]:
    """Return every letter, the oldest record first."""
    dated = days(Letter, "dated")
    facts = (
        live(actor, Letter)
        .order_by(Letter.id)
        .with_only_columns(
            Letter.id,
            Letter.direction,
            Letter.registration_no,
            Letter.subject_tr,
            Letter.correspondent_id,
            dated.earliest,
            dated.latest,
            dated.certainty,
        )
    )
    return [
        LetterOnFile(id_, direction, number, subject, other_id, PartialDate(first, last, certainty))
        for id_, direction, number, subject, other_id, first, last, certainty in session.execute(facts)
    ]


def with_country(country_id: int) -> ColumnElement[bool]:
    """Letters to and from a body that represents a country or sits there, and people with a post in one."""
    bodies = speaking_for(country_id)
    people = select(Post.person_id).where(Post.organisation_id.in_(bodies))
    return or_(Letter.correspondent_id.in_(bodies), Letter.correspondent_id.in_(people))


def answered() -> ColumnElement[bool]:
    """Letters to which a letter on record replies."""
    reply, of_reply = _letter.alias("reply"), _record.alias("of_reply")
    given = select(reply.c.answers_id).join(of_reply, of_reply.c.id == reply.c.id)
    return Letter.id.in_(given.where(reply.c.answers_id.is_not(None), of_reply.c.binned_at.is_(None)))


def unanswered() -> ColumnElement[bool]:
    """Letters of both directions that want a reply and have none on record."""
    return and_(days(Letter, "reply_due").latest.is_not(None), ~answered())


def late(today: date) -> ColumnElement[bool]:
    """Letters whose reply is certainly late (R-13)."""
    due = days(Letter, "reply_due")
    return and_(due.latest < today, due.certainty != Certainty.DOUBTFUL, ~answered())


def replies(session: Session, actor: Actor, letter_id: int) -> Sequence[Letter]:
    """Return the letters that reply to one, the earliest first."""
    query = live(actor, Letter).where(Letter.answers_id == letter_id)
    return session.scalars(query.order_by(Record.sort_day, Record.id)).all()


def about(session: Session, actor: Actor, record_id: int) -> Sequence[Letter]:
    """Return the letters about a record, the latest first, with whom they are exchanged."""
    query = (
        live(actor, Letter).where(Letter.about_id == record_id).options(selectinload(Letter.correspondent))
    )
    return session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc()).limit(LIMIT)).all()


def first_replies(session: Session, ids: Sequence[int]) -> Mapping[int, Record]:
    """Return the earliest reply to each of some letters, those without one left out."""
    reply = aliased(Letter)
    query = select(reply).where(reply.answers_id.in_(ids), reply.binned_at.is_(None))
    found: dict[int, Record] = {}
    for one in session.scalars(query.order_by(reply.sort_day.desc(), reply.id.desc())):
        if one.answers_id is not None:
            found[one.answers_id] = one
    return found


def exchanged(
    session: Session, actor: Actor, ids: Collection[int], offices: Collection[int], *, today: date
) -> Sequence[Exchanged]:
    """Return every letter to or from some records, or people with a post in offices, the latest first."""
    people = select(Post.person_id).where(Post.organisation_id.in_(offices))
    query = (
        live(actor, Letter)
        .where(or_(Letter.correspondent_id.in_(ids), Letter.correspondent_id.in_(people)))
        .order_by(Record.sort_day.desc(), Record.id.desc())
        .with_only_columns(Letter.id, Letter.direction, unanswered(), late(today))
    )
    return [
        Exchanged(id_, direction, bool(awaited), bool(is_late))
        for id_, direction, awaited, is_late in session.execute(query)
    ]


def told(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, Letter]:
    """Return letters by id, with whom they are exchanged and their sources."""
    query = live(actor, Letter).where(Letter.id.in_(ids))
    loads = (selectinload(Letter.correspondent), selectinload(Letter.sources))
    return {one.id: one for one in session.scalars(query.options(*loads))}
