"""Bookings: confirming them, and finishing them with their hours."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import bookings as queries
from app.records.bookings import ABOUT, BOOKING, DoneForm, when
from app.records.form import bind
from app.records.listing import Asked, narrowed
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.services import bookings as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.redirects import local_path
from models import Booking
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

STATE = N_("Somebody has confirmed, finished or cancelled this booking in the meantime")


class BookingPages(RecordPages[Booking]):
    """A booking is confirmed, and finished with its hours."""

    verbs = Verbs(create=service.book, edit=service.revise, restore=service.restore)

    def blueprint(self) -> Blueprint:
        """Add the verbs of a booking."""
        bp = super().blueprint()
        may = requires(Permission.RECORD_WRITE)
        bp.add_url_rule("/<int:record_id>/confirm", "confirm", may(self.confirm), methods=["POST"])
        bp.add_url_rule("/<int:record_id>/finish", "finish", may(self.finish), methods=["POST"])
        return bp

    def hours(self, asked: Asked) -> queries.Hours:
        """Return what the bookings of a list come to, the pages that are not shown too."""
        actor = current_actor()
        return queries.hours(db.session, actor, narrowed(db.session, actor, self.noun, asked))

    def extras(self, record: Booking) -> Mapping[str, Any]:
        """What may be wrong with it, when it is, and where what it is for has its page."""
        return {
            "doubts": service.doubts(db.session, current_actor(), [record]).get(record.id),
            "when": when,
            "nouns": NOUNS,
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the record the form was opened from: what it is for, or who comes."""
        found = self.opened_from(RecordKind.POOL_MEMBER, *ABOUT)
        if found is None:
            return {}
        name = "about" if found.kind in ABOUT else "member"
        return {name: Chosen(found.id, current_translator().title(found))}

    def confirm(self, record_id: int) -> ResponseReturnValue:
        """Take down that somebody will come."""
        return self._verb(
            record_id,
            lambda: service.confirm(db.session, current_actor(), record_id, today=office_today()),
            N_("The booking is confirmed."),
        )

    def finish(self, record_id: int) -> ResponseReturnValue:
        """Take down that the service was given, and its hours."""
        form = bind(DoneForm, current_translator(), office_today(), posted=request.form)
        if not form.validate():
            for _id, _label, sentence in form.error_list:
                flash(sentence, "bad")
            return redirect(self._back(record_id))
        told = form.hours.data
        return self._verb(
            record_id,
            lambda: service.finish(db.session, current_actor(), record_id, told, today=office_today()),
            N_("The hours are taken down.") if told else N_("The service is marked as given."),
        )

    def _verb(self, record_id: int, verb: Any, message: str) -> ResponseReturnValue:
        t = current_translator()
        try:
            with unit_of_work(db.session):
                verb()
        except service.WrongState:
            flash(t(STATE), "bad")
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
        else:
            flash(t(message), "done")
        return redirect(self._back(record_id))

    def _back(self, record_id: int) -> str:
        return local_path(request.form.get("back", ""), otherwise=self.url("show", record_id))


BOOKING_PAGES = BookingPages(BOOKING)
