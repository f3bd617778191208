"""Visits: logging them, and moving them through their states."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from app.domain.visits import missing
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.records import visits as noun
from app.records.reference_field import Chosen
from app.records.visits import VISIT
from app.services import visits as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import PartialDate, Visit
from models.vocabulary import RecordKind, Side
from views.records import RecordPages

_GUESTS = {
    RecordKind.CITY: ("city", None),
    RecordKind.COUNTRY: ("country", None),
    RecordKind.ORGANISATION: ("counterparts", "organisation"),
    RecordKind.PERSON: ("delegates", "person"),
}
"""Where in the form a record stands from which it was opened: a field, or a field of the first row."""


class VisitPages(RecordPages[Visit]):
    """Logging a visit fills in the titles of the day; a visit can be marked as held."""

    def blueprint(self) -> Blueprint:
        """Add the verbs of a visit."""
        bp = super().blueprint()
        bp.add_url_rule(
            "/<int:record_id>/held", "held", requires(Permission.RECORD_WRITE)(self.held), methods=["POST"]
        )
        return bp

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
        return {
            "sides": sides,
            "bodies": noun.bodies(record),
            "countries": noun.countries(record),
            "missing": missing(record),
            "can_be_held": service.can_be_held(record, office_today()),
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the office's day, and with the record from which the form was opened."""
        values: dict[str, Any] = {"held": PartialDate.on(office_today())}
        found = self.opened_from(*_GUESTS)
        if found is not None:
            name, row = _GUESTS[found.kind]
            chosen = Chosen(found.id, current_translator().title(found))
            values[name] = [{row: chosen}] if row else chosen
        return values

    def create(self, form: Any) -> Visit:
        """Log the visit."""
        visit = service.log(db.session, current_actor(), self.data_of(form), today=office_today())
        visit.form_key = form.form_key.data or None
        return visit

    def change(self, form: Any, record: Visit) -> Visit:
        """Change the visit; titles of the day stay as they were."""
        seen, data = form.seen_version.data or 0, self.data_of(form)
        return service.revise(db.session, current_actor(), record.id, seen, data, today=office_today())

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
