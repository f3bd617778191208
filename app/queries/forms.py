"""Which form made which record."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import owned
from models import Record


def made_by(session: Session, actor: Actor, form_key: str) -> int | None:
    """Return the id of the record that a form made when it was sent the first time."""
    return session.scalar(select(Record.id).where(owned(actor), Record.form_key == form_key))
