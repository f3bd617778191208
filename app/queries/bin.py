"""What lies in the bin, and who put it there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import trail
from app.queries.scope import owned
from app.queries.search import matches
from models import Record, TrailEntry
from models.vocabulary import RecordKind

PER_PAGE = 50


@dataclass(frozen=True)
class Thrown:
    """A record in the bin; the entry says who put it there, if somebody did."""

    record: Record
    entry: TrailEntry | None


@dataclass(frozen=True)
class Bin:
    """A page of the bin, the last thrown away first."""

    rows: Sequence[Thrown]
    total: int
    page: int
    pages: int


def binned(session: Session, actor: Actor, kinds: Collection[RecordKind], words: str, page: int) -> Bin:
    """Read a page of the bin.

    :param kinds: what the actor may restore, or less.
    :param words: what the records say; empty for all.
    :param page: from 1; beyond the last one it is the last one.

    Cost: three statements.
    """
    conditions = [owned(actor), Record.binned_at.is_not(None), Record.kind.in_(kinds)]
    condition = matches(session, words)
    if condition is not None:
        conditions.append(condition)
    total = session.scalar(select(func.count()).select_from(Record).where(*conditions)) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(page, pages)
    query = select(Record).where(*conditions).order_by(Record.binned_at.desc(), Record.id.desc())
    found = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    entries = trail.who_binned(session, [record.id for record in found])
    return Bin([Thrown(record, entries.get(record.id)) for record in found], total, page, pages)


def thrown(session: Session, record: Record) -> Thrown:
    """Say of one record who put it into the bin."""
    return Thrown(record, trail.who_binned(session, [record.id]).get(record.id))
