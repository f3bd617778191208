"""What must be ready for a visit: lists by kind of visit, and the steps of each visit."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key, values_of
from models.record import Record, record_key
from models.user import User
from models.visit import Visit
from models.vocabulary import Direction, StepProof, StepState, VisitKind


def _proof() -> Enum:
    """The database does not check the word: SQLite can add no check to a table that is there."""
    return Enum(StepProof, native_enum=False, create_constraint=False, length=40, values_callable=values_of)


class Checklist(Record):
    """A list of what a kind of visit needs; its title says for whom. Without kind or direction it fits all.

    :param code: of a list that came with Elçi, so that it comes once; empty for the house's own.
    """

    __tablename__ = "checklist"

    id: Mapped[int] = record_key()
    code: Mapped[str] = mapped_column(default="")
    visit_kind: Mapped[VisitKind | None]
    direction: Mapped[Direction | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    steps: Mapped[list["ChecklistLine"]] = relationship(
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
        order_by="ChecklistLine.position",
    )


class ChecklistLine(Model):
    """One thing that must be ready.

    :param days: below zero before the first day of the visit, above zero after its last, 0 on the day and at
        the hour; None where nobody has said it.
    :param unit_tr, unit_en: who usually sees to it.
    :param proof: what on record shows that it is ready; None where only somebody can say so.
    """

    __tablename__ = "checklist_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    checklist_id: Mapped[int] = part_key("checklist")
    position: Mapped[int]
    what_tr: Mapped[str]
    what_en: Mapped[str] = mapped_column(default="")
    days: Mapped[int | None]
    unit_tr: Mapped[str] = mapped_column(default="")
    unit_en: Mapped[str] = mapped_column(default="")
    proof: Mapped[StepProof | None] = mapped_column(_proof())


class PreparationStep(Record):
    """One thing that must be ready for one visit; its title says what. Ready, not needed, or missing.

    A record and no task: a task is closed with evidence and dropped for a reason, a step is ticked with one
    press at four in the afternoon; and its day follows the visit.

    :param days: as in the list it comes from; the day it is due follows from it and moves with the visit.
    :param due_on: a day set by hand, which stands.
    :param proof: what on record shows that it is ready, without anybody saying so: while that is there, a
        step that nobody settled counts as ready. That it does is never written.
    :param settled_at, settled_by: when and by whom it was ticked or found not to be needed.
    """

    __tablename__ = "preparation_step"
    __table_args__ = (
        CheckConstraint("(state = 'missing') = (settled_at IS NULL)", name="settled_at_a_moment"),
        Index("ix_preparation_step_of_visit", "visit_id", "state"),
    )

    id: Mapped[int] = record_key()
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    days: Mapped[int | None]
    due_on: Mapped[date | None]
    unit_tr: Mapped[str] = mapped_column(default="")
    unit_en: Mapped[str] = mapped_column(default="")
    proof: Mapped[StepProof | None] = mapped_column(_proof())
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[StepState] = mapped_column(default=StepState.MISSING)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql", foreign_keys=visit_id)
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
