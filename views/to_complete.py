"""Records logged in a hurry, to be completed."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.permissions.policy import Permission
from app.records.completing import to_complete
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from models.vocabulary import RecordKind

bp = Blueprint("to_complete", __name__)
LONGEST_NUMBER = 8


@bp.get("/to-complete")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List what somebody should complete: what the reader logged first, each with what it lacks."""
    asked, number = request.args.get("kind", ""), request.args.get("page", "")
    kind = RecordKind(asked) if asked in {one.value for one in RecordKind} else None
    page = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 1
    found = to_complete(db.session, current_actor(), kind, page=max(1, page))
    return render_template("to_complete/list.html", found=found, kind=kind, nouns=NOUNS)
