"""What the panel says of a selected city: names, ties, networks in common, the last and the next visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.globe import doubt
from app.mapping.view import Doubt, Layer
from app.permissions.actor import Actor
from app.queries import city_notes, map_places, memberships, reference
from app.queries.city_notes import Meeting
from app.queries.contacts import TOOK_PLACE
from app.queries.reference import PublicLists
from app.regions import official_languages
from models import Agreement, City, Organisation

TIES_SHOWN, NAMES_SHOWN = 12, 4
_PUBLIC = (Layer.PUBLIC, Layer.WORLD, Layer.PEERS)


@dataclass(frozen=True)
class Panel:
    """A city beside the map.

    :param doubt: why it is not drawn where its coordinates put it.
    :param names: what else it is called: in the other language, and by its other spellings.
    :param ties: the latest ones with its bodies; ``more_ties`` are besides.
    :param common: networks that one of its bodies and our own house are in now, by name.
    :param last, next: the last visit that took place and the first that is to come.
    :param missions: of its country on record, wherever they sit.
    :param has_public: whether a public list names a partner of it.
    :param public: what public lists say, where the layer is about them.
    """

    city: City
    doubt: Doubt | None
    names: Sequence[str]
    bodies: Sequence[Organisation]
    ties: Sequence[Agreement]
    more_ties: int
    common: Sequence[Organisation]
    last: Meeting | None
    next: Meeting | None
    missions: int
    has_public: bool
    public: PublicLists | None


def panel(
    session: Session, actor: Actor, city_id: int, asked: Asked, *, t: Translator, today: date
) -> Panel | None:
    """Return what is to be said of a city; None where there is none of this id.

    Cost: a fixed number of statements.
    """
    city = city_notes.city(session, actor, city_id)
    if city is None:
        return None
    bodies = city_notes.bodies(session, actor, city_id)
    ids = [body.id for body in bodies]
    ties = city_notes.ties(session, actor, ids)
    met = city_notes.meetings(session, actor, [city_id, *ids])
    held = [one for one in met if _took_place(one, today) and not city_notes.is_ahead(one, today)]
    coming = [one for one in met if city_notes.is_ahead(one, today)]
    abroad = {one.country.id: one.missions for one in map_places.missions(session, actor)}
    public = None
    if asked.layer in _PUBLIC:
        public = reference.of_city(session, actor, city_id, today=today)
    return Panel(
        city=city,
        doubt=doubt(city.latitude, city.longitude, city.country.code if city.country else ""),
        names=_names(city, t),
        bodies=bodies,
        ties=ties[:TIES_SHOWN],
        more_ties=max(0, len(ties) - TIES_SHOWN),
        common=_common(session, actor, ids, today),
        last=max(held, key=lambda one: one.held.latest or date.min, default=None),
        next=min(coming, key=lambda one: one.held.earliest or date.max, default=None),
        missions=abroad.get(city.country_id or 0, 0),
        has_public=bool(reference.partner_ids(session, city_id)),
        public=public,
    )


def _names(city: City, t: Translator) -> Sequence[str]:
    """Return its name in the other language of the site and in the languages of its country."""
    local = official_languages(city.country.code) if city.country else ()
    spoken = (name.name for name in city.names if name.language in local)
    others = dict.fromkeys((city.title_tr, city.title_en, *spoken))
    return [name for name in others if name and name != t.title(city)][:NAMES_SHOWN]


def _took_place(one: Meeting, today: date) -> bool:
    return (one.state is None or one.state in TOOK_PLACE) and (one.held.earliest or date.max) <= today


def _common(session: Session, actor: Actor, ids: Sequence[int], today: date) -> Sequence[Organisation]:
    """Return the networks that one of some bodies and our own house are in now."""
    ours = {
        one.network_id: one.network
        for one in memberships.ours(session, actor)
        if not one.until.certainly_before(today)
    }
    theirs = {
        one.network_id
        for one in memberships.of_organisations(session, actor, ids)
        if not one.until.certainly_before(today)
    }
    return [network for id_, network in ours.items() if id_ in theirs]
