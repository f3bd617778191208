"""What can be imported, and how a text of an import is put into the reader's words."""

from collections.abc import Sequence

from app.i18n import Translator
from app.importers import reading
from app.importers.kinds import KINDS as DECLARED
from app.importers.target import Target
from models.vocabulary import ImportKind

KINDS: tuple[ImportKind, ...] = tuple(DECLARED)
"""What a table may hold."""


def targets_of(kind: ImportKind) -> Sequence[Target]:
    """Return what a column of such an import can be taken for."""
    return DECLARED[kind].targets


def plural_of(kind: ImportKind) -> str:
    """Return the name of the list of such records."""
    return DECLARED[kind].noun.plural


def required_of(kind: ImportKind) -> Sequence[Sequence[str]]:
    """Return groups of targets; of each group, one must have a column."""
    return DECLARED[kind].required


def shown(kind: ImportKind, target: str, text: str, t: Translator) -> str:
    """Put a text of ``ImportRow.outcome`` into the reader's words."""
    declared = DECLARED[kind]
    field = declared.fields.get(target) or declared.read_like.get(target)
    vocabulary = declared.words.get(target) or (
        reading.words_for(declared.noun.form, field) if field is not None else None
    )
    return reading.shown(text, t, vocabulary)
