"""The programme of a visit, day by day, and the pages of its items."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from app.documents import programme_sheet
from app.documents.dossier import issuer_of
from app.documents.letterhead import with_letterhead
from app.documents.paper import Paper
from app.domain.programme import Day, by_day, days_behind, now_and_next
from app.errors import Invalid
from app.extensions import db
from app.i18n import Translator
from app.permissions.policy import Permission
from app.queries import programme as queries
from app.queries.city_notes import own_house
from app.queries.forms import made_by
from app.queries.house_papers import letterhead
from app.records import kit
from app.records.form import bind
from app.records.programme import PROGRAMME_ITEM, QuickItemForm, hours, say
from app.records.reference_field import Chosen
from app.records.visits import VISIT, public_holidays
from app.services import programme as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_now, office_today, settings
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import ENDING, paper_file
from app.web.taken_out import taken_out
from models import Certainty, ProgrammeItem, Visit
from models.vocabulary import RecordKind
from views.notes import language_asked
from views.records import RecordPages
from views.verbs import Verbs

bp = Blueprint("visit_programme", __name__, url_prefix="/visits")

STEPS = (-60, -30, -15, 15, 30, 60)
"""Minutes by which an item is moved."""


@dataclass(frozen=True)
class Brief:
    """A programme on the page of its visit."""

    count: int
    days: Sequence[Day]


@bp.get("/<int:record_id>/programme")
@requires(Permission.RECORD_VIEW)
def show(record_id: int) -> ResponseReturnValue:
    """Show the programme of a visit, with a line for the next item."""
    visit = _visit(record_id)
    return _page(visit, None)


@bp.post("/<int:record_id>/programme")
@requires(Permission.RECORD_WRITE)
def add(record_id: int) -> ResponseReturnValue:
    """Write the item of the line; the page comes back ready for the next one."""
    t, actor, today = current_translator(), current_actor(), office_today()
    visit = _visit(record_id)
    form = bind(QuickItemForm, t, today, posted=request.form)
    ready = redirect(url_for(".show", record_id=visit.id, added=1))
    if form.form_key.data and made_by(db.session, actor, form.form_key.data):
        return ready
    if form.validate():
        data = {**PROGRAMME_PAGES.data_of(form), "visit_id": visit.id}
        try:
            with unit_of_work(db.session) as session:
                made = service.plan(session, actor, data, today=today)
                made.form_key = form.form_key.data or None
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            return ready
    return _page(_visit(record_id), form), HTTPStatus.UNPROCESSABLE_ENTITY


def brief(visit: Visit) -> Brief:
    """Return the programme of a visit as the page of the visit shows it."""
    items = queries.of_visit(db.session, current_actor(), visit.id)
    return Brief(len(items), by_day(items, settings().timezone))


@bp.post("/<int:record_id>/programme/follow")
@requires(Permission.RECORD_WRITE)
def follow(record_id: int) -> ResponseReturnValue:
    """Move the programme to the days of a visit that was moved."""
    with unit_of_work(db.session) as session:
        moved = service.follow(session, current_actor(), record_id, today=office_today())
    flash(current_translator().plural("%(n)s item moved.", "%(n)s items moved.", len(moved)), "done")
    return redirect(url_for(".show", record_id=record_id))


@bp.get("/<int:record_id>/programme/sheet")
@requires(Permission.RECORD_VIEW)
def sheet(record_id: int) -> ResponseReturnValue:
    """Show the programme as it prints, in the language asked for."""
    visit, t = _visit(record_id), language_asked()
    items = queries.of_visit(db.session, current_actor(), visit.id)
    return render_template(
        "visits/programme_sheet.html",
        visit=visit,
        paper=_sheet(visit, items, t),
        spoken=t,
        untranslated=programme_sheet.untranslated(items, t.language),
        visit_untranslated=programme_sheet.says_untranslated(visit, t.language),
    )


@bp.get(f"/<int:record_id>/programme/sheet.{ENDING}")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("visit.programme_taken")
def sheet_file(record_id: int, ending: str) -> ResponseReturnValue:
    """Hand out the programme as PDF or as a Word file."""
    visit, t = _visit(record_id), language_asked()
    items = queries.of_visit(db.session, current_actor(), visit.id)
    return paper_file(_sheet(visit, items, t), ending, t)


@bp.get("/<int:record_id>/programme/pocket")
@requires(Permission.RECORD_VIEW)
def pocket(record_id: int) -> ResponseReturnValue:
    """Show the programme as a card for a phone: what is on now, what comes next, then the days."""
    visit, office = _visit(record_id), settings().timezone
    items = queries.of_visit(db.session, current_actor(), visit.id)
    now, following = now_and_next(items, office, office_now())
    return render_template(
        "visits/programme_pocket.html",
        visit=visit,
        days=by_day(items, office),
        now=now,
        following=following,
        today=office_today(),
        hours=hours,
        zone=office.key,
    )


def _sheet(visit: Visit, items: Sequence[ProgrammeItem], t: Translator) -> Paper:
    actor, session, zone = current_actor(), db.session, settings().timezone
    days = by_day(items, zone)
    issuer = issuer_of(session, actor, own_house(session, actor))
    paper = programme_sheet.sheet(visit, days, issuer, t, as_of=office_today(), zone=zone.key)
    return with_letterhead(paper, letterhead(session, actor), t)


def _visit(record_id: int) -> Visit:
    return kit.load(db.session, current_actor(), VISIT, record_id)


def _page(visit: Visit, form: Any) -> str:
    t, actor, office = current_translator(), current_actor(), settings().timezone
    items = queries.of_visit(db.session, actor, visit.id)
    days = by_day(items, office, queries.beside(db.session, actor, items))
    if form is None and actor.may(PROGRAMME_ITEM.create):
        preset = _next_line(visit, items)
        form = bind(QuickItemForm, t, office_today(), form_key=secrets.token_urlsafe(24), **preset)
    return render_template(
        "visits/programme.html",
        visit=visit,
        days=days,
        form=form,
        steps=STEPS,
        hours=hours,
        say=say,
        zone=office.key,
        item_count=len(items),
        behind=days_behind(items, visit) if actor.may(PROGRAMME_ITEM.write) else None,
        public_holidays=public_holidays(visit, t, office_today()),
    )


def _next_line(visit: Visit, items: Sequence[ProgrammeItem]) -> dict[str, Any]:
    """Begin the next item where the one written last ends, else on the first day of the visit."""
    if not items:
        day = visit.held.earliest if visit.held.certainty is Certainty.EXACT else None
        return {"day": day, "starts_at": visit.starts_at, "whole_delegation": True}
    last = max(items, key=lambda item: item.id)
    preset = {"whole_delegation": last.whole_delegation}
    dated = [item for item in items if item.day is not None]
    if not dated:
        return preset
    latest = max(dated, key=lambda item: item.id)
    return {**preset, "day": latest.day, "starts_at": latest.ends_at}


class ProgrammePages(RecordPages[ProgrammeItem]):
    """An item is written, moved and thrown away from the programme of its visit, and leads back there."""

    verbs = Verbs(create=service.plan, edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add moving an item."""
        rules = super().blueprint()
        rules.add_url_rule(
            "/<int:record_id>/move", "move", requires(Permission.RECORD_WRITE)(self.move), methods=["POST"]
        )
        return rules

    def move(self, record_id: int) -> ResponseReturnValue:
        """Move an item, and what follows on its day if asked."""
        t, actor = current_translator(), current_actor()
        asked = request.form.get("minutes", type=int)
        minutes = asked if asked in STEPS else 0
        try:
            with unit_of_work(db.session) as session:
                following = "following" in request.form
                moved = service.move(
                    session, actor, record_id, minutes, following=following, today=office_today()
                )
                count, visit_id = len(moved), moved[0].visit_id
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
            visit_id = kit.load(db.session, actor, PROGRAMME_ITEM, record_id).visit_id
        else:
            flash(t.plural("%(n)s item moved.", "%(n)s items moved.", count), "done")
        return redirect(_home(visit_id))

    def extras(self, record: ProgrammeItem) -> Mapping[str, Any]:
        """The item as the programme shows it."""
        actor, office = current_actor(), settings().timezone
        items = queries.of_visit(db.session, actor, record.visit_id)
        days = by_day(items, office, queries.beside(db.session, actor, items))
        line = next(line for day in days for line in day.lines if line.item.id == record.id)
        return {"line": line, "hours": hours, "say": say, "zone": office.key}

    def preset(self) -> dict[str, Any]:
        """Begin with the visit from which the form was opened, where its programme ends."""
        found = self.opened_from(RecordKind.VISIT)
        if found is None:
            return {}
        visit = _visit(found.id)
        line = _next_line(visit, queries.of_visit(db.session, current_actor(), visit.id))
        return {**line, "visit": Chosen(visit.id, current_translator().title(visit))}

    def edit(self, record_id: int) -> ResponseReturnValue:
        """Change an item, and go back to the programme."""
        answer = super().edit(record_id)
        return self._back(record_id) if _leads_away(answer) else answer

    def throw_away(self, record_id: int) -> ResponseReturnValue:
        """Move an item to the bin, and go back to the programme."""
        answer = super().throw_away(record_id)
        return self._back(record_id) if _leads_away(answer) else answer

    def restore(self, record_id: int) -> ResponseReturnValue:
        """Take an item out of the bin, and go back to the programme."""
        answer = super().restore(record_id)
        return self._back(record_id) if _leads_away(answer) else answer

    def _back(self, record_id: int) -> ResponseReturnValue:
        item = kit.load(db.session, current_actor(), PROGRAMME_ITEM, record_id, binned=None)
        if item.visit.binned_at is not None:
            return redirect(self.url("index"))
        return redirect(_home(item.visit_id))


def _home(visit_id: int) -> str:
    return url_for("visit_programme.show", record_id=visit_id)


def _leads_away(answer: ResponseReturnValue) -> bool:
    return isinstance(answer, BaseResponse) and answer.status_code == HTTPStatus.FOUND


PROGRAMME_PAGES = ProgrammePages(PROGRAMME_ITEM)
