"""Reads about countries."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, or_, select, union
from sqlalchemy.orm import Session

from app.domain.turkish import sort_key
from app.i18n import Translator
from app.permissions.actor import Actor
from app.queries.scope import live
from models import City, Country, Mention, Organisation, Record
from models.vocabulary import RecordKind


def of_the_record(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer the countries that the actor's records name, themselves or through a city or an organisation."""
    # Each country is asked for the first record that names it; most have one, and nobody reads on.
    record, mention, city = Record.__table__.alias("naming").c, Mention.__table__.c, City.__table__.c
    body, country = Organisation.__table__.c, Country.__table__.c
    ours = select(mention.record_id).where(
        record.id == mention.record_id, record.municipality_id == actor.municipality_id
    )
    query = live(actor, Country).where(
        or_(
            ours.where(mention.mentioned_id == country.id).correlate(Country.__table__).exists(),
            ours.where(mention.mentioned_id == city.id, city.country_id == country.id)
            .correlate(Country.__table__)
            .exists(),
            select(body.id)
            .where(body.represents_id == country.id, record.id == body.id)
            .where(record.municipality_id == actor.municipality_id)
            .correlate(Country.__table__)
            .exists(),
        )
    )
    return sorted_titles(session.scalars(query).all(), t)


def title(session: Session, actor: Actor, country_id: str, t: Translator) -> str:
    """Return the name of a country by its id, empty where there is none.

    :param country_id: decimal digits, as in an address.
    """
    table = Record.__table__.c
    query = select(table.title_tr, table.title_en).where(table.id == int(country_id))
    found = session.execute(query.where(table.kind == RecordKind.COUNTRY)).one_or_none()
    return t.title(found) if found else ""


def speaking_for(*country_ids: int) -> Select[int]:
    """Select organisations that count for countries: they represent one, or sit there and represent none.

    Our own house counts for no country, wherever its bodies sit: whatever it is with, it is with others.
    """
    city, body = City.__table__.c, Organisation.__table__.c
    cities = select(city.id).where(city.country_id.in_(country_ids))
    return select(body.id).where(
        body.ours.is_(False),
        or_(
            body.represents_id.in_(country_ids),
            and_(body.represents_id.is_(None), body.seat_id.in_(cities)),
        ),
    )


def standing_for(country_id: int) -> CompoundSelect[Any]:
    """Select what stands for a country: itself, its cities, and the bodies :func:`speaking_for` it."""
    city, land = City.__table__.c, Country.__table__.c
    return union(
        select(city.id).where(city.country_id == country_id),
        speaking_for(country_id),
        select(land.id).where(land.id == country_id),
    )


def places() -> CompoundSelect[Any]:
    """Select (``id``, ``country_id``) of all that :func:`standing_for` selects for some country."""
    city, body, land = City.__table__.c, Organisation.__table__.c, Country.__table__.c
    seated = select(body.id, city.country_id).join(City.__table__, city.id == body.seat_id)
    theirs = body.ours.is_(False)
    return union(
        select(city.id, city.country_id),
        select(body.id, body.represents_id).where(theirs),
        seated.where(theirs, body.represents_id.is_(None)),
        select(land.id, land.id.label("country_id")),
    )


def cities_named(session: Session, actor: Actor, ids: Collection[int]) -> Sequence[City]:
    """Return the cities of countries that the actor's records name, by name."""
    ours = select(Record.__table__.c.id).where(Record.__table__.c.municipality_id == actor.municipality_id)
    named = select(Mention.mentioned_id).where(Mention.record_id.in_(ours))
    query = live(actor, City).where(City.country_id.in_(ids), City.id.in_(named))
    return session.scalars(query.order_by(Record.sort_key, Record.id)).all()


def every(session: Session, actor: Actor) -> Sequence[Country]:
    """Every country of the reference data."""
    return session.scalars(live(actor, Country).order_by(Country.code)).all()


def of_all(session: Session, actor: Actor, t: Translator) -> Sequence[tuple[str, str]]:
    """Offer every country."""
    return sorted_titles(every(session, actor), t)


def sorted_titles(records: Sequence[Record], t: Translator) -> list[tuple[str, str]]:
    """Id and name of records, in the order of the reader's alphabet."""
    return sorted(
        ((str(record.id), t.title(record)) for record in records), key=lambda pair: sort_key(pair[1])
    )
