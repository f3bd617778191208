"""The bookings of a visit or an event: on its page, with a line for the next one."""

import secrets
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import bookings as rules
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import bookings as queries
from app.queries.forms import made_by
from app.records import kit, references
from app.records.bookings import ABOUT, BOOKING, LineForm, when
from app.records.form import bind
from app.records.nouns import NOUNS
from app.records.pool import pair_words
from app.services import bookings as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Event, Visit

bp = Blueprint("booked", __name__)

_KINDS = {NOUNS[kind].plural: kind for kind in ABOUT}
"""Where the records have their pages that somebody is booked for → their kind."""
_PREFIX = "booking-"


@bp.get(f"/<any({', '.join(_KINDS)}):place>/<int:record_id>/bookings")
@requires(Permission.RECORD_VIEW)
def show(place: str, record_id: int) -> ResponseReturnValue:
    """Show the bookings of a visit or an event by themselves."""
    return _page(place, record_id)


@bp.post(f"/<any({', '.join(_KINDS)}):place>/<int:record_id>/bookings")
@requires(Permission.RECORD_WRITE)
def add(place: str, record_id: int) -> ResponseReturnValue:
    """Take down a booking; the page comes back ready for the next one."""
    t, actor = current_translator(), current_actor()
    record = kit.load(db.session, actor, NOUNS[_KINDS[place]], record_id)
    form = bind(LineForm, t, office_today(), posted=request.form, prefix=_PREFIX)
    ready = url_for(f"{place}.show", record_id=record.id, booked="yes")
    if form.form_key.data and made_by(db.session, actor, form.form_key.data):
        return redirect(ready)
    valid = form.validate()
    if references.resolve(db.session, actor, form, t) and valid:
        told = {name: value for name, value in form.values().items() if name in _ON_THE_LINE}
        try:
            with unit_of_work(db.session) as session:
                made = service.book(session, actor, {**told, "about_id": record_id}, today=office_today())
                made.form_key = form.form_key.data or None
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            flash(t(N_("The booking is taken down.")), "done")
            return redirect(ready)
    return _page(place, record_id, form), HTTPStatus.UNPROCESSABLE_ENTITY


_ON_THE_LINE = LineForm.columns() - {"seen_version", "form_key"}


def shown(record: Visit | Event) -> dict[str, Any]:
    """Return what the page of a visit or an event says of its bookings, and a line for the next one."""
    t, actor, today = current_translator(), current_actor(), office_today()
    bookings = queries.of(db.session, actor, record.id)
    form = None
    if actor.may(BOOKING.create):
        day = record.held.earliest if record.held.precision == "day" else None
        key = secrets.token_urlsafe(24)
        form = bind(LineForm, t, today, prefix=_PREFIX, day=day, form_key=key)
    return {
        "bookings": bookings,
        "awaited": rules.awaited(bookings),
        "booking_doubts": service.doubts(db.session, actor, bookings),
        "booking_form": form,
        "when": when,
        "pair_words": pair_words,
    }


def _page(place: str, record_id: int, form: Any = None) -> str:
    noun = NOUNS[_KINDS[place]]
    record = kit.load(db.session, current_actor(), noun, record_id)
    told = shown(record) | ({"booking_form": form} if form else {})
    return render_template("bookings/on_record.html", noun=noun, place=place, record=record, **told)
