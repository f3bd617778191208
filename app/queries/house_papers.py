"""How the papers of a municipality look."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import Letterhead, LetterPaper, WordTemplate
from models.vocabulary import NoteKind


def letterhead(session: Session, actor: Actor) -> Letterhead | None:
    """Return the letterhead of the actor's municipality, if it has one."""
    return session.get(Letterhead, actor.municipality_id)


def templates(session: Session, actor: Actor) -> Sequence[WordTemplate]:
    """Return the Word templates of the actor's municipality, by kind of note."""
    query = select(WordTemplate).where(WordTemplate.municipality_id == actor.municipality_id)
    return session.scalars(query.order_by(WordTemplate.note_kind)).all()


def template_for(session: Session, actor: Actor, kind: NoteKind) -> WordTemplate | None:
    """Return the Word template for a kind of note, if there is one."""
    query = select(WordTemplate).where(
        WordTemplate.municipality_id == actor.municipality_id, WordTemplate.note_kind == kind
    )
    return session.scalars(query).one_or_none()


def letter_paper(session: Session, actor: Actor) -> LetterPaper | None:
    """Return the Word file for the letters of the actor's municipality, if it has one."""
    return session.get(LetterPaper, actor.municipality_id)
