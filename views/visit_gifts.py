"""Entering a gift from the page of a visit."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries.forms import made_by
from app.records import kit, references
from app.records.gift_lines import origin_at
from app.records.nouns import NOUNS
from app.records.visits import VISIT
from app.services import gifts as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Visit
from models.vocabulary import GiftDirection
from views.gift_lines import line, lines
from views.visits import VISIT_PAGES

bp = Blueprint("visit_gifts", __name__, url_prefix="/visits")


@bp.post("/<int:record_id>/gifts")
@requires(Permission.RECORD_WRITE)
def enter(record_id: int) -> ResponseReturnValue:
    """Enter a gift that changed hands at a visit; the page comes back ready for the next one."""
    t, actor = current_translator(), current_actor()
    visit = kit.load(db.session, actor, VISIT, record_id)
    asked = request.form.get("direction")
    direction = GiftDirection.RECEIVED if asked == GiftDirection.RECEIVED else GiftDirection.GIVEN
    form = line(visit, direction, posted=request.form)
    ready = redirect(url_for("visits.show", record_id=record_id, entered=direction.value, _anchor="gifts"))
    if form.form_key.data and made_by(db.session, actor, form.form_key.data):
        return ready
    valid = form.validate()
    if references.resolve(db.session, actor, form, t) and valid:
        wanted = references.wanted(form)
        try:
            with unit_of_work(db.session) as session:
                references.create_new(session, actor, form, NOUNS, today=office_today())
                made = service.enter(session, actor, _facts(visit, direction, form), today=office_today())
                made.form_key = form.form_key.data or None
        except Invalid as refusal:
            references.put_back(wanted)
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            flash(t(N_("The gift is entered.")), "done")
            return ready
    visit = kit.load(db.session, actor, VISIT, record_id)
    page = VISIT_PAGES.page_of(visit, gift_forms=lines(visit) | {direction.value: form})
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


def _facts(visit: Visit, direction: GiftDirection, form: Any) -> dict[str, Any]:
    """Say of a gift what its line says and what the visit knows."""
    facts = {
        "direction": direction,
        "about_id": visit.id,
        "handed": visit.held,
        "quantity": form.quantity.data,
    }
    if direction is GiftDirection.GIVEN:
        told = {"item_id": form.item.data.id, "repeat_meant": form.repeat_meant.data}
        return facts | told | {"receiver_id": form.whom.record_id, "receiver_name": form.whom.words}
    told = {"what_tr": form.what_tr.data, "origin": origin_at(visit)}
    return facts | told | {"giver_id": form.whom.record_id, "giver_name": form.whom.words}
