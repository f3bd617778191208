"""Verbs of an order of precedence: choose its list, say who has which rank, place by hand, take that back.

Source: docs/rules.md, R-17.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Invalid, Problem, Stale
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import precedence as queries
from app.records import kit
from app.records.precedence import PRECEDENCE_ORDER
from app.services import participants
from models import PrecedenceOrder


@dataclass(frozen=True)
class Said:
    """What is said of one participant.

    :param rank_id: row of the list; None: as the title says.
    :param before: None: where the rules have them.
    """

    guest: int
    rank_id: int | None
    senior_on: date | None
    before: int | None
    reason: str


def choose(
    session: Session, actor: Actor, about_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> PrecedenceOrder:
    """Begin the order of a visit or event, or change by what it goes.

    :param seen_version: 0 where there was none yet.
    :param data: as for :func:`app.records.kit.create`.
    :raises Stale: somebody began or changed it since.
    :raises PermissionDenied, Invalid, NotFound: as the kit.
    """
    ensure(actor, PRECEDENCE_ORDER.create)
    there = queries.order_id(session, actor, about_id)
    if there is not None:
        return kit.edit(session, actor, PRECEDENCE_ORDER, there, seen_version, data, today=today)
    if seen_version:
        raise Stale(f"the order of record {about_id} is gone")
    return kit.create(session, actor, PRECEDENCE_ORDER, {**data, "about_id": about_id}, today=today)


def revise(
    session: Session, actor: Actor, order_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> PrecedenceOrder:
    """Change an order; of another visit or event, nothing that was said of the participants stays.

    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    return participants.revise(session, actor, PRECEDENCE_ORDER, order_id, seen_version, data, today=today)


def place(
    session: Session,
    actor: Actor,
    order_id: int,
    seen_version: int,
    said: Said,
    *,
    today: date,
) -> PrecedenceOrder:
    """Say which rank somebody has, since when, and before whom they are placed by hand.

    :raises Invalid: placed by hand without a reason, or before themselves.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, PRECEDENCE_ORDER.write)
    guest, before = said.guest, said.before
    if before is not None and not said.reason:
        raise Invalid(Problem("reason", N_("Say why, so that everybody who reads the order knows")))
    if before == guest:
        raise Invalid(Problem("before", N_("Nobody stands before themselves")))
    order = kit.load(session, actor, PRECEDENCE_ORDER, order_id)
    places = [_told(one, "guest", "rank_id", "senior_on") for one in order.places if one.guest != guest]
    if said.rank_id is not None or said.senior_on is not None:
        places.append({"guest": guest, "rank_id": said.rank_id, "senior_on": said.senior_on})
    data = {"places": places, "by_hand": _by_hand(order, said)}
    return kit.edit(session, actor, PRECEDENCE_ORDER, order_id, seen_version, data, today=today)


def _by_hand(order: PrecedenceOrder, said: Said) -> list[dict[str, Any]]:
    """Return the placings by hand with what is said now: one for each participant, the newest last."""
    placed = [_told(one, "moved", "before", "reason") for one in order.by_hand]
    new = {"moved": said.guest, "before": said.before, "reason": said.reason}
    if any(one | new == one for one in placed):
        return placed
    pair = {said.guest, said.before}
    kept = [one for one in placed if one["moved"] != said.guest and {one["moved"], one["before"]} != pair]
    return kept if said.before is None else [*kept, new]


def take_back(
    session: Session, actor: Actor, order_id: int, seen_version: int, guest: int, *, today: date
) -> PrecedenceOrder:
    """Let somebody who was placed by hand stand where the rules have them.

    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, PRECEDENCE_ORDER.write)
    order = kit.load(session, actor, PRECEDENCE_ORDER, order_id)
    kept = [_told(one, "moved", "before", "reason") for one in order.by_hand if one.moved != guest]
    data = {"by_hand": kept}
    return kit.edit(session, actor, PRECEDENCE_ORDER, order_id, seen_version, data, today=today)


def _told(row: Any, *columns: str) -> dict[str, Any]:
    return {"id": row.id, **{name: getattr(row, name) for name in columns}}
