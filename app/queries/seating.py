"""Reads about seating plans."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Record, SeatingPlan


def plans_of(session: Session, actor: Actor, record_id: int) -> Sequence[SeatingPlan]:
    """Return the plans of a visit or event, without their seats."""
    query = live(actor, SeatingPlan).where(SeatingPlan.about_id == record_id)
    return session.scalars(query.order_by(Record.sort_key, Record.id)).all()
