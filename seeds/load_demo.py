"""İzmir's record of 2023 into the database, through the kit, as an import would be."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.records import kit
from app.records.noun import Noun
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.visits import VISIT
from app.services import users
from models import Certainty, City, Country, Municipality, PartialDate, Record
from models.vocabulary import Direction, OrganisationKind, Role, Side, SourceCertainty, VisitMode, VisitState

FILES = Path(__file__).resolve().parent / "demo"
Facts = Mapping[str, Any]


def ensure_municipalities(session: Session) -> None:
    """Create the municipalities of the demo that are missing."""
    there = set(session.scalars(select(Municipality.code)))
    for row in _read("municipalities.json")["municipalities"]:
        if row["key"] not in there:
            users.found_municipality(session, row["key"], row["name_tr"], row["name_en"])


def load(session: Session, *, today: date) -> str:
    """Write the organisations, people and visits of İzmir's report, unless there are records already.

    :param today: the office's day; visits before it were held, as the report says, later ones are planned.
    :return: what was done, as a sentence.
    """
    municipality = session.scalars(select(Municipality).where(Municipality.code == "izmir")).one()
    if session.scalar(select(Record.id).where(Record.municipality_id == municipality.id).limit(1)):
        return "already loaded, nothing changed."
    loader = _Loader(session, Actor(None, municipality.id, "Elçi", Role.ADMIN), today)
    facts = _read("izmir_2023.json")
    for row in facts["organisations"]:
        loader.organisation(row)
    for row in facts["people"]:
        loader.person(row)
    for row in facts["visits"]:
        loader.visit(row)
    counts = (f"{len(facts[kind])} {kind}" for kind in ("visits", "people", "organisations"))
    return f"{', '.join(counts)}."


class _Loader:
    """Writes records and remembers which key became which id."""

    def __init__(self, session: Session, actor: Actor, today: date) -> None:
        self._session, self._actor, self._today = session, actor, today
        self._ids: dict[str, int] = {}
        self._cities = dict(session.execute(select(City.geonames_id, City.id)).all())
        self._countries = dict(session.execute(select(Country.code, Country.id)).all())

    def organisation(self, row: Facts) -> None:
        """Write one organisation; its parent comes before it."""
        self._create(
            ORGANISATION,
            row,
            {
                "title_tr": row["title_tr"],
                "title_en": row["title_en"] or "",
                "organisation_kind": _known(OrganisationKind, row["kind"]),
                "seat_id": self._city(row["seat"]),
                "represents_id": self._countries[row["represents"]] if row["represents"] else None,
                "parent_id": self._ids[row["parent"]] if row["parent"] else None,
                "ours": row["ours"],
            },
        )

    def person(self, row: Facts) -> None:
        """Write one person with the posts the report names."""
        posts = [
            {
                "organisation_id": self._id(post["organisation"]),
                "title_tr": post["title_tr"] or "",
                "title_en": post["title_en"] or "",
                "known_on": date.fromisoformat(post["known_on"]) if post["known_on"] else None,
            }
            for post in row["posts"]
        ]
        printed = row["printed"] if row["printed"] != row["name"] else ""
        self._create(
            PERSON,
            row,
            {
                "title_tr": row["name"],
                "printed_name": printed or "",
                "honorific": row["honorific"] or "",
                "posts": posts,
            },
        )

    def visit(self, row: Facts) -> None:
        """Write one visit with its delegation, and where it was printed."""
        held = PartialDate(
            date.fromisoformat(row["held"]["earliest"]),
            date.fromisoformat(row["held"]["latest"]),
            Certainty(row["held"]["certainty"]),
        )
        listed, source = row["listed_in"], row["source"]
        doubtful = source["certainty"] == SourceCertainty.DISPUTED
        self._create(
            VISIT,
            row,
            {
                "held": held,
                "direction": _known(Direction, row["direction"]),
                "mode": _known(VisitMode, row["mode"]),
                "state": self._state(held),
                "counterparts": [{"organisation_id": self._ids[key]} for key in row["counterparts"]],
                "delegates": [self._delegate(one) for one in row["delegates"]],
                "city_id": self._city(row["city"]),
                "country_id": self._countries[row["country"]] if row["country"] else None,
                "group_name": row["group"] or "",
                "headcount": row["headcount"],
                "host_id": self._id(row["host"]),
                "subject_tr": row["subject_tr"] or "",
                "subject_en": row["subject_en"] or "",
                "listed_in": source["title"],
                "listed_no": listed["no"] if listed else None,
                "doubt_tr": (source["note_tr"] or "") if doubtful else "",
                "doubt_en": (source["note_en"] or "") if doubtful else "",
            },
        )

    def _state(self, held: PartialDate) -> VisitState | None:
        """The report says that every visit took place; on the demo's day some are still to come."""
        if held.certainty is not Certainty.EXACT or held.latest is None:
            return None
        return VisitState.HELD if held.latest < self._today else VisitState.PLANNED

    def _delegate(self, row: Facts) -> dict[str, Any]:
        return {
            "person_id": self._id(row["person"]),
            "name": row["name"],
            "printed_name": row["printed"] if row["printed"] and row["printed"] != row["name"] else "",
            "title_tr": row["title_tr"] or "",
            "title_en": row["title_en"] or "",
            "organisation_id": self._id(row["organisation"]),
            "organisation_name": row["organisation_text"] or "",
            "side": Side(row["side"]),
        }

    def _create(self, noun: Noun[Any], row: Facts, data: Facts) -> None:
        source = _source(row["source"])
        record = kit.create(
            self._session, self._actor, noun, {**data, "sources": [source]}, today=self._today
        )
        self._ids[row["key"]] = record.id

    def _id(self, key: str | None) -> int | None:
        return self._ids[key] if key else None

    def _city(self, geonames_id: int | None) -> int | None:
        return self._cities[geonames_id] if geonames_id else None


def _source(row: Facts) -> dict[str, Any]:
    lines = row["lines"]
    return {
        "title": row["title"],
        "place": ", ".join(str(line) for line in lines),
        "printed": row.get("printed_date") or "",
        "certainty": SourceCertainty(row["certainty"]),
        "note_tr": row.get("note_tr") or "",
        "note_en": row.get("note_en") or "",
    }


def _known(of: Callable[[str], Any], value: str | None) -> Any:
    return of(value) if value else None


def _read(name: str) -> Any:
    return json.loads((FILES / name).read_text(encoding="utf-8"))
