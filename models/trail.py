"""Who changed what. Personal values stand apart, so that forgetting a person leaves the trail whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, utc_now


class TrailEntry(Model):
    """One changed record in one unit of work. Entries never change: a trigger of the database refuses it."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index("ix_trail_entry_of_record", "record_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"), index=True)
    operation_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    actor_name: Mapped[str]
    event: Mapped[str]
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)

    personal: Mapped[list["TrailPersonal"]] = relationship(lazy="raise_on_sql")


class TrailPersonal(Model):
    """The personal values of one entry's field; the entry keeps only a salted digest of them."""

    __tablename__ = "trail_personal"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("trail_entry.id", ondelete="CASCADE"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    before: Mapped[Any] = mapped_column(JSON)
    after: Mapped[Any] = mapped_column(JSON)
    salt: Mapped[str]
