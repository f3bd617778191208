"""The files of documents: handing them out, showing their pages, and adding a document to a record."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from app.errors import NotFound
from app.extensions import db
from app.files import rendering
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import documents as queries
from app.queries import names
from app.records import references
from app.records.documents import LINKED, AttachForm, is_restricted
from app.records.form import bind
from app.records.nouns import NOUNS
from app.services import documents as service
from app.storage import FileDamaged, FileMissing
from app.unit_of_work import unit_of_work
from app.web import errors
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from app.web.taken_out import taken_out
from app.web.uploads import store
from models import Document, DocumentVersion, Record

bp = Blueprint("files", __name__)

REPORT = N_("Report it to IT with this checksum: %(sha256)s")


@bp.get("/documents/<int:document_id>/versions/<int:number>")
@requires(Permission.RECORD_VIEW)
@taken_out("document.file_taken")
def download(document_id: int, number: int) -> ResponseReturnValue:
    """Hand out a version under its own name; a browser saves it and never opens it as a page."""
    document, version = queries.version(db.session, current_actor(), document_id, number)
    try:
        path = store().intact(version.sha256)
    except (FileMissing, FileDamaged) as problem:
        return _not_there(version, problem)
    answer = send_file(
        path,
        mimetype=version.media_type,
        as_attachment=True,
        download_name=version.file_name,
        etag=version.sha256,
        max_age=0,
    )
    return _for_one_reader(answer, document)


@bp.get("/documents/<int:document_id>/versions/<int:number>/preview/<int:page>.png")
@requires(Permission.RECORD_VIEW)
def preview(document_id: int, number: int, page: int) -> ResponseReturnValue:
    """Show a picture of a page, drawn here: nothing of the file itself reaches the browser."""
    document, version = queries.version(db.session, current_actor(), document_id, number)
    if not 1 <= page <= (version.pages or 0):
        raise NoSuchPage
    answer = Response(mimetype="image/png")
    answer.set_etag(f"{version.sha256}-{page}")
    if answer.make_conditional(request).status_code != HTTPStatus.NOT_MODIFIED:
        try:
            answer.set_data(rendering.draw(store().intact(version.sha256), version.media_type, page))
        except (FileMissing, FileDamaged, rendering.NoPreview) as problem:
            raise NoSuchPage from problem
    return _for_one_reader(answer, document)


@bp.route("/records/<int:about_id>/documents/attach", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def attach(about_id: int) -> ResponseReturnValue:
    """Let a document that is on record belong to one more record."""
    t, actor = current_translator(), current_actor()
    about = _about(about_id)
    target = url_for(f"{NOUNS[about.kind].plural}.show", record_id=about_id)
    form: Any = bind(AttachForm, t, office_today(), posted=request.form if request.method == "POST" else None)
    if request.method == "POST":
        if form.document.data is None and not form.document.errors:
            form.fail("document", N_("Choose a document"))
        elif form.validate() and references.resolve(db.session, actor, form, t):
            with unit_of_work(db.session) as session:
                service.link(session, actor, form.document.data.id, about_id, today=office_today())
            flash(t(N_("The document is added to this record.")), "done")
            return redirect(target)
    page = render_template(
        "documents/attach.html", form=form, about=about, about_noun=NOUNS[about.kind], target=target
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


def _about(record_id: int) -> Record:
    found = names.titles(db.session, current_actor(), {record_id}).get(record_id)
    if found is None or found.kind.value not in LINKED:
        raise NotFound(f"record {record_id}")
    return found


def _for_one_reader(answer: Response, document: Document) -> Response:
    """Let a browser keep it and ask each time; what is restricted is not kept at all."""
    answer.headers["Cache-Control"] = "no-store" if is_restricted(document) else "private, no-cache"
    return answer


def _not_there(version: DocumentVersion, problem: FileMissing | FileDamaged) -> ResponseReturnValue:
    t = current_translator()
    heading = (
        N_("The file is missing from the store")
        if isinstance(problem, FileMissing)
        else N_("The file in the store is not the one that was added")
    )
    return errors.page(HTTPStatus.NOT_FOUND, heading, t(REPORT, sha256=version.sha256))
