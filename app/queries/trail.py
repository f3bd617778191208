"""Reading the trail: of one record, of the municipality, and what its entries name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session, selectinload

from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.scope import owned
from models import Record, TrailEntry, User
from models.vocabulary import RecordKind

OTHERS = 5
"""How many records that changed together with one are named: an import writes thousands at once."""
CREATED, BINNED = "created", "binned"


@dataclass(frozen=True)
class Page:
    """Entries, the newest first; ``older`` is the id before which the next page begins."""

    entries: Sequence[TrailEntry]
    older: int | None


@dataclass(frozen=True)
class Together:
    """The first records that one operation changed, and whether there are more."""

    records: Sequence[Record] = ()
    cut: bool = False


@dataclass(frozen=True)
class Wanted:
    """What to look for in the trail of a municipality.

    :param user_id: who acted; 0 is the system itself.
    :param since, until: the moments between which it happened, the second one excluded.
    """

    user_id: int | None = None
    kind: RecordKind | None = None
    since: datetime | None = None
    until: datetime | None = None


def of_record(
    session: Session, actor: Actor, record_id: int, *, limit: int, before: int | None = None
) -> Page:
    """Read the changes of one record that the actor's municipality made.

    The order is that of writing: ids grow, clocks are moved back.

    :raises PermissionDenied: the actor may not see the trail.
    """
    query = select(TrailEntry).where(TrailEntry.record_id == record_id)
    return _page(session, actor, query, limit, before)


def of_municipality(
    session: Session, actor: Actor, wanted: Wanted, *, limit: int, before: int | None = None
) -> Page:
    """Read all changes that the actor's municipality made.

    :raises PermissionDenied: the actor may not see the trail.
    """
    query = select(TrailEntry)
    if wanted.user_id is not None:
        query = query.where(
            TrailEntry.user_id == wanted.user_id if wanted.user_id else TrailEntry.user_id.is_(None)
        )
    if wanted.kind is not None:
        query = query.where(TrailEntry.event.startswith(f"{wanted.kind}.", autoescape=True))
    if wanted.since is not None:
        query = query.where(TrailEntry.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(TrailEntry.at < wanted.until)
    return _page(session, actor, query, limit, before)


def newest(session: Session, record_id: int, count: int) -> Sequence[TrailEntry]:
    """Read the last changes of one record, whoever made them: a shared record has editors everywhere.

    Its creation is none of them: nobody has seen what was before.
    """
    query = (
        select(TrailEntry)
        .where(TrailEntry.record_id == record_id, TrailEntry.event.not_like(f"%.{CREATED}"))
        .order_by(TrailEntry.id.desc())
        .limit(count)
    )
    return session.scalars(query.options(selectinload(TrailEntry.personal))).all()


def about(entry: TrailEntry) -> int | None:
    """Return the id of the record that an entry is about: that changed, or of which a paper was taken out."""
    if entry.record_id is not None:
        return entry.record_id
    told = entry.changes.get("record")
    return told[1] if told and isinstance(told[1], int) else None


def named(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, Record]:
    """Return records by id, binned ones too; those that are not the actor's are left out."""
    if not ids:
        return {}
    return {one.id: one for one in session.scalars(select(Record).where(owned(actor), Record.id.in_(ids)))}


def together(session: Session, actor: Actor, entries: Sequence[TrailEntry]) -> Mapping[int, Together]:
    """Return for each entry the other records that its operation changed, as far as the actor sees them.

    Cost: one statement, however many records an import wrote at once.
    """
    if not entries:
        return {}
    asked = []
    for entry in entries:
        others = (
            select(literal(entry.id).label("entry_id"), Record.id)
            .join(TrailEntry, TrailEntry.record_id == Record.id)
            .where(TrailEntry.operation_id == entry.operation_id, Record.id != entry.record_id, owned(actor))
            .distinct()
            .order_by(Record.id)
            .limit(OTHERS + 1)
            .subquery()
        )
        asked.append(select(others.c.entry_id, others.c.id))
    listed = union_all(*asked).subquery()
    query = select(listed.c.entry_id, Record).join(Record, Record.id == listed.c.id)
    found: dict[int, list[Record]] = {}
    for entry_id, record in session.execute(query.order_by(listed.c.entry_id, Record.id)):
        found.setdefault(entry_id, []).append(record)
    return {
        entry_id: Together(records[:OTHERS], len(records) > OTHERS) for entry_id, records in found.items()
    }


def who_binned(session: Session, ids: Collection[int]) -> Mapping[int, TrailEntry]:
    """Return the entry with which each record was last moved to the bin."""
    query = (
        select(TrailEntry)
        .where(TrailEntry.record_id.in_(ids), TrailEntry.event.endswith(f".{BINNED}"))
        .order_by(TrailEntry.id)
    )
    return {entry.record_id: entry for entry in session.scalars(query) if entry.record_id is not None}


def people(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """Return id and name of the accounts of the municipality, closed ones too: they may have acted."""
    query = select(User.id, User.name).where(User.municipality_id == actor.municipality_id)
    return [(row.id, row.name) for row in session.execute(query.order_by(User.name, User.id))]


def _page(session: Session, actor: Actor, query: Select[TrailEntry], limit: int, before: int | None) -> Page:
    ensure(actor, Permission.TRAIL_VIEW)
    query = query.where(TrailEntry.municipality_id == actor.municipality_id)
    if before is not None:
        query = query.where(TrailEntry.id < before)
    query = query.order_by(TrailEntry.id.desc()).limit(limit + 1).options(selectinload(TrailEntry.personal))
    entries = session.scalars(query).all()
    return Page(entries[:limit], entries[limit - 1].id if len(entries) > limit else None)


def has_operation(session: Session, operation_id: str) -> bool:
    """Say whether an operation left an entry."""
    return (
        session.scalar(select(TrailEntry.id).where(TrailEntry.operation_id == operation_id).limit(1))
        is not None
    )
