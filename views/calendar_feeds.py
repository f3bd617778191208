"""Calendars of programmes: a file to be saved, and addresses that a telephone reads by itself."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue

from app.documents.programme_calendar import calendar
from app.domain.programme import Participant, participants
from app.errors import Invalid, NotFound
from app.extensions import db, limiter
from app.i18n import N_, translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries import calendar_feeds as queries
from app.queries import programme
from app.records import kit
from app.records.visits import VISIT
from app.services import calendar_feeds as service
from app.unit_of_work import unit_of_work, writing_at_last
from app.web.access import current_actor, public, requires
from app.web.clock import office_today, settings
from app.web.downloads import attachment
from app.web.locale import current_translator
from app.web.taken_out import taken_out
from models import CalendarFeed, Municipality, ProgrammeItem
from models.vocabulary import Role

bp = Blueprint("calendar_feeds", __name__)

_NEW = "new_calendar"
"""Where the browser keeps the token of a calendar until it has been told."""
_KIND = "text/calendar; charset=utf-8"
_LOOKING_BACK = timedelta(days=60)
_LIMIT = "120 per hour"
"""How often one address of the network may read calendars; a telephone reads one every hour."""


@bp.get("/calendar/<token>.ics")
@limiter.limit(_LIMIT)
@public
def read(token: str) -> ResponseReturnValue:
    """Hand a calendar to whoever knows its address; a closed one is not there."""
    feed = queries.by_token(db.session, token)
    if feed is None:
        abort(HTTPStatus.NOT_FOUND)
    try:
        content = _of(feed)
    except NotFound:  # the visit lies in the bin
        abort(HTTPStatus.NOT_FOUND)
    etag = hashlib.sha256(content).hexdigest()[:32]
    known = {one.partition(":")[0] for one in request.if_none_match}  # what was compressed has that added
    answer = (
        Response(status=HTTPStatus.NOT_MODIFIED) if etag in known else Response(content, content_type=_KIND)
    )
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    if not service.noted_lately(feed):
        _note_reading(feed.id)
    return answer


@bp.get("/visits/<int:record_id>/programme.ics")
@requires(Permission.RECORD_VIEW)
@taken_out("visit.programme_taken")
def file(record_id: int) -> ResponseReturnValue:
    """Hand out the programme of a visit as a file, or what one participant takes part in."""
    actor, t = current_actor(), current_translator()
    visit = kit.load(db.session, actor, VISIT, record_id)
    items = programme.of_visit(db.session, actor, visit.id)
    wanted = request.args.get("for", "")
    name = t.title(visit)
    if wanted:
        chosen = _participant(items, wanted)
        items, name = _with(items, wanted), f"{name}, {chosen.name}"
    content = calendar(items, name, _house(actor), settings().timezone, t)
    return attachment(content.decode(), f"{t(N_('Visit programme'))} {name}.ics", _KIND)


@bp.route("/visits/<int:record_id>/programme/calendars", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def of_visit(record_id: int) -> ResponseReturnValue:
    """List the calendars of a visit; open one for a participant."""
    actor, t = current_actor(), current_translator()
    visit = kit.load(db.session, actor, VISIT, record_id)
    items = programme.of_visit(db.session, actor, visit.id)
    if request.method == "POST":
        wanted = request.form.get("for", "")
        who = _participant(items, wanted) if wanted else None
        with unit_of_work(db.session) as session:
            token = service.open_for(session, actor, record_id, who, t.language)
        return _told_once(token, url_for(".of_visit", record_id=record_id))
    return render_template(
        "visits/calendars.html",
        visit=visit,
        feeds=queries.of_visit(db.session, actor, record_id),
        people=[(service.key_of(one), one.name) for one in _people(items)],
        address=_address_to_tell(),
    )


@bp.route("/account/calendars", methods=["GET", "POST"])
@requires(Permission.RECORD_VIEW)
def of_account() -> ResponseReturnValue:
    """List one's own calendars of all visits; open one."""
    actor = current_actor()
    if request.method == "POST":
        t = current_translator()
        try:
            with unit_of_work(db.session) as session:
                token = service.open_own(session, actor, t.language)
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
            return redirect(url_for(".of_account"))
        return _told_once(token, url_for(".of_account"))
    feeds = queries.of_account(db.session, actor)
    return render_template("account/calendars.html", feeds=feeds, address=_address_to_tell())


@bp.post("/calendars/<int:feed_id>/close")
@requires(Permission.RECORD_VIEW)
def close(feed_id: int) -> ResponseReturnValue:
    """Let the address of a calendar lead nowhere."""
    with unit_of_work(db.session) as session:
        visit_id = service.close(session, current_actor(), feed_id).visit_id
    flash(current_translator()(N_("The calendar is closed; its address leads nowhere.")), "done")
    if visit_id is None:
        return redirect(url_for(".of_account"))
    return redirect(url_for(".of_visit", record_id=visit_id))


def _told_once(token: str, page: str) -> ResponseReturnValue:
    """Lead to the page that tells the address of a new calendar; loading that page anew opens no second."""
    browser_session[_NEW] = token
    return redirect(page)


def _address_to_tell() -> str:
    token = browser_session.pop(_NEW, "")
    return url_for(".read", token=token, _external=True) if token else ""


def _of(feed: CalendarFeed) -> bytes:
    """Write what a calendar holds today.

    :raises NotFound: its visit is not there any more.
    """
    t = translator(feed.language)
    actor = Actor(None, feed.municipality_id, "Elçi", Role.VIEWER)
    if feed.visit_id is None:
        items = programme.of_a_house(db.session, actor, office_today() - _LOOKING_BACK)
        name = t(N_("Visits")) + " · " + t.title(feed.user.municipality)
    else:
        visit = kit.load(db.session, actor, VISIT, feed.visit_id)
        items, name = programme.of_visit(db.session, actor, visit.id), t.title(visit)
        if feed.person:
            items = _with(items, feed.person)
    return calendar(items, name, feed.user.municipality.code, settings().timezone, t)


def _people(items: Sequence[ProgrammeItem]) -> list[Participant]:
    found = {who.key: who for item in items for who in participants(item)}
    return sorted(found.values(), key=lambda one: one.name)


def _participant(items: Sequence[ProgrammeItem], key: str) -> Participant:
    """Return who takes part under a key.

    :raises NotFound: nobody does.
    """
    found = [one for one in _people(items) if service.key_of(one) == key]
    if not found:
        message = "participant of a programme"
        raise NotFound(message)
    return found[0]


def _with(items: Sequence[ProgrammeItem], key: str) -> list[ProgrammeItem]:
    return [item for item in items if any(service.key_of(who) == key for who in participants(item))]


def _house(actor: Actor) -> str:
    return db.session.get_one(Municipality, actor.municipality_id).code


def _note_reading(feed_id: int) -> None:
    """Take down that a calendar was read."""
    with writing_at_last(db.session) as session:
        service.note_reading(session, feed_id)
