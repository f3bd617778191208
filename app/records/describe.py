"""One line that tells a record from another of the same name."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import Translator
from app.records.nouns import NOUNS
from models import Record


def details(session: Session, records: Sequence[Record], t: Translator) -> dict[int, str]:
    """Return id → a line of detail.

    Cost: a few statements for each kind among the records.
    """
    told: dict[int, str] = {}
    for kind in {record.kind for record in records}:
        noun = NOUNS[kind]
        ids = [record.id for record in records if record.kind is kind]
        for one in session.scalars(select(noun.model).where(noun.model.id.in_(ids)).options(*noun.loads)):
            told[one.id] = noun.detail(one, t)
    return told
