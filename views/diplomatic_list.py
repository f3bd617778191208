"""The diplomatic list: the two corps in their order of precedence, as of today."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.documents import precedence_paper
from app.documents.diplomatic_list import gather
from app.domain.alphabets import LANGUAGES, country_name
from app.extensions import db
from app.permissions.policy import Permission
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import Language

bp = Blueprint("diplomatic_list", __name__)


@bp.get("/diplomatic-list")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show who holds a post at a mission, with the rule for every place."""
    t, asked = current_translator(), request.args.get("alphabet", "")
    language = asked if asked in LANGUAGES else t.language
    found = gather(db.session, current_actor(), language=language, today=office_today())
    return render_template(
        "precedence/diplomatic_list.html",
        corps=[(one, precedence_paper.whys(one, t)) for one in found],
        words=precedence_paper,
        country_name=country_name,
        language=language,
        languages=[Language(one) for one in LANGUAGES],
        today=office_today(),
    )
