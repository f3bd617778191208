"""Information notes."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.documents.before_printing import remarks
from app.documents.city_note import gather
from app.extensions import db
from app.i18n import HOUSES, translator
from app.permissions.policy import Permission
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator

bp = Blueprint("notes", __name__)


@bp.get("/cities/<int:city_id>/note")
@requires(Permission.RECORD_VIEW)
def city(city_id: int) -> ResponseReturnValue:
    """Show the note on a city in the language asked for; else in the reader's."""
    asked = request.args.get("lang", "")
    paper = translator(asked) if asked in HOUSES else current_translator()
    day = office_today()
    note = gather(db.session, current_actor(), city_id, today=day)
    checks = remarks(note, paper.language)
    return render_template("notes/city.html", note=note, paper=paper, checks=checks, office_day=day)
