"""Whose record a command reads, and which one is meant by a name or a number."""

from collections.abc import Collection

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries import names
from models import Municipality
from models.vocabulary import RecordKind, Role


def actor_of(session: Session, house: str | None) -> Actor:
    """Return who reads the record of a municipality; without its code, of the first that was founded.

    :raises click.ClickException: there is none.
    """
    found = select(Municipality.id).order_by(Municipality.id).limit(1)
    id_ = session.scalar(found.where(Municipality.code == house) if house else found)
    if id_ is None:
        raise click.ClickException(
            f"There is no municipality {house}." if house else "There is no municipality."
        )
    return Actor(None, id_, "Elçi", Role.VIEWER)


def record_of(session: Session, actor: Actor, kinds: Collection[RecordKind], asked: str) -> int:
    """Return the id of the record that a name or a number means.

    :raises click.ClickException: there is none of the name, or several.
    """
    if asked.isascii() and asked.isdecimal() and len(asked) < 12:
        return int(asked)
    found = names.same_name(session, actor, kinds, asked)
    if len(found) == 1:
        return found[0].id
    what = " or ".join(kind.value for kind in kinds)
    if not found:
        raise click.ClickException(f"There is no {what} {asked}.")
    numbers = ", ".join(str(record.id) for record in found)
    raise click.ClickException(f"Several are called {asked}; name one by its number: {numbers}.")
