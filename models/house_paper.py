"""How the papers of a municipality look: its letterhead, and the Word templates it uploaded."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, utc_now
from models.importing import JSON_VALUE
from models.vocabulary import Confidentiality, NoteKind


class Letterhead(Model):
    """What stands at the head and the foot of a paper.

    :param lines_tr, lines_en: the names of the house, one a line.
    :param mark: the confidentiality that a new note carries.
    :param emergency: whom to call when something happens on a visit, a name and a number a line.
    """

    __tablename__ = "letterhead"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    lines_tr: Mapped[str] = mapped_column(default="")
    lines_en: Mapped[str] = mapped_column(default="")
    foot_tr: Mapped[str] = mapped_column(default="")
    foot_en: Mapped[str] = mapped_column(default="")
    mark: Mapped[Confidentiality | None]
    emergency: Mapped[str] = mapped_column(default="", server_default=text("''"))


class WordTemplate(Model):
    """A Word file of the office's own, into which the facts of a note are put.

    :param placeholders: those that it uses, all of them known.
    """

    __tablename__ = "word_template"
    __table_args__ = (UniqueConstraint("municipality_id", "note_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    note_kind: Mapped[NoteKind]
    file_name: Mapped[str]
    sha256: Mapped[str]
    placeholders: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    uploaded_at: Mapped[datetime] = mapped_column(default=utc_now)


class LetterPaper(Model):
    """The Word file of the office's own into which its letters are put.

    :param placeholders: those that it uses, all of them known.
    """

    __tablename__ = "letter_paper"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    placeholders: Mapped[list[str]] = mapped_column(JSON_VALUE, default=list)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    uploaded_at: Mapped[datetime] = mapped_column(default=utc_now)
