"""Verbs of visits: log, revise, hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.visits import OFF, OVER
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.records import kit
from app.records.visits import VISIT
from app.services import titles
from models import Visit
from models.vocabulary import VisitState


def log(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Visit:
    """Write a new visit; names, titles and organisations of its people are taken down as of its day.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.create)
    told = titles.taken_down(session, actor, data, "delegates", (), today=today)
    return kit.create(session, actor, VISIT, told, today=today)


def revise(
    session: Session, actor: Actor, visit_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Visit:
    """Change a visit. What was taken down about its people stays, unless somebody types it anew.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.write)
    known = tuple(kit.load(session, actor, VISIT, visit_id).delegates)
    told = titles.taken_down(session, actor, data, "delegates", known, today=today)
    return kit.edit(session, actor, VISIT, visit_id, seen_version, told, today=today)


def hold(session: Session, actor: Actor, visit_id: int, *, today: date) -> Visit:
    """Mark a visit as held.

    :raises PermissionDenied, NotFound: the actor may not; there is none.
    :raises Invalid: its day is still to come.
    """
    ensure(actor, Permission.RECORD_WRITE)
    visit = kit.load(session, actor, VISIT, visit_id)
    before = kit.snapshot(VISIT, visit)
    visit.state, visit.state_reason_tr = VisitState.HELD, ""
    return kit.save(session, actor, VISIT, visit, before, "held", today=today)


def can_be_held(visit: Visit, today: date) -> bool:
    """Say whether marking it as held is the next step: its day has come, and nobody called it off."""
    begun = visit.held.earliest is not None and visit.held.earliest <= today
    return begun and visit.state not in (*OVER, *OFF)
