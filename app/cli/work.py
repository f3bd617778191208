"""``flask work``: long work, apart from the server."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.documents import note_packages
from app.extensions import db
from app.jobs import request
from app.jobs.kinds import KINDS
from app.jobs.working import Progress, Sessions, Work, work_one
from app.permissions.actor import Actor
from app.unit_of_work import only_reading, unit_of_work
from app.web import memory, readiness
from app.web.clock import office_today, settings
from app.web.note_map import draw
from app.web.uploads import package_store, store
from models import Municipality
from models.vocabulary import JobKind, Role

PAUSE = 2.0
"""Seconds between two looks at the queue."""

LOOK_AROUND = 60.0
"""Seconds between two looks whether something has become stale."""


@click.command("work")
@click.option("--once", is_flag=True, help="Do what waits or has become stale, and end.")
@click.option("--until-input-ends", is_flag=True, hidden=True, help="End when the standard input ends.")
@with_appcontext
def work(*, once: bool, until_input_ends: bool) -> None:
    """Do long work: what pages ask for, and what has become stale. Several may run; each job has one."""
    readiness.ensure()
    if until_input_ends:
        threading.Thread(target=_end_with_input, daemon=True).start()
    if not once:
        _settle()
    looked = -LOOK_AROUND
    while True:
        try:
            if time.monotonic() - looked >= LOOK_AROUND:
                looked = time.monotonic()
                _ask_for_what_is_stale()
                package_store().remove_older(note_packages.DAYS_KEPT)
            done = work_one(db.sessionmaker, all_kinds())
        except OperationalError:  # the database is away or busy: it may come back
            done = None
        if done is None:
            if once:
                return
            time.sleep(PAUSE)


def all_kinds() -> dict[JobKind, Work]:
    """Return every kind of long work; to papers it is said how the office of today looks."""

    def write_notes(sessions: Sessions, about: str, progress: Progress) -> None:
        house = note_packages.House(store(), package_store(), office_today(), settings().timezone, draw)
        note_packages.do(sessions, progress, house)

    return {**KINDS, JobKind.NOTE_PACKAGE: Work(write_notes)}


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """Let a worker run in a process of its own for as long as this one lives: it ends when its input does."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work", "--until-input-ends"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        if worker.stdin is not None:
            worker.stdin.close()
        worker.terminate()
        worker.wait()


def _settle() -> None:
    """Stay for long: let requests go first, end in order, and look through for garbage only what comes."""
    signal.signal(signal.SIGTERM, _end)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
    memory.settle()


def _ask_for_what_is_stale() -> None:
    with db.sessionmaker() as session:
        with only_reading(session):
            stale = [kind for kind, one in KINDS.items() if one.wanted(session)]
            actor = _nobody(session)
        if stale:
            with unit_of_work(session):
                for kind in stale:
                    request(session, actor, kind)


def _nobody(session: Session) -> Actor:
    return Actor(None, session.scalar(select(func.min(Municipality.id))) or 0, "Elçi", Role.VIEWER)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _end_with_input() -> None:
    """Wait until whoever holds the other end is gone, however it went."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
