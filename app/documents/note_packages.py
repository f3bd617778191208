"""Notes on many records in one go: asked for by a page, written by ``flask work`` into one file."""

import logging
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session

from app.documents import kinds
from app.documents.note_files import content, file_name
from app.documents.where_map import Draw
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_, Translator, translator
from app.jobs import request
from app.jobs.working import Progress, Sessions
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import names, visits
from app.queries.note_packages import asked_by
from app.queries.scope import sees_restricted
from app.storage import Store
from app.unit_of_work import only_reading, unit_of_work
from models import NotePackage, Record
from models.vocabulary import JobKind, Language, NoteFormat, NoteKind, RecordKind

MOST = 500
"""Notes in one file: a few minutes of work."""
DAYS_KEPT = 1
LARGEST = 2_000_000_000
"""Bytes of one file."""

GONE = N_("It is not in the register any more")
FAILED = N_("It could not be written; the log of the server says why")
UNNAMED = N_("A record that is not there any more")
WRITING = N_("Writing the notes")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class House:
    """What the papers of an office need besides its register.

    :param documents, packages: the stores of its files, and of what is handed out once.
    :param today, zone: its day and its time.
    :param draw: draws the maps of notes.
    """

    documents: Store
    packages: Store
    today: date
    zone: tzinfo
    draw: Draw


def ask(
    session: Session,
    actor: Actor,
    kind: NoteKind,
    record_ids: Sequence[int],
    language: Language,
    format_: NoteFormat,
) -> NotePackage:
    """Ask for notes on records.

    :raises Invalid: there are too many.
    :raises PermissionDenied: the actor may not read.
    :raises NotFound: none of the records is there.
    """
    ensure(actor, Permission.RECORD_VIEW)
    if len(record_ids) > MOST:
        message = N_("At most %(most)s notes are written in one go. Narrow the list.")
        raise Invalid(Problem("", message, {"most": MOST}))
    there = _titled(session, actor, kind, record_ids)
    if not there:
        raise NotFound(f"{kind} {list(record_ids)[:5]}")
    # Two who ask for the same are two: each gets what they may read.
    job = request(session, actor, JobKind.NOTE_PACKAGE, uuid.uuid4().hex)
    session.flush()
    asked = NotePackage(
        job_id=job.id, note_kind=kind, record_ids=list(there), language=language, format=format_
    )
    session.add(asked)
    session.flush()
    return asked


def do(sessions: Sessions, progress: Progress, house: House) -> None:
    """Write the notes that a job asks for, with the rights that who asked has now, and keep the file.

    A note that cannot be written is named, and the others stand.
    """
    with sessions() as session, TemporaryFile() as file:
        with only_reading(session):
            asked = session.get_one(NotePackage, progress.job_id)
            actor = asked_by(session, progress.job_id)
            session.expunge(asked)
        house.packages.remove_older(DAYS_KEPT)
        missing = _write_all(session, actor, asked, house, file, progress)
        progress(WRITING, len(asked.record_ids), len(asked.record_ids))
        sha256 = _kept(file, house.packages)
        with unit_of_work(session):
            found = session.get_one(NotePackage, progress.job_id)
            found.sha256, found.missing = sha256, missing
            found.written = len(asked.record_ids) - len(missing)
            found.restricted = sees_restricted(actor)


def _write_all(
    session: Session, actor: Actor, asked: NotePackage, house: House, file: IO[bytes], progress: Progress
) -> list[dict[str, Any]]:
    """Write every note into one file and return those that could not be written."""
    t, total, taken, missing = translator(asked.language.value), len(asked.record_ids), set[str](), []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for number, record_id in enumerate(asked.record_ids):
            progress(WRITING, number, total)
            title = t(UNNAMED)
            try:
                with only_reading(session):
                    there = _titled(session, actor, asked.note_kind, [record_id])
                    title = _name(session, actor, there[record_id], t) if there else title
                    note = _written(session, actor, asked, record_id, t, house)
            except NotFound:
                missing.append({"title": title, "why": GONE})
            except Exception:  # noqa: BLE001 - whatever it is, the other notes must not wait for it
                _log.exception("note on record %s could not be written", record_id)
                missing.append({"title": title, "why": FAILED})
            else:
                name = file_name(title, asked.format.value, taken)
                taken.add(name.casefold())
                archive.writestr(name, note)
    return missing


def _written(
    session: Session, actor: Actor, asked: NotePackage, record_id: int, t: Translator, house: House
) -> bytes:
    paper = kinds.write(
        session,
        actor,
        asked.note_kind,
        record_id,
        t=t,
        today=house.today,
        zone=house.zone,
        draw=house.draw,
    )
    return content(
        session, actor, paper, t=t, kind=asked.note_kind, format_=asked.format, documents=house.documents
    )


def _titled(
    session: Session, actor: Actor, kind: NoteKind, record_ids: Sequence[int]
) -> Mapping[int, Record]:
    """Return id → record of those that are there and of the kind, in their order."""
    found, on = names.titles(session, actor, record_ids), kinds.KINDS[kind].on
    return {id_: found[id_] for id_ in record_ids if id_ in found and found[id_].kind is on}


def _name(session: Session, actor: Actor, record: Record, t: Translator) -> str:
    """Return the title of a record, and of a visit its day: a guest comes more than once."""
    if record.kind is not RecordKind.VISIT:
        return t.title(record)
    held = visits.held(session, actor, record.id)
    return f"{t.title(record)}, {t.partial(held)}" if held.is_known else t.title(record)


def _kept(file: IO[bytes], packages: Store) -> str:
    arriving = packages.receive(LARGEST)
    try:
        file.seek(0)
        shutil.copyfileobj(file, arriving)
        arriving.settle()
        return arriving.keep()
    finally:
        arriving.close()
