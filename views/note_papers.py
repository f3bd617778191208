"""The paper of a note, as its pages and files show it: written now, or as it stood."""

from app.documents import kinds, note_paper, paper_json
from app.documents.before_printing import Remark, remarks
from app.documents.paper import Paper
from app.extensions import db
from app.i18n import Translator, translator
from app.queries import notes as queries
from app.queries.scope import sees_restricted
from app.web.access import current_actor
from app.web.clock import office_today, settings
from app.web.note_map import draw
from models import Note, NoteVersion
from models.vocabulary import NoteState

STANDING = (NoteState.APPROVED, NoteState.ISSUED)
"""States in which a note is shown as it was approved, not as the register says today."""


def tongue(note: Note) -> Translator:
    """Return who speaks the language of a note."""
    return translator(note.language.value)


def facts(note: Note) -> Paper:
    """Read what the register says today, every section of it."""
    return _read(note)[0]


def written(note: Note) -> Paper:
    """Write a note from what the register says today and what people wrote."""
    return _finished(note, facts(note))


def written_with_remarks(note: Note) -> tuple[Paper, tuple[Remark, ...]]:
    """Write a note, and say what somebody should look at in the sections that it has."""
    paper, found = _read(note)
    finished = _finished(note, paper)
    shown = {"title", *(one.anchor for one in finished.sections)}
    return finished, tuple(one for one in found if one.section in shown)


def paper_of(note: Note) -> Paper:
    """Return a note as it stands: a draft written anew, an approved or issued one as it was approved."""
    if note.state not in STANDING:
        return written(note)
    return stored(queries.version(db.session, current_actor(), note.id))


def stored(version: NoteVersion) -> Paper:
    """Return the paper of a version, as far as the reader may see it."""
    paper = paper_json.from_json(version.paper)
    return note_paper.seen(paper, restricted=sees_restricted(current_actor()))


def _read(note: Note) -> tuple[Paper, tuple[Remark, ...]]:
    session, actor, t = db.session, current_actor(), tongue(note)
    found = kinds.gather(session, actor, note.note_kind, note.about_id, today=office_today())
    zone = settings().timezone
    paper = kinds.say(session, actor, note.note_kind, note.about_id, found, t=t, zone=zone, draw=draw)
    return paper, remarks(found, t.language)


def _finished(note: Note, paper: Paper) -> Paper:
    texts, t = {one.section: one.body for one in note.texts}, tongue(note)
    return note_paper.finished(paper, t.title(note), note.left_out, texts, t)
