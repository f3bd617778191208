"""The queue of long work, which is the table of jobs. The caller commits."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import trail
from app.errors import NotFound
from app.i18n import N_
from app.permissions.actor import Actor
from app.queries.findings import OPEN, open_job
from models import Job, utc_now
from models.vocabulary import JobKind, JobState

LOST_AFTER = timedelta(minutes=15)
"""A worker that has said nothing for so long is gone. It is longer than the longest step of any work: while a
library computes, nobody can speak."""

GIVEN_UP_AFTER = timedelta(days=1)
"""Work that workers were lost over for so long is not begun again."""

FOR_EVERYBODY = frozenset({JobKind.REFERENCE_GRAPH})
"""Work on what all municipalities share."""

LOST = N_("It was begun several times and never finished.")


def request(session: Session, actor: Actor, kind: JobKind, about: str = "") -> Job:
    """Ask for work; who asks for what is asked for already gets the same job.

    The trail says which person asked; what the server asks of itself leaves nothing.

    :param about: what it is done for, as the kind of work reads it.
    """
    there = open_job(session, kind, about)
    if there is not None:
        return there
    job = Job(
        municipality_id=None if kind in FOR_EVERYBODY else actor.municipality_id,
        job_kind=kind,
        about=about,
        state=JobState.QUEUED,
        user_id=actor.user_id,
    )
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # somebody else asked in the same moment
        there = open_job(session, kind, about)
        if there is None:
            raise
        return there
    if actor.user_id is not None:
        trail.note(session, actor, "work.asked_for", {"work": kind.value})
    return job


def stop(session: Session, actor: Actor, job_id: int) -> Job:
    """Stop a job; who does it notices before its next step. One that has ended stays as it ended.

    :raises NotFound: there is no such job, or it is of another municipality.
    """
    job = session.get(Job, job_id, with_for_update=True)
    if job is None or job.municipality_id not in {None, actor.municipality_id}:
        raise NotFound(f"job {job_id}")
    if job.state in OPEN:
        job.state, job.finished_at = JobState.STOPPED, utc_now()
        trail.note(session, actor, "work.stopped", {"work": job.job_kind.value})
    return job


def take(session: Session, now: datetime) -> Job | None:
    """Take the job that has waited longest, or one whose worker is lost; None where nothing waits."""
    lost = and_(Job.state == JobState.RUNNING, Job.seen_at < now - LOST_AFTER)
    given_up = update(Job).where(lost, Job.created_at < now - GIVEN_UP_AFTER)
    session.execute(given_up.values(state=JobState.FAILED, failure=LOST, finished_at=now))
    waits = or_(Job.state == JobState.QUEUED, lost)
    job = session.scalars(
        select(Job).where(waits).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if job is not None:
        job.state, job.started_at, job.seen_at = JobState.RUNNING, now, now
        job.step, job.done, job.total, job.failure = "", 0, None, ""
    return job


def waits(session: Session, now: datetime) -> bool:
    """Say whether there is anything to take; it only reads.

    Cost: one statement.
    """
    lost = and_(Job.state == JobState.RUNNING, Job.seen_at < now - LOST_AFTER)
    query = select(Job.id).where(or_(Job.state == JobState.QUEUED, lost)).limit(1)
    return session.scalar(query) is not None
