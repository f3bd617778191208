"""A public list made equal to a file: read, compared with what is there, written in bulk."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Invalid, Problem
from app.i18n import N_
from app.importers.reference import memberships, runs, sets, ties
from app.importers.reference.reading import ListFile, opened
from app.importers.reference.tally import UNSURE, Report, Tally
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import reference
from app.records import listed_cities
from models import ImportRun, ReferenceSet, utc_now
from models.vocabulary import ReferenceKind

_COMPARE: dict[ReferenceKind, Callable[[Session, Actor, ImportRun, ReferenceSet, ListFile, Tally], None]] = {
    ReferenceKind.TIES: ties.compare,
    ReferenceKind.MEMBERSHIPS: memberships.compare,
}


def import_list(
    session: Session, actor: Actor, kind: ReferenceKind, path: Path, *, code: str | None = None
) -> Report:
    """Make a public list equal to a file; what the file does not name any more is gone.

    Cost: a few statements for every thousand rows, one entry in the trail. The caller commits.

    :param code: of the list; None: the usual one of such a file.
    :raises PermissionDenied: the actor may not change what all share.
    :raises Invalid: the file is no such list.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    begun = time.monotonic()
    file = opened(path, reference.countries(session), code)
    list_ = _list(session, sets.known(file.code, file.says.kind, path.name))
    if {file.says.kind, list_.kind} != {kind}:
        raise Invalid(Problem("file", N_("This is a list of another kind than the one asked for.")))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    run = runs.begin(session, actor, list_, path.name, digest)
    run.headings = list(file.headings)
    tally = Tally()
    _COMPARE[kind](session, actor, run, list_, file, tally)
    list_.imported_at = utc_now()
    listed_cities.settle(session)
    tally.counts[UNSURE] = reference.waiting_of(session).get(list_.id, 0)
    runs.end(session, actor, run, tally, "list_imported")
    return Report(run, tally, time.monotonic() - begun)


def _list(session: Session, says: sets.KnownSet) -> ReferenceSet:
    found = session.scalars(select(ReferenceSet).where(ReferenceSet.code == says.code)).first()
    if found is None:
        found = ReferenceSet(
            code=says.code, kind=says.kind, title=says.title, source=says.source, licence=says.licence
        )
        session.add(found)
        session.flush()
    return found
