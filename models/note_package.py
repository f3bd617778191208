"""Notes on many records, asked for in one go."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model
from models.importing import JSON_VALUE
from models.job import Job
from models.vocabulary import Language, NoteFormat, NoteKind


class NotePackage(Model):
    """What was asked for, and what became of it; who asked, when, and how far it is stands in the job.

    :param record_ids: of those that the notes are on, in their order.
    :param sha256: of the one file with all notes, in the store of packages; empty until it is ready.
    :param written: notes in the file.
    :param missing: those that could not be written: ``title`` and ``why``, an English msgid.
    :param restricted: whether the notes were written for somebody who may see what is for few.
    """

    __tablename__ = "note_package"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    note_kind: Mapped[NoteKind]
    record_ids: Mapped[list[int]] = mapped_column(JSON_VALUE)
    language: Mapped[Language]
    format: Mapped[NoteFormat]
    sha256: Mapped[str] = mapped_column(default="")
    written: Mapped[int] = mapped_column(default=0)
    missing: Mapped[list[dict[str, Any]]] = mapped_column(JSON_VALUE, default=list)
    restricted: Mapped[bool] = mapped_column(default=False)

    job: Mapped[Job] = relationship(lazy="raise_on_sql")
