"""Notes that somebody asked for in one go. Nobody sees those of a colleague."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from app.errors import NotFound
from app.permissions.actor import Actor
from models import Job, NotePackage, User

MOST_LISTED = 20


def package(session: Session, actor: Actor, job_id: int) -> NotePackage:
    """Return what the actor asked for, with its job.

    :raises NotFound: there is none, or somebody else asked for it.
    """
    found = session.scalars(_mine(actor).where(Job.id == job_id)).one_or_none()
    if found is None:
        raise NotFound(f"notes of job {job_id}")
    return found


def packages(session: Session, actor: Actor) -> Sequence[NotePackage]:
    """Return what the actor asked for last, the newest first."""
    return session.scalars(_mine(actor).order_by(Job.id.desc()).limit(MOST_LISTED)).all()


def asked_by(session: Session, job_id: int) -> Actor:
    """Return who asked for a job, with the rights that they have now.

    :raises NotFound: nobody did, or their account is closed.
    """
    query = select(User).join(Job, Job.user_id == User.id).where(Job.id == job_id, User.is_active)
    user = session.scalars(query).one_or_none()
    if user is None:
        raise NotFound(f"account of job {job_id}")
    return Actor(user.id, user.municipality_id, user.name, user.role)


def _mine(actor: Actor) -> Select[NotePackage]:
    ours = (Job.user_id == actor.user_id, Job.municipality_id == actor.municipality_id)
    return select(NotePackage).join(NotePackage.job).where(*ours).options(contains_eager(NotePackage.job))
