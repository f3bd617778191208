"""Long work that was asked for, and what it found."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, utc_now, values_of
from models.importing import JSON_VALUE
from models.vocabulary import JobKind, JobState

# No CHECK lists the kinds: it would have to be rewritten for every new kind of work.
_KIND = Enum(JobKind, native_enum=False, create_constraint=False, length=40, values_callable=values_of)
_OPEN = text("state IN ('queued', 'running')")


class Job(Model):
    """A piece of long work; the table is the queue.

    Nobody waits twice for the same: of one kind about one thing at most one job is open.

    :param municipality_id: None for public reference data, which everybody shares.
    :param about: what it is done for, as the kind of work reads it; empty where there is only one.
    :param done, total: how far it is, in units of the work; the total is None until it is known.
    :param step: what is being done now, an English msgid.
    :param seen_at: when the worker last said that it lives; a job that nobody lives for is taken again.
    :param failure: why it failed, an English msgid.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("done >= 0 AND done <= total", name="no_more_than_all"),
        Index("uq_job_open", "job_kind", "about", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_job_by_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"), index=True)
    job_kind: Mapped[JobKind] = mapped_column(_KIND)
    about: Mapped[str] = mapped_column(default="")
    state: Mapped[JobState]
    step: Mapped[str] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    failure: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    started_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class Finding(Model):
    """What long work found, and of which data: it is served until it is found anew, marked when it is stale.

    :param key: what it says of what, as the one who stores it reads it.
    :param data_version: of what the finding was made from.
    :param seconds: how long it took.
    """

    __tablename__ = "finding"

    key: Mapped[str] = mapped_column(primary_key=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"), index=True)
    data_version: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    seconds: Mapped[float]
    value: Mapped[dict[str, Any]] = mapped_column(JSON_VALUE)
