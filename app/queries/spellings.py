"""Every name of every place, for whoever reads places out of texts and tables."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatcher, KnownCity
from app.permissions.actor import Actor
from app.queries.agreements import own_house
from models import City, CityName, Country, Record

_record, _city, _country = Record.__table__.c, City.__table__.c, Country.__table__.c


def countries(session: Session) -> Iterator[tuple[str, str]]:
    """Yield code and name of every country, in both languages."""
    query = (
        select(_country.code, _record.title_tr, _record.title_en)
        .join(Record.__table__, _record.id == _country.id)
        .where(_record.binned_at.is_(None))
    )
    for code, title_tr, title_en in session.execute(query):
        yield code, title_tr
        yield code, title_en


def cities(session: Session) -> Iterator[tuple[str, str, str, int]]:
    """Yield spelling, Turkish name, code of the country and population; empty and 0 if unknown."""
    place = (
        select(_record.id, _record.title_tr, _record.title_en, _country.code, _city.population)
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(Country.__table__, _country.id == _city.country_id)
        .where(_record.binned_at.is_(None))
    )
    known: dict[int, tuple[str, str, int]] = {}
    for id_, title_tr, title_en, code, population in session.execute(place):
        known[id_] = (title_tr, code or "", population or 0)
        yield title_tr, *known[id_]
        yield title_en, *known[id_]
    for id_, name in session.execute(select(CityName.city_id, CityName.name)):
        if id_ in known:
            yield name, *known[id_]


def city_matcher(session: Session, actor: Actor) -> CityMatcher:
    """Return what says which city a name means; cities are shared, so it is the same for every actor.

    Cost: two statements.
    """
    place = (
        select(
            _record.id,
            _record.title_tr,
            _record.title_en,
            func.coalesce(_country.code, ""),
            _city.latitude,
            _city.longitude,
            _city.population,
        )
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(Country.__table__, _country.id == _city.country_id)
        .where(_record.binned_at.is_(None))
        .order_by(_record.id)
    )
    names = select(CityName.city_id, CityName.name).order_by(CityName.id)
    return CityMatcher(
        map(KnownCity._make, session.execute(place)), ((id_, name) for id_, name in session.execute(names))
    )


def of_our_city(session: Session, actor: Actor) -> tuple[str, tuple[str, ...]]:
    """Return the country of the actor's own city and the city's names; empty while that is not on record."""
    house = own_house(session, actor)
    if house is None or house.seat_id is None:
        return "", ()
    query = (
        select(_country.code, _record.title_tr, _record.title_en)
        .join(City.__table__, _city.id == _record.id)
        .outerjoin(Country.__table__, _country.id == _city.country_id)
        .where(_record.id == house.seat_id)
    )
    code, *titles = session.execute(query).one()
    names = session.scalars(select(CityName.name).where(CityName.city_id == house.seat_id))
    return code or "", tuple(dict.fromkeys(filter(None, (*titles, *names))))
