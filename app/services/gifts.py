"""Verbs of gifts: enter, revise. Nobody is given the same thing twice without somebody saying so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import gifts as queries
from app.records import kit
from app.records.gifts import GIFT
from models import Gift
from models.vocabulary import GiftDirection

_WHAT_TO_WHOM = ("direction", "item_id", "receiver_id")


def enter(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Gift:
    """Write a new gift.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, NotFound: as there.
    :raises Invalid: as there; or the receiver had the same city gift before and nobody says that it is meant.
    """
    ensure(actor, GIFT.create)
    _refuse_repeat(session, actor, data)
    return kit.create(session, actor, GIFT, data, today=today)


def revise(
    session: Session, actor: Actor, gift_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Gift:
    """Change a gift.

    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    :raises Invalid: as :func:`enter`.
    """
    ensure(actor, GIFT.write)
    gift = kit.load(session, actor, GIFT, gift_id)
    if any(name in data and getattr(gift, name) != data[name] for name in _WHAT_TO_WHOM):
        _refuse_repeat(session, actor, data, besides=gift_id)
    return kit.edit(session, actor, GIFT, gift_id, seen_version, data, today=today)


def _refuse_repeat(
    session: Session, actor: Actor, data: Mapping[str, Any], *, besides: int | None = None
) -> None:
    item_id, receiver_id = data.get("item_id"), data.get("receiver_id")
    given = data.get("direction") is GiftDirection.GIVEN
    if not given or item_id is None or receiver_id is None or data.get("repeat_meant"):
        return
    before = queries.given_before(session, actor, item_id, receiver_id, besides=besides)
    if not before:
        return
    if before[0].handed.is_known:
        message = N_("They had this gift on %(day)s; choose another one, or say that it is meant")
        raise Invalid(Problem("repeat_meant", message, {"day": before[0].handed}))
    message = N_("They had this gift before; choose another one, or say that it is meant")
    raise Invalid(Problem("repeat_meant", message))
