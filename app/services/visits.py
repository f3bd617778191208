"""Verbs of visits: log, revise, hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.visits import OFF, OVER
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.records import kit
from app.records.visits import VISIT
from app.services import titles
from models import Delegate, PartialDate, Visit
from models.vocabulary import VisitState


def log(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Visit:
    """Write a new visit; names, titles and organisations of its people are taken down as of its day.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.create)
    return kit.create(session, actor, VISIT, _with_titles(session, actor, data, (), today), today=today)


def revise(
    session: Session, actor: Actor, visit_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Visit:
    """Change a visit. What was taken down about its people stays, unless somebody types it anew.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.write)
    visit = kit.load(session, actor, VISIT, visit_id)
    known = tuple(visit.delegates)
    return kit.edit(
        session,
        actor,
        VISIT,
        visit_id,
        seen_version,
        _with_titles(session, actor, data, known, today),
        today=today,
    )


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


def _with_titles(
    session: Session, actor: Actor, data: Mapping[str, Any], known: Sequence[Delegate], today: date
) -> dict[str, Any]:
    if "delegates" not in data:
        return dict(data)
    day = (data.get("held") or PartialDate.unknown()).latest or today
    rows = titles.of_the_day(session, actor, data["delegates"], known, day, today=today)
    return {**data, "delegates": rows}
