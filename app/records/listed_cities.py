"""The cities that public lists bring along: written in bulk, and put away while nothing names them any more.

They have no trail entry each: the import as a whole has one, and every city says in its source which list it
comes from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import exists, insert, select, update
from sqlalchemy.orm import Session

from app import trail
from app.domain.earth import Place
from app.domain.turkish import search_key, sort_key
from app.i18n import N_
from app.queries.reference import named
from models import UNKNOWN_DAY, City, Mention, OutsidePlace, Record, Source, TrailEntry, utc_now
from models.vocabulary import RecordKind, SourceCertainty

MOST_KEPT = 100
SOMEBODY_CHANGED_IT = N_("Somebody has changed it since")
A_RECORD_NAMES_IT = N_("A record names it")
_place, _record = OutsidePlace.__table__.c, Record.__table__.c


class NewCity(NamedTuple):
    """A city to be written; the country is there."""

    title_tr: str
    title_en: str
    country_id: int
    position: Place | None


def write(session: Session, cities: Sequence[NewCity], source: str) -> Sequence[int]:
    """Write cities and return their ids in the same order.

    :param source: the list that tells of them.
    """
    if not cities:
        return ()
    trail.touch(session, 0)
    returned = insert(Record.__table__).returning(_record.id, sort_by_parameter_order=True)
    ids = session.scalars(returned, list(map(_row, cities))).all()
    session.execute(insert(City.__table__), list(_facts(ids, cities)))
    session.execute(
        insert(Source.__table__),
        [
            {
                "record_id": id_,
                "position": 0,
                "title": source,
                "place": "",
                "printed": city.title_tr,
                "certainty": SourceCertainty.PRINTED,
                "note_tr": "",
                "note_en": "",
            }
            for id_, city in zip(ids, cities, strict=True)
        ],
    )
    return ids


def settle(session: Session) -> None:
    """Move cities that a list wrote and nothing names any more to the bin, and take those named again out.

    A city with an entry in the trail was touched by somebody and is left alone, in the bin or out of it.

    Cost: two statements.
    """
    written = select(_place.city_id).where(_place.city_run_id.is_not(None), _place.city_id.is_not(None))
    wanted = select(_place.city_id).where(_place.city_id.is_not(None), named())
    theirs = (
        _record.id.in_(written),
        ~exists().where(TrailEntry.record_id == _record.id),
        ~exists().where(Mention.mentioned_id == _record.id),
    )
    now, moved = utc_now(), {"version": _record.version + 1}
    orphans = update(Record.__table__).where(*theirs, _record.binned_at.is_(None), _record.id.not_in(wanted))
    session.execute(orphans.values(binned_at=now, updated_at=now, **moved))
    back = update(Record.__table__).where(*theirs, _record.binned_at.is_not(None), _record.id.in_(wanted))
    session.execute(back.values(binned_at=None, updated_at=now, **moved))
    trail.touch(session, 0)


class Kept(NamedTuple):
    """A city that a list brought along and that stays although no list names it any more.

    :param why: msgid.
    """

    record_id: int
    title: str
    why: str


def kept(session: Session, run_id: int, *, limit: int = MOST_KEPT) -> Sequence[Kept]:
    """Return the cities that an import wrote and that stay, because somebody changed or named them."""
    touched = exists().where(TrailEntry.record_id == _record.id)
    query = (
        select(_record.id, _record.title_tr, touched)
        .where(_record.id.in_(select(_place.city_id).where(_place.city_run_id == run_id)))
        .where(_record.binned_at.is_(None), touched | exists().where(Mention.mentioned_id == _record.id))
        .where(_record.id.not_in(select(_place.city_id).where(_place.city_id.is_not(None), named())))
        .order_by(_record.id)
        .limit(limit)
    )
    return [
        Kept(id_, title, SOMEBODY_CHANGED_IT if was_touched else A_RECORD_NAMES_IT)
        for id_, title, was_touched in session.execute(query)
    ]


def _row(city: NewCity) -> Mapping[str, object]:
    now = utc_now()
    return {
        "kind": RecordKind.CITY,
        "title_tr": city.title_tr,
        "title_en": city.title_en if city.title_en != city.title_tr else "",
        "sort_key": sort_key(city.title_tr),
        "sort_day": UNKNOWN_DAY,
        "folded": " ".join(dict.fromkeys(search_key(f"{city.title_tr} {city.title_en}").split())),
        "outdated": [],
        "incomplete": city.position is None,
        "version": 1,
        "created_at": now,
        "updated_at": now,
    }


def _facts(ids: Iterable[int], cities: Iterable[NewCity]) -> Iterable[Mapping[str, object]]:
    for id_, city in zip(ids, cities, strict=True):
        latitude, longitude = city.position or (None, None)
        yield {
            "id": id_,
            "country_id": city.country_id,
            "region": "",
            "latitude": latitude,
            "longitude": longitude,
            "population": None,
            "geonames_id": None,
        }
