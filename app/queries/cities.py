"""Reads about cities."""

from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live
from models import City


def one(session: Session, actor: Actor, city_id: int) -> City | None:
    """A city with its country; None where there is none of that id."""
    query = live(actor, City).where(City.id == city_id).options(selectinload(City.country))
    return session.scalars(query).first()
