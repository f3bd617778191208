"""Many records of a noun at once: edited after a preview, moved to the bin, and taken back."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app import trail
from app.errors import DomainError, Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.records import bulk, kit, references
from app.records.form import Form, bind, say
from app.records.reference_field import Chosen, ReferenceField
from app.unit_of_work import unit_of_work
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from views.lists import asked_of, list_url, meant

if TYPE_CHECKING:
    from views.records import RecordPages

Rule = tuple[str, str, Any, Permission, list[str]]


class ManyPages:
    """What is done with the rows that are selected in a list."""

    def __init__(self, pages: "RecordPages[Any]") -> None:
        """Take the pages of the noun."""
        self.pages, self.noun = pages, pages.noun

    def rules(self) -> Iterator[Rule]:
        """Yield rule, endpoint, view, permission and methods of each page."""
        noun = self.noun
        if noun.bulk:
            yield "/bulk", "bulk", self.edit, noun.write, ["POST"]
            yield "/take-back/<uuid:operation>", "take_back", self.take_back, noun.write, ["POST"]
        yield "/bin-selected", "bin_selected", self.throw_away, noun.bin, ["POST"]
        yield "/restore-selected/<uuid:operation>", "restore_selected", self.restore, noun.bin, ["POST"]

    def edit(self) -> ResponseReturnValue:
        """Choose what to change, look at what would happen, do it: the form says how far one is."""
        step = request.form.get("do", "choose")
        try:
            return self._applied() if step == "apply" else self._asked(preview=step == "preview")
        except Invalid as refusal:
            return self._back(refusal)

    def take_back(self, operation: UUID) -> ResponseReturnValue:
        """Give the records of an operation their former values."""
        t = current_translator()
        with unit_of_work(db.session) as session:
            done = bulk.take_back(
                session, current_actor(), self.noun, str(operation), t, today=office_today()
            )
        self._say(
            done, t.plural("%(n)s record is as it was.", "%(n)s records are as they were.", done.changed)
        )
        return redirect(self.pages.url("index"))

    def throw_away(self) -> ResponseReturnValue:
        """Move what is selected to the bin; the message offers to undo it."""
        t = current_translator()
        try:
            ids = meant(self.noun)
            with unit_of_work(db.session) as session:
                there = kit.load_all(session, current_actor(), self.noun, ids)
                for record in there:
                    self.pages.put_away(record.id)
                undo = self.pages.url("restore_selected", operation=trail.operation_of(session))
        except Invalid as refusal:
            return self._back(refusal)
        if not there:
            raise NotFound(f"{self.noun.plural} {ids[:5]}")
        text = t.plural("Moved to the bin: %(n)s record", "Moved to the bin: %(n)s records", len(there))
        flash({"text": text, "undo": undo}, "done")  # type: ignore[arg-type]
        return redirect(list_url(self.noun, asked_of(self.noun).query))

    def restore(self, operation: UUID) -> ResponseReturnValue:
        """Take out of the bin what one operation put there; what cannot come back is named."""
        t, actor, refused = current_translator(), current_actor(), 0
        back: list[int] = []
        with unit_of_work(db.session) as session:
            for record_id in bulk.binned_by(session, actor, self.noun, str(operation)):
                try:
                    with session.begin_nested():
                        self.pages.take_out(record_id)
                except DomainError:
                    refused += 1
                else:
                    back.append(record_id)
        flash(
            t.plural("Taken out of the bin: %(n)s record", "Taken out of the bin: %(n)s records", len(back)),
            "done",
        )
        self.pages.warn(back)
        if refused:
            stay = t.plural("%(n)s record stays in the bin.", "%(n)s records stay in the bin.", refused)
            flash(stay, "wait")
        return redirect(self.pages.url("index"))

    def _asked(self, *, preview: bool) -> ResponseReturnValue:
        """Show the fields, or, if they are filled in, what they would do."""
        t, actor, today = current_translator(), current_actor(), office_today()
        ids, form = meant(self.noun), self._form()
        chosen = [name for name in self.noun.bulk if name in request.form.getlist("set")]
        values = self._values(form, chosen) if preview else None
        lines = bulk.plan(db.session, actor, self.noun, ids, values or {}, t, today=today)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if preview and values is None else HTTPStatus.OK
        html = render_template(
            "records/bulk_preview.html" if values is not None else "records/bulk.html",
            noun=self.noun,
            pages=self.pages,
            form=form,
            chosen=chosen,
            lines=lines,
            carried=self._carried(),
            action=self._address("bulk"),
            back=list_url(self.noun, asked_of(self.noun).query),
        )
        return html, status

    def _applied(self) -> ResponseReturnValue:
        """Change the records that were looked at, as they were looked at."""
        t, form = current_translator(), self._form()
        values = self._values(form, [name for name in self.noun.bulk if name in request.form.getlist("set")])
        if values is None:
            return self._asked(preview=True)
        with unit_of_work(db.session) as session:
            done = bulk.apply(session, current_actor(), self.noun, _seen(), values, t, today=office_today())
            undo = self.pages.url("take_back", operation=trail.operation_of(session))
        text = t.plural("%(n)s record is changed.", "%(n)s records are changed.", done.changed)
        self._say(done, text, undo if done.changed else None)
        return redirect(list_url(self.noun, asked_of(self.noun).query))

    def _form(self) -> Any:
        return bind(self.noun.form, current_translator(), office_today(), posted=request.form)

    def _values(self, form: Form, chosen: list[str]) -> Mapping[str, Any] | None:
        """Return what is to be set, or None where a field says what is wrong with it."""
        t = current_translator()
        references.resolve(db.session, current_actor(), form, t)
        for name in chosen:
            field: Any = form[name]
            if not isinstance(field, ReferenceField):
                field.validate(form)
                field.errors = [say(t, error) for error in field.errors]
            elif field.data is not None and not isinstance(field.data, Chosen) and not field.errors:
                form.fail(name, N_("There is no record of this name; check the spelling"))
        if not chosen:
            form.fail("", N_("Choose at least one field to change"))
        if any(form[name].errors for name in chosen) or form.form_errors:
            return None
        told = form.values()
        return {key: told[key] for name in chosen for key in (name, f"{name}_id") if key in told}

    def _carried(self) -> list[tuple[str, str]]:
        """Return what the next page has to know of this one: the fields that were filled in."""
        wanted = {"set", *self.noun.bulk, *(f"{name}-choice" for name in self.noun.bulk)}
        return [(name, value) for name, value in request.form.items(multi=True) if name in wanted]

    def _address(self, endpoint: str) -> str:
        return f"{self.pages.url(endpoint)}?{urlencode(asked_of(self.noun).query)}"

    def _say(self, done: bulk.Done, text: str, undo: str | None = None) -> None:
        t = current_translator()
        flash({"text": text, "undo": undo} if undo else text, "done")  # type: ignore[arg-type]
        for words in done.refused[:5]:
            flash(words, "wait")
        if len(done.refused) > 5:
            more = len(done.refused) - 5
            flash(
                t.plural(
                    "%(n)s more record was left as it is.", "%(n)s more records were left as they are.", more
                ),
                "wait",
            )

    def _back(self, refusal: Invalid) -> ResponseReturnValue:
        problem, t = refusal.problems[0], current_translator()
        flash(t(problem.message, **problem.values), "bad")
        return redirect(list_url(self.noun, asked_of(self.noun).query))


def _seen() -> dict[int, int]:
    """Return id → version of the records that were looked at."""
    pairs = (told.partition(":") for told in request.form.getlist("seen")[: bulk.MOST])
    return {
        int(id_): int(version)
        for id_, _, version in pairs
        if id_.isdecimal() and version.isdecimal() and len(id_) < 10 and len(version) < 10
    }
