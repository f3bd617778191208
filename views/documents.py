"""Documents: adding them with a file, further versions, what belongs together."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.errors import Invalid, Problem
from app.extensions import db
from app.files.uploads import FULL, Upload
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import trail
from app.queries.documents import other_texts
from app.records import kit
from app.records.documents import DOCUMENT, LINKED, NewDocumentForm, VersionForm, is_restricted, latest
from app.records.form import bind
from app.records.nouns import NOUNS
from app.records.reference_field import Chosen
from app.records.references import RESTRICTED
from app.services import documents as service
from app.storage import StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.uploads import FormRequest, store, takes_files
from models import Document
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

NO_FILE = N_("Choose the file of the new version")


class DocumentPages(RecordPages[Document]):
    """A document is added with its file; later files are versions of it."""

    verbs = Verbs(edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add the verb of a document."""
        bp = super().blueprint()
        bp.add_url_rule(
            "/<int:record_id>/versions/new",
            "add_version",
            requires(Permission.RECORD_WRITE)(self.add_version),
            methods=["GET", "POST"],
        )
        return bp

    @takes_files
    def new(self) -> ResponseReturnValue:
        """Show an empty form, or add what it says."""
        return super().new()

    @takes_files
    def add_version(self, record_id: int) -> ResponseReturnValue:
        """Let a file follow the last one."""
        posted = self.posted() if request.method == "POST" else None
        form = bind(VersionForm, current_translator(), office_today(), posted=posted)
        if posted is not None:
            if form.file.data is None and not form.file.errors:
                form.fail("file", NO_FILE)
            elif form.validate() and self._version_added(record_id, form):
                flash(current_translator()(N_("The version is added.")), "done")
                return redirect(self.url("show", record_id))
        db.session.rollback()
        record = kit.load(db.session, current_actor(), DOCUMENT, record_id)
        if posted is None:
            form.seen_version.data = record.version
        page = render_template(
            "documents/version.html",
            noun=self.noun,
            form=form,
            record=record,
            last=latest(record),
            pages=self,
        )
        return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK

    def extras(self, record: Document) -> Mapping[str, Any]:
        """Return what it belongs to, its texts in other languages, and which of its files are missing."""
        kept, others = store(), other_texts(db.session, current_actor(), record)
        newest = [(one, latest(one)) for one in (record, *others)]
        return {
            "belongs_to": [(NOUNS[link.record.kind], link.record) for link in record.links],
            "seen": trail.named(db.session, current_actor(), {link.record_id for link in record.links}),
            "restricted_words": RESTRICTED,
            "other_texts": others,
            "restricted": is_restricted(record),
            "last": latest(record),
            "missing": {one.id for one in record.versions if not kept.has(one.sha256, one.size)},
            "sheets": [
                (one, file)
                for one, file in newest
                if file and file.pages and kept.has(file.sha256, file.size)
            ],
            "asked_page": max(request.args.get("page", 1, type=int), 1),
        }

    def preset(self) -> dict[str, Any]:
        """Begin with the record the form was opened from."""
        found = self.opened_from(*map(RecordKind, LINKED))
        if found is None:
            return {}
        return {"links": [{"record": Chosen(found.id, current_translator().title(found))}]}

    def posted(self) -> Any:
        """Return what was typed, and the file that was chosen."""
        return cast("FormRequest", request).posted()

    def create(self, form: Any) -> Document:
        """Add the document."""
        data = self.data_of(form)
        upload = data.pop("file")
        stored = _kept(upload) if upload is not None else None
        document = service.enter(db.session, current_actor(), data, stored, today=office_today())
        document.form_key = form.form_key.data or None
        return document

    def _bind(self, posted: Any, record: Document | None, **preset: Any) -> Any:
        form = NewDocumentForm if record is None else self.noun.form
        return bind(form, current_translator(), office_today(), posted=posted, record=record, **preset)

    def _form_page(self, form: Any, record: Document | None) -> str:
        if record is None:
            form.file.ask_again()
        return super()._form_page(form, record)

    def _version_added(self, record_id: int, form: Any) -> bool:
        seen = form.seen_version.data or 0
        try:
            with unit_of_work(db.session) as session:
                file = _kept(form.file.data)
                service.add_version(session, current_actor(), record_id, seen, file, today=office_today())
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
            return False
        return True


def _kept(upload: Upload) -> service.StoredFile:
    """Put a file into the store. If its record is not written after all, it lies there and harms nobody.

    :raises Invalid: there is no room for it.
    """
    try:
        sha256 = upload.content.keep()
    except StorageFull as problem:
        raise Invalid(Problem("file", FULL)) from problem
    return service.StoredFile(upload.name, upload.media_type, upload.content.size, sha256, upload.pages)


DOCUMENT_PAGES = DocumentPages(DOCUMENT)
