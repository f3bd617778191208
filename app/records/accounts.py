"""Accounts that records name: whom a form offers, and whom a record may name."""

from collections.abc import Mapping, Sequence
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


def check(session: Session, actor: Actor, record: Record, before: Mapping[str, Any]) -> None:
    """Hold a record to the accounts of its municipality; a closed one stays where it stood already.

    :param before: column → value before the change.
    :raises NotFound: it names an account that is not there, not the actor's, or closed.
    """
    columns = _naming_accounts(type(record).__table__)
    if not columns:
        return
    named = {id_ for name in columns if (id_ := getattr(record, name)) is not None}
    stood = {id_ for name in columns if (id_ := before.get(name)) is not None}
    if named and not accounts.may_be_named(session, actor, named, closed=stood):
        message = f"accounts {sorted(named)}"
        raise NotFound(message)


@cache
def _naming_accounts(table: Table) -> Sequence[str]:
    return [
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is User.__table__
    ]
