"""What long work has found: served at once, and marked when the data has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Finding, Job
from models.vocabulary import JobKind, JobState

OPEN = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding.

    :param stale: it was made from other data than there is now.
    :param seconds: how long it took.
    """

    value: Mapping[str, Any]
    made_at: datetime
    seconds: float
    stale: bool


def found(session: Session, key: str, data_version: str) -> Found | None:
    """Return a finding; None while there is none.

    :param data_version: that of the data as it is now.

    Cost: one statement.
    """
    one = session.get(Finding, key)
    if one is None:
        return None
    return Found(one.value, one.made_at, one.seconds, one.data_version != data_version)


def open_job(session: Session, kind: JobKind, about: str = "") -> Job | None:
    """Return the job that is waiting or at work.

    Cost: one statement.
    """
    query = select(Job).where(Job.job_kind == kind, Job.about == about, Job.state.in_(OPEN))
    return session.scalars(query).first()


def latest_job(session: Session, kind: JobKind, about: str = "") -> Job | None:
    """Return the job that was asked for last, however it ended.

    Cost: one statement.
    """
    query = select(Job).where(Job.job_kind == kind, Job.about == about)
    return session.scalars(query.order_by(Job.id.desc()).limit(1)).first()
