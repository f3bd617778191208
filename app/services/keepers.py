"""The verb of a relation: entrust it to somebody."""

from typing import Any

from sqlalchemy.orm import Session

from app import trail
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import accounts
from app.records import kit
from app.records.accounts import hold_to
from app.records.noun import Noun
from models import Keeper, utc_now


def entrust(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    record_id: int,
    owner_id: int | None,
    deputy_id: int | None,
) -> None:
    """Say who keeps the relation with a record and who stands in for them; None: nobody.

    :raises PermissionDenied: the actor may not write.
    :raises NotFound: there is no such record of the actor's, it is of a kind that nobody keeps, or one of the
        two is no open account of the municipality; a closed one may stay where it stood.
    :raises Invalid: both are the same.
    """
    ensure(actor, Permission.RECORD_WRITE)
    if not noun.has_keeper:
        message = f"{noun.plural} have no keeper"
        raise NotFound(message)
    record = kit.load(session, actor, noun, record_id)
    if owner_id is not None and owner_id == deputy_id:
        raise Invalid(Problem("deputy_id", N_("The deputy must be somebody else than the owner")))
    keeper = session.get(Keeper, record_id) or Keeper(record_id=record_id)
    before, after = (keeper.owner_id, keeper.deputy_id), (owner_id, deputy_id)
    if after == before:
        return
    stood, named = {id_ for id_ in before if id_}, {id_ for id_ in after if id_}
    hold_to(accounts.open_or_closed(session, actor, named), named, stood)
    names = accounts.names(session, actor, stood | named)
    keeper.owner_id, keeper.deputy_id = after
    session.add(keeper)
    record.updated_at = utc_now()  # a save is one version and one entry of the trail
    session.flush()
    told = zip(("owner", "deputy"), before, after, strict=True)
    changes = {field: (names.get(was or 0), names.get(is_ or 0)) for field, was, is_ in told if was != is_}
    trail.write(session, actor, f"{noun.name}.entrusted", record, changes)
