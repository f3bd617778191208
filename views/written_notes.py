"""Information notes: begun on a record, written, checked, approved, issued."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.documents import note_paper, paper_json
from app.documents.html import picture_url
from app.documents.paper_checks import to_check
from app.errors import Conflict, Invalid, Stale
from app.extensions import db
from app.i18n import N_, translator
from app.permissions.policy import Permission
from app.queries import notes as queries
from app.records import conflict, kit
from app.records.fields import DayField, HiddenNumber, Required, TextField
from app.records.form import Form, bind
from app.records.notes import KIND_OF, NOTE, STATE_TONES
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.services import notes as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Note, Record
from models.vocabulary import Language, NoteState
from views.note_papers import STANDING, paper_of, tongue, written, written_with_remarks
from views.note_writing import Writing
from views.notes import record_url
from views.records import RecordPages
from views.verbs import Verbs

STATE = N_("The note is not in a state from which this can be done")
CHANGED = N_("The note changed while you were looking at it. Nothing was done; look at it again")


class IssueForm(Form):
    """Number and day of an issued note."""

    seen_version = HiddenNumber()
    number = TextField(N_("Number"), [Required(N_("Enter the number under which it is issued"))])
    issued_on = DayField(N_("Issued on"), [Required(N_("Enter the day on which it is issued"))])


class NotePages(RecordPages[Note]):
    """A note is written beside its facts, checked, approved and issued."""

    verbs = Verbs(create=service.begin, edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add the verbs of a note."""
        bp = super().blueprint()
        writes, approves = requires(Permission.RECORD_WRITE), requires(Permission.NOTE_APPROVE)
        for verb, view, methods in (
            ("write", writes(self.write), ["GET", "POST"]),
            ("check", writes(self.check), ["POST"]),
            ("approve", approves(self.approve), ["POST"]),
            ("send-back", writes(self.send_back), ["POST"]),
            ("issue", writes(self.issue), ["GET", "POST"]),
        ):
            bp.add_url_rule(f"/<int:record_id>/{verb}", verb.replace("-", "_"), view, methods=methods)
        return bp

    def issued(self) -> Mapping[int, int]:
        """Return how many notes were issued in each year."""
        return queries.issued_by_year(db.session, current_actor())

    def extras(self, record: Note) -> Mapping[str, Any]:
        """The paper as it stands, what to look at before it is printed, its versions."""
        stands = record.state in STANDING
        paper, found = (paper_of(record), ()) if stands else written_with_remarks(record)
        session, actor = db.session, current_actor()
        versions = queries.versions(session, actor, record.id)
        writers = queries.writers(session, actor, record.id)
        return {
            "nouns": NOUNS,
            "paper": paper,
            "spoken": tongue(record),
            "checks": found,
            "doubts": to_check(paper) if stands else (),
            "versions": versions,
            "own_approvals": {
                one.number
                for one in versions
                if one.state is NoteState.APPROVED
                and writers.get(one.user_id or 0, one.made_at) < one.made_at
            },
            "wrote_it": current_actor().user_id in writers,
            "tones": STATE_TONES,
            "is_standing": stands,
            "outdated_about": bool(record.about.outdated) and record.language is Language.ENGLISH,
            "record_url": record_url,
            "picture_url": picture_url,
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the record from which the form was opened, and the language asked for."""
        found = self.opened_from(*KIND_OF)
        if found is None:
            return {}
        english = request.args.get("lang") == Language.ENGLISH.value
        return {
            "title_tr": _titled("tr", found),
            "title_en": _titled("en", found) if found.title_en else "",
            "about": Chosen(found.id, current_translator().title(found)),
            "language": Language.ENGLISH if english else Language.TURKISH,
        }

    def put_away(self, record_id: int) -> Note:
        """Move a note to the bin; an issued one stays."""
        return service.throw_away(db.session, current_actor(), record_id, today=office_today())

    def conflict_words(self, clash: Conflict) -> tuple[str, str]:
        """Say at which field a conflict belongs, and in which words."""
        return ("", STATE) if isinstance(clash, service.WrongState) else super().conflict_words(clash)

    def write(self, record_id: int) -> ResponseReturnValue:
        """Write into the sections of a draft, look at it, or save it."""
        note = kit.load(db.session, current_actor(), NOTE, record_id)
        writing = Writing.of(note, request.form if request.method == "POST" else None)
        if request.method != "POST" or "preview" in request.form:
            return self._writing_page(note, writing)
        try:
            with unit_of_work(db.session) as session:
                service.write(
                    session,
                    current_actor(),
                    record_id,
                    writing.seen_version,
                    **writing.data,
                    today=office_today(),
                )
        except service.WrongState:
            flash(current_translator()(STATE), "bad")
        except Invalid as refusal:
            writing.refuse(refusal, current_translator())
            return self._writing_page(self._again(record_id), writing), HTTPStatus.UNPROCESSABLE_ENTITY
        except Stale:
            return self._written_meanwhile(writing, record_id), HTTPStatus.CONFLICT
        else:
            flash(current_translator()(N_("Saved.")), "done")
        return redirect(self.url("show", record_id))

    def check(self, record_id: int) -> ResponseReturnValue:
        """Say that a draft was checked."""
        return self._step(service.check, record_id, N_("The note is checked and waits for its approval."))

    def approve(self, record_id: int) -> ResponseReturnValue:
        """Approve a checked note."""
        return self._step(service.approve, record_id, N_("The note is approved."))

    def send_back(self, record_id: int) -> ResponseReturnValue:
        """Make a draft again of a note that is not issued."""

        def verb(session: Any, actor: Any, id_: int, seen: int, _: Any, *, today: Any) -> Note:
            return service.send_back(session, actor, id_, seen, today=today)

        return self._step(verb, record_id, N_("The note is a draft again."))

    def issue(self, record_id: int) -> ResponseReturnValue:
        """Issue an approved note under a number and a day."""
        form = self._issue_form(record_id)
        if request.method == "POST" and form.validate():
            try:
                with unit_of_work(db.session):
                    self._issued(form, record_id)
            except service.WrongState:
                form.fail("number", STATE)
            except Invalid as refusal:
                for problem in refusal.problems:
                    form.fail(problem.field, problem.message, **problem.values)
            except Stale:
                form.fail("", CHANGED)
            else:
                flash(current_translator()(N_("The note is issued and does not change any more.")), "done")
                return redirect(self.url("show", record_id))
        note = self._again(record_id)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK
        return render_template("notes/issue.html", noun=self.noun, form=form, record=note, pages=self), status

    def _issue_form(self, record_id: int) -> Any:
        today, t = office_today(), current_translator()
        note = kit.load(db.session, current_actor(), NOTE, record_id)
        posted = request.form if request.method == "POST" else None
        count = queries.issued_by_year(db.session, current_actor()).get(today.year, 0)
        usual = {"number": f"{today.year}/{count + 1}", "issued_on": today, "seen_version": note.version}
        return bind(IssueForm, t, today, posted=posted, **usual)

    def _issued(self, form: Any, record_id: int) -> Note:
        session, actor, today = db.session, current_actor(), office_today()
        note = kit.load(session, actor, NOTE, record_id)
        number, day, seen = form.number.data, form.issued_on.data, form.seen_version.data or 0
        if note.state is not NoteState.APPROVED:
            raise service.WrongState(f"note {record_id}")
        approved = paper_json.from_json(queries.version(session, actor, record_id).paper)
        paper = paper_json.to_json(note_paper.issued(approved, number, day))
        under = service.Issue(number, day, approved.as_of)
        return service.issue(session, actor, record_id, seen, paper, under, today=today)

    def _step(self, verb: Callable[..., Note], record_id: int, message: str) -> ResponseReturnValue:
        t, seen = current_translator(), request.form.get("seen_version", default=0, type=int)
        note = kit.load(db.session, current_actor(), NOTE, record_id)
        paper = paper_json.to_json(written(note))
        try:
            with unit_of_work(db.session) as session:
                verb(session, current_actor(), record_id, seen, paper, today=office_today())
        except service.WrongState:
            flash(t(STATE), "bad")
        except Stale:
            flash(t(CHANGED), "wait")
        else:
            flash(t(message), "done")
        return redirect(self.url("show", record_id))

    def _again(self, record_id: int) -> Note:
        db.session.rollback()
        return kit.load(db.session, current_actor(), NOTE, record_id)

    def _written_meanwhile(self, writing: Writing, record_id: int) -> str:
        """Keep what was typed, and show what a colleague saved meanwhile."""
        note, t = self._again(record_id), current_translator()
        told = conflict.meanwhile(db.session, current_actor(), NOTE, note, writing.seen_version, t)
        writing.beside(note)
        return self._writing_page(note, writing, told)

    def _writing_page(self, note: Note, writing: Writing, meanwhile: Any = ()) -> str:
        return render_template(
            "notes/write.html",
            noun=self.noun,
            pages=self,
            record=note,
            writing=writing,
            meanwhile=meanwhile,
            record_url=record_url,
            picture_url=picture_url,
        )


def _titled(language: str, about: Record) -> str:
    t = translator(language)
    return t(N_("Information note: %(name)s"), name=t.title(about))


NOTE_PAGES = NotePages(NOTE)
