"""Orders and plans that say something of each participant of the visit or event they are about."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.permissions.actor import Actor, ensure
from app.records import kit
from app.records.noun import Noun
from models import PrecedenceOrder, SeatingPlan

R = TypeVar("R", PrecedenceOrder, SeatingPlan)


def revise(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    record_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> R:
    """Change a record; of another visit or event, nothing that was said of the participants stays.

    :raises PermissionDenied, Invalid, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, noun.write)
    record = kit.load(session, actor, noun, record_id)
    if data.get("about_id", record.about_id) != record.about_id:
        data = {**data, **{part.name: [] for part in noun.parts if part.name not in data}}
    return kit.edit(session, actor, noun, record_id, seen_version, data, today=today)
