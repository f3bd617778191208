"""Reads about letters."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.domain.letter_merge import AT_MOST
from app.domain.visits import OVER
from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.dates import days
from app.queries.scope import live
from models import Certainty, ImportRun, Letter, PartialDate, Post, Record, TrailEntry, Visit
from models.vocabulary import LetterDirection, LetterKind

LIMIT = 200
"""Letters that a page lists at most."""
_letter, _record = Letter.__table__, Record.__table__


class LetterOnFile(NamedTuple):
    """A letter, as far as it tells whether it is the same as another one, and which one it is."""

    id: int
    title_tr: str
    title_en: str
    direction: LetterDirection
    registration_no: str
    number_key: str
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
    return _on_file(session, live(actor, Letter))


def numbered(session: Session, actor: Actor, keys: Collection[str]) -> Mapping[str, Sequence[LetterOnFile]]:
    """Return the letters that have some numbers, by the key of the number, the oldest record first.

    They are as the database has them now: the session may hold letters that it read before somebody else
    wrote.
    """
    found: dict[str, list[LetterOnFile]] = {}
    for one in _on_file(session, live(actor, Letter).where(Letter.number_key.in_(keys))):
        found.setdefault(one.number_key, []).append(one)
    return found


def _on_file(session: Session, query: Select[Letter]) -> Sequence[LetterOnFile]:
    dated = days(Letter, "dated")
    facts = query.order_by(Letter.id).with_only_columns(
        Letter.id,
        Letter.title_tr,
        Letter.title_en,
        Letter.direction,
        Letter.registration_no,
        Letter.number_key,
        Letter.subject_tr,
        Letter.correspondent_id,
        dated.earliest,
        dated.latest,
        dated.certainty,
    )
    return [
        LetterOnFile(
            id_, tr, en, direction, number, key, subject, other_id, PartialDate(first, last, certainty)
        )
        for (
            id_,
            tr,
            en,
            direction,
            number,
            key,
            subject,
            other_id,
            first,
            last,
            certainty,
        ) in session.execute(facts)
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


class Waiting(NamedTuple):
    """Letters of one direction that want a reply, the most overdue first.

    :param total: how many there are; only the first ones are listed.
    """

    letters: Sequence[Letter]
    total: int


def waiting(session: Session, actor: Actor, direction: LetterDirection) -> Waiting:
    """Return the letters of one direction to which no reply is on record. Cost: three statements."""
    query = live(actor, Letter).where(Letter.direction == direction, unanswered())
    total = session.scalar(query.with_only_columns(func.count(Letter.id))) or 0
    shown = query.order_by(days(Letter, "reply_due").latest, Record.id).limit(LIMIT)
    return Waiting(session.scalars(shown.options(selectinload(Letter.correspondent))).all(), total)


def without_thanks(session: Session, actor: Actor, since: date) -> Sequence[Visit]:
    """Return the visits that took place since a day and about which no letter gives thanks, the oldest first.

    What came from a source is left out: ``domain.letters.thanks_due`` says the same.
    """
    held = days(Visit, "held")
    thanked = live(actor, Letter).where(
        Letter.direction == LetterDirection.OUTGOING, Letter.letter_kind == LetterKind.THANKS
    )
    query = live(actor, Visit).where(
        Visit.state.in_(OVER),
        held.latest >= since,
        held.certainty == Certainty.EXACT,
        ~Visit.id.in_(thanked.where(Letter.about_id.is_not(None)).with_only_columns(Letter.about_id)),
        ~Visit.sources.any(),
    )
    query = query.order_by(held.latest, Record.id).limit(LIMIT)
    return session.scalars(query.options(selectinload(Visit.sources))).all()


def for_occasion(
    session: Session,
    actor: Actor,
    kind: LetterKind,
    year: int | None,
    about_id: int | None,
    recipients: Collection[int],
) -> Mapping[int, Sequence[Letter]]:
    """Return by recipient the letters that went out for the same occasion and year, the latest first.

    A letter that is for no year and about nothing has no occasion to be compared by.
    """
    if year is None and about_id is None:
        return {}
    query = live(actor, Letter).where(
        Letter.direction == LetterDirection.OUTGOING,
        Letter.letter_kind == kind,
        Letter.occasion_year == year if year is not None else Letter.occasion_year.is_(None),
        Letter.about_id == about_id if about_id is not None else Letter.about_id.is_(None),
        Letter.correspondent_id.in_(recipients),
    )
    found: dict[int, list[Letter]] = {}
    for one in session.scalars(query.order_by(Record.sort_day.desc(), Record.id.desc())):
        found.setdefault(one.correspondent_id or 0, []).append(one)
    return found


def of_operation(session: Session, actor: Actor, operation_id: str) -> Sequence[Letter]:
    """Return the letters that were written at once and that are not in the bin, in their order.

    An operation that did anything else than to write letters with a text has none, nor has an import.
    """
    entries = select(TrailEntry.record_id).where(
        TrailEntry.operation_id == operation_id,
        TrailEntry.municipality_id == actor.municipality_id,
        TrailEntry.event == "letter.created",
    )
    more = select(TrailEntry.id).where(
        TrailEntry.operation_id == operation_id, TrailEntry.event != "letter.created"
    )
    imported = select(ImportRun.id).where(ImportRun.operation_id == operation_id)
    query = live(actor, Letter).where(
        Letter.id.in_(entries), Letter.body != "", ~more.exists(), ~imported.exists()
    )
    query = query.order_by(Letter.id).limit(AT_MOST)
    return session.scalars(query.options(selectinload(Letter.correspondent))).all()


def without_number(session: Session, actor: Actor, also: Collection[int] = ()) -> Sequence[Letter]:
    """Return the letters that were written here and have no number yet, the earliest first.

    :param also: letters that are listed although they have one by now.
    """
    query = live(actor, Letter).where(
        Letter.direction == LetterDirection.OUTGOING,
        Letter.body != "",
        or_(Letter.registration_no == "", Letter.id.in_(also)),
    )
    query = query.order_by(Letter.id).limit(LIMIT)
    return session.scalars(query.options(selectinload(Letter.correspondent))).all()


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
