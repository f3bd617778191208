"""Reads for orders of precedence: the order of a record, the lists, countries and seniority of people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.queries.scope import live
from models import City, Country, Organisation, Person, Post, PrecedenceList, PrecedenceOrder, Record


def order_id(session: Session, actor: Actor, record_id: int) -> int | None:
    """Return the id of the order of a visit or event; the first, should there be two."""
    query = live(actor, PrecedenceOrder).with_only_columns(PrecedenceOrder.id)
    return session.scalar(query.where(PrecedenceOrder.about_id == record_id).order_by(PrecedenceOrder.id))


def lists(session: Session, actor: Actor) -> Sequence[PrecedenceList]:
    """Return the lists of ranks, without their rows."""
    return session.scalars(live(actor, PrecedenceList).order_by(Record.sort_key, Record.id)).all()


def list_of_code(session: Session, actor: Actor, code: str) -> PrecedenceList | None:
    """Return a list that came with the application, with its rows; the newest, should there be two."""
    query = live(actor, PrecedenceList).where(PrecedenceList.code == code).order_by(Record.id.desc())
    return session.scalars(query.options(selectinload(PrecedenceList.ranks)).limit(1)).one_or_none()


def countries(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, str]:
    """Return organisation → code of the country it stands for, else of that in which it sits."""
    if not ids:
        return {}
    city, country = City.__table__.c, Country.__table__.c
    query = live(actor, Organisation).with_only_columns(Organisation.id, country.code)
    query = query.outerjoin(City.__table__, city.id == Organisation.seat_id).join(
        Country.__table__, country.id == func.coalesce(Organisation.represents_id, city.country_id)
    )
    return dict(session.execute(query.where(Organisation.id.in_(ids))).all())


def country_of_city(session: Session, city_id: int | None) -> str | None:
    """Return the code of the country in which a city lies; cities and countries belong to everybody."""
    city, country = City.__table__.c, Country.__table__.c
    query = select(country.code).join(City.__table__, city.country_id == country.id)
    return session.scalar(query.where(city.id == city_id)) if city_id is not None else None


def accredited(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, date]:
    """Return person → day of credentials or exequatur on a post that has not ended, the latest."""
    if not ids:
        return {}
    post = Post.__table__.c
    people = live(actor, Person).with_only_columns(Person.id).where(Person.id.in_(ids))
    query = select(post.person_id, func.max(post.accredited_on)).where(
        post.person_id.in_(people), post.accredited_on.is_not(None), post.until_latest.is_(None)
    )
    return dict(session.execute(query.group_by(post.person_id)).all())
