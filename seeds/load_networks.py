"""The well-known city networks as organisations of a municipality, so that memberships need no typing."""

import csv
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries.scope import live
from app.records import kit
from app.records.organisations import ORGANISATION
from models import City, Organisation, Record
from models.vocabulary import OrganisationKind, SourceCertainty

FILE = Path(__file__).resolve().parent / "reference" / "networks.csv"


def networks() -> Sequence[Mapping[str, str]]:
    """Return the rows of the list of networks."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(session: Session, actor: Actor, *, today: date, without: Collection[str] = ()) -> int:
    """Write the networks that are not on record; return how many.

    :param without: codes of networks that are on record already, perhaps under another name.
    """
    cities = dict(session.execute(select(City.geonames_id, City.id)).all())
    named = {match_key(title) for title in session.scalars(_titles(actor))}
    new = [row for row in networks() if row["code"] not in without and match_key(row["name_tr"]) not in named]
    for row in new:
        seat = int(row["seat_geonames_id"]) if row["seat_geonames_id"] else None
        data = {
            "title_tr": row["name_tr"],
            "title_en": row["name_en"],
            "acronym": row["acronym"],
            "organisation_kind": OrganisationKind(row["kind"]),
            "seat_id": cities.get(seat) if seat else None,
            "website": row["site"],
            "sources": [{"title": row["source"], "certainty": SourceCertainty.PRINTED}],
        }
        kit.create(session, actor, ORGANISATION, data, today=today)
    return len(new)


def _titles(actor: Actor) -> Select[str]:
    return live(actor, Organisation).with_only_columns(Record.title_tr)
