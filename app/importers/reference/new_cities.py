"""Cities that a list names and the record lacks: written in bulk, without a trail entry each.

The import as a whole has one; every city says in its source which list it comes from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app import trail
from app.domain.earth import Place
from app.domain.turkish import search_key, sort_key
from models import UNKNOWN_DAY, City, Record, Source, utc_now
from models.vocabulary import RecordKind, SourceCertainty


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
    returned = insert(Record.__table__).returning(Record.__table__.c.id, sort_by_parameter_order=True)
    ids = session.scalars(returned, list(map(_record, cities))).all()
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


def _record(city: NewCity) -> Mapping[str, object]:
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
