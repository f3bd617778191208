"""Taking back what an operation of the trail did, unless somebody has touched it since.

Records that it created go to the bin, those that it edited get their former values. A record stays as it is
where somebody changed it since, and where a record that stays or a public list names it: nothing that people
work with changes under their hands.

Whoever may create such a record and may put records away may take back what their own municipality created
in one operation, cities too: nobody else has named it, so nobody loses anything. To put away a city that was
there before needs the right to reference data as ever.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased, selectinload

from app import trail
from app.errors import Invalid, NotFound, Taken
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.locks import lock
from app.queries.scope import owned
from app.queries.trail import BINNED, CREATED
from app.records import kit
from app.records.former import Forgotten, values_before
from app.records.history import pairs_of
from app.records.noun import Noun
from app.records.nouns import NOUNS
from models import Mention, OutsidePlace, Record, TrailEntry, utc_now
from models.vocabulary import RecordKind

EDITED = "edited"
BATCH = 500
"""Records that are read or put away at once."""
CHANGED_SINCE = N_("It was changed since")
NAMED = N_("Something else names it")
TAKEN_SINCE = N_("Another record has its number by now")
NOT_ANY_MORE = N_("Its former values are not possible any more")
FORGOTTEN = N_("Its former values were personal and are erased")


@dataclass(frozen=True)
class Kept:
    """A record that stays as it is.

    :param title: in Turkish, the language in which every record has one.
    :param why: an English msgid.
    """

    record_id: int
    title: str
    why: str


@dataclass(frozen=True)
class TakenBack:
    """How far it went.

    :param done: records that this call took back.
    :param left: records that the next call will look at; 0 when it is over.
    :param kept: all that stays as it is, and why; complete when nothing is left.
    :param holds: whether others wait until the transaction ends: the next call is for another one.
    """

    done: int
    left: int
    kept: tuple[Kept, ...]
    holds: bool = False


@dataclass(frozen=True)
class _Live:
    """A record that the operation wrote and that is not in the bin."""

    id: int
    kind: RecordKind
    title: str
    municipality_id: int | None


@dataclass(frozen=True)
class _Back:
    """How far the edits went."""

    done: int
    left: int
    kept: tuple[Kept, ...]
    holds: bool


def operation_of(operation_id: str) -> str:
    """Return the id under which the trail tells that an operation was taken back."""
    return str(uuid5(NAMESPACE_OID, operation_id))


def take_back(session: Session, actor: Actor, operation_id: str, *, today: date, limit: int) -> TakenBack:
    """Take back up to ``limit`` records of an operation. Call it again until nothing is left.

    What was taken back before, or is in the bin anyway, counts as done. Edits go first: what they named can
    then be put away.

    :raises NotFound: the operation is not there, or another municipality's, or wrote no records.
    :raises PermissionDenied: the actor may not change or put away what it wrote.
    Cost: some statements over all records of the operation, and for each record that gets its former values
    what an edit costs.
    """
    created, edited = _written(session, actor, operation_id)
    touched = _touched(session, actor, operation_id)
    with trail.going_on(session, operation_of(operation_id)):
        back = _give_back(session, actor, operation_id, edited, touched, today=today, limit=limit)
        stays = _staying(session, actor, operation_id, created, touched)
        to_bin = [one for one in created if one.id not in stays]
        now = [] if back.holds else to_bin[: limit - back.done]
        _put_away(session, actor, now)
    kept = (*back.kept, *(Kept(one.id, one.title, stays[one.id]) for one in created if one.id in stays))
    return TakenBack(back.done + len(now), back.left + len(to_bin) - len(now), kept, back.holds)


def give_back(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    record: Any,
    entries: Sequence[TrailEntry],
    *,
    today: date,
) -> None:
    """Give a record the values that it had before some edits.

    :param record: loaded with its parts.
    :param entries: with their personal values, the oldest first; nobody has changed these fields since.
    :raises Forgotten: a value was personal, and it was erased.
    :raises Taken: with them it would be what another record is by now.
    :raises Invalid, NotFound: see :func:`app.records.kit.save`.
    """
    before = kit.snapshot(noun, record)
    with noun.guard(session, actor, record) if noun.guard else nullcontext():
        kit.fill(noun, record, values_before(noun, record, [pairs_of(entry) for entry in entries]))
        kit.save(session, actor, noun, record, before, "edited", today=today)


# What the operation wrote


def _written(session: Session, actor: Actor, operation_id: str) -> tuple[list[_Live], list[_Live]]:
    """Return the live records that it created, the last one first, and those that it only edited."""
    query = (
        select(Record.id, Record.kind, Record.title_tr, Record.municipality_id, TrailEntry.event)
        .join(TrailEntry, TrailEntry.record_id == Record.id)
        .where(*_of(actor, operation_id), Record.binned_at.is_(None), owned(actor))
        .order_by(Record.id.desc())
    )
    live: dict[int, _Live] = {}
    verbs: dict[int, set[str]] = {}
    for id_, kind, title, owner, event in session.execute(query):
        live[id_] = _Live(id_, kind, title, owner)
        verbs.setdefault(id_, set()).add(event.partition(".")[2])
    if not live and session.scalar(select(TrailEntry.id).where(*_of(actor, operation_id)).limit(1)) is None:
        message = f"operation {operation_id[:40]}"
        raise NotFound(message)
    created = [one for one in live.values() if CREATED in verbs[one.id]]
    edited = [one for one in live.values() if verbs[one.id] & {CREATED, EDITED} == {EDITED}]
    _ensure(actor, {one.kind for one in created}, {one.kind for one in edited})
    return created, edited


def _ensure(actor: Actor, created: Collection[RecordKind], edited: Collection[RecordKind]) -> None:
    for kind in created:
        ensure(actor, NOUNS[kind].create)
        ensure(actor, Permission.RECORD_BIN)
    for kind in edited:
        ensure(actor, NOUNS[kind].write)


def _of(actor: Actor, operation_id: str) -> tuple[Any, ...]:
    return (
        TrailEntry.operation_id == operation_id,
        TrailEntry.municipality_id == actor.municipality_id,
        TrailEntry.record_id.is_not(None),
    )


def _touched(session: Session, actor: Actor, operation_id: str) -> set[int]:
    """Return the records that somebody changed after the operation, or while it went on."""
    later = aliased(TrailEntry)
    query = (
        select(later.record_id)
        .join(TrailEntry, (TrailEntry.record_id == later.record_id) & (TrailEntry.id < later.id))
        .join(Record, Record.id == TrailEntry.record_id)
        .where(*_of(actor, operation_id), Record.binned_at.is_(None))
        .where(later.operation_id != operation_id)
    )
    return {id_ for id_ in session.scalars(query.distinct()) if id_ is not None}


# Edited records


def _give_back(
    session: Session,
    actor: Actor,
    operation_id: str,
    edited: Sequence[_Live],
    touched: Collection[int],
    *,
    today: date,
    limit: int,
) -> _Back:
    back = select(TrailEntry.record_id).where(TrailEntry.operation_id == operation_of(operation_id))
    done_before = set(session.scalars(back))
    asked = [one for one in edited if one.id not in done_before]
    kept = [Kept(one.id, one.title, CHANGED_SINCE) for one in asked if one.id in touched]
    wanted = [one for one in asked if one.id not in touched]
    done, seen, holds = 0, 0, False
    for batch in _with_entries(session, actor, operation_id, wanted):
        for one, record, entries in batch:
            if done == limit:
                break
            seen += 1
            noun, version = NOUNS[one.kind], record.version
            if why := _refusal(session, actor, noun, record, entries, today):
                kept.append(Kept(one.id, one.title, why))
            elif record.version != version:
                done += 1
                holds |= noun.guard is not None
        if done == limit or holds:
            break
    return _Back(done, len(wanted) - seen, tuple(kept), holds)


def _with_entries(
    session: Session, actor: Actor, operation_id: str, wanted: Sequence[_Live]
) -> Iterator[Sequence[tuple[_Live, Any, Sequence[TrailEntry]]]]:
    """Load records with what the operation did to them, in batches.

    Those whose guard locks data come last, and are locked before: who holds the data waits for no record.
    """
    in_order = iter(sorted(wanted, key=lambda one: (NOUNS[one.kind].guard is not None, one.kind)))
    while batch := list(islice(in_order, BATCH)):
        ids = [one.id for one in batch]
        lock(session, [one.id for one in batch if NOUNS[one.kind].guard])
        query = (
            select(TrailEntry)
            .where(*_of(actor, operation_id), TrailEntry.record_id.in_(ids))
            .where(TrailEntry.event.in_(_events(EDITED)))
            .options(selectinload(TrailEntry.personal))
            .order_by(TrailEntry.id)
        )
        entries: dict[int, list[TrailEntry]] = {}
        for entry in session.scalars(query):
            entries.setdefault(entry.record_id or 0, []).append(entry)
        kinds = {one.kind for one in batch}
        loaded = {
            record.id: record
            for kind in kinds
            for record in kit.load_all(session, actor, NOUNS[kind], [o.id for o in batch if o.kind is kind])
        }
        yield [(one, loaded[one.id], entries[one.id]) for one in batch]


def _refusal(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    record: Any,
    entries: Sequence[TrailEntry],
    today: date,
) -> str:
    """Give a record its former values, or say why that cannot be."""
    try:
        with session.begin_nested():
            give_back(session, actor, noun, record, entries, today=today)
    except Forgotten:
        return FORGOTTEN
    except Taken:
        return TAKEN_SINCE
    except (Invalid, NotFound, IntegrityError):
        return NOT_ANY_MORE
    return ""


# Created records


def _staying(
    session: Session,
    actor: Actor,
    operation_id: str,
    created: Sequence[_Live],
    touched: Collection[int],
) -> Mapping[int, str]:
    """Return the created records that stay, and why: who stays keeps all that it names."""
    ours = select(TrailEntry.record_id).where(
        *_of(actor, operation_id), TrailEntry.event.in_(_events(CREATED))
    )
    ids = {one.id for one in created}
    stays = dict.fromkeys(ids.intersection(touched), CHANGED_SINCE)
    named = (
        select(Mention.mentioned_id)
        .join(Record, Record.id == Mention.record_id)
        .where(Mention.mentioned_id.in_(ours), Mention.record_id.not_in(ours), Record.binned_at.is_(None))
    )
    listed = select(OutsidePlace.city_id).where(OutsidePlace.city_id.in_(ours))
    found = ids.intersection([*session.scalars(named.distinct()), *session.scalars(listed)])
    stays |= dict.fromkeys(found - stays.keys(), NAMED)
    further = list(stays)
    while further:
        batch, further = further[:BATCH], further[BATCH:]
        query = select(Mention.mentioned_id).where(Mention.record_id.in_(batch)).distinct()
        found = ids.intersection(session.scalars(query)) - stays.keys()
        stays |= dict.fromkeys(found, NAMED)
        further += found
    return stays


def _put_away(session: Session, actor: Actor, records: Sequence[_Live]) -> None:
    """Move records to the bin, as :func:`app.records.kit.throw_away` does with one."""
    now = utc_now()
    for kind in dict.fromkeys(one.kind for one in records):
        of_kind = iter([one for one in records if one.kind is kind])
        while batch := list(islice(of_kind, BATCH)):
            session.execute(
                update(Record)
                .where(Record.id.in_([one.id for one in batch]))
                .values(binned_at=now, updated_at=now, version=Record.version + 1)
            )
            told = {"binned_at": (None, now.isoformat())}
            changed = [trail.Changed(one.id, one.municipality_id, told) for one in batch]
            trail.write_all(session, actor, f"{NOUNS[kind].name}.{BINNED}", changed)


def _events(verb: str) -> list[str]:
    return [f"{noun.name}.{verb}" for noun in NOUNS.values()]
