"""Information notes on the rows selected in a list: asked for, waited for, handed out as one file."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import trail
from app.documents import kinds
from app.documents.note_packages import DAYS_KEPT, MOST, ask
from app.errors import Invalid, NotFound
from app.extensions import db
from app.i18n import N_
from app.jobs import stop
from app.permissions.policy import Permission
from app.queries import names
from app.queries import note_packages as queries
from app.queries.findings import OPEN
from app.queries.scope import sees_restricted
from app.records.describe import details
from app.records.fields import EnumField
from app.records.form import Form, bind
from app.records.notes import KIND_OF
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.uploads import package_store
from models import NotePackage, Record
from models.vocabulary import JobState, Language, NoteFormat
from views.lists import asked_of, list_url, meant

bp = Blueprint("note_packages", __name__, url_prefix="/notes/packages")
PLACES = {NOUNS[kind].plural: kind for kind in KIND_OF}
"""Where the records of a kind have their list → the kind, if there are notes on it."""
_PLACE = f"<any({', '.join(PLACES)}):place>"
TOO_MANY = N_("At most %(most)s notes are written in one go. Narrow the list.")


class PackageForm(Form):
    """How the notes are written."""

    language = EnumField(
        N_("Language of the notes"),
        of=Language,
        members=(Language.TURKISH, Language.ENGLISH),
        blank=None,
        default=Language.TURKISH,
    )
    format = EnumField(N_("Kind of file"), of=NoteFormat, blank=None, default=NoteFormat.PDF)


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List what the reader asked for, the newest first."""
    package_store().remove_older(DAYS_KEPT)
    found = queries.packages(db.session, current_actor())
    there = {one.job_id for one in found if _is_there(one)}
    return render_template("note_packages/index.html", packages=found, there=there, OPEN=OPEN)


@bp.post(f"/{_PLACE}/choose")
@requires(Permission.RECORD_VIEW)
def choose(place: str) -> ResponseReturnValue:
    """Ask in which language and as which files the notes on the rows selected are wanted."""
    noun = NOUNS[PLACES[place]]
    try:
        ids = meant(noun)
    except Invalid:
        return _too_many(noun)
    usual = {"language": Language(current_translator().language)}
    return _choosing(noun, ids, bind(PackageForm, current_translator(), office_today(), **usual))


@bp.post(f"/{_PLACE}")
@requires(Permission.RECORD_VIEW)
@costly
def begin(place: str) -> ResponseReturnValue:
    """Ask for the notes, and show how far they are."""
    noun, t = NOUNS[PLACES[place]], current_translator()
    try:
        ids = meant(noun)
    except Invalid:
        return _too_many(noun)
    form = bind(PackageForm, t, office_today(), posted=request.form)
    if not form.validate():
        return _choosing(noun, ids, form), HTTPStatus.UNPROCESSABLE_ENTITY
    wanted = (KIND_OF[noun.kind], ids, form.language.data, form.format.data)
    try:
        with unit_of_work(db.session) as session:
            job_id = ask(session, current_actor(), *wanted).job_id
    except Invalid as refusal:
        form.fail("", refusal.problems[0].message, **refusal.problems[0].values)
        return _choosing(noun, ids, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for(".show", job_id=job_id))


@bp.get("/<int:job_id>")
@requires(Permission.RECORD_VIEW)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far the notes are, or hand them out."""
    package = queries.package(db.session, current_actor(), job_id)
    package_store().remove_older(DAYS_KEPT)
    return render_template(
        "note_packages/show.html",
        package=package,
        job=package.job,
        noun=NOUNS[kinds.KINDS[package.note_kind].on],
        is_open=package.job.state in OPEN,
        is_there=_is_there(package),
    )


@bp.get("/<int:job_id>/progress")
@requires(Permission.RECORD_VIEW)
def progress(job_id: int) -> Response:
    """Say how far the notes are, to a script."""
    job, t = queries.package(db.session, current_actor(), job_id).job, current_translator()
    answer = jsonify(
        over=job.state not in OPEN,
        done=job.done,
        total=job.total or 0,
        words=f"{t.number(job.done)} / {t.number(job.total)}" if job.total else "",
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/<int:job_id>/stop")
@requires(Permission.RECORD_VIEW)
def halt(job_id: int) -> ResponseReturnValue:
    """Stop writing the notes; none is kept."""
    with unit_of_work(db.session) as session:
        stop(session, current_actor(), queries.package(session, current_actor(), job_id).job_id)
    return redirect(url_for(".show", job_id=job_id))


@bp.post("/<int:job_id>/file")
@requires(Permission.RECORD_VIEW)
def file(job_id: int) -> ResponseReturnValue:
    """Hand out the one file with all notes, and leave in the trail that it left the house."""
    package, t = queries.package(db.session, current_actor(), job_id), current_translator()
    package_store().remove_older(DAYS_KEPT)
    if not _is_there(package):
        raise NotFound(f"file of job {job_id}")
    noun = NOUNS[kinds.KINDS[package.note_kind].on]
    told = {"rows": package.written, "format": package.format.value, "language": package.language.value}
    content = package_store().intact(package.sha256).open("rb")
    with unit_of_work(db.session) as session:
        trail.note(session, current_actor(), f"{noun.name}.taken_out", told)
    name = f"{t(N_('Information notes'))} {t(noun.many)} {office_today().isoformat()}.zip"
    return attachment(content, name, "application/zip")


def _too_many(noun: Noun[Any]) -> ResponseReturnValue:
    """Lead back to the list, which has to be narrowed."""
    flash(current_translator()(TOO_MANY, most=MOST), "bad")
    return redirect(list_url(noun, asked_of(noun).query))


def _choosing(noun: Noun[Any], ids: list[int], form: Any) -> str:
    found = names.titles(db.session, current_actor(), ids)
    records: list[Record] = [found[id_] for id_ in ids if id_ in found and found[id_].kind is noun.kind]
    if not records:
        raise NotFound(f"{noun.plural} {ids[:5]}")
    return render_template(
        "note_packages/choose.html",
        noun=noun,
        records=records,
        details=details(db.session, records, current_translator()),
        form=form,
        back=list_url(noun, asked_of(noun).query),
        action=url_for(".begin", place=noun.plural),
    )


def _is_there(package: NotePackage) -> bool:
    """Say whether the file can be handed out: it is ready, not older than a day, and not for fewer eyes."""
    if package.job.state is not JobState.DONE or not package.sha256:
        return False
    if package.restricted and not sees_restricted(current_actor()):
        return False
    return package_store().path(package.sha256).is_file()
