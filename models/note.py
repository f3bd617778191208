"""Information notes: what people wrote into them, and how they stood when they were passed on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key, utc_now
from models.importing import JSON_VALUE
from models.record import Record, record_key
from models.vocabulary import Language, NoteKind, NoteState


class Note(Record):
    """A note on a record. Its facts are read from the register; what people wrote stands apart from them.

    :param left_out: sections that the writer does not want, by anchor.
    :param number, issued_on: given when it is issued; from then on it never changes.
    """

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("(state = 'issued') = (issued_on IS NOT NULL)", name="issued_on_a_day"),
        CheckConstraint("number = '' OR state = 'issued'", name="number_when_issued"),
    )

    id: Mapped[int] = record_key()
    note_kind: Mapped[NoteKind]
    about_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    language: Mapped[Language]
    state: Mapped[NoteState]
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    left_out: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)

    about: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id)
    texts: Mapped[list["NoteText"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="NoteText.position"
    )


class NoteText(Model):
    """What somebody wrote into a section, in light Markdown."""

    __tablename__ = "note_text"
    __table_args__ = (UniqueConstraint("note_id", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = part_key("note")
    position: Mapped[int]
    section: Mapped[str]
    body: Mapped[str] = mapped_column(default="")


class NoteVersion(Model):
    """A note as it stood when it was checked, approved or issued: facts, words and sources of that moment.

    :param paper: the document value; nothing in it is read anew.
    """

    __tablename__ = "note_version"
    __table_args__ = (UniqueConstraint("note_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = part_key("note")
    number: Mapped[int]
    state: Mapped[NoteState]
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    actor_name: Mapped[str]
    paper: Mapped[dict[str, Any]] = mapped_column(JSON_VALUE)
