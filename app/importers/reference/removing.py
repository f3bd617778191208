"""A public list taken away as a whole; and an import or a removal of one undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from app import trail
from app.errors import NotFound, Stale
from app.importers.reference import runs
from app.importers.reference.tally import REMOVED, Tally
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.records import listed_cities
from models import ImportRun, Model, OutsidePlace, ReferenceMembership, ReferenceSet, ReferenceTie
from models.vocabulary import ImportState, ReferenceKind

_ROWS: Mapping[ReferenceKind, type[ReferenceTie] | type[ReferenceMembership]] = {
    ReferenceKind.TIES: ReferenceTie,
    ReferenceKind.MEMBERSHIPS: ReferenceMembership,
}


def remove(session: Session, actor: Actor, set_id: int) -> ImportRun:
    """Take a list away as a whole. What was decided about its places is kept, and it can be undone.

    :raises PermissionDenied: the actor may not change what all share.
    :raises NotFound: there is no such list, or it is removed already.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    list_ = session.get(ReferenceSet, set_id)
    if list_ is None or list_.imported_at is None:
        message = f"list {set_id}"
        raise NotFound(message)
    run = runs.begin(session, actor, list_, "", "")
    rows = _ROWS[list_.kind]
    there = (rows.set_id == set_id, rows.gone_run_id.is_(None))
    tally = Tally()
    tally.counts[REMOVED] = session.scalar(select(func.count()).select_from(rows).where(*there)) or 0
    session.execute(update(rows.__table__).where(*there).values(gone_run_id=run.id))
    list_.imported_at = None
    listed_cities.settle(session)
    runs.end(session, actor, run, tally, "list_removed")
    return run


def bring_back(session: Session, actor: Actor, set_id: int) -> None:
    """Undo the removal of a list.

    :raises PermissionDenied: the actor may not change what all share.
    :raises NotFound: there is no such list, or it is not removed.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    list_ = session.get(ReferenceSet, set_id)
    newest = _newest(session, list_) if list_ is not None else None
    if newest is None or newest.file_name:
        message = f"removed list {set_id}"
        raise NotFound(message)
    undo(session, actor, newest)


def undo(session: Session, actor: Actor, run: ImportRun) -> int:
    """Undo what an import or a removal of a list did: its rows go, what it removed or changed comes back.

    Cities that it wrote and nothing names any more go to the bin; ``run.settings["kept"]`` says which of them
    stay, and why. What somebody decided stays. The caller commits.

    :return: how many rows went or came back; ``run.settings["taken_back"]`` too.
    :raises PermissionDenied: the actor may not change what all share.
    :raises Stale: it is undone already.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    if run.state is not ImportState.APPLIED:
        message = f"run {run.id} is {run.state}"
        raise Stale(message)
    list_ = session.scalars(select(ReferenceSet).where(ReferenceSet.code == run.settings["set"])).one()
    rows = _ROWS[list_.kind]
    touched = or_(rows.first_run_id == run.id, rows.gone_run_id == run.id)
    taken_back = session.scalar(select(func.count()).select_from(rows).where(touched)) or 0
    session.execute(delete(rows.__table__).where(rows.first_run_id == run.id))
    session.execute(update(rows.__table__).where(rows.gone_run_id == run.id).values(gone_run_id=None))
    before = run.settings["before"]
    gone_again = [{"id": id_, "gone_run_id": gone} for id_, gone in before.get("returned", ())]
    dated = [{"id": id_, "joined_year": year} for id_, year in before.get("years", ())]
    for model, changes in ((rows, gone_again), (rows, dated), (OutsidePlace, before.get("places"))):
        _put_back(session, model, changes or ())
    run.state = ImportState.UNDONE
    session.flush()
    list_.imported_at = _equals(session, list_)
    listed_cities.settle(session)
    kept = [city._asdict() for city in listed_cities.kept(session, run.id)]
    run.settings = {**run.settings, "taken_back": taken_back, "kept": kept}
    told = {"list": list_.code, "file": run.file_name, "run": run.id}
    trail.note(session, actor, "city.list_undone", told)
    return taken_back


def _put_back(session: Session, model: type[Model], changes: Sequence[Mapping[str, Any]]) -> None:
    """Update rows by their ids; those that are not there any more are left out."""
    there = set(session.scalars(select(model.__table__.c.id)))
    kept = [change for change in changes if change["id"] in there]
    if kept:
        session.execute(update(model), kept)


def _equals(session: Session, list_: ReferenceSet) -> datetime | None:
    """Return when the file was read that the list equals now; None if it equals none."""
    newest = _newest(session, list_)
    return newest.finished_at if newest is not None and newest.file_name else None


def _newest(session: Session, list_: ReferenceSet) -> ImportRun | None:
    """Return the last run of a list that is not undone; a removal has read no file."""
    query = (
        select(ImportRun)
        .where(ImportRun.import_kind == runs.KINDS[list_.kind], ImportRun.state == ImportState.APPLIED)
        .order_by(ImportRun.id.desc())
    )
    return next((run for run in session.scalars(query) if run.settings["set"] == list_.code), None)
