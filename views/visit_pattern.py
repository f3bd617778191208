"""A new visit on the pattern of a past one."""

import secrets
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Invalid, Missing
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import trail
from app.queries.forms import made_by
from app.records import kit
from app.records.fields import FlagField, PartialDateField, Required
from app.records.form import Form, bind
from app.records.record_form import FormKey
from app.records.visits import VISIT
from app.services.visit_pattern import Taken, repeat
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from views.records import NAMES_BINNED

bp = Blueprint("visit_pattern", __name__, url_prefix="/visits")


class PatternForm(Form):
    """When the new visit is, and what it takes over."""

    held = PartialDateField(N_("Date"), [Required(N_("Enter a date; a month or a year will do"))])
    programme = FlagField(N_("The programme, its days moved with the visit"))
    preparation = FlagField(N_("The preparation, everything missing again"))
    our_side = FlagField(N_("Our side"))
    delegation = FlagField(N_("The same delegation, with the titles of the new day"))
    form_key = FormKey()


@bp.route("/<int:record_id>/again", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def again(record_id: int) -> ResponseReturnValue:
    """Ask when the new visit is, or write it."""
    t, actor = current_translator(), current_actor()
    visit = kit.load(db.session, actor, VISIT, record_id)
    posted = request.form if request.method == "POST" else None
    preset = {"programme": True, "preparation": True, "our_side": True}
    key = secrets.token_urlsafe(24)
    form = bind(PatternForm, t, office_today(), posted=posted, form_key=key, **preset)
    sent_before = made_by(db.session, actor, form.form_key.data) if posted and form.form_key.data else None
    if sent_before is not None:
        return redirect(url_for("visits.show", record_id=sent_before))
    if request.method == "POST" and form.validate():
        taken = Taken(form.programme.data, form.preparation.data, form.our_side.data, form.delegation.data)
        try:
            with unit_of_work(db.session) as session:
                written = repeat(session, actor, record_id, form.held.data, taken, today=office_today())
                written.form_key, made = form.form_key.data or None, written.id
        except Invalid as refusal:
            for problem in refusal.problems:
                field = "delegation" if problem.field == "delegates" else problem.field
                form.fail(field, problem.message, **problem.values)
            visit = kit.load(db.session, actor, VISIT, record_id)
        except Missing as missing:
            found = trail.named(db.session, actor, missing.ids).values()
            form.fail("", NAMES_BINNED, titles=", ".join(t.title(one) for one in found))
            visit = kit.load(db.session, actor, VISIT, record_id)
        else:
            flash(t(N_("The new visit is written.")), "done")
            return redirect(url_for("visits.show", record_id=made))
    page = render_template("visits/again.html", form=form, visit=visit)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK
