"""Make a new visit on the pattern of a past one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.permissions.actor import Actor, ensure
from app.queries import preparation, programme
from app.records import kit
from app.records.many import create_all
from app.records.preparation import PREPARATION_STEP
from app.records.programme import PROGRAMME_ITEM
from app.records.visits import VISIT
from app.services import visits
from models import Delegate, PartialDate, PreparationStep, ProgrammeAttendee, ProgrammeItem, Visit, VisitStop
from models.vocabulary import Side

_KEPT = (
    "starts_at",
    "direction",
    "mode",
    "visit_kind",
    "subject_tr",
    "subject_en",
    "city_id",
    "country_id",
    "host_id",
    "place_tr",
    "place_en",
)
_OF_AN_ITEM = (
    "title_tr",
    "title_en",
    "starts_at",
    "ends_at",
    "place_tr",
    "place_en",
    "city_id",
    "timezone",
    "host_id",
    "whole_delegation",
    "travel_minutes",
    "language_tr",
    "language_en",
    "dress_tr",
    "dress_en",
)
_OF_A_STEP = ("title_tr", "title_en", "days", "unit_tr", "unit_en", "proof", "owner_id")


@dataclass(frozen=True)
class Taken:
    """What a new visit takes over besides its subject, host, organisations and place."""

    programme: bool
    preparation: bool
    our_side: bool
    delegation: bool


def repeat(
    session: Session, actor: Actor, visit_id: int, held: PartialDate, taken: Taken, *, today: date
) -> Visit:
    """Write a new visit on the pattern of another one; days move as the first day does.

    What was said and decided, state, sources and the titles of that day stay behind: people who come again
    are taken down with the titles of the new day. A day that falls outside the new visit is left open.

    :param held: when the new visit is.
    :raises PermissionDenied, NotFound: the actor may not write; there is no such visit.
    :raises Invalid: a rule refuses it, above all that nobody would be named.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, VISIT.create)
    old = kit.load(session, actor, VISIT, visit_id)
    by = _days_between(old.held, held)
    data: dict[str, Any] = {name: getattr(old, name) for name in _KEPT}
    data |= {
        "held": held,
        "counterparts": [{"organisation_id": one.organisation_id} for one in old.counterparts],
        "delegates": [_again(one) for one in old.delegates if _comes(one, taken)],
    }
    if taken.delegation:
        data["group_name"] = old.group_name
    if taken.programme:
        data["stops"] = [_stop(one, held, by) for one in old.stops]
    made = visits.log(session, actor, data, today=today)
    if taken.programme:
        items = [
            {**_item(item, old, taken), "day": _moved(item.day, held, by), "visit_id": made.id}
            for item in programme.of_visit(session, actor, old.id)
        ]
        create_all(session, actor, PROGRAMME_ITEM, items, today=today)
    if taken.preparation:
        found = preparation.of_visits(session, actor, [old.id])[old.id]
        steps = [{**_step(step), "visit_id": made.id} for step in found]
        create_all(session, actor, PREPARATION_STEP, steps, today=today)
    return made


def _days_between(old: PartialDate, new: PartialDate) -> timedelta | None:
    return new.earliest - old.earliest if old.earliest and new.earliest else None


def _moved(day: date | None, held: PartialDate, by: timedelta | None) -> date | None:
    if day is None or by is None or held.earliest is None or held.latest is None:
        return None
    return day + by if held.earliest <= day + by <= held.latest else None


def _comes(one: Delegate, taken: Taken) -> bool:
    return taken.our_side if one.side is Side.OURS else taken.delegation


def _again(one: Delegate) -> dict[str, Any]:
    return {
        "side": one.side,
        "person_id": one.person_id,
        "name": one.name,
        "organisation_id": one.organisation_id,
    }


def _stop(one: VisitStop, held: PartialDate, by: timedelta | None) -> dict[str, Any]:
    first = _moved(one.day, held, by)
    last = _moved(one.until, held, by) if first else None
    return {
        "day": first,
        "until": last,
        "city_id": one.city_id,
        "what_tr": one.what_tr,
        "what_en": one.what_en,
    }


def _item(item: ProgrammeItem, visit: Visit, taken: Taken) -> Mapping[str, Any]:
    """Return the facts of an item; of who took part, those who come again."""
    facts = {name: getattr(item, name) for name in _OF_AN_ITEM}
    staying = [one for one in visit.delegates if not _comes(one, taken)]
    return {**facts, "attendees": [_attendee(one) for one in _without(item.attendees, staying)]}


def _step(step: PreparationStep) -> Mapping[str, Any]:
    """Return the facts of a step; who has left the house sees to nothing."""
    facts = {name: getattr(step, name) for name in _OF_A_STEP}
    return facts if step.owner is None or step.owner.is_active else {**facts, "owner_id": None}


def _without(
    attendees: Sequence[ProgrammeAttendee], staying: Sequence[Delegate]
) -> Sequence[ProgrammeAttendee]:
    ids, names = {one.person_id for one in staying} - {None}, {one.name for one in staying}
    return [one for one in attendees if one.person_id not in ids and one.name not in names]


def _attendee(one: ProgrammeAttendee) -> dict[str, Any]:
    return {"person_id": one.person_id, "name": one.name}
