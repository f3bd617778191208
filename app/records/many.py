"""Writing many records at once, as :mod:`app.records.kit` would write each of them.

What is checked, derived and told to the trail is the kit's; here it only goes to the database in few
statements.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict

from app import trail
from app.errors import DomainError, Missing
from app.permissions.actor import Actor, ensure
from app.records import accounts, kit
from app.records.drafts import draft_of
from app.records.naming import named, named_by, named_by_each
from app.records.noun import Noun, Part
from app.records.parts import SOURCES, defaults, parent_column
from models import Mention, Model, Record, utc_now
from models.numbering import next_ids

R = TypeVar("R", bound=Record)
BATCH = 500
"""Records that a statement writes at once."""


class Refused(DomainError):
    """One of the records cannot be written, and so none of them was.

    :param place: of the record among the others, from 0.
    :param reason: what :func:`app.records.kit.save` raises over it: Invalid, Missing or NotFound.
    """

    def __init__(self, place: int, reason: DomainError) -> None:
        super().__init__(f"record {place}: {reason}")
        self.place, self.reason = place, reason


def create_all(
    session: Session, actor: Actor, noun: Noun[R], rows: Iterable[Mapping[str, Any]], *, today: date
) -> Sequence[R]:
    """Write new records, each of them as :func:`app.records.kit.create` would; none where one is refused.

    :param rows: what each of them says, as for :func:`app.records.kit.create`.
    :returns: the records, as :func:`insert_all` leaves them.
    :raises PermissionDenied, Invalid, NotFound: as :func:`app.records.kit.save` over the first refused one.
    Cost: as :func:`insert_all`.
    """
    drafts = [draft_of(noun, actor, row) for row in rows]
    try:
        insert_all(session, actor, noun, drafts, today=today)
    except Refused as refused:
        raise refused.reason from refused
    return drafts


def save_all(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    changed: Mapping[R, kit.Snapshot],
    verb: str,
    *,
    today: date,
) -> None:
    """Write records that were changed, each of them as :func:`app.records.kit.save` would.

    :param changed: records of the session, and the snapshot of each before the change.
    :raises PermissionDenied, Missing, Invalid: as there, over the first refused one; none is written then.
    Cost: some statements for what they name, for mentions and trail, and the UPDATE of each record: it asks
        for the version that was read, so that nobody overwrites what another one wrote meanwhile.
    """
    with session.no_autoflush:
        records = list(changed)
        for record in records:
            kit.ensure_own(actor, noun, record)
        names = named_by_each(session, actor, noun, records, must_live=True)
        known = accounts.named(session, actor, records)
        for record, before in changed.items():
            kit.check(noun, record, before, known, today)
        differing = [
            (record, before, named)
            for (record, before), named in zip(changed.items(), names, strict=True)
            if kit.snapshot(noun, record) != before
        ]
        now = utc_now()
        for record, before, named in differing:
            kit.derive(noun, record, named, before)
            record.updated_at = now
    session.flush()
    session.execute(delete(Mention).where(Mention.record_id.in_([record.id for record, *_ in differing])))
    _mention(session, [(record, named) for record, _, named in differing])
    told = [_told(noun, record, before) for record, before, _ in differing]
    trail.write_all(session, actor, f"{noun.name}.{verb}", told)


def insert_all(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    records: Sequence[R],
    *,
    today: date,
    verb: str = "created",
) -> None:
    """Write new records, filled by :func:`app.records.drafts.draft`.

    They get their ids and stay outside of the session: who wants to change one loads it.

    :raises PermissionDenied: the actor may not create them.
    :raises Refused: one of them names what is not there, or breaks a rule; nothing was written.
    Cost: for every 500 records a statement for what they name, and one or two for each of their tables.
    """
    ensure(actor, noun.create)
    session.flush()
    batches = [records[start : start + BATCH] for start in range(0, len(records), BATCH)]
    places = itertools.count()
    named = [_derive(session, actor, noun, batch, places, today) for batch in batches]
    for batch, ids in zip(batches, named, strict=True):
        _write(session, actor, noun, batch, ids, verb)


def _derive(
    session: Session, actor: Actor, noun: Noun[R], batch: Sequence[R], places: Iterator[int], today: date
) -> Sequence[set[int]]:
    """Check records and set what follows from their other columns, as :func:`app.records.kit.save` does.

    :returns: the ids that each of them names.
    """
    wanted = [named_by(noun, record) for record in batch]
    found = named(session, actor, set().union(*wanted), must_live=True)
    known = accounts.named(session, actor, batch)
    for place, record, ids in zip(places, batch, wanted, strict=False):
        try:
            kit.ensure_own(actor, noun, record)
            if missing := ids - found.keys():
                raise Missing(missing)
            kit.check(noun, record, kit.NOTHING, known, today)
        except DomainError as reason:
            raise Refused(place, reason) from reason
        kit.derive(noun, record, found, kit.NOTHING)
    return wanted


def _write(
    session: Session, actor: Actor, noun: Noun[R], batch: Sequence[R], named: Sequence[set[int]], verb: str
) -> None:
    now = utc_now()
    for record in batch:
        record.created_at = record.updated_at = now
    _insert(session, Record.__table__, batch, numbered=True)
    _insert(session, noun.model.__table__, batch)
    for part in (*noun.parts, SOURCES):
        _insert_part(session, part, batch)
    _mention(session, list(zip(batch, named, strict=True)))
    told = [_told(noun, record, kit.NOTHING) for record in batch]
    trail.write_all(session, actor, f"{noun.name}.{verb}", told)


def _mention(session: Session, naming: Iterable[tuple[Record, Iterable[int]]]) -> None:
    mentions = [
        {"record_id": record.id, "mentioned_id": id_}
        for record, ids in naming
        if record.municipality_id is not None
        for id_ in ids
    ]
    if mentions:
        session.execute(insert(Mention.__table__), mentions)


def _told(noun: Noun[R], record: R, before: kit.Snapshot) -> trail.Changed:
    difference = kit.difference(before, kit.snapshot(noun, record))
    return trail.Changed(record.id, record.municipality_id, *difference)


def _insert_part(session: Session, part: Part, batch: Iterable[Record]) -> None:
    rows = []
    parent = parent_column(part)
    for record in batch:
        for row in getattr(record, part.name):
            instance_dict(row)[parent] = record.id
            rows.append(row)
    _insert(session, part.model.__table__, rows, numbered=True)


def _insert(session: Session, table: Table, rows: Sequence[Model], *, numbered: bool = False) -> None:
    """Write rows of one table, their defaults filled in as a flush would.

    :param numbered: whether they still need ids.
    """
    if not rows:
        return
    if numbered:
        for row, id_ in zip(rows, next_ids(session, table, len(rows)), strict=True):
            instance_dict(row)["id"] = id_
    default_of, names = defaults(table), table.columns.keys()
    session.execute(insert(table), [_values(row, names, default_of) for row in rows])


def _values(row: Model, names: Iterable[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    held = instance_dict(row)
    for name, default in defaults.items():
        if held.get(name) is None:
            held[name] = default
    return {name: held[name] for name in names}
