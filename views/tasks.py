"""Tasks and promises: closing them with evidence, dropping and reopening them."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.records import kit
from app.records.fields import DayField, LongTextField, Required, TextField
from app.records.form import Form, bind
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.records.tasks import NOT_A_PROMISE, TASK
from app.services import tasks as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.redirects import local_path
from models import Task
from models.vocabulary import RecordKind, TaskState
from views import preparation
from views.records import RecordPages

STEPS = 6
"""Steps of preparation that stand above one's own tasks."""
STATE = N_("Somebody has closed, dropped or reopened this task in the meantime")
_ABOUT = tuple(kind for kind in RecordKind if kind not in (RecordKind.TASK, RecordKind.STATED_FIGURE))


class Return(TextField):
    """The page from which a verb was called; one goes back to it."""

    kind = "hidden"


class CloseForm(Form):
    """When it was done, and what shows it."""

    evidence = LongTextField(
        N_("Evidence"),
        [Required(N_("Say what shows it: a letter and its number, a photograph, a name"))],
        description=N_("What shows it: a letter and its number, a photograph, a name."),
    )
    done_on = DayField(N_("Done on"), [Required(N_("Enter the day on which it was done"))])
    back = Return()


class DropForm(Form):
    """Why it is given up."""

    dropped_because = TextField(N_("Reason"), [Required(N_("Say why it is dropped"))])
    back = Return()


class TaskPages(RecordPages[Task]):
    """A task is closed with evidence, dropped for a reason, opened again."""

    def blueprint(self) -> Blueprint:
        """Add the verbs of a task."""
        bp = super().blueprint()
        may = requires(Permission.RECORD_WRITE)
        bp.add_url_rule("/<int:record_id>/close", "close", may(self.close), methods=["GET", "POST"])
        bp.add_url_rule("/<int:record_id>/drop", "drop", may(self.drop), methods=["GET", "POST"])
        bp.add_url_rule("/<int:record_id>/reopen", "reopen", may(self.reopen), methods=["POST"])
        return bp

    def index(self) -> ResponseReturnValue:
        """Show the list, the most urgent first unless asked otherwise.

        Above one's own open tasks stands what one sees to for visits.
        """
        asked = request.args.to_dict()
        mine = {"owner": str(current_actor().user_id), "state": TaskState.OPEN.value}
        steps = preparation.own(until=None, limit=STEPS) if asked == mine else {}
        return self.list_of({"sort": "day", **asked}, **steps)

    def extras(self, record: Task) -> Mapping[str, Any]:
        """The form with which an open task is closed, and where what it names has its page."""
        closing = bind(CloseForm, current_translator(), office_today(), done_on=office_today())
        return {"closing": closing, "nouns": NOUNS, "not_a_promise": NOT_A_PROMISE}

    def tasks(self, record: Task) -> Sequence[Task]:
        """A task has none of its own."""
        return ()

    def close(self, record_id: int) -> ResponseReturnValue:
        """Record that a task is done; the message offers to undo it."""
        form = self._verb_form(CloseForm, done_on=office_today(), back=request.args.get("back"))
        if request.method == "POST" and form.validate():
            done_on, evidence, today = form.done_on.data, form.evidence.data, office_today()
            try:
                with unit_of_work(db.session) as session:
                    service.close(session, current_actor(), record_id, done_on, evidence, today=today)
            except (Invalid, service.WrongState) as refusal:
                _show(refusal, form)
            else:
                return self._done(N_("Recorded as done."), record_id, form)
        return self._verb_page("tasks/close.html", form, record_id)

    def drop(self, record_id: int) -> ResponseReturnValue:
        """Give up a task; the message offers to undo it."""
        form = self._verb_form(DropForm, back=request.args.get("back"))
        if request.method == "POST" and form.validate():
            reason, today = form.dropped_because.data, office_today()
            try:
                with unit_of_work(db.session) as session:
                    service.drop(session, current_actor(), record_id, reason, today=today)
            except (Invalid, service.WrongState) as refusal:
                _show(refusal, form)
            else:
                return self._done(N_("The task is dropped."), record_id, form)
        return self._verb_page("tasks/drop.html", form, record_id)

    def reopen(self, record_id: int) -> ResponseReturnValue:
        """Open a task again."""
        t = current_translator()
        try:
            with unit_of_work(db.session) as session:
                service.reopen(session, current_actor(), record_id, today=office_today())
        except service.WrongState:
            flash(t(STATE), "bad")
        else:
            flash(t(N_("The task is open again.")), "done")
        return redirect(self.url("show", record_id))

    def preset(self) -> dict[str, Any]:
        """Begin with whoever asks as the one who sees to it, and with the record the form was opened from."""
        values: dict[str, Any] = {"owner_id": current_actor().user_id}
        found = self.opened_from(*_ABOUT)
        if found is not None:
            values["about"] = Chosen(found.id, current_translator().title(found))
        return values

    def _done(self, message: str, record_id: int, form: Any) -> ResponseReturnValue:
        told = {"text": current_translator()(message), "undo": self.url("reopen", record_id)}
        flash(told, "done")  # type: ignore[arg-type]  # our toasts take what they offer to undo
        return redirect(local_path(form.back.data, otherwise=self.url("show", record_id)))

    def _verb_form(self, form: type[Form], **preset: Any) -> Any:
        posted = request.form if request.method == "POST" else None
        return bind(form, current_translator(), office_today(), posted=posted, **preset)

    def _verb_page(self, template: str, form: Any, record_id: int) -> ResponseReturnValue:
        db.session.rollback()
        record = kit.load(db.session, current_actor(), TASK, record_id)
        page = render_template(template, noun=self.noun, form=form, record=record, pages=self)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


def _show(refusal: Invalid | service.WrongState, form: Any) -> None:
    if isinstance(refusal, service.WrongState):
        form.fail("", STATE)
        return
    for problem in refusal.problems:
        form.fail(problem.field, problem.message, **problem.values)


TASK_PAGES = TaskPages(TASK)
