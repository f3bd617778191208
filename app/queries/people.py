"""Reads about people."""

from collections.abc import Collection

from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live, live_ids
from models import Person, Post
from models.vocabulary import RecordKind


def every_id(session: Session, actor: Actor) -> frozenset[int]:
    """Return the ids of all people on record. Cost: one statement."""
    return frozenset(session.scalars(live_ids(actor, RecordKind.PERSON)))


def with_posts(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Person]:
    """Return people by id, with their posts and all that a change of them needs."""
    if not ids:
        return {}
    query = live(actor, Person).where(Person.id.in_(ids))
    query = query.options(
        selectinload(Person.posts).selectinload(Post.organisation), selectinload(Person.sources)
    )
    return {person.id: person for person in session.scalars(query)}
