"""The information note on a city: where it is, what ties us, when we last met, and what is not known.

Facts only: ids, days, members of vocabularies, and text as the register has it. ``city_paper.py`` makes words
of them in the language of the paper, which need not be the reader's.

Source: docs/rules.md, R-13, R-14, R-15.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.documents import dossier
from app.documents.dossier import Subject, name_of, speaks
from app.documents.facts import CityNote, Spelling, Spot, Where
from app.documents.sources import Sources
from app.domain.earth import distance_km
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import city_notes as queries
from app.queries import tasks
from models import City


def gather(session: Session, actor: Actor, city_id: int, *, today: date) -> CityNote:
    """Read what the register knows of a city.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such city.

    Cost: a fixed number of statements, however much is on record.
    """
    ensure(actor, Permission.RECORD_VIEW)
    city = queries.city(session, actor, city_id)
    if city is None:
        raise NotFound(f"city {city_id}")
    bodies = queries.bodies(session, actor, city_id)
    subject = Subject(
        bodies=bodies,
        met=[city_id, *(body.id for body in bodies if speaks(body))],
        promised=tasks.of_city(city_id),
        offices=[body.id for body in bodies],
        who=lambda sources, seat: _where(city, seat, sources),
        is_ours=lambda seat: seat is not None and seat.id == city.id,
        city_id=city_id,
    )
    found, where = dossier.gather(session, actor, subject, today=today)
    return CityNote(**dossier.whole(found), where=where)


def _where(city: City, seat: City | None, sources: Sources) -> Where:
    here, home = _spot(city), _spot(seat) if seat and seat.id != city.id else None
    return Where(
        id=city.id,
        title_tr=city.title_tr,
        title_en=city.title_en,
        local=tuple(
            Spelling(name.language, name.name)
            for name in city.names
            if name.language and name.language not in ("tr", "en")
        ),
        country=name_of(city.country) if city.country else None,
        region=city.region,
        position=here.position if here else None,
        population=city.population,
        kilometres=distance_km(home.position, here.position) if home and here else None,
        spot=here,
        home=home,
        marks=sources.gazetteer(city.geonames_id) if city.geonames_id else sources.of(city),
    )


def _spot(city: City) -> Spot | None:
    if city.latitude is None or city.longitude is None:
        return None
    land = city.country
    return Spot(
        name_of(city),
        (city.latitude, city.longitude),
        name_of(land) if land else None,
        land.code if land else "",
    )
