"""Every name of every place, for whoever reads places out of texts and tables."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatcher, KnownCity
from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries.agreements import own_house
from models import City, CityName, Country, OutsidePlace, Record
from models.vocabulary import MatchHow

_record, _city, _country = Record.__table__.c, City.__table__.c, Country.__table__.c
_place = OutsidePlace.__table__.c
WIKIDATA = "wikidata"
"""The namespace of ids that begin with Q, whatever list they come from."""


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

    It knows the ids of Wikidata that public lists brought along, and what somebody decided of their places.

    Cost: three statements.
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
    outside, decided = _said_by_lists(session)
    spelt = ((id_, name) for id_, name in session.execute(names))
    return CityMatcher(map(KnownCity._make, session.execute(place)), spelt, outside, decided)


def _said_by_lists(session: Session) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Return id of Wikidata → city, and strict name and country → the city that somebody chose."""
    outside: dict[str, int] = {}
    decided: dict[tuple[str, str], int] = {}
    query = select(_place.source, _place.key, _place.name, _place.country_code, _place.how, _place.city_id)
    wanted = (_place.source == WIKIDATA) | (_place.how == MatchHow.DECIDED)
    for source, key, name, country, how, city_id in session.execute(
        query.where(_place.city_id.is_not(None), wanted).order_by(_place.decided_at, _place.id)
    ):
        if source == WIKIDATA:
            outside[key] = city_id
        if how is MatchHow.DECIDED:
            decided[match_key(name), country] = city_id
    return outside, decided


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
