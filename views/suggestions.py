"""What a form asks while somebody types: records of that name, and what a date was taken for."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from app.domain.dates import DateProblem, parse_partial_date
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries.names import suggest as suggested
from app.records.describe import details
from app.services.suggesting import fills
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models.vocabulary import RecordKind

bp = Blueprint("suggestions", __name__)
_NEW = {
    RecordKind.PERSON: N_("New person: %(name)s"),
    RecordKind.ORGANISATION: N_("New organisation: %(name)s"),
    RecordKind.CITY: N_("New city: %(name)s"),
    RecordKind.GIFT_ITEM: N_("New city gift: %(name)s"),
}


@bp.get("/suggest")
@requires(Permission.RECORD_VIEW)
def suggest() -> ResponseReturnValue:
    """Offer records of the kinds asked for, best first, and creating a new one last."""
    t, actor = current_translator(), current_actor()
    typed = request.args.get("q", "").strip()[:200]
    asked = request.args.get("kinds", "").split(",")
    kinds = [kind for kind in RecordKind if kind.value in asked]
    records = suggested(db.session, actor, kinds, typed)
    lines = details(db.session, records, t)
    filled = fills(db.session, actor, records, t, today=office_today())
    hits: list[dict[str, Any]] = [
        {
            "value": f"#{record.id}",
            "label": t.title(record),
            "detail": lines.get(record.id, ""),
            "kind": record.kind.value,
            "fills": filled.get(record.id, {}),
        }
        for record in records
    ]
    create = []
    if typed and actor.may(Permission.RECORD_WRITE):
        create = [
            {"value": f"+{typed}", "label": t(_NEW[kind], name=typed)} for kind in kinds[:1] if kind in _NEW
        ]
    announce = t.plural("%(n)s suggestion", "%(n)s suggestions", len(hits))
    return jsonify(hits=hits, create=create, announce=announce)


@bp.get("/dates/understood")
@requires(Permission.RECORD_VIEW)
def understood() -> ResponseReturnValue:
    """Say what a date was taken for."""
    t = current_translator()
    try:
        value = parse_partial_date(request.args.get("text", "")[:100], office_today())
    except DateProblem as problem:
        return jsonify(problem=t(problem.message, **problem.values))
    return jsonify(text=t.partial_long(value) if value.is_known else "")
