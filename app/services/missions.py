"""Verbs of mission files: open, revise, restore. A mission is an outgoing visit, and has one file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.missions import fits_the_journey
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.queries import mission_files as queries
from app.queries.locks import lock
from app.records import kit
from app.records.mission_files import MISSION_FILE
from app.records.visits import VISIT
from app.services import titles
from models import MissionFile, Traveller
from models.vocabulary import Direction


def open_file(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> MissionFile:
    """Open the file of a mission; names and titles of who travels are taken down as of its day.

    :param data: as for :func:`app.records.kit.create`.
    :raises Invalid: also where nobody of ours travels for the visit, it has a file, or days do not fit it.
    :raises PermissionDenied, NotFound: as there.

    Source: docs/rules.md, R-4, R-12.
    """
    ensure(actor, MISSION_FILE.create)
    told = _prepared(session, actor, data, (), today)
    opened = kit.create(session, actor, MISSION_FILE, told, today=today)
    return _once(session, actor, _fitting(session, actor, opened))


def revise(
    session: Session,
    actor: Actor,
    file_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> MissionFile:
    """Change the file of a mission. What was taken down about its people stays, unless typed anew.

    :raises Invalid: also where nobody of ours travels for the visit, it has another file, or days do not fit
        it.
    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.

    Source: docs/rules.md, R-12.
    """
    ensure(actor, MISSION_FILE.write)
    known = tuple(kit.load(session, actor, MISSION_FILE, file_id).travellers)
    told = _prepared(session, actor, data, known, today)
    edited = kit.edit(session, actor, MISSION_FILE, file_id, seen_version, told, today=today)
    return _once(session, actor, _fitting(session, actor, edited))


def restore(session: Session, actor: Actor, file_id: int, *, today: date) -> MissionFile:
    """Take a file out of the bin, unless the mission got another one meanwhile.

    :raises Invalid: so it did.
    :raises PermissionDenied, NotFound: as :func:`app.records.kit.restore`.
    """
    return _once(session, actor, kit.restore(session, actor, MISSION_FILE, file_id, today=today))


def _prepared(
    session: Session, actor: Actor, data: Mapping[str, Any], known: Sequence[Traveller], today: date
) -> dict[str, Any]:
    """Refuse a visit for which nobody of ours travels; take down names and titles as of its day."""
    if data.get("visit_id") is None:
        return dict(data)
    visit = kit.load(session, actor, VISIT, data["visit_id"])
    if visit.direction in (Direction.INCOMING, Direction.NOBODY):
        raise Invalid(Problem("visit", N_("Nobody of ours travels for this visit")))
    if "travellers" not in data:
        return dict(data)
    day = visit.held.latest or today
    rows = titles.of_the_day(session, actor, data["travellers"], known, day, today=today)
    return {**data, "travellers": rows}


def _fitting(session: Session, actor: Actor, file: MissionFile) -> MissionFile:
    visit = kit.load(session, actor, VISIT, file.visit_id, binned=None)
    if problems := tuple(fits_the_journey(file, visit.held)):
        raise Invalid(*problems)
    return file


def _once(session: Session, actor: Actor, file: MissionFile) -> MissionFile:
    """Refuse a second file of one mission; two officers who open one at once cannot both succeed."""
    lock(session, [file.visit_id])
    if queries.has_another_file(session, actor, file.visit_id, other_than=file.id):
        raise Invalid(Problem("visit", N_("This mission has a file already")))
    return file
