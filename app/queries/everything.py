"""Search over all kinds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import fitting
from app.queries.scope import live_ids, owned
from app.queries.search import matches, newest
from app.queries.totals import total
from models import City, Record
from models.vocabulary import RecordKind

PER_KIND = 25
_record, _city = Record.__table__.c, City.__table__.c
_newest_first = (_record.sort_day.desc(), _record.id.desc())


@dataclass(frozen=True)
class Found:
    """The first hits of one kind, and how many there are."""

    kind: RecordKind
    records: Sequence[Record]
    total: int


def everything(
    session: Session, actor: Actor, query: str, kinds: Iterable[RecordKind], per_kind: int
) -> list[Found]:
    """Find records of every kind: visits newest first, the rest by how well the name fits.

    :param kinds: in the order of the groups.

    Cost: four statements, and one for each word; visits have one of their own, because there are so many.
    """
    condition = matches(session, query)
    if condition is None:
        return []
    totals, ids = _visits(session, actor, query, condition, per_kind)
    hits: dict[RecordKind, list[fitting.Hit]] = {}
    for kind, count, *hit in session.execute(_others(actor, query, condition, per_kind)):
        totals[kind] = count
        hits.setdefault(kind, []).append(fitting.Hit(*hit))
    kind_of = {hit.id: kind for kind, some in hits.items() for hit in some}
    for id_ in fitting.closest(session, query, [hit for some in hits.values() for hit in some]):
        ids.setdefault(kind_of[id_], []).append(id_)
    ids = {kind: some[:per_kind] for kind, some in ids.items()}
    every = [id_ for some in ids.values() for id_ in some]
    records = {one.id: one for one in session.scalars(select(Record).where(Record.id.in_(every)))}
    return [Found(kind, [records[id_] for id_ in ids[kind]], totals[kind]) for kind in kinds if kind in ids]


def _visits(
    session: Session, actor: Actor, query: str, condition: ColumnElement[bool], most: int
) -> tuple[dict[RecordKind, int], dict[RecordKind, list[int]]]:
    """Count the visits that are found, and read the ids of the newest."""
    visits = live_ids(actor, RecordKind.VISIT)
    found = visits.where(condition)
    count = total(session, actor, lambda: found, ("search", query))
    if not count:
        return {}, {}
    hits = newest(session, visits, query)
    ordered = hits[0].order_by(hits[1].desc()) if hits else found.order_by(*_newest_first)
    return {RecordKind.VISIT: count}, {RecordKind.VISIT: list(session.scalars(ordered.limit(most)))}


def _others(actor: Actor, query: str, condition: ColumnElement[bool], most: int) -> Select[Any]:
    """Select kind, how many there are, and id of the first hits of every kind but visits."""
    size = func.coalesce(_city.population, 0).desc()
    order = (fitting.roughly(query), size, _record.sort_key, _record.id)
    hits = (
        select(
            _record.kind,
            func.count().over(partition_by=_record.kind).label("count"),
            _record.id,
            _record.title_tr,
            _record.title_en,
            _city.population,
            func.row_number().over(partition_by=_record.kind, order_by=order).label("place"),
        )
        .outerjoin(City.__table__, _city.id == _record.id)
        .where(owned(actor), _record.binned_at.is_(None), _record.kind != RecordKind.VISIT, condition)
        .subquery()
    )
    return (
        select(hits.c.kind, hits.c.count, hits.c.id, hits.c.title_tr, hits.c.title_en, hits.c.population)
        .where(hits.c.place <= max(most, fitting.CANDIDATES))
        .order_by(hits.c.kind, hits.c.place)
    )
