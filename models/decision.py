"""Decisions: of the committee, the council, the ministry. One may cover several records."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import DecisionKind, Vote


class Decision(Record):
    """A step of the chain, with date and number."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("decided_earliest <= decided_latest", name="decided_in_order"),)

    id: Mapped[int] = record_key()
    decision_kind: Mapped[DecisionKind]
    decided: Mapped[PartialDate] = partial_date("decided")
    number: Mapped[str] = mapped_column(default="")
    agenda_item_tr: Mapped[str] = mapped_column(default="")
    agenda_item_en: Mapped[str] = mapped_column(default="", server_default=text("''"))
    vote: Mapped[Vote | None]
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="", server_default=text("''"))

    subjects: Mapped[list["DecisionSubject"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="DecisionSubject.position"
    )


class DecisionSubject(Model):
    """A record that a decision covers."""

    __tablename__ = "decision_subject"
    __table_args__ = (UniqueConstraint("decision_id", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = part_key("decision")
    position: Mapped[int]
    subject_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)

    subject: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=subject_id, viewonly=True)
