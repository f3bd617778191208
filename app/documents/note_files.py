"""A note as a file, and what the file is called among others."""

import unicodedata
from collections.abc import Collection

from sqlalchemy.orm import Session

from app.documents import docx, pdf, word_template
from app.documents.paper import Paper
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.house_papers import template_for
from app.storage import FileDamaged, FileMissing, Store
from models import WordTemplate
from models.vocabulary import NoteFormat, NoteKind

LONGEST_NAME = 100
"""Letters of a file name: with two bytes each they fit everywhere."""
_NEVER = frozenset('/\\:*?"<>|')
"""What no file name has on some system."""


def content(
    session: Session,
    actor: Actor,
    paper: Paper,
    *,
    t: Translator,
    kind: NoteKind,
    format_: NoteFormat,
    documents: Store,
) -> bytes:
    """Return a note as a file; a Word file in the office's template if there is one, else in ours.

    A template whose file is not there any more keeps nobody from a note.

    :param t: speaks the language of the paper.
    :param documents: where templates are kept.
    """
    if format_ is NoteFormat.PDF:
        return pdf.render(paper, t)
    found = template_for(session, actor, kind)
    template = _read(found, documents) if found is not None else None
    return docx.render(paper, t) if template is None else word_template.render(template, paper, t)


def file_name(title: str, ending: str, taken: Collection[str]) -> str:
    """Return a name for a file that people read and every system takes, in the letters of its title.

    :param taken: names that others have, in small letters; two that differ in nothing else are the same file
        on some systems.
    """
    kept = "".join(letter if letter.isprintable() and letter not in _NEVER else " " for letter in title)
    base = unicodedata.normalize("NFC", " ".join(kept.split()))[:LONGEST_NAME].strip(". ") or "-"
    name, number = f"{base}.{ending}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{base} ({number}).{ending}"
    return name


def _read(template: WordTemplate, documents: Store) -> bytes | None:
    try:
        return documents.intact(template.sha256).read_bytes()
    except (FileMissing, FileDamaged):
        return None
