"""What happened with a record: the visits that name it, and the changes of the record itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.scope import live
from models import Mention, Record, TrailEntry, Visit
from models.vocabulary import RecordKind

LIMIT = 100


@dataclass(frozen=True)
class Timeline:
    """The latest first; ``cut`` says whether there is more than is shown."""

    visits: Sequence[Visit]
    changes: Sequence[TrailEntry]
    cut: bool


def timeline(session: Session, actor: Actor, record: Record) -> Timeline:
    """Read the visits that name a record, and its changes where the actor may see them."""
    visits = session.scalars(
        live(actor, Visit)
        .where(Visit.id.in_(naming(record.id)))
        .order_by(Record.sort_day.desc(), Record.id.desc())
        .limit(LIMIT + 1)
        .options(selectinload(Visit.delegates))
    ).all()
    changes: Sequence[TrailEntry] = ()
    if actor.may(Permission.TRAIL_VIEW):
        changes = session.scalars(
            select(TrailEntry)
            .where(TrailEntry.record_id == record.id, TrailEntry.municipality_id == actor.municipality_id)
            .order_by(TrailEntry.id.desc())
            .limit(LIMIT)
        ).all()
    return Timeline(visits[:LIMIT], changes, len(visits) > LIMIT)


def naming(record_id: int) -> Select[int]:
    """Select the ids of records that name a record, directly or through an organisation that does."""
    mention = Mention.__table__.c
    bodies = (
        select(mention.record_id)
        .join(Record.__table__, Record.__table__.c.id == mention.record_id)
        .where(Record.__table__.c.kind == RecordKind.ORGANISATION, mention.mentioned_id == record_id)
    )
    return select(mention.record_id).where(
        (mention.mentioned_id == record_id) | mention.mentioned_id.in_(bodies)
    )
