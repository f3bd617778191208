"""The calendar of occasions: what is coming, whom it concerns, what was sent for it."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.permissions.policy import Permission
from app.queries import occasions
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.clock import office_today
from models.vocabulary import LetterKind

bp = Blueprint("occasion_calendar", __name__, url_prefix="/occasions/calendar")

SPANS = (30, 60, 120, 365)
"""For how many days one may look ahead."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show the coming occasions."""
    asked = request.args.get("days", type=int)
    days, today = asked if asked in SPANS else SPANS[0], office_today()
    every, kind = request.args.get("countries") == "all", request.args.get("kind", "")
    last = today + timedelta(days=days)
    found = occasions.coming(db.session, current_actor(), today, last, every_country=every)
    kinds = [one for one in LetterKind if any(each.kind is one for each in found)]
    return render_template(
        "occasions/calendar.html",
        found=[one for one in found if kind not in kinds or one.kind == kind],
        kinds=kinds,
        kind=kind if kind in kinds else "",
        days=days,
        spans=SPANS,
        every=every,
        today=today,
        last=last,
        plural_of=lambda record_kind: NOUNS[record_kind].plural,
    )
