"""Taking back what an operation of the trail did, record by record, unless somebody has touched it since."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.permissions.actor import Actor


@dataclass(frozen=True)
class Kept:
    """A record that stays as it is.

    :param title: in Turkish, the language in which every record has one.
    :param why: an English msgid.
    """

    record_id: int
    title: str
    why: str


@dataclass(frozen=True)
class TakenBack:
    """How far it went.

    :param done: records that this call took back.
    :param left: records that another call will look at; 0 when it is over.
    :param kept: all that stays as it is, and why; final when nothing is left.
    """

    done: int
    left: int
    kept: tuple[Kept, ...]


def take_back(session: Session, actor: Actor, operation_id: str, *, today: date, limit: int) -> TakenBack:
    """Take back up to ``limit`` records: created ones go to the bin, edited ones get their former values.

    :raises NotFound: there is no such operation of the actor's municipality.
    :raises PermissionDenied: the actor may not write or put away what it wrote.
    """
    raise NotImplementedError
