"""Advice: what colleagues entered about a record."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Advice, Record


def about(session: Session, actor: Actor, record_id: int) -> Sequence[Advice]:
    """Return the advice about a record that the actor may see, by title."""
    query = live(actor, Advice).where(Advice.about_id == record_id)
    return session.scalars(query.order_by(Record.sort_key, Record.id)).all()
