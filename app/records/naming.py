"""Which records a record names, and what they are called."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import TypeVar

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from app.errors import Missing
from app.permissions.actor import Actor
from app.queries import names as titles
from app.queries.scope import owned
from app.records.noun import Named, Names, Noun
from app.records.parts import parent_column
from models import Record

R = TypeVar("R", bound=Record)


def named_by(noun: Noun[R], record: R) -> set[int]:
    """Return the ids of the records that a record names, in its columns and in its parts."""
    found = {getattr(record, name) for name in references(noun.model.__table__)}
    for part in noun.parts:
        columns = references(part.model.__table__) - {parent_column(part)}
        found |= {getattr(row, name) for row in getattr(record, part.name) for name in columns}
    return {id_ for id_ in found if id_ is not None}


@cache
def references(table: Table) -> frozenset[str]:
    """Return the columns of a table that point to a record, its own key left out."""
    return frozenset(
        column.name
        for column in table.columns
        if not column.primary_key and any(_is_record(key.column.table) for key in column.foreign_keys)
    )


def _is_record(table: Table) -> bool:
    return table.name == "record" or any(
        key.column.table.name == "record" for key in table.primary_key.columns["id"].foreign_keys
    )


def named(session: Session, actor: Actor, ids: Collection[int], *, must_live: bool) -> dict[int, Named]:
    """Read the records that others name, as far as they are there and the actor's."""
    if not ids:
        return {}
    conditions: list[ColumnElement[bool]] = [owned(actor)] + (
        [Record.binned_at.is_(None)] if must_live else []
    )
    rows = session.execute(
        select(Record.id, Record.kind, Record.title_tr, Record.title_en).where(
            Record.id.in_(ids), *conditions
        )
    )
    return {row.id: Named(row.kind, row.title_tr, row.title_en) for row in rows}


def named_by_each(
    session: Session, actor: Actor, noun: Noun[R], records: Sequence[R], *, must_live: bool
) -> Sequence[Names]:
    """Read what each of some records names, also what is restricted and stood there before.

    :raises Missing: one of them names what is not there, and ``must_live``.
    Cost: one statement, two where something is not the actor's to see.
    """
    wanted = [named_by(noun, record) for record in records]
    found = named(session, actor, set().union(*wanted), must_live=must_live)
    absent = {
        record.id: missing
        for record, ids in zip(records, wanted, strict=True)
        if (missing := ids - found.keys()) and record.id is not None
    }
    unseen = titles.unseen(session, actor, absent)
    each = []
    for record, ids in zip(records, wanted, strict=True):
        names = {id_: found[id_] for id_ in ids if id_ in found}
        names |= {
            id_: Named(one.kind, one.title_tr, one.title_en)
            for id_, one in unseen.get(record.id, {}).items()
            if one.binned_at is None or not must_live
        }
        if must_live and (missing := ids - names.keys()):
            raise Missing(missing)
        each.append(names)
    return each
