"""Whose record a command reads, and which one is meant by a name or a number."""

from collections.abc import Collection

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import names, spellings
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


def writer_of(session: Session, code: str, t: Translator) -> Actor:
    """Return who writes to the record of the municipality of this code.

    :raises click.ClickException: there is none, said in the language of ``t``.
    """
    id_ = session.scalar(select(Municipality.id).where(Municipality.code == code))
    if id_ is None:
        raise click.ClickException(t(N_("There is no municipality %(code)s."), code=code))
    return Actor(None, id_, "Elçi", Role.ADMIN)


def record_of(session: Session, actor: Actor, kinds: Collection[RecordKind], asked: str) -> int:
    """Return the id of the record that a name or a number means.

    Among cities of one name it is by far the largest, or the one of a country: ``Linz, AT``.

    :raises click.ClickException: there is none of the name, or several.
    """
    if asked.isascii() and asked.isdecimal() and len(asked) < 12:
        return int(asked)
    found = names.same_name(session, actor, kinds, asked)
    if len(found) == 1:
        return found[0].id
    if tuple(kinds) == (RecordKind.CITY,) and (city := _city(session, actor, asked)) is not None:
        return city
    what = " or ".join(kind.value for kind in kinds)
    if not found:
        raise click.ClickException(f"There is no {what} {asked}.")
    numbers = ", ".join(str(record.id) for record in found)
    raise click.ClickException(f"Several are called {asked}; name one by its number: {numbers}.")


def _city(session: Session, actor: Actor, asked: str) -> int | None:
    """Choose among cities of one name as an import does."""
    name, _, country = (part.strip() for part in asked.rpartition(","))
    if not (name and len(country) == 2 and country.isalpha()):
        name, country = asked, ""
    return spellings.city_matcher(session, actor).match(name, country=country.upper()).city_id
