"""Verbs of the programme of a visit: plan an item, revise it, move it, let all follow the visit."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.programme import days_behind, within_the_visit
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import names
from app.queries import programme as queries
from app.records import kit
from app.records.many import save_all
from app.records.programme import PROGRAMME_ITEM
from app.records.visits import VISIT
from models import ProgrammeItem


def plan(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> ProgrammeItem:
    """Write a new item of a programme.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, NotFound: the actor may not; there is no such visit.
    :raises Invalid: a rule refuses it, or its day is certainly none of the visit's.
    """
    ensure(actor, PROGRAMME_ITEM.create)
    told = _whole(session, actor, data)
    return kit.create(session, actor, PROGRAMME_ITEM, told, today=today)


def revise(
    session: Session, actor: Actor, item_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> ProgrammeItem:
    """Change an item.

    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    :raises Invalid: as :func:`plan`.
    """
    ensure(actor, PROGRAMME_ITEM.write)
    told = _whole(session, actor, data)
    return kit.edit(session, actor, PROGRAMME_ITEM, item_id, seen_version, told, today=today)


def move(
    session: Session, actor: Actor, item_id: int, minutes: int, *, following: bool, today: date
) -> list[ProgrammeItem]:
    """Move an item to an earlier or later hour, and what follows on its day of the visit if asked.

    :param minutes: below zero for earlier.
    :raises PermissionDenied, NotFound: the actor may not; there is none.
    :raises Invalid: it has no hour, or something would be moved past midnight; then nothing is moved.
    """
    ensure(actor, PROGRAMME_ITEM.write)
    item = kit.load(session, actor, PROGRAMME_ITEM, item_id)
    if item.day is None or item.starts_at is None:
        raise Invalid(Problem("starts_at", N_("It has no hour yet; enter one first")))
    ids = [item.id]
    if following:
        ids += [one.id for one in queries.of_visit(session, actor, item.visit_id) if _follows(one, item)]
    moved = kit.load_all(session, actor, PROGRAMME_ITEM, ids)
    before = {one: kit.snapshot(PROGRAMME_ITEM, one) for one in moved}
    for one in moved:
        _shift(one, timedelta(minutes=minutes))
    save_all(session, actor, PROGRAMME_ITEM, before, "moved", today=today)
    return moved


def follow(session: Session, actor: Actor, visit_id: int, *, today: date) -> list[ProgrammeItem]:
    """Move a whole programme to the days of its visit, which was moved; return the items.

    :raises PermissionDenied, NotFound: the actor may not; there is no such visit.
    """
    ensure(actor, PROGRAMME_ITEM.write)
    visit = kit.load(session, actor, VISIT, visit_id)
    items = queries.of_visit(session, actor, visit_id)
    days = days_behind(items, visit)
    if days is None:
        return []
    moved = kit.load_all(session, actor, PROGRAMME_ITEM, [item.id for item in items if item.day])
    before = {item: kit.snapshot(PROGRAMME_ITEM, item) for item in moved}
    for item in moved:
        item.day = item.day and item.day + timedelta(days=days)
    save_all(session, actor, PROGRAMME_ITEM, before, "moved", today=today)
    return moved


def _follows(one: ProgrammeItem, item: ProgrammeItem) -> bool:
    """Say whether an item is on the same day and does not start before another one."""
    hour = one.starts_at
    return (
        one.id != item.id
        and one.day == item.day
        and hour is not None
        and item.starts_at is not None
        and hour >= item.starts_at
    )


def _shift(item: ProgrammeItem, by: timedelta) -> None:
    day = item.day or date.min
    for name in ("starts_at", "ends_at"):
        hour = getattr(item, name)
        if hour is None:
            continue
        shifted = datetime.combine(day, hour) + by
        if shifted.date() != day:
            raise Invalid(
                Problem(name, N_("“%(item)s” would be moved past midnight"), {"item": item.title_tr})
            )
        setattr(item, name, shifted.time())


def _whole(session: Session, actor: Actor, data: Mapping[str, Any]) -> dict[str, Any]:
    """Hold the day to the visit, and take down the names of who takes part."""
    visit_id = data.get("visit_id")
    if visit_id is not None:
        visit = kit.load(session, actor, VISIT, visit_id)
        if problems := list(within_the_visit(data.get("day"), visit)):
            raise Invalid(*problems)
    if "attendees" not in data:
        return dict(data)
    ids = {row["person_id"] for row in data["attendees"] if row.get("person_id")}
    people = names.titles(session, actor, ids)
    rows = [
        {**row, "name": people[row["person_id"]].title_tr} if row.get("person_id") in people else dict(row)
        for row in data["attendees"]
    ]
    return {**data, "attendees": rows}
