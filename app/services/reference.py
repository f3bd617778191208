"""Public lists: say which city a place is, switch a list on or off."""

from datetime import date

from sqlalchemy.orm import Session

from app import trail
from app.errors import NotFound, Stale
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import cities
from app.queries.reference import countries
from app.records import kit
from app.records.cities import CITY
from models import City, OutsidePlace, ReferenceSet, utc_now
from models.vocabulary import MatchHow, SourceCertainty


def decide(
    session: Session, actor: Actor, place_id: int, city_id: int | None, *, today: date
) -> tuple[OutsidePlace, City]:
    """Say which city a place of a public list is. It is remembered, whatever later files say.

    :param city_id: None: none of ours, so that it becomes a new city.
    :raises PermissionDenied: the actor may not change what all share.
    :raises NotFound: there is no such place, or no such city.
    :raises Stale: somebody else decided in the meantime.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    place = session.get(OutsidePlace, place_id, with_for_update=True)
    if place is None:
        message = f"outside place {place_id}"
        raise NotFound(message)
    if place.city_id is not None:
        message = f"outside place {place_id} is city {place.city_id}"
        raise Stale(message)
    city = _new_city(session, actor, place, today) if city_id is None else cities.one(session, actor, city_id)
    if city is None:
        message = f"city {city_id}"
        raise NotFound(message)
    place.city_id, place.how = city.id, MatchHow.DECIDED
    place.decided_by_id, place.decided_at = actor.user_id, utc_now()
    told = f"{place.name}, {place.country_code} ({place.source} {place.key})"
    trail.write(session, actor, "city.matched", city, {"outside_place": (None, told)})
    return place, city


def switch(session: Session, actor: Actor, set_id: int, *, on: bool) -> ReferenceSet:
    """Let pages and questions look at a list, or no longer.

    :raises PermissionDenied: the actor may not change what all share.
    :raises NotFound: there is no such list.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    list_ = session.get(ReferenceSet, set_id)
    if list_ is None:
        message = f"list {set_id}"
        raise NotFound(message)
    if list_.enabled is not on:
        list_.enabled = on
        trail.note(session, actor, "city.list_switched", {"list": list_.code, "on": on})
        trail.touch(session, 0)
    return list_


def _new_city(session: Session, actor: Actor, place: OutsidePlace, today: date) -> City:
    list_ = session.get_one(ReferenceSet, place.set_id)
    facts = {
        "title_tr": place.name,
        "country_id": countries(session).get(place.country_code),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "sources": [{"title": list_.title, "printed": place.name, "certainty": SourceCertainty.PRINTED}],
    }
    return kit.create(session, actor, CITY, facts, today=today)
