"""Public lists: which there are, what they say of a city, and the places that wait for a decision."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import NotFound, Stale
from app.extensions import db
from app.i18n import N_
from app.importers.reference import removing
from app.permissions.policy import Permission
from app.queries import cities
from app.queries import reference as lists
from app.queries.search import LARGEST_ID
from app.services import reference
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.numbers import number_asked
from models import ReferenceSet

bp = Blueprint("reference", __name__, url_prefix="/reference")
NEW = "new"
"""Sent instead of a city: the place is none of ours."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the public lists."""
    found = lists.lists(db.session)
    return render_template("reference/index.html", lists=found, waiting=lists.waiting(db.session))


@bp.post("/<int:set_id>/switch")
@requires(Permission.REFERENCE_WRITE)
def switch(set_id: int) -> ResponseReturnValue:
    """Switch a list on or off."""
    t = current_translator()
    with unit_of_work(db.session) as session:
        list_ = reference.switch(session, current_actor(), set_id, on=request.form.get("on") == "1")
        title, on = t(list_.title), list_.enabled
    flash(t(N_("Switched on: %(title)s") if on else N_("Switched off: %(title)s"), title=title), "done")
    return redirect(url_for("reference.index"))


@bp.get("/<int:set_id>/remove")
@requires(Permission.REFERENCE_WRITE)
def ask_to_remove(set_id: int) -> ResponseReturnValue:
    """Ask whether a list is to be removed as a whole."""
    line = next((one for one in lists.lists(db.session) if one.list.id == set_id), None)
    if line is None or line.list.imported_at is None:
        raise NotFound
    return render_template("reference/remove.html", line=line)


@bp.post("/<int:set_id>/remove")
@requires(Permission.REFERENCE_WRITE)
def remove(set_id: int) -> ResponseReturnValue:
    """Remove a list as a whole."""
    with unit_of_work(db.session) as session:
        removing.remove(session, current_actor(), set_id)
        title = _title(set_id)
    flash(current_translator()(N_("Removed: %(title)s"), title=title), "done")
    return redirect(url_for("reference.index"))


@bp.post("/<int:set_id>/bring-back")
@requires(Permission.REFERENCE_WRITE)
def bring_back(set_id: int) -> ResponseReturnValue:
    """Bring a removed list back as it was."""
    with unit_of_work(db.session) as session:
        removing.bring_back(session, current_actor(), set_id)
        title = _title(set_id)
    flash(current_translator()(N_("Brought back: %(title)s"), title=title), "done")
    return redirect(url_for("reference.index"))


@bp.get("/places")
@requires(Permission.RECORD_VIEW)
def places() -> ResponseReturnValue:
    """List the places of which nobody knows which city they are."""
    page = number_asked("page") or 1
    return render_template("reference/places.html", queue=lists.queue(db.session, page), new=NEW)


@bp.post("/places/<int:place_id>")
@requires(Permission.REFERENCE_WRITE)
def decide(place_id: int) -> ResponseReturnValue:
    """Say which city a place is."""
    t, back = current_translator(), url_for("reference.places", page=number_asked("page") or 1)
    try:
        with unit_of_work(db.session) as session:
            city_id = _city_chosen(request.form.get("city", ""))
            place, city = reference.decide(session, current_actor(), place_id, city_id, today=office_today())
            told = t(N_("%(name)s is %(city)s."), name=place.name, city=t.title(city))
    except Stale:
        flash(t(N_("Somebody decided about this place in the meantime.")), "bad")
    else:
        flash(told, "done")
    return redirect(back)


@bp.get("/cities/<int:city_id>")
@requires(Permission.RECORD_VIEW)
def city(city_id: int) -> ResponseReturnValue:
    """Show all that public lists say of a city."""
    session, actor, today = db.session, current_actor(), office_today()
    found = cities.one(session, actor, city_id)
    if found is None:
        raise NotFound
    said = lists.of_city(session, actor, city_id, today=today, limit=None)
    return render_template("reference/city.html", city=found, public=said)


def _city_chosen(text: str) -> int | None:
    """Return the city that a form names, None for a new one.

    :raises NotFound: it names neither.
    """
    if text == NEW:
        return None
    if not text.isdecimal() or len(text) > 12 or int(text) > LARGEST_ID:
        raise NotFound
    return int(text)


def _title(set_id: int) -> str:
    return current_translator()(db.session.get_one(ReferenceSet, set_id).title)
