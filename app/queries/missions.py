"""Who holds a post at a mission to us: embassies, consulates, delegations of the European Union."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Organisation, Person, Post
from models.vocabulary import MISSIONS


def holders(session: Session, actor: Actor) -> Iterator[tuple[Person, Post, Organisation]]:
    """Yield everybody who holds a post at a mission that has not ended, with post and mission."""
    post = Post.__table__.c
    bodies = live(actor, Organisation).with_only_columns(Organisation.id)
    bodies = bodies.where(Organisation.organisation_kind.in_(MISSIONS))
    held = select(post.person_id).where(post.organisation_id.in_(bodies), post.until_latest.is_(None))
    loads = selectinload(Person.posts).selectinload(Post.organisation).selectinload(Organisation.represents)
    people: Sequence[Person] = session.scalars(
        live(actor, Person).where(Person.id.in_(held)).options(loads)
    ).all()
    for person in people:
        for one in person.posts:
            body = one.organisation
            if body is not None and body.organisation_kind in MISSIONS and one.until.latest is None:
                yield person, one, body
