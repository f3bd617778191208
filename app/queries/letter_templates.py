"""Reads about the texts of the house."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import live
from models import LetterTemplate, Record
from models.vocabulary import LetterKind


def of_kind(session: Session, actor: Actor, kind: LetterKind) -> Sequence[LetterTemplate]:
    """Return the texts of the house for a kind of letter, the one changed last first."""
    query = live(actor, LetterTemplate).where(LetterTemplate.letter_kind == kind)
    return session.scalars(query.order_by(Record.updated_at.desc(), Record.id.desc())).all()
