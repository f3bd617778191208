"""Visits: logging them, and moving them through their states."""

import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.domain.visits import missing
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import events as event_queries
from app.queries import guests as guest_queries
from app.queries import tasks as task_queries
from app.records import accounts, kit
from app.records import visits as noun
from app.records.form import bind
from app.records.reference_field import Chosen
from app.records.tasks import TASK, PromiseForm
from app.records.visits import VISIT
from app.services import tasks
from app.services import visits as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import PartialDate, Task, Visit
from models.vocabulary import PromiseSide, RecordKind, Side
from views import booked, gift_lines, missions, preparation, visit_letters
from views.programme import brief
from views.records import RecordPages
from views.verbs import Verbs

_GUESTS = {
    RecordKind.CITY: ("city", None),
    RecordKind.COUNTRY: ("country", None),
    RecordKind.ORGANISATION: ("counterparts", "organisation"),
    RecordKind.PERSON: ("delegates", "person"),
}
"""Where in the form a record stands from which it was opened: a field, or a field of the first row."""


class VisitPages(RecordPages[Visit]):
    """Logging a visit fills in the titles of the day; a visit can be marked as held."""

    verbs = Verbs(create=service.log, edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add the verbs of a visit."""
        bp = super().blueprint()
        bp.add_url_rule(
            "/<int:record_id>/held", "held", requires(Permission.RECORD_WRITE)(self.held), methods=["POST"]
        )
        bp.add_url_rule(
            "/<int:record_id>/promises",
            "promise",
            requires(Permission.RECORD_WRITE)(self.promise),
            methods=["POST"],
        )
        return bp

    def promise(self, record_id: int) -> ResponseReturnValue:
        """Take down a promise of one side; the page comes back ready for the next one of that side."""
        asked = request.form.get("side", "")
        side = PromiseSide(asked) if asked in {one.value for one in PromiseSide} else PromiseSide.OURS
        form = bind(PromiseForm, current_translator(), office_today(), posted=request.form, prefix=f"{side}-")
        accounts.offer(db.session, current_actor(), form)
        ready = redirect(self.url("show", record_id, promised=side.value))
        if self._created_with(form.form_key.data):
            return ready
        if form.validate():
            try:
                with unit_of_work(db.session) as session:
                    data, actor = self.data_of(form), current_actor()
                    made = tasks.promise(session, actor, record_id, side, data, today=office_today())
                    made.form_key = form.form_key.data or None
            except Invalid as refusal:
                for problem in refusal.problems:
                    form.fail(problem.field, problem.message, **problem.values)
            else:
                flash(current_translator()(N_("The promise is taken down.")), "done")
                return ready
        visit = kit.load(db.session, current_actor(), VISIT, record_id)
        page = self.page_of(visit, promise_forms=self._promise_forms() | {side.value: form})
        return page, HTTPStatus.UNPROCESSABLE_ENTITY

    def tasks(self, record: Visit) -> Sequence[Task]:
        """Return all that was promised in the talks, what is done too."""
        return task_queries.of_visit(db.session, current_actor(), record.id)

    def held(self, record_id: int) -> ResponseReturnValue:
        """Mark a visit as held."""
        t = current_translator()
        try:
            with unit_of_work(db.session) as session:
                service.hold(session, current_actor(), record_id, today=office_today())
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
        else:
            flash(t(N_("The visit is marked as held.")), "done")
        return redirect(self.url("show", record_id))

    def extras(self, record: Visit) -> Mapping[str, Any]:
        """Who stands on which side, the countries, what is missing, the next step."""
        sides = {side: [one for one in record.delegates if one.side is side] for side in Side}
        shown = {
            "sides": sides,
            "bodies": noun.bodies(record),
            "countries": noun.countries(record),
            "events": event_queries.of_visit(db.session, current_actor(), record.id),
            "missing": missing(record),
            "public_holidays": noun.public_holidays(record, current_translator(), office_today()),
            "programme": brief(record),
            "can_be_held": service.can_be_held(record, office_today()),
            "other_side": noun.other_side(record, current_translator()),
            "promise_forms": self._promise_forms() if current_actor().may(TASK.create) else {},
            "guest_lists": guest_queries.of_record(db.session, current_actor(), record.id),
        }
        # A call refuses two parts that tell something by one name; a literal would hide one of them.
        return dict(
            **shown,
            **preparation.shown(record),
            **gift_lines.shown(record),
            **booked.shown(record),
            **visit_letters.shown(record),
            **missions.of_visit(record),
        )

    def _promise_forms(self) -> dict[str, Any]:
        """Return an empty line for the next promise of each side; who writes it is offered to see to it."""
        owner, day = current_actor().user_id, office_today()
        forms = {
            side.value: bind(
                PromiseForm,
                current_translator(),
                day,
                prefix=f"{side}-",
                owner_id=owner,
                form_key=secrets.token_urlsafe(24),
            )
            for side in PromiseSide
        }
        accounts.offer(db.session, current_actor(), *forms.values())
        return forms

    def preset(self) -> dict[str, Any]:
        """Begin with the office's day, and with the record from which the form was opened."""
        values: dict[str, Any] = {"held": PartialDate.on(office_today())}
        found = self.opened_from(*_GUESTS)
        if found is not None:
            name, row = _GUESTS[found.kind]
            chosen = Chosen(found.id, current_translator().title(found))
            values[name] = [{row: chosen}] if row else chosen
        return values

    def saved_message(self, record: Visit) -> str:
        """Say how much is left to complete."""
        t, left = current_translator(), len(missing(record))
        if not left:
            return t(N_("The visit is saved."))
        return t.plural(
            "The visit is saved. %(n)s fact is to be completed later.",
            "The visit is saved. %(n)s facts are to be completed later.",
            left,
        )


VISIT_PAGES = VisitPages(VISIT)
