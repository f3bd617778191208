"""Gifts on the page of a visit: those of both ways, and an empty line with which the next one is entered."""

import secrets
from collections.abc import Mapping
from typing import Any

from app.extensions import db
from app.queries import gifts as queries
from app.records import gifts as noun
from app.records.form import Form, bind
from app.records.gift_lines import GivenForm, ReceivedForm, whom_with
from app.records.gifts import GIFT
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Visit
from models.vocabulary import GiftDirection

_FORMS: Mapping[GiftDirection, type[Form]] = {
    GiftDirection.GIVEN: GivenForm,
    GiftDirection.RECEIVED: ReceivedForm,
}


def shown(visit: Visit) -> Mapping[str, Any]:
    """Return the gifts of a visit, and an empty line for each way to who may enter one."""
    return {
        "gifts": queries.changing_hands_at(db.session, current_actor(), visit.id),
        "gift_forms": lines(visit) if current_actor().may(GIFT.create) else {},
        "gift_giver": noun.giver,
        "gift_receiver": noun.receiver,
    }


def lines(visit: Visit) -> dict[str, Any]:
    """Return an empty line for each way."""
    return {direction.value: line(visit, direction) for direction in GiftDirection}


def line(visit: Visit, direction: GiftDirection, posted: Any = None) -> Any:
    """Return the line of one way; it begins with one piece and the first of those whom the visit is with."""
    t = current_translator()
    offered = whom_with(visit, t)
    form = bind(
        _FORMS[direction],
        t,
        office_today(),
        posted=posted,
        prefix=f"{direction}-",
        quantity=1,
        whom=offered[0][0] if offered else "",
        form_key=secrets.token_urlsafe(24),
    )
    form.whom.offered = offered
    return form
