"""Writing many new records at once, as :func:`app.records.kit.create` would write each of them."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.errors import DomainError
from app.permissions.actor import Actor, ensure
from app.records import kit
from app.records.noun import Noun
from models import Record

R = TypeVar("R", bound=Record)


class Refused(DomainError):
    """One of the records cannot be written, and so none of them was.

    :param place: of the record in the batch, from 0.
    :param reason: what :func:`app.records.kit.save` would have raised: Invalid, Missing or NotFound.
    """

    def __init__(self, place: int, reason: DomainError) -> None:
        super().__init__(f"record {place} of the batch: {reason}")
        self.place, self.reason = place, reason


def insert_all(
    session: Session,
    actor: Actor,
    noun: Noun[R],
    records: Sequence[R],
    *,
    today: date,
    verb: str = "created",
) -> None:
    """Write new records, filled by :func:`app.records.kit.draft`; their ids are set.

    :raises PermissionDenied: the actor may not create them.
    :raises Refused: one of them names what is not there, or breaks a rule of the noun.
    """
    ensure(actor, noun.create)
    for place, record in enumerate(records):
        try:
            kit.save(session, actor, noun, record, kit.NOTHING, verb, today=today)
        except DomainError as reason:
            raise Refused(place, reason) from reason
