"""Whose rows an actor sees: their municipality's and the shared ones, the bin left out.

Documents and advice above official use are left out here, and nowhere else, for whoever may not see them: as
if they did not exist, in lists, search, suggestions and on the pages of records.
"""

from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, inspect, or_, select, union_all

from app.permissions.actor import Actor
from app.permissions.policy import Permission
from models import Advice, Document, Record
from models.vocabulary import RESTRICTED_MARKS, SHARED_KINDS, RecordKind

R = TypeVar("R", bound=Record)
_record = Record.__table__.c

RESTRICTED_KINDS = (RecordKind.DOCUMENT, RecordKind.ADVICE)
"""Kinds of which some records are hidden from who may not see restricted documents."""


def owned(actor: Actor) -> ColumnElement[bool]:
    """Records of the actor's municipality, and countries and cities, which belong to nobody."""
    ours = or_(Record.municipality_id == actor.municipality_id, Record.municipality_id.is_(None))
    return and_(ours, *_shown_to(actor))


def live_ids(actor: Actor, kind: RecordKind) -> Select[int]:
    """Select the ids of the records of a kind that the actor may see and that are not in the bin.

    Nothing but ``record`` is read, and of that only an index of what is live (and the marks of documents).
    """
    theirs = _record.municipality_id == actor.municipality_id
    scope = _record.municipality_id.is_(None) if kind in SHARED_KINDS else theirs
    hidden = _shown_to(actor) if kind in RESTRICTED_KINDS else ()
    return select(_record.id).where(scope, _record.kind == kind, _record.binned_at.is_(None), *hidden)


def live(actor: Actor, model: type[R]) -> Select[R]:
    """Select the records of a kind that the actor may see and that are not in the bin."""
    # Of one kind it is known whether it has owners; an OR would keep the database from its index. The sum
    # keeps it from the index of owners: nearly every record has the same one, and who selects records of a
    # kind asks for something that the kind's own table has an index of. Lists begin with live_ids.
    identity = inspect(model).polymorphic_identity
    if identity is None:
        return select(model).where(owned(actor), Record.binned_at.is_(None))
    theirs = Record.municipality_id + 0 == actor.municipality_id
    scope = Record.municipality_id.is_(None) if identity in SHARED_KINDS else theirs
    hidden = _shown_to(actor) if identity in RESTRICTED_KINDS else ()
    return select(model).where(scope, Record.binned_at.is_(None), *hidden)


def sees_restricted(actor: Actor) -> bool:
    """Say whether restricted records exist for the actor; it tells apart what two colleagues may read."""
    return actor.may(Permission.DOCUMENT_RESTRICTED)


def _shown_to(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    if sees_restricted(actor):
        return ()
    document, advice = Document.__table__.c, Advice.__table__.c
    marked = union_all(
        select(document.id).where(document.confidentiality.in_(RESTRICTED_MARKS)),
        select(advice.id).where(advice.mark.in_(RESTRICTED_MARKS)),
    )
    return (_record.id.not_in(marked),)
