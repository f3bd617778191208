"""The paper of a note, as its pages and files show it: written now, or as it stood."""

from base64 import b64encode

from app.documents import kinds, note_paper, paper_json
from app.documents.paper import Paper, Picture
from app.extensions import db
from app.i18n import Translator, translator
from app.queries import notes as queries
from app.queries.scope import sees_restricted
from app.web.access import current_actor
from app.web.clock import office_today, settings
from models import Note, NoteVersion
from models.vocabulary import NoteState

STANDING = (NoteState.APPROVED, NoteState.ISSUED)
"""States in which a note is shown as it was approved, not as the register says today."""


def tongue(note: Note) -> Translator:
    """Return who speaks the language of a note."""
    return translator(note.language.value)


def facts(note: Note) -> Paper:
    """Read what the register says today, every section of it."""
    return kinds.write(
        db.session,
        current_actor(),
        note.note_kind,
        note.about_id,
        t=tongue(note),
        today=office_today(),
        zone=settings().timezone,
    )


def written(note: Note) -> Paper:
    """Write a note from what the register says today and what people wrote."""
    texts = {one.section: one.body for one in note.texts}
    t = tongue(note)
    return note_paper.finished(facts(note), t.title(note), note.left_out, texts, t)


def paper_of(note: Note) -> Paper:
    """Return a note as it stands: a draft written anew, an approved or issued one as it was approved."""
    if note.state not in STANDING:
        return written(note)
    return stored(queries.version(db.session, current_actor(), note.id))


def stored(version: NoteVersion) -> Paper:
    """Return the paper of a version, as far as the reader may see it."""
    paper = paper_json.from_json(version.paper)
    return note_paper.seen(paper, restricted=sees_restricted(current_actor()))


def picture_url(picture: Picture) -> str:
    """Return a drawing as an address that needs no other request: the page of a paper is whole."""
    return f"data:image/svg+xml;base64,{b64encode(picture.svg).decode()}"
