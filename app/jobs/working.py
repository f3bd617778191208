"""Doing long work: one job at a time, its progress told, in transactions of its own."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from app.i18n import N_
from app.jobs import queue
from app.unit_of_work import only_reading, unit_of_work
from models import Job, utc_now
from models.vocabulary import JobKind, JobState

FAILED = N_("It failed; the log of the server says why.")
_log = logging.getLogger(__name__)

Sessions = Callable[[], Session]


class Stopped(Exception):
    """Somebody stopped the work, or somebody else does it now."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where work tells how far it is; every time somebody looks whether it is still wanted."""

    sessions: Sessions
    job_id: int
    begun: datetime

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell what is done next, and how much is done.

        :param step: msgid.
        :raises Stopped: it is not wanted any more.
        """
        if not self._change(step=step, done=done, total=total, seen_at=utc_now()):
            raise Stopped

    def end(self, state: JobState, failure: str = "") -> None:
        """Say how it ended, unless somebody stopped it or took it over."""
        self._change(state=state, failure=failure, finished_at=utc_now())

    def put_back(self) -> None:
        """Let somebody else begin it anew."""
        self._change(state=JobState.QUEUED, step="", done=0, total=None)

    def _change(self, **values: object) -> bool:
        mine = (Job.id == self.job_id, Job.state == JobState.RUNNING, Job.started_at == self.begun)
        with self.sessions() as session, unit_of_work(session):
            changed = session.execute(update(Job).where(*mine).values(**values))
            return isinstance(changed, CursorResult) and changed.rowcount == 1


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of long work.

    :param do: does it; it tells its progress and stores what it found, in units of work of its own.
    :param wanted: whether what it found before is missing or stale, so that it is done unasked; by default
        it is done only when it is asked for.
    """

    do: Callable[[Sessions, str, Progress], None]
    wanted: Callable[[Session], bool] = lambda session: False


def work_one(sessions: Sessions, kinds: Mapping[JobKind, Work]) -> int | None:
    """Take a job and do it; return its id, None where nothing waits.

    A failure is told in the job and in the log, and goes no further. When the process is told to end, the job
    goes back to the queue.
    """
    with sessions() as session:
        with only_reading(session):
            if not queue.waits(session, utc_now()):
                return None
        with unit_of_work(session):
            job = queue.take(session, utc_now())
            if job is None or job.started_at is None:
                return None
            progress = Progress(sessions, job.id, job.started_at)
            kind, about = job.job_kind, job.about
    try:
        kinds[kind].do(sessions, about, progress)
    except Stopped:
        _log.info("job %s was stopped", progress.job_id)
    except Exception:  # noqa: BLE001 - whatever it is, the next job must not wait for it
        _log.exception("job %s failed", progress.job_id)
        progress.end(JobState.FAILED, FAILED)
    except BaseException:
        progress.put_back()
        raise
    else:
        progress.end(JobState.DONE)
    return progress.job_id
