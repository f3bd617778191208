"""The star that somebody gives to a record."""

from collections.abc import Collection

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import at_hand, names
from models import Favourite, Record


def star(session: Session, actor: Actor, record_id: int) -> Record:
    """Give a record the actor's star; one that has it keeps it.

    No trail: the record does not change, and whose list it is on is nobody else's business.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such record, or it is another municipality's.
    """
    record = _their(session, actor, record_id)
    star_all(session, actor, {record.id})
    return record


def star_all(session: Session, actor: Actor, record_ids: Collection[int]) -> None:
    """Give the star to records that the actor is known to see."""
    for record_id in sorted(record_ids):
        if not at_hand.is_favourite(session, actor, record_id):
            session.add(Favourite(user_id=actor.user_id, record_id=record_id))
    session.flush()


def unstar(session: Session, actor: Actor, record_id: int) -> Record:
    """Take the actor's star from a record; one that has none stays so.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such record, or it is another municipality's.
    """
    record = _their(session, actor, record_id)
    session.execute(
        delete(Favourite).where(Favourite.user_id == actor.user_id, Favourite.record_id == record_id)
    )
    return record


def _their(session: Session, actor: Actor, record_id: int) -> Record:
    ensure(actor, Permission.RECORD_VIEW)
    record = names.titles(session, actor, {record_id}).get(record_id)
    if record is None:
        message = f"record {record_id}"
        raise NotFound(message)
    return record
