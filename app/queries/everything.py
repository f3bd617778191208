"""Search over all kinds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.domain.turkish import search_key
from app.permissions.actor import Actor
from app.queries.scope import owned
from app.queries.search import matches
from models import City, Record
from models.vocabulary import RecordKind

PER_KIND = 25


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

    Cost: one statement for the counts and one for each kind that has hits.
    """
    condition = matches(session, query)
    if condition is None:
        return []
    conditions = (owned(actor), Record.binned_at.is_(None), condition)
    counted = session.execute(select(Record.kind, func.count()).where(*conditions).group_by(Record.kind))
    totals: dict[RecordKind, int] = dict(counted.all())
    found = []
    for kind in kinds:
        if totals.get(kind):
            hits = select(Record).where(*conditions, Record.kind == kind).limit(per_kind)
            found.append(Found(kind, session.scalars(_ordered(hits, kind, query)).all(), totals[kind]))
    return found


def _ordered(hits: Select[Record], kind: RecordKind, query: str) -> Select[Record]:
    if kind is RecordKind.VISIT:
        return hits.order_by(Record.sort_day.desc(), Record.id.desc())
    begins = case((Record.folded.startswith(search_key(query), autoescape=True), 0), else_=1)
    if kind is RecordKind.CITY:
        size = func.coalesce(City.__table__.c.population, 0).desc()
        hits = hits.join(City.__table__, City.__table__.c.id == Record.id).order_by(begins, size)
    else:
        hits = hits.order_by(begins)
    return hits.order_by(Record.sort_key, Record.id)
