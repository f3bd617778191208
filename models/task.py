"""Tasks, and the promises of two sides that somebody follows up."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.user import User
from models.vocabulary import PromiseSide, TaskState


class Task(Record):
    """Something to be done; its title says what. With a side it is a promise (glossary: commitment).

    ``owner`` is the account that sees to it, also where the other side promised; ``promiser`` is who of the
    other side did.
    """

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("due_earliest <= due_latest", name="due_in_order"),
        CheckConstraint("remind_days >= 0", name="reminded_before"),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="a_day_when_done"),
        CheckConstraint("state <> 'done' OR evidence <> ''", name="done_with_evidence"),
        CheckConstraint("state <> 'dropped' OR dropped_because <> ''", name="dropped_for_a_reason"),
        CheckConstraint("promiser_id IS NULL OR promised_by = 'theirs'", name="promiser_of_theirs"),
        Index("ix_task_of_owner", "owner_id", "state", "due_latest"),
        Index("ix_task_by_due", "state", "due_latest"),
    )

    id: Mapped[int] = record_key()
    promised_by: Mapped[PromiseSide | None]
    promiser_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due: Mapped[PartialDate] = partial_date("due")
    remind_days: Mapped[int | None]
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    done_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    dropped_because: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )
    promiser: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=promiser_id, remote_side=Record.id
    )
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
