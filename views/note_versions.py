"""Versions of notes: each as it stood, as a file, and what changed between two of them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.documents.html import picture_url
from app.documents.paper_differences import differences
from app.extensions import db
from app.i18n import translator
from app.permissions.policy import Permission
from app.queries import notes as queries
from app.records import kit
from app.records.notes import NOTE
from app.web.access import current_actor, requires
from app.web.limits import costly
from app.web.numbers import number_asked
from app.web.taken_out import taken_out
from models import Note
from views.note_papers import paper_of, stored, tongue
from views.notes import file_of, record_url

bp = Blueprint("note_versions", __name__, url_prefix="/notes/<int:note_id>")


@bp.get("/paper.<extension>")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("note.note_taken")
def current(note_id: int, extension: str) -> ResponseReturnValue:
    """Hand out a note as it stands as a file."""
    note = _note(note_id)
    return file_of(paper_of(note), tongue(note), extension, note.note_kind)


@bp.get("/versions/<int:number>")
@requires(Permission.RECORD_VIEW)
def show(note_id: int, number: int) -> ResponseReturnValue:
    """Show a version as it stood."""
    note, version = _note(note_id), queries.version(db.session, current_actor(), note_id, number)
    paper = stored(version)
    return render_template(
        "notes/version.html",
        note=note,
        version=version,
        paper=paper,
        spoken=translator(paper.language),
        record_url=record_url,
        picture_url=picture_url,
    )


@bp.get("/versions/<int:number>/paper.<extension>")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("note.note_taken")
def file(note_id: int, number: int, extension: str) -> ResponseReturnValue:
    """Hand out a version as a file."""
    paper = stored(queries.version(db.session, current_actor(), note_id, number))
    return file_of(paper, translator(paper.language), extension, _note(note_id).note_kind)


@bp.get("/compare")
@requires(Permission.RECORD_VIEW)
def compare(note_id: int) -> ResponseReturnValue:
    """Show what changed from one version to another, or to the note as it stands."""
    note, actor = _note(note_id), current_actor()
    older, newer = number_asked("from"), number_asked("to")
    found = queries.versions(db.session, actor, note_id)
    before = stored(queries.version(db.session, actor, note_id, older)) if found else paper_of(note)
    after = stored(queries.version(db.session, actor, note_id, newer)) if newer else paper_of(note)
    return render_template(
        "notes/compare.html",
        note=note,
        versions=found,
        older=older or (found[0].number if found else None),
        newer=newer,
        found=differences(before, after),
        language=after.language,
    )


def _note(note_id: int) -> Note:
    return kit.load(db.session, current_actor(), NOTE, note_id)
