"""Derived columns and mentions, made once more from the records and compared with what is kept."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app import trail
from app.records import kit
from app.records.naming import named_by
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.records.parts import all_parts
from models import Mention, Record

BATCH = 500
"""Records that are in memory at a time."""
_record, _mention = Record.__table__.c, Mention.__table__.c


def wrong(session: Session, *, repair: bool) -> Iterator[str]:
    """Yield a line for each record that is not as it would be written today.

    :param repair: write what was found anew; it follows from the rest of the record, so no version grows.
    Cost: reads every record with its parts.
    """
    for noun in NOUNS.values():
        halves = _halves(session, noun)
        if halves:
            yield f"{noun.name}: {halves} records have no facts"
        for records in _batches(session, noun):
            mentions = _mentions(session, [record.id for record in records])
            for record in records:
                yield from _compare(session, noun, record, mentions.get(record.id, set()), repair=repair)


def _halves(session: Session, noun: Noun[Any]) -> int:
    """Count the records of a kind without a row in the noun's own table."""
    own = noun.model.__table__.c.id
    query = select(func.count()).where(_record.kind == noun.kind, _record.id.not_in(select(own)))
    return session.scalar(query) or 0


def _batches(session: Session, noun: Noun[Any]) -> Iterator[Sequence[Any]]:
    last = 0
    while True:
        records = session.scalars(
            select(noun.model)
            .where(noun.model.id > last)
            .options(*all_parts(noun))
            .order_by(noun.model.id)
            .limit(BATCH)
        ).all()
        if not records:
            return
        last = records[-1].id
        yield records
        session.expunge_all()


def _mentions(session: Session, ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row in session.execute(select(Mention.__table__).where(_mention.record_id.in_(ids))):
        found.setdefault(row.record_id, set()).add(row.mentioned_id)
    return found


def _compare(
    session: Session, noun: Noun[Any], record: Any, kept: set[int], *, repair: bool
) -> Iterator[str]:
    differing = _differing(record, kit.derived(noun, record)._asdict())
    keys = _differing(record, {name: key(record) for name, key in noun.keys.items()})
    for name in (*differing, *keys):
        yield f"{noun.name} {record.id}: {name} is out of date"
    named = named_by(noun, record) if record.municipality_id is not None else set()
    if named != kept:
        yield f"{noun.name} {record.id}: what it mentions is out of date"
    if repair and differing:
        session.execute(update(Record.__table__).where(_record.id == record.id).values(differing))
    if repair and keys:
        own = noun.model.__table__
        session.execute(update(own).where(own.c.id == record.id).values(keys))
    if repair and named != kept:
        session.execute(delete(Mention).where(Mention.record_id == record.id))
        if named:
            session.execute(insert(Mention), [{"record_id": record.id, "mentioned_id": id_} for id_ in named])
    if repair and (differing or keys or named != kept):
        trail.touch(session, record.municipality_id or 0)


def _differing(record: Any, right: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in right.items() if getattr(record, name) != value}
