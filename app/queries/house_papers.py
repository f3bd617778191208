"""How the papers of a municipality look."""

from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import Letterhead


def letterhead(session: Session, actor: Actor) -> Letterhead | None:
    """Return the letterhead of the actor's municipality, if it has one."""
    return session.get(Letterhead, actor.municipality_id)
