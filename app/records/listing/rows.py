"""The records of a list: ids first, in order and narrowed, then what is shown of fifty of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, select
from sqlalchemy.orm import Session

from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries import search
from app.queries.lines import Known
from app.queries.scope import live_ids
from app.queries.totals import total
from app.records.listing.asked import Asked
from app.records.noun import Cell, Column, Noun
from models import Record

PAGE_SIZE = 50
CHUNK = 1_000
_record = Record.__table__.c


def narrowed(
    session: Session, actor: Actor, noun: Noun[Any], asked: Asked, *, without: str = ""
) -> Select[int]:
    """Select the ids of the records that filters and search leave, in no order.

    What a filter asks of the noun's own table is a subquery of ids: joined, the table would be read first,
    and the index that orders the records left unused.

    :param without: a filter that is left out.
    """
    own: Table = noun.model.__table__
    query = live_ids(actor, noun.kind)
    of_record: list[ColumnElement[bool]] = []
    of_own: list[ColumnElement[bool]] = []
    for key, condition in asked.conditions.items():
        if key != without:
            (of_own if _asks(condition, own) else of_record).append(condition)
    found = search.matches(session, asked.q)
    if found is not None:
        of_record.append(found)
    if of_own:
        of_record.append(_record.id.in_(select(own.c.id).where(*of_own)))
    return query.where(*of_record)


def count(session: Session, actor: Actor, noun: Noun[Any], asked: Asked, today: date) -> int:
    """Count the records of a list, exactly."""
    what = (noun.kind, asked.q, *sorted(asked.chosen.items()), today)
    return total(session, actor, lambda: narrowed(session, actor, noun, asked), what)


def page_of(
    session: Session, actor: Actor, noun: Noun[Any], asked: Asked, *, page: int, records: int
) -> Sequence[int]:
    """Read the ids of a page, in order. They are counted off from the nearer end of the list.

    :param records: how many there are in all.
    """
    first = (page - 1) * PAGE_SIZE
    last = min(first + PAGE_SIZE, records)
    backwards = first + last > records
    skipped = records - last if backwards else first
    query = _in_order(session, actor, noun, asked, backwards=backwards)
    ids = [search.id_of(number) for number in session.scalars(query.limit(last - first).offset(skipped))]
    return ids[::-1] if backwards else ids


def every_id(session: Session, actor: Actor, noun: Noun[Any], asked: Asked) -> Iterator[Sequence[int]]:
    """Read the ids of all records of a list, in order and in chunks; no more than a chunk is in memory."""
    query = _in_order(session, actor, noun, asked)
    with closing(session.scalars(query, execution_options={"yield_per": CHUNK})) as found:
        for numbers in found.partitions():
            yield [search.id_of(number) for number in numbers]


def cells_of(
    session: Session,
    noun: Noun[Any],
    columns: Sequence[Column],
    ids: Sequence[int],
    t: Translator,
    known: Known | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """Return the cells of records, in the order of their ids.

    :param ids: of records that the actor may see, as :func:`every_id` and :func:`page_of` find them.
    :param known: what was read for the chunks before.
    """
    found = _lines(session, noun, ids, known or Known(session))
    shown = [(one.cell, one.reads(session, ids) if one.reads else found) for one in columns]
    for id_ in ids:
        yield tuple([cell(told.get(id_), t) for cell, told in shown])


def _lines(session: Session, noun: Noun[Any], ids: Sequence[int], known: Known) -> Mapping[int, Any]:
    if noun.lines is not None:
        return noun.lines(session, ids, known)
    query = select(noun.model).where(noun.model.id.in_(ids)).options(*noun.loads)
    records = session.scalars(query).all()
    if noun.hang_on is not None:
        noun.hang_on(session, records)
    return {record.id: record for record in records}


def _in_order(
    session: Session, actor: Actor, noun: Noun[Any], asked: Asked, *, backwards: bool = False
) -> Select[int] | CompoundSelect[int]:
    """Select the ids of a list in its order, or from its end; maybe as numbers, see ``search.id_of``."""
    by = asked.by.sort
    assert by is not None  # noqa: S101 - only columns with an order get here
    downwards = asked.descending != backwards
    if asked.by.key == "day" and not asked.chosen:
        hits = search.newest(session, live_ids(actor, noun.kind), asked.q)
        if hits is not None:
            return hits[0].order_by(hits[1].desc() if downwards else hits[1])
        numbers = search.newest_of_place(session, live_ids(actor, noun.kind), asked.q, downwards=downwards)
        if numbers is not None:
            return numbers
    query = narrowed(session, actor, noun, asked)
    own: Table = noun.model.__table__
    if _asks(by, own):
        query = query.join(own, own.c.id == _record.id)
    return query.order_by(*((by.desc(), _record.id.desc()) if downwards else (by, _record.id)))


def _asks(expression: Any, table: Table) -> bool:
    """Say whether an expression reads a table itself, and not only within a subquery."""
    # The public way, a selection of the expression, compiles it: a tenth of the time of a page.
    return any(one.is_derived_from(table) for one in expression._from_objects)  # noqa: SLF001
