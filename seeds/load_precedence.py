"""Lists of ranks that law and convention give, as lists of a municipality, which corrects them."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import owned
from app.records import kit
from app.records.precedence import PRECEDENCE_LIST
from models import PrecedenceList
from models.vocabulary import Confidence, EqualsBy

FILES = Path(__file__).resolve().parent / "reference"


def load(session: Session, actor: Actor, *, today: date) -> int:
    """Write the lists that the municipality never had; return how many.

    A list that is there, corrected or in the bin stays as it is.
    """
    query = select(PrecedenceList.code).where(owned(actor), PrecedenceList.code != "")
    there = set(session.scalars(query))
    ranks = _rows("precedence_ranks.csv")
    new = [row for row in _rows("precedence_lists.csv") if row["code"] not in there]
    for row in new:
        data = {
            "code": row["code"],
            "title_tr": row["name_tr"],
            "title_en": row["name_en"],
            "basis_tr": row["basis_tr"],
            "basis_en": row["basis_en"],
            "confidence": Confidence(row["confidence"]),
            "valid_from": _day(row["valid_from"]),
            "valid_until": _day(row["valid_until"]),
            "equals_by": EqualsBy(row["equals_by"]),
            "equals_basis_tr": row["equals_basis_tr"],
            "equals_basis_en": row["equals_basis_en"],
            "notes_tr": row["notes_tr"],
            "notes_en": row["notes_en"],
            "ranks": [_rank(one) for one in ranks if one["list"] == row["code"]],
        }
        kit.create(session, actor, PRECEDENCE_LIST, data, today=today)
    return len(new)


def _rank(row: Mapping[str, str]) -> dict[str, object]:
    texts = {name: row[name] for name in ("office_tr", "office_en", "also", "basis_tr", "basis_en")}
    return {"rank": int(row["rank"]), "is_equivalent": row["is_equivalent"] == "yes", **texts}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
