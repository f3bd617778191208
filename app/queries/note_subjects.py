"""Whom a note is on, with what the note says of them. Each function is one statement and its loads."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.countries import speaking_for
from app.queries.scope import live
from models import City, Country, Delegate, Organisation, Person, Post, Record, Visit

_BODY = (
    selectinload(Organisation.seat).selectinload(City.country),
    selectinload(Organisation.represents),
    selectinload(Organisation.parent),
    selectinload(Organisation.sources),
)


def person(session: Session, actor: Actor, person_id: int) -> Person | None:
    """Return a person with posts."""
    return next(iter(people(session, actor, [person_id])), None)


def people(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Person]:
    """Return people with posts, by name."""
    query = live(actor, Person).where(Person.id.in_(ids)).order_by(Record.sort_key, Record.id)
    loads = (selectinload(Person.posts).selectinload(Post.organisation), selectinload(Person.sources))
    return session.scalars(query.options(*loads)).all()


def bodies(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[Organisation]:
    """Return organisations with their seats and whom they stand for, by name."""
    query = live(actor, Organisation).where(Organisation.id.in_(ids)).order_by(Record.sort_key, Record.id)
    return session.scalars(query.options(*_BODY)).all()


def country(session: Session, actor: Actor, country_id: int) -> Country | None:
    """Return a country."""
    query = live(actor, Country).where(Country.id == country_id)
    return session.scalars(query.options(selectinload(Country.sources))).one_or_none()


def bodies_of_countries(
    session: Session, actor: Actor, country_ids: Collection[int]
) -> Sequence[Organisation]:
    """Return the organisations that count for countries, ours left out, by name."""
    query = live(actor, Organisation).where(Organisation.id.in_(speaking_for(*country_ids)))
    return session.scalars(query.order_by(Record.sort_key, Record.id).options(*_BODY)).all()


def visit(session: Session, actor: Actor, visit_id: int) -> Visit | None:
    """Return a visit with everybody who takes part."""
    query = live(actor, Visit).where(Visit.id == visit_id)
    loads = (
        selectinload(Visit.delegates).selectinload(Delegate.organisation),
        selectinload(Visit.counterparts),
        selectinload(Visit.host),
        selectinload(Visit.sources),
    )
    return session.scalars(query.options(*loads)).one_or_none()
