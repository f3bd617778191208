"""Information notes: on the screen, as PDF and as a Word file."""

from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import city_paper, docx, pdf
from app.documents.before_printing import remarks
from app.documents.city_note import gather
from app.documents.paper import Paper
from app.domain.turkish import search_key
from app.errors import NotFound
from app.extensions import db
from app.i18n import HOUSES, Translator, translator
from app.permissions.policy import Permission
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from models.vocabulary import RecordKind

bp = Blueprint("record_notes", __name__)

_FILES: dict[str, tuple[Callable[[Paper, Translator], bytes], str]] = {
    "pdf": (pdf.render, "application/pdf"),
    "docx": (docx.render, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@bp.get("/cities/<int:city_id>/note")
@requires(Permission.RECORD_VIEW)
def city(city_id: int) -> ResponseReturnValue:
    """Show the note on a city in the language asked for; else in the reader's."""
    t, day = _language(), office_today()
    note = gather(db.session, current_actor(), city_id, today=day)
    paper = city_paper.say(note, t, settings().timezone)
    return render_template(
        "notes/city.html",
        note=note,
        paper=paper,
        spoken=t,
        checks=remarks(note, t.language),
        office_day=day,
        record_url=record_url,
    )


@bp.get("/cities/<int:city_id>/note.<extension>")
@requires(Permission.RECORD_VIEW)
def city_file(city_id: int, extension: str) -> ResponseReturnValue:
    """Hand out the note on a city as a file."""
    t = _language()
    note = gather(db.session, current_actor(), city_id, today=office_today())
    return file_of(city_paper.say(note, t, settings().timezone), t, extension)


def file_of(paper: Paper, t: Translator, extension: str) -> Response:
    """Return a paper as a file to be saved.

    :raises NotFound: there is no such kind of file.
    """
    if extension not in _FILES:
        raise NotFound(f"file .{extension[:10]}")
    render, kind = _FILES[extension]
    answer = Response(render(paper, t), mimetype=kind)
    name = "-".join(search_key(paper.title).split()) or "note"
    answer.headers["Content-Disposition"] = f"attachment; filename={quote(name)}.{extension}"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def record_url(record: tuple[RecordKind, int]) -> str:
    """Return the address of a record that a paper names."""
    kind, record_id = record
    return url_for(f"{NOUNS[kind].plural}.show", record_id=record_id)


def _language() -> Translator:
    asked = request.args.get("lang", "")
    return translator(asked) if asked in HOUSES else current_translator()
