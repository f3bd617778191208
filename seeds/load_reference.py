"""Reference data into the database: what is missing is added, what is there stays as it is.

By Core and in bulk, because it is some twenty thousand rows; one entry in no trail, because nobody acts.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app import trail
from app.domain.turkish import search_key, search_words, sort_key
from models import UNKNOWN_DAY, City, CityName, Country, DataVersion, MinimumWage, Record, utc_now
from models.vocabulary import CountryKind, RecordKind

FILES = Path(__file__).resolve().parent / "reference"
Rows = Sequence[Mapping[str, str]]


def load(session: Session, files: Path = FILES) -> str:
    """Add the countries, cities and amounts that are not there yet; return what there is now."""
    if session.get(DataVersion, 0) is None:
        session.add(DataVersion(id=0))
        session.flush()
    countries = _load_countries(session, _rows(files / "countries.csv"))
    cities = _load_cities(session, _rows(files / "cities.csv"), _rows(files / "city_names.csv"), countries)
    _load_minimum_wages(session, _rows(files / "minimum_wages.csv"))
    return f"{len(countries)} countries, {cities} cities"


def _load_minimum_wages(session: Session, rows: Rows) -> None:
    there = set(session.scalars(select(MinimumWage.since)))
    for row in rows:
        since = date.fromisoformat(row["since"])
        if since not in there:
            until, amount = date.fromisoformat(row["until"]), float(row["amount"])
            session.add(MinimumWage(since=since, until=until, amount=amount, source=row["source"]))
    session.flush()


def _load_countries(session: Session, rows: Rows) -> dict[str, int]:
    there = dict(session.execute(select(Country.code, Country.id)).all())
    new = [row for row in rows if row["code"] not in there]
    ids = _records(
        session, RecordKind.COUNTRY, [(row["name_tr"], row["name_en"], [row["code"]]) for row in new]
    )
    if new:
        session.execute(
            insert(Country.__table__),
            [
                {
                    "id": id_,
                    "code": row["code"],
                    "region": row["region"],
                    "country_kind": CountryKind(row["kind"]),
                }
                for id_, row in zip(ids, new, strict=True)
            ],
        )
    return there | {row["code"]: id_ for id_, row in zip(ids, new, strict=True)}


def _load_cities(session: Session, rows: Rows, names: Rows, countries: Mapping[str, int]) -> int:
    there = set(session.scalars(select(City.geonames_id).where(City.geonames_id.is_not(None))))
    new = [row for row in rows if int(row["geonames_id"]) not in there]
    if not new:
        return len(there)
    spellings: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for name in names:
        spellings[name["geonames_id"]].append(name)
    for row in new:
        _keep_own_name(row, spellings[row["geonames_id"]])
    described = [
        (row["name_tr"], row["name_en"], [name["name"] for name in spellings[row["geonames_id"]]])
        for row in new
    ]
    ids = _records(session, RecordKind.CITY, described)
    session.execute(
        insert(City.__table__),
        [_city(id_, row, countries) for id_, row in zip(ids, new, strict=True)],
    )
    session.execute(
        insert(CityName),
        [
            {
                "city_id": id_,
                "position": position,
                "name": name["name"],
                "language": name["language"],
                "source": name["source"],
            }
            for id_, row in zip(ids, new, strict=True)
            for position, name in enumerate(spellings[row["geonames_id"]])
        ],
    )
    return len(there) + len(new)


def _keep_own_name(row: Mapping[str, str], spellings: list[Mapping[str, str]]) -> None:
    """Make the city's name at home one of its spellings, unless the others have all its words already."""
    others = " ".join((row["name_tr"], row["name_en"], *(name["name"] for name in spellings)))
    if not set(search_words(row["name"])) <= set(search_words(others)):
        spellings.insert(0, {"name": row["name"], "language": "", "source": row["source"]})


def _city(id_: int, row: Mapping[str, str], countries: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": id_,
        "country_id": countries[row["country"]],
        "region": row["region"],
        "latitude": float(row["lat"]) if row["lat"] else None,
        "longitude": float(row["lon"]) if row["lon"] else None,
        "population": int(row["population"]) if row["population"] else None,
        "geonames_id": int(row["geonames_id"]),
    }


def _records(
    session: Session, kind: RecordKind, described: Iterable[tuple[str, str, list[str]]]
) -> Sequence[int]:
    now = utc_now()
    values = [
        {
            "kind": kind,
            "title_tr": title_tr,
            "title_en": title_en if title_en != title_tr else "",
            "sort_key": sort_key(title_tr),
            "sort_day": UNKNOWN_DAY,
            "folded": " ".join(dict.fromkeys(search_key(" ".join((title_tr, title_en, *words))).split())),
            "version": 1,
            "created_at": now,
            "updated_at": now,
        }
        for title_tr, title_en, words in described
    ]
    if not values:
        return []
    trail.touch(session, 0)
    returned = insert(Record.__table__).returning(Record.__table__.c.id, sort_by_parameter_order=True)
    return session.scalars(returned, values).all()


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
