"""What hangs together with a place or an organisation."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live
from models import Organisation, Person, Post, Record

LIMIT = 200


def seated_in(session: Session, actor: Actor, city_id: int) -> Sequence[Organisation]:
    """Organisations whose seat is a city."""
    return _organisations(session, actor, Organisation.seat_id == city_id)


def representing(session: Session, actor: Actor, country_id: int) -> Sequence[Organisation]:
    """Missions that represent a country, wherever they sit."""
    return _organisations(session, actor, Organisation.represents_id == country_id)


def parts_of(session: Session, actor: Actor, organisation_id: int) -> Sequence[Organisation]:
    """Organisations that are a part of another one."""
    return _organisations(session, actor, Organisation.parent_id == organisation_id)


def people_of(session: Session, actor: Actor, organisation_id: int) -> Sequence[Person]:
    """People with a post in an organisation."""
    return _people(session, actor, Post.organisation_id == organisation_id)


def people_of_city(session: Session, actor: Actor, city_id: int) -> Sequence[Person]:
    """People with a post in an organisation of a city that is not another country's mission there."""
    table = Organisation.__table__.c
    seated = select(table.id).where(table.seat_id == city_id, table.represents_id.is_(None))
    return _people(session, actor, Post.organisation_id.in_(seated))


def _people(session: Session, actor: Actor, condition: ColumnElement[bool]) -> Sequence[Person]:
    holders = select(Post.person_id).where(condition)
    query = live(actor, Person).where(Person.id.in_(holders)).order_by(Record.sort_key).limit(LIMIT)
    return session.scalars(query.options(selectinload(Person.posts).selectinload(Post.organisation))).all()


def _organisations(session: Session, actor: Actor, condition: ColumnElement[bool]) -> Sequence[Organisation]:
    query = live(actor, Organisation).where(condition).order_by(Record.sort_key).limit(LIMIT)
    return session.scalars(query.options(selectinload(Organisation.represents))).all()
