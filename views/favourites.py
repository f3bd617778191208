"""The star on the page of a record."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.permissions.policy import Permission
from app.records.nouns import NOUNS
from app.services import favourites as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires

bp = Blueprint("favourites", __name__)


@bp.post("/favourites/<int:record_id>")
@requires(Permission.RECORD_VIEW)
def mark(record_id: int) -> ResponseReturnValue:
    """Give a record the star, or take it away: the form says which, so that pressing twice does no harm."""
    verb = service.star if request.form.get("on") == "yes" else service.unstar
    with unit_of_work(db.session) as session:
        noun = NOUNS[verb(session, current_actor(), record_id).kind]
    return redirect(url_for(f"{noun.plural}.show", record_id=record_id))
