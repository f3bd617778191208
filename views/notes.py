"""Information notes: on the screen, as PDF and as a Word file."""

from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import kinds
from app.documents.before_printing import remarks
from app.documents.html import picture_url
from app.documents.note_files import content
from app.documents.paper import Paper
from app.domain.turkish import search_key
from app.errors import NotFound
from app.extensions import db
from app.i18n import HOUSES, Translator, translator
from app.permissions.policy import Permission
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.note_map import draw
from app.web.papers import MEDIA_TYPES
from app.web.taken_out import taken_out
from app.web.uploads import store
from models.vocabulary import NoteFormat, NoteKind, RecordKind

bp = Blueprint("record_notes", __name__)

_KINDS = {NOUNS[kind.on].plural: note_kind for note_kind, kind in kinds.KINDS.items()}
"""Where the records of a kind have their pages → the kind of note on them."""


@bp.get(f"/<any({', '.join(_KINDS)}):place>/<int:record_id>/note")
@requires(Permission.RECORD_VIEW)
def show(place: str, record_id: int) -> ResponseReturnValue:
    """Show the note on a record in the language asked for; else in the reader's."""
    t, kind, actor = language_asked(), _KINDS[place], current_actor()
    facts = kinds.gather(db.session, actor, kind, record_id, today=office_today())
    return render_template(
        "notes/note.html",
        paper=kinds.say(db.session, actor, kind, record_id, facts, t=t, zone=settings().timezone, draw=draw),
        spoken=t,
        place=place,
        record_id=record_id,
        noun=NOUNS[kinds.KINDS[kind].on],
        checks=remarks(facts, t.language),
        record_url=record_url,
        picture_url=picture_url,
    )


@bp.get(f"/<any({', '.join(_KINDS)}):place>/<int:record_id>/note.<extension>")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("{noun}.note_taken")
def file(place: str, record_id: int, extension: str) -> ResponseReturnValue:
    """Hand out the note on a record as a file."""
    t = language_asked()
    return file_of(_paper(_KINDS[place], record_id, t), t, extension, _KINDS[place])


def file_of(paper: Paper, t: Translator, extension: str, note_kind: NoteKind) -> Response:
    """Return a paper as a file to be saved; a Word file in the template of its kind, if there is one.

    :raises NotFound: there is no such kind of file.
    """
    if extension not in set(NoteFormat):
        raise NotFound(f"file .{extension[:10]}")
    kind_of_file = NoteFormat(extension)
    made = content(
        db.session, current_actor(), paper, t=t, kind=note_kind, format_=kind_of_file, documents=store()
    )
    answer = Response(made, mimetype=MEDIA_TYPES[kind_of_file])
    name = "-".join(search_key(paper.title).split()) or "note"
    answer.headers["Content-Disposition"] = f"attachment; filename={quote(name)}.{extension}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def record_url(record: tuple[RecordKind, int]) -> str:
    """Return the address of a record that a paper names."""
    kind, record_id = record
    return url_for(f"{NOUNS[kind].plural}.show", record_id=record_id)


def _paper(kind: NoteKind, record_id: int, t: Translator) -> Paper:
    today, zone = office_today(), settings().timezone
    return kinds.write(db.session, current_actor(), kind, record_id, t=t, today=today, zone=zone, draw=draw)


def language_asked() -> Translator:
    """Return who speaks the language that the address asks for; else the reader's."""
    asked = request.args.get("lang", "")
    return translator(asked) if asked in HOUSES else current_translator()
