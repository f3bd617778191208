"""Accounts that records name: whom a form offers, and whom a record may name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.permissions.actor import Actor
from app.queries import accounts
from app.records.form import Form
from app.records.user_field import UserField
from models import Record, User


def offer(session: Session, actor: Actor, *forms: Form) -> None:
    """Let every field of these forms that names an account offer the colleagues.

    Cost: one statement, none where there is no such field.
    """
    fields = [field for form in forms for field in form.walk() if isinstance(field, UserField)]
    if fields:
        stored = {field.object_data for field in fields if isinstance(field.object_data, int)}
        put(accounts.to_choose(session, actor, stored), *fields)


def put(found: Sequence[accounts.Colleague], *fields: UserField) -> None:
    """Let fields offer these colleagues; a closed account only where it stands already."""
    for field in fields:
        field.accounts = [one for one in found if one.is_active or one.id == field.object_data]


def named(session: Session, actor: Actor, records: Iterable[Record]) -> Mapping[int, bool]:
    """Return account → whether it is open, of those that records name and that are of their municipality.

    Cost: one statement, none where no account is named.
    """
    return accounts.open_or_closed(session, actor, {id_ for record in records for id_ in _named_by(record)})


def check(known: Mapping[int, bool], record: Record, before: Mapping[str, Any]) -> None:
    """Hold a record to the accounts of its municipality; a closed one stays where it stood already.

    :param known: see :func:`named`.
    :param before: column → value before the change.
    :raises NotFound: it names an account that is not there, not the actor's, or closed.
    """
    stood = {before.get(name) for name in _naming_accounts(type(record).__table__)}
    hold_to(known, _named_by(record), stood)


def hold_to(known: Mapping[int, bool], ids: Collection[int], stood: Collection[int | None]) -> None:
    """Let accounts be named that are known and open, or stood there already.

    :raises NotFound: one of them is neither.
    """
    if any(id_ not in known or not (known[id_] or id_ in stood) for id_ in ids):
        message = f"accounts {sorted(ids)}"
        raise NotFound(message)


def _named_by(record: Record) -> set[int]:
    columns = _naming_accounts(type(record).__table__)
    return {id_ for name in columns if (id_ := getattr(record, name)) is not None}


@cache
def _naming_accounts(table: Table) -> Sequence[str]:
    return [
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is User.__table__
    ]
