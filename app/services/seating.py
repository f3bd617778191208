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
    plan = kit.load(session, actor, SEATING_PLAN, plan_id)
    data = {"taken": rows_of(seats), "lists": _living(plan)}
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
    data = {"wishes": [*_kept(plan), new], "lists": _living(plan)}
    return kit.edit(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def take_back(
    session: Session, actor: Actor, plan_id: int, seen_version: int, wish_id: int, *, today: date
) -> SeatingPlan:
    """Take a wish out of a plan; one that is not there any more is no matter.

    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, SEATING_PLAN.write)
    plan = kit.load(session, actor, SEATING_PLAN, plan_id)
    wishes = [row for row in _kept(plan) if row["id"] != wish_id]
    data = {"wishes": wishes, "lists": _living(plan)}
    return kit.edit(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def revise(
    session: Session, actor: Actor, plan_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> SeatingPlan:
    """Change the room; of another one, nobody stays seated and no guest list of the former stays.

    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    ensure(actor, SEATING_PLAN.write)
    plan = kit.load(session, actor, SEATING_PLAN, plan_id)
    if data.get("about_id", plan.about_id) != plan.about_id:
        former = {one.guest_list_id for one in plan.lists if one.guest_list.about_id == plan.about_id}
        rows = data.get("lists", _living(plan))
        data = {**data, "lists": [row for row in rows if row["guest_list_id"] not in former]}
    return participants.revise(session, actor, SEATING_PLAN, plan_id, seen_version, data, today=today)


def _living(plan: SeatingPlan) -> list[dict[str, Any]]:
    """Return the guest lists that are not in the bin: a record that names one that is cannot be saved."""
    return [
        {"id": one.id, "guest_list_id": one.guest_list_id}
        for one in plan.lists
        if one.guest_list.binned_at is None
    ]


def _kept(plan: SeatingPlan) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "wish": one.wish, "guest": one.guest, "other": one.other, "seat": one.seat}
        for one in plan.wishes
    ]
