"""Boards of a guest list: entering answers as they come, ticking guests off at the gate, inviting groups."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.guests import MOST_PEOPLE, SURPLUS_NAMES, people_of, surplus_names
from app.domain.people import current_post
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import guests as queries
from app.queries.note_subjects import bodies
from app.queries.people import with_posts
from app.records import guest_sources, kit
from app.records.fields import DayField, EnumField
from app.records.form import Form, bind
from app.records.guest_lists import GUEST_LIST
from app.records.guests import MOST_COMPANIONS, answer_words, body
from app.services import guests as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.numbers import number_told
from models import Guest, GuestList, Record
from models.vocabulary import AnswerChannel

bp = Blueprint("guest_boards", __name__, url_prefix="/guestlists")


class HowForm(Form):
    """When and how the answers came that are being entered."""

    on = DayField(N_("Answered on"))
    through = EnumField(N_("How the answer came"), of=AnswerChannel)


@bp.get("/<int:record_id>/answers")
@requires(Permission.RECORD_VIEW)
def answers(record_id: int) -> ResponseReturnValue:
    """Show every guest with their answer; who may write enters answers here."""
    form = bind(HowForm, current_translator(), office_today(), on=office_today())
    return _answers(_list(record_id), form)


@bp.post("/<int:record_id>/answers")
@requires(Permission.RECORD_WRITE)
def enter_answer(record_id: int) -> ResponseReturnValue:
    """Enter the answer of one guest: how many people come, none, or that there is no answer after all."""
    guests, t = _list(record_id), current_translator()
    form: Any = bind(HowForm, t, office_today(), posted=request.form)
    guest_id, told = _told()
    people = int(told) if told.isdecimal() and len(told) == 1 and int(told) <= MOST_PEOPLE else None
    if people is None and told != "none":
        raise NotFound(f"answer {told[:10]}")
    if form.validate():
        try:
            guest = _on_this_list(guests, guest_id)
            undo = _answer_before(guest)
            with unit_of_work(db.session) as session:
                guest = service.answer(
                    session,
                    current_actor(),
                    guest.id,
                    people,
                    on=form.on.data,
                    through=form.through.data,
                    today=office_today(),
                    before=_before(),
                )
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail("on", problem.message, **problem.values)
        else:
            said = answer_words(guest, t)
            return _done(guests, guest, said, undo, "guestlists/answer_row.html", "guest_boards.answers")
    return _answers(guests, form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.get("/<int:record_id>/gate")
@requires(Permission.RECORD_VIEW)
def gate(record_id: int) -> ResponseReturnValue:
    """Show who comes, as the gate needs it: name, body, companions, number plate, arrived."""
    guests = _list(record_id)
    return render_template(
        "guestlists/gate.html",
        guests=guests,
        rows=queries.on_list(db.session, current_actor(), record_id, coming=True),
        figures=queries.numbers(db.session, [record_id])[record_id],
        body=body,
        finds=_finds,
    )


@bp.post("/<int:record_id>/gate")
@requires(Permission.RECORD_WRITE)
def tick(record_id: int) -> ResponseReturnValue:
    """Tick a guest off, or take that back."""
    guests, t = _list(record_id), current_translator()
    guest_id, told = _told()
    if told not in {"0", "1"}:
        raise NotFound(f"arrival {told[:10]}")
    guest = _on_this_list(guests, guest_id)
    undo = {} if guest.arrived_at else {"set": f"{guest.id}:0"}  # the minute they came is not told twice
    with unit_of_work(db.session) as session:
        guest = service.arrive(session, current_actor(), guest.id, arrived=told == "1", today=office_today())
    said = t(N_("Arrived")) if guest.arrived_at else t(N_("not yet"))
    return _done(guests, guest, said, undo, "guestlists/gate_row.html", "guest_boards.gate")


@bp.get("/<int:record_id>/invite")
@requires(Permission.RECORD_WRITE)
def choose(record_id: int) -> ResponseReturnValue:
    """Offer a group, its people and bodies, and say who of them is on the list already."""
    actor, t = current_actor(), current_translator()
    guests = _list(record_id)
    offered = guest_sources.sources(db.session, actor, guests, t)
    asked = request.args.get("group", offered[0].key)
    ids = guest_sources.ids_of(db.session, actor, guests, asked, today=office_today())
    known: dict[int, Record] = {one.id: one for one in bodies(db.session, actor, ids)}
    known |= with_posts(db.session, actor, ids)
    on_list, bodies_on_list = queries.already_on(db.session, actor, record_id)
    return render_template(
        "guestlists/invite.html",
        guests=guests,
        sources=offered,
        asked=asked,
        found=[known[id_] for id_ in ids if id_ in known],
        post_of=lambda one: current_post(one.posts, on=office_today()) if hasattr(one, "posts") else None,
        there=on_list | bodies_on_list,
    )


@bp.post("/<int:record_id>/invite")
@requires(Permission.RECORD_WRITE)
def invite(record_id: int) -> ResponseReturnValue:
    """Put those who were chosen on the list."""
    t = current_translator()
    ids = [id_ for one in request.form.getlist("id") if (id_ := number_told(one)) is not None]
    again = url_for(".choose", record_id=record_id, group=request.form.get("group", ""))
    if not ids:
        flash(t(N_("Choose at least one guest.")), "bad")
        return redirect(again)
    try:
        with unit_of_work(db.session) as session:
            made = service.invite_all(
                session, current_actor(), record_id, list(dict.fromkeys(ids)), today=office_today()
            )
    except Invalid as refusal:
        for problem in refusal.problems:
            flash(t(problem.message, **problem.values), "bad")
        return redirect(again)
    flash(t.plural("%(n)s guest is on the list now.", "%(n)s guests are on the list now.", made), "done")
    return redirect(again)


def _answers(guests: GuestList, form: Any) -> str:
    actor = current_actor()
    return render_template(
        "guestlists/answers.html",
        guests=guests,
        rows=queries.on_list(db.session, actor, guests.id),
        figures=queries.numbers(db.session, [guests.id])[guests.id],
        form=form,
        answer_words=answer_words,
        body=body,
        finds=_finds,
        surplus=_surplus,
    )


def _answer_before(guest: Guest) -> dict[str, str]:
    """Return what is to be posted so that an answer is again what it is now; nothing where no key says it."""
    people = people_of(guest.answer, guest.companions)
    if guest.answer is not None and people is None:
        return {}
    on, through = guest.answered_on, guest.answered_through
    return {
        "set": f"{guest.id}:{'none' if people is None else people}",
        "on": on.isoformat() if on else "",
        "through": through.value if through else "",
        "before": "" if guest.companions is None else str(guest.companions),
    }


def _before() -> service.Before | None:
    """Return what was so before an answer that is taken back; None where one is entered."""
    told = request.form.get("before")
    if told is None:
        return None
    known = told.isdecimal() and len(told) < 4 and int(told) <= MOST_COMPANIONS
    return service.Before(int(told) if known else None)


def _done(
    guests: GuestList, guest: Guest, said: str, undo: Mapping[str, str], row: str, endpoint: str
) -> ResponseReturnValue:
    """Answer a script with the row, the figures and what was done alone, everybody else with the page.

    :param said: what is on record of the guest now, in words.
    :param undo: what is to be posted to take it back; empty where that cannot be.
    """
    told = f"{current_translator().title(guest)}: {said}"
    if "part" not in request.form:
        flash(told, "done")
        return redirect(url_for(endpoint, record_id=guests.id, _anchor=f"guest-{guest.id}"))
    return render_template(
        "guestlists/part.html",
        guests=guests,
        one=_on_this_list(guests, guest.id),
        told=told,
        undo=undo,
        row=row,
        figures=queries.numbers(db.session, [guests.id])[guests.id],
        answer_words=answer_words,
        body=body,
        finds=_finds,
        surplus=_surplus,
    )


def _told() -> tuple[int, str]:
    """Return which guest a key or a button is about, and what it says of them."""
    number, _, told = request.form.get("set", "").partition(":")
    return number_told(number) or 0, told


def _finds(guest: Guest) -> str:
    """Return the words by which a row is found while somebody types."""
    words = (guest.title_tr, guest.organisation_name, guest.companion_names, guest.plate)
    return " ".join(dict.fromkeys(words))


def _surplus(guest: Guest) -> str:
    """Say that more companions are named than come; nothing where the names fit."""
    return current_translator()(SURPLUS_NAMES) if surplus_names(guest) else ""


def _list(record_id: int) -> GuestList:
    return kit.load(db.session, current_actor(), GUEST_LIST, record_id)


def _on_this_list(guests: GuestList, guest_id: int) -> Guest:
    found = queries.guest(db.session, current_actor(), guests.id, guest_id)
    if found is None:
        raise NotFound(f"guest {guest_id}")
    return found
