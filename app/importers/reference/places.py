"""The places of a file become outside places: known ones as they are, new ones matched with our cities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from app.domain.city_matching import CityMatch, CityMatcher, KnownCity
from app.importers.reference.reading import Outside
from app.permissions.actor import Actor
from app.queries import reference, spellings
from app.records import listed_cities
from app.records.listed_cities import NewCity
from models import ImportRun, OutsidePlace, ReferenceSet
from models.vocabulary import MatchHow

Key = tuple[str, str]
"""Source and key of an outside place."""
_place = OutsidePlace.__table__.c


class Resolved(NamedTuple):
    """An outside place on record.

    :param city_id: None while nobody decided.
    :param changed: whether the file says other things of it than the last one.
    """

    id: int
    city_id: int | None
    changed: bool = False


@dataclass
class Places:
    """All places of a file by their keys.

    :param before: the places whose facts the file changed, as they were, for whoever undoes it.
    """

    by_key: dict[Key, Resolved] = field(default_factory=dict)
    before: list[dict[str, object]] = field(default_factory=list)


class _Writing(NamedTuple):
    """What the steps of one import share."""

    session: Session
    run: ImportRun
    list: ReferenceSet


def resolve(
    session: Session, actor: Actor, run: ImportRun, list_: ReferenceSet, told: Mapping[Key, Outside]
) -> Places:
    """Find or write the outside place of everything that a file names.

    A place that is known keeps its city, above all if somebody decided so. A new one that fits no city
    becomes one; where it is unsure, it waits for somebody.
    """
    places = Places()
    for row in session.execute(_known(list_)):
        outside = told.get((row.source, row.key))
        if outside is not None:
            position = None if row.latitude is None else (row.latitude, row.longitude)
            facts = (row.name, row.country_code, position)
            changed = row.set_id == list_.id and facts != (outside.name, outside.country, outside.position)
            places.by_key[row.source, row.key] = Resolved(row.id, row.city_id, changed)
            if changed:
                places.before.append({"id": row.id, **_facts(Outside("", "", row.name, "", *facts[1:]))})
    changed_ones = {key: known.id for key, known in places.by_key.items() if known.changed}
    if changed_ones:
        session.execute(
            update(OutsidePlace), [{"id": id_, **_facts(told[key])} for key, id_ in changed_ones.items()]
        )
    new = [outside for key, outside in told.items() if key not in places.by_key]
    if new:
        places.by_key |= _write_new(
            _Writing(session, run, list_), spellings.city_matcher(session, actor), new
        )
    return places


def _known(
    list_: ReferenceSet,
) -> Select[tuple[int, str, str, int, str, str, float | None, float | None, int | None]]:
    return select(
        _place.id,
        _place.source,
        _place.key,
        _place.set_id,
        _place.name,
        _place.country_code,
        _place.latitude,
        _place.longitude,
        _place.city_id,
    ).where(_place.source.in_((spellings.WIKIDATA, list_.code)))


def _write_new(writing: _Writing, matcher: CityMatcher, new: Sequence[Outside]) -> dict[Key, Resolved]:
    """Match new places, write those that become cities and then all; return them by their keys."""
    # Who writes a name with its marks comes first: Kadikoy is then found to be the new Kadıköy.
    ordered = sorted(new, key=lambda outside: outside.name.isascii())
    matches: list[CityMatch] = []
    fresh: list[Outside] = []
    for outside in ordered:
        match = _matched(matcher, outside)
        if match.how is MatchHow.UNKNOWN:
            fresh.append(outside)
            match = CityMatch(-len(fresh), match.how)
            matcher.add(_as_known(-len(fresh), outside))
        matches.append(match)
    codes = reference.countries(writing.session)
    ids = listed_cities.write(
        writing.session,
        [
            NewCity(outside.name, outside.name_en, codes[outside.country], outside.position)
            for outside in fresh
        ],
        writing.list.title,
    )
    written = {-place: id_ for place, id_ in enumerate(ids, start=1)}
    return _insert(writing, ordered, matches, written)


def _insert(
    writing: _Writing, places: Sequence[Outside], matches: Iterable[CityMatch], written: Mapping[int, int]
) -> dict[Key, Resolved]:
    rows: list[dict[str, object]] = []
    cities: list[int | None] = []
    for outside, match in zip(places, matches, strict=True):
        city_id = None if match.city_id is None else written.get(match.city_id, match.city_id)
        cities.append(city_id)
        rows.append(
            {
                "source": outside.source,
                "key": outside.key,
                "set_id": writing.list.id,
                **_facts(outside),
                "city_id": city_id,
                "how": match.how,
                "candidates": [written.get(id_, id_) for id_ in match.candidates],
                "city_run_id": writing.run.id if match.how is MatchHow.UNKNOWN else None,
            }
        )
    returned = insert(OutsidePlace.__table__).returning(_place.id, sort_by_parameter_order=True)
    ids = writing.session.scalars(returned, rows).all()
    return {
        (outside.source, outside.key): Resolved(id_, city_id)
        for outside, id_, city_id in zip(places, ids, cities, strict=True)
    }


def _matched(matcher: CityMatcher, outside: Outside) -> CityMatch:
    match = matcher.match(outside.name, country=outside.country, position=outside.position)
    if match.city_id is None and outside.name_en and outside.name_en != outside.name:
        other = matcher.match(outside.name_en, country=outside.country, position=outside.position)
        return match if other.city_id is None and match.candidates else other
    return match


def _as_known(id_: int, outside: Outside) -> KnownCity:
    latitude, longitude = outside.position or (None, None)
    return KnownCity(id_, outside.name, outside.name_en, outside.country, latitude, longitude, None)


def _facts(outside: Outside) -> dict[str, object]:
    latitude, longitude = outside.position or (None, None)
    return {
        "name": outside.name,
        "country_code": outside.country,
        "latitude": latitude,
        "longitude": longitude,
    }
