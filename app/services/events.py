"""Verbs of events: announce, revise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.permissions.actor import Actor, ensure
from app.records import kit
from app.records.events import EVENT
from app.services import titles
from models import Event


def announce(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Event:
    """Write a new event; names and titles of its people are taken down as of its day.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, EVENT.create)
    told = titles.taken_down(session, actor, data, "participants", (), today=today)
    return kit.create(session, actor, EVENT, told, today=today)


def revise(
    session: Session, actor: Actor, event_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Event:
    """Change an event. What was taken down about its people stays, unless somebody types it anew.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, EVENT.write)
    known = tuple(kit.load(session, actor, EVENT, event_id).participants)
    told = titles.taken_down(session, actor, data, "participants", known, today=today)
    return kit.edit(session, actor, EVENT, event_id, seen_version, told, today=today)
