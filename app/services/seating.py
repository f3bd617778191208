"""Verbs of a seating plan: seat, wish, take a wish back.

Source: docs/rules.md, R-18.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.seating import Wish
from app.permissions.actor import Actor, ensure
from app.records import kit
from app.records.seating import SEATING_PLAN
from app.services import participants
from models import SeatingPlan


def rows_of(seats: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return guest → seat as rows for the kit, by seat."""
    return [{"guest": guest, "seat": seat} for guest, seat in sorted(seats.items(), key=lambda one: one[1])]


def seat(
    session: Session, actor: Actor, plan_id: int, seen_version: int, seats: Mapping[int, int], *, today: date
) -> SeatingPlan:
    """Keep who sits where.

    :param seats: guest → number of the seat, of everybody who sits.
    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    ensure(actor, SEATING_PLAN.write)
    data = {"taken": rows_of(seats)}
    return kit.edit(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def wish(
    session: Session, actor: Actor, plan_id: int, seen_version: int, asked: Wish, *, today: date
) -> SeatingPlan:
    """Add what somebody asks for; nobody is moved by that.

    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    ensure(actor, SEATING_PLAN.write)
    plan = kit.load(session, actor, SEATING_PLAN, plan_id)
    new = {"wish": asked.kind, "guest": asked.guest, "other": asked.other, "seat": asked.seat}
    data = {"wishes": [*_kept(plan), new]}
    return kit.edit(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def take_back(
    session: Session, actor: Actor, plan_id: int, seen_version: int, wish_id: int, *, today: date
) -> SeatingPlan:
    """Take a wish out of a plan; one that is not there any more is no matter.

    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, SEATING_PLAN.write)
    plan = kit.load(session, actor, SEATING_PLAN, plan_id)
    data = {"wishes": [row for row in _kept(plan) if row["id"] != wish_id]}
    return kit.edit(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def revise(
    session: Session, actor: Actor, plan_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> SeatingPlan:
    """Change the room; of another visit or event, nobody stays seated.

    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    return participants.revise(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def _kept(plan: SeatingPlan) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "wish": one.wish, "guest": one.guest, "other": one.other, "seat": one.seat}
        for one in plan.wishes
    ]
