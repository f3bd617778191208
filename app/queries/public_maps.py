"""Maps that the office shows on pages of others."""

import re
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from models import PublicMap

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def of_house(session: Session, actor: Actor) -> Sequence[PublicMap]:
    """Return the maps of the actor's municipality, open ones first, the latest first."""
    query = select(PublicMap).where(PublicMap.municipality_id == actor.municipality_id)
    return session.scalars(query.order_by(PublicMap.ended_at.is_not(None), PublicMap.id.desc())).all()


def open_count(session: Session, actor: Actor) -> int:
    """Count the maps of the actor's municipality whose address still leads somewhere."""
    query = select(func.count(PublicMap.id)).where(PublicMap.ended_at.is_(None))
    return session.scalar(query.where(PublicMap.municipality_id == actor.municipality_id)) or 0


def by_token(session: Session, token: str) -> PublicMap | None:
    """Return the map that an address leads to, None where it leads nowhere, or no longer."""
    if not _TOKEN.fullmatch(token):  # PostgreSQL refuses to look for a NUL
        return None
    query = select(PublicMap).where(PublicMap.token == token, PublicMap.ended_at.is_(None))
    return session.scalars(query).one_or_none()
