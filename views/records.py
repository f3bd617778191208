"""The pages that every noun has: list, page, form, bin."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import Template

from app.errors import Conflict, Invalid, Missing, NotFound, Stale
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import at_hand, names, trail
from app.queries import bin as bins
from app.queries import tasks as task_queries
from app.queries.documents import documents_of
from app.queries.forms import made_by
from app.queries.saved_views import Choices
from app.queries.saved_views import choices as choices_of_reader
from app.queries.timeline import NOTHING_YET, Timeline, timeline
from app.records import accounts, conflict, history, kit, references
from app.records.form import RowsField, bind
from app.records.listing import Addresses, choices, listing
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.numbers import number_asked
from models import Record, Task
from models.vocabulary import RecordKind
from views.keepers import KeeperPages
from views.lists import tools
from views.many import ManyPages
from views.verbs import Verbs

R = TypeVar("R", bound=Record)
LONGEST_NUMBER = 12
_CARRIED = frozenset({"seen_version", "form_key"})
NAMES_BINNED = N_("It names what is in the bin itself. Take that out first: %(titles)s")
GONE_MEANWHILE = N_(
    "The record was moved to the bin while you were writing. What you typed is safe: take the record out of "
    "the bin in another window, then save here"
)


@dataclass(frozen=True)
class Saved:
    """What was written, and what to say about it."""

    id: int
    message: str


class RecordPages(Generic[R]):
    """List, page and form of one noun; a noun that differs overrides a method, or names its verbs."""

    verbs: Verbs[R] = Verbs()

    def __init__(self, noun: Noun[R]) -> None:
        """Take the declaration."""
        self.noun = noun
        self.many = ManyPages(self)
        self.keepers = KeeperPages(self)

    def blueprint(self) -> Blueprint:
        """Return the blueprint with all the pages of the noun."""
        noun = self.noun
        bp = Blueprint(noun.plural, __name__, url_prefix=f"/{noun.plural}")
        for rule, endpoint, view, permission, methods in (
            ("", "index", self.index, Permission.RECORD_VIEW, ["GET"]),
            ("/new", "new", self.new, noun.create, ["GET", "POST"]),
            ("/choices/<name>", "choices", self.choices, Permission.RECORD_VIEW, ["GET"]),
            ("/<int:record_id>", "show", self.show, Permission.RECORD_VIEW, ["GET"]),
            ("/<int:record_id>/history", "history", self.history, Permission.TRAIL_VIEW, ["GET"]),
            ("/<int:record_id>/edit", "edit", self.edit, noun.write, ["GET", "POST"]),
            ("/<int:record_id>/bin", "bin", self.throw_away, noun.bin, ["POST"]),
            ("/<int:record_id>/translated", "translated", self.translated, noun.write, ["POST"]),
            ("/<int:record_id>/restore", "restore", self.restore, noun.bin, ["POST"]),
            *self.many.rules(),
            *self.keepers.rules(),
        ):
            bp.add_url_rule(rule, endpoint, requires(permission)(view), methods=methods)
        return bp

    def url(self, endpoint: str, record_id: int | None = None, **values: Any) -> str:
        """Return the address of one of these pages."""
        if record_id is not None:
            values["record_id"] = record_id
        return url_for(f"{self.noun.plural}.{endpoint}", **values)

    def index(self) -> ResponseReturnValue:
        """Show the list; the bare address opens the view that the reader chose for it."""
        mine = choices_of_reader(db.session, current_actor(), self.noun.kind)
        if not request.args and mine.opens_with is not None:
            return redirect(f"{self.url('index')}?{mine.opens_with.query}")
        return self.list_of(request.args, mine=mine)

    def list_of(
        self, asked: Mapping[str, str], heading: str = "", mine: Choices | None = None, **more: Any
    ) -> str:
        """Render the list that a query asks for, under the noun's own heading or another one.

        :param mine: what the reader chose for the list, where it is known already.
        :param more: what the page shows besides.
        """
        index, actor = self.url("index"), current_actor()
        mine = mine or choices_of_reader(db.session, actor, self.noun.kind)
        whole = {"all": "yes"} if mine.opens_with else {}
        found = listing(
            db.session,
            actor,
            self.noun,
            asked,
            current_translator(),
            today=office_today(),
            addresses=Addresses(
                of_list=lambda query: self.address(query or whole),
                of_choices=lambda name, query: _with_query(f"{index}/choices/{name}", query),
                of_record=lambda record_id: f"{index}/{record_id}",  # not built fifty times
            ),
            columns=mine.columns,
        )
        return render_template(
            self._template("list"),
            noun=self.noun,
            listing=found,
            tools=tools(self.noun, found.asked, mine),
            pages=self,
            heading=heading or self.noun.many,
            **more,
        )

    def address(self, query: Mapping[str, str]) -> str:
        """Return the address of the list that a query asks for."""
        return _with_query(self.url("index"), query)

    def choices(self, name: str) -> ResponseReturnValue:
        """Show the values of one filter of the list; a script puts them into the list itself."""
        found = choices(
            db.session,
            current_actor(),
            self.noun,
            name,
            request.args,
            current_translator(),
            today=office_today(),
            address=self.address,
        )
        if found is None:
            raise NotFound(f"filter {name[:40]} of {self.noun.plural}")
        return render_template("records/choices.html", noun=self.noun, choices=found, pages=self)

    def show(self, record_id: int) -> ResponseReturnValue:
        """Show one record, its timeline and everything linked to it; of a binned one, that it is binned."""
        actor = current_actor()
        anywhere = None if actor.may(self.noun.bin) else False
        record = kit.load(db.session, actor, self.noun, record_id, binned=anywhere)
        if record.binned_at is not None:
            return self._in_the_bin(record), HTTPStatus.NOT_FOUND
        return self.page_of(record)

    def page_of(self, record: R, **more: Any) -> str:
        """Render the page of one record.

        :param more: what the page shows besides, or instead of what the noun says.
        """
        actor, t = current_actor(), current_translator()
        standing = at_hand.standing(db.session, actor, record.id)
        named = standing.is_named  # otherwise no visit, task or document leads to it
        sees = actor.may(Permission.TRAIL_VIEW)
        return render_template(
            self._template("page"),
            noun=self.noun,
            record=record,
            timeline=self.timeline(record, is_named=named),
            changes=history.brief(db.session, actor, self.noun, record, t) if sees else None,
            documents=documents_of(db.session, actor, record.id) if named else (),
            is_favourite=standing.is_favourite,
            pages=self,
            **{
                "tasks": self.tasks(record) if named else (),
                **self.keepers.shown(record),
                **self.extras(record),
                **more,
            },
        )

    def timeline(self, record: R, *, is_named: bool) -> Timeline:
        """Return the visits and letters of a record.

        :param is_named: whether some record names it.
        """
        return timeline(db.session, current_actor(), record) if is_named else NOTHING_YET

    def tasks(self, record: R) -> Sequence[Task]:
        """Return the open tasks and promises that lead to a record: they return until they are closed."""
        return task_queries.open_on(db.session, current_actor(), [record.id])

    def history(self, record_id: int) -> ResponseReturnValue:
        """Show every change of a record with before and after, also of a binned one."""
        actor, t = current_actor(), current_translator()
        record = kit.load(db.session, actor, self.noun, record_id, binned=None)
        before = number_asked("before")
        told = history.full(db.session, actor, self.noun, record, t, before)
        return render_template(
            "records/changes.html",
            noun=self.noun,
            record=record,
            history=told,
            pages=self,
            before=before,
            plural_of=lambda one: NOUNS[one.kind].plural,
        )

    def extras(self, record: R) -> Mapping[str, Any]:
        """Return what the noun's own page shows besides the record."""
        return {}

    def new(self) -> ResponseReturnValue:
        """Show an empty form, or create what it says."""
        if request.method != "POST":
            form = self._bind(None, None, form_key=secrets.token_urlsafe(24), **self.preset())
            return self._form_page(form, None)
        form = self._bind(self.posted(), None)
        if self._adds_a_row(form):
            return self._form_page(form, None)
        sent_before = self._created_with(form.form_key.data)
        if sent_before is not None:
            return redirect(self.url("show", sent_before))
        saved = self._submit(form, None)
        if saved is None:
            return self._form_page(form, None), HTTPStatus.UNPROCESSABLE_ENTITY
        flash(saved.message, "done")
        again = self.url("new", about=request.args.get("about"))
        return redirect(again if "again" in request.form else self.url("show", saved.id))

    def edit(self, record_id: int) -> ResponseReturnValue:
        """Show the form of a record, or change it."""
        actor, sent = current_actor(), request.method == "POST"
        anywhere = sent and actor.may(self.noun.bin)
        record = kit.load(db.session, actor, self.noun, record_id, binned=None if anywhere else False)
        if not sent:
            return self._form_page(self._bind(None, record, seen_version=record.version), record)
        form = self._bind(self.posted(), record)
        if record.binned_at is not None:
            references.resolve(db.session, actor, form, current_translator(), record_id=record_id)
            form.fail("", GONE_MEANWHILE)
            return self._form_page(form, record), HTTPStatus.CONFLICT
        chosen = conflict.chosen(form, request.form)
        if form.seen_version.data == record.version:
            conflict.take(form, record, [name for name in chosen if chosen[name] == conflict.THEIRS])
        if self._adds_a_row(form):
            return self._form_page(form, record)
        return self._save_changes(form, record, chosen)

    def throw_away(self, record_id: int) -> ResponseReturnValue:
        """Move a record to the bin; the message offers to undo it."""
        t = current_translator()
        try:
            with unit_of_work(db.session):
                message = t(N_("Moved to the bin: %(title)s"), title=t.title(self.put_away(record_id)))
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
            return redirect(self.url("show", record_id))
        flash({"text": message, "undo": self.url("restore", record_id)}, "done")  # type: ignore[arg-type]
        return redirect(self.url("index"))

    def restore(self, record_id: int) -> ResponseReturnValue:
        """Take a record out of the bin, or say why it must stay there."""
        t = current_translator()
        try:
            with unit_of_work(db.session):
                self.take_out(record_id)
        except Missing as missing:
            flash(self._names_binned(missing), "bad")
        except NotFound:
            kit.load(db.session, current_actor(), self.noun, record_id)  # restored already, if it is there
        except Invalid as refusal:
            for problem in refusal.problems:
                flash(t(problem.message, **problem.values), "bad")
        except Conflict as clash:
            flash(t(self.conflict_words(clash)[1]), "bad")
        else:
            flash(t(N_("Taken out of the bin.")), "done")
            self.warn([record_id])
        return redirect(self.url("show", record_id))

    def warn(self, ids: Sequence[int]) -> None:
        """Say what is to be looked at in records that came out of the bin."""
        for words in self.warnings(ids):
            flash(words, "wait")

    def warnings(self, ids: Sequence[int]) -> Sequence[str]:
        """Return what is to be looked at in records that came out of the bin: a few sentences."""
        return ()

    def put_away(self, record_id: int) -> R:
        """Move the record to the bin; inside a unit of work.

        :raises Invalid: a record of this noun that has to stay.
        """
        return kit.throw_away(db.session, current_actor(), self.noun, record_id, today=office_today())

    def take_out(self, record_id: int) -> R:
        """Restore the record; inside a unit of work."""
        session, actor, today = db.session, current_actor(), office_today()
        if self.verbs.restore is not None:
            return self.verbs.restore(session, actor, record_id, today=today)
        return kit.restore(session, actor, self.noun, record_id, today=today)

    def translated(self, record_id: int) -> ResponseReturnValue:
        """Take note that the English texts still fit the Turkish ones."""
        seen = request.form.get("seen_version", default=0, type=int)
        with unit_of_work(db.session) as session:
            kit.confirm_translation(session, current_actor(), self.noun, record_id, seen)
        flash(current_translator()(N_("The translation is marked as up to date.")), "done")
        return redirect(self.url("show", record_id))

    def outdated_labels(self, record: R) -> list[str]:
        """Name the texts whose translation is older than they are."""
        t = current_translator()
        return [t(self.noun.form.label_of(name)) for name in record.outdated]

    def preset(self) -> dict[str, Any]:
        """Return the values with which the form of a new record begins."""
        return {}

    def opened_from(self, *kinds: RecordKind) -> Record | None:
        """Return the record whose page opened the form (``?about=``), if it is of one of these kinds."""
        about = request.args.get("about", "")
        if not about.isdecimal() or len(about) > LONGEST_NUMBER:
            return None
        found = names.titles(db.session, current_actor(), {int(about)}).get(int(about))
        return found if found is not None and found.kind in kinds else None

    def create(self, form: Any) -> R:
        """Create the record a valid form describes; inside a unit of work."""
        session, actor, data, today = db.session, current_actor(), self.data_of(form), office_today()
        if self.verbs.create is not None:
            record = self.verbs.create(session, actor, data, today=today)
        else:
            record = kit.create(session, actor, self.noun, data, today=today)
        record.form_key = form.form_key.data or None
        return record

    def change(self, form: Any, record: R) -> R:
        """Change a record as a valid form says; inside a unit of work."""
        session, actor, data, today = db.session, current_actor(), self.data_of(form), office_today()
        seen = form.seen_version.data or 0
        if self.verbs.edit is not None:
            return self.verbs.edit(session, actor, record.id, seen, data, today=today)
        return kit.edit(session, actor, self.noun, record.id, seen, data, today=today)

    def posted(self) -> Any:
        """Return what was sent with a form; a noun whose form takes files adds them."""
        return request.form

    def data_of(self, form: Any) -> dict[str, Any]:
        """Return what a form says about the record, without what the page carries along."""
        return {name: value for name, value in form.values().items() if name not in _CARRIED}

    def conflict_words(self, clash: Conflict) -> tuple[str, str]:
        """Say at which field a conflict belongs (empty: the top of the page), and in which words."""
        return "", N_("This is on record already: a code or a name that may exist only once")

    def saved_message(self, record: R) -> str:
        """Say that it was saved."""
        return current_translator()(N_("Saved."))

    def _bind(self, posted: Any, record: R | None, **preset: Any) -> Any:
        form = bind(
            self.noun.form, current_translator(), office_today(), posted=posted, record=record, **preset
        )
        accounts.offer(db.session, current_actor(), form)
        return form

    def _adds_a_row(self, form: Any) -> bool:
        field = form[request.form["add-row"]] if request.form.get("add-row") in form else None
        if isinstance(field, RowsField) and len(field.entries) < field.max_entries:
            field.append_entry()
            return True
        return False

    def _save_changes(self, form: Any, record: R, chosen: Mapping[str, str]) -> ResponseReturnValue:
        record_id = record.id
        try:
            saved = self._submit(form, record)
        except Stale:
            db.session.rollback()
            return self._conflict(form, record_id, chosen)
        if saved is None:
            db.session.rollback()
            shown = kit.load(db.session, current_actor(), self.noun, record_id)
            return self._form_page(form, shown), HTTPStatus.UNPROCESSABLE_ENTITY
        flash(saved.message, "done")
        return redirect(self.url("show", saved.id))

    def _submit(self, form: Any, record: R | None) -> Saved | None:
        t, actor = current_translator(), current_actor()
        valid = form.validate()
        changed = None if record is None else record.id
        if not (references.resolve(db.session, actor, form, t, record_id=changed) and valid):
            return None
        asked = references.wanted(form)
        try:
            with unit_of_work(db.session) as session:
                references.create_new(session, actor, form, NOUNS, today=office_today())
                written = self.create(form) if record is None else self.change(form, record)
                return Saved(written.id, self.saved_message(written))
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        except Conflict as clash:
            form.fail(*self.conflict_words(clash))
        except Stale:
            references.put_back(asked)
            raise
        references.put_back(asked)
        return None

    def _created_with(self, form_key: str | None) -> int | None:
        """Find the record that the same form created when it was sent the first time."""
        return made_by(db.session, current_actor(), form_key) if form_key else None

    def _conflict(self, form: Any, record_id: int, chosen: Mapping[str, str]) -> ResponseReturnValue:
        """Keep what was typed, and let the later of two editors choose field by field."""
        actor = current_actor()
        record = kit.load(db.session, actor, self.noun, record_id)
        theirs = self._bind(None, record)
        references.hide(db.session, actor, theirs, current_translator())
        compared = conflict.compare(db.session, actor, self.noun, record, form, theirs, chosen=chosen)
        conflict.take(form, record, [one.name for one in compared.theirs])
        references.hide(db.session, actor, form, current_translator())
        form.seen_version.data = record.version
        t, shown = current_translator(), self.url("show", record_id)
        html = render_template(
            "records/conflict.html",
            form=form,
            compared=compared,
            crumbs=[(self.url("index"), t(self.noun.many)), (shown, t.title(record))],
            action=self.url("edit", record_id),
            back=shown,
            note=N_("What was saved stays in the history of the record."),
        )
        return html, HTTPStatus.CONFLICT

    def _in_the_bin(self, record: R) -> str:
        """Say that a record is in the bin, who put it there, and offer to take it out."""
        thrown = bins.thrown(db.session, record)
        who = history.who(current_actor(), thrown.entry, current_translator()) if thrown.entry else None
        return render_template("records/binned.html", noun=self.noun, record=record, who=who, pages=self)

    def _names_binned(self, missing: Missing) -> str:
        """Say which records must be taken out of the bin first."""
        t = current_translator()
        found = trail.named(db.session, current_actor(), missing.ids)
        titles = [t.title(one) for one in found.values()]
        if found.keys() != missing.ids:
            titles.append(t(references.RESTRICTED))
        return t(NAMES_BINNED, titles=", ".join(titles))

    def _form_page(self, form: Any, record: R | None) -> str:
        if record is not None:
            references.hide(db.session, current_actor(), form, current_translator())
        return render_template(self._template("form"), noun=self.noun, form=form, record=record, pages=self)

    def _template(self, name: str) -> list[str | Template]:
        return [f"{self.noun.plural}/{name}.html", f"records/{name}.html"]


def _with_query(url: str, query: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(query)}" if query else url
