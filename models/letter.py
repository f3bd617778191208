"""Letters that came in and went out."""

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import values_of
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import Language, LetterDirection, LetterKind


class Letter(Record):
    """A letter, as the electronic document system registered it.

    :param correspondent_id: organisation or person of the other side; who gets a copy, or a group that has
        no record of its own, stands in the distribution.
    :param number_key: the number without what does not count in it (:func:`app.domain.letters.number_key`).
    :param answers_id: the letter that this one replies to.
    :param about_id: the visit, agreement, membership, decision, event, country or occasion that it is about.
    :param file_code: code of the standard file plan.
    :param letter_kind: what it was written for. The database does not check the word: SQLite can add no check
        to a table that is there.
    :param occasion_year: the year of the occasion, which is not always that of the letter: New Year's.
    :param addressed_to: the lines of the address, as they were when it was written.
    :param body: its text, in its own language, with the form of address.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("dated_earliest <= dated_latest", name="dated_in_order"),
        CheckConstraint("reply_due_earliest <= reply_due_latest", name="reply_due_in_order"),
        CheckConstraint("answers_id <> id", name="answers_another"),
        CheckConstraint("pages > 0", name="some_pages"),
        Index("ix_letter_registration_no", "registration_no"),
        Index("ix_letter_number_key", "number_key"),
        Index("ix_letter_by_reply_due", "direction", "reply_due_latest"),
        Index("ix_letter_by_occasion", "letter_kind", "occasion_year"),
    )

    id: Mapped[int] = record_key()
    direction: Mapped[LetterDirection]
    registration_no: Mapped[str] = mapped_column(default="")
    number_key: Mapped[str] = mapped_column(default="", server_default=text("''"))
    dated: Mapped[PartialDate] = partial_date("dated")
    subject_tr: Mapped[str] = mapped_column(default="")
    subject_en: Mapped[str] = mapped_column(default="")
    correspondent_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    distribution_tr: Mapped[str] = mapped_column(default="")
    distribution_en: Mapped[str] = mapped_column(default="")
    occasion_tr: Mapped[str] = mapped_column(default="")
    occasion_en: Mapped[str] = mapped_column(default="")
    language: Mapped[Language | None]
    pages: Mapped[int | None]
    reply_due: Mapped[PartialDate] = partial_date("reply_due")
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    file_code: Mapped[str] = mapped_column(default="")
    letter_kind: Mapped[LetterKind | None] = mapped_column(
        Enum(LetterKind, native_enum=False, create_constraint=False, length=40, values_callable=values_of)
    )
    occasion_year: Mapped[int | None]
    addressed_to: Mapped[str] = mapped_column(default="", server_default=text("''"))
    body: Mapped[str] = mapped_column(default="", server_default=text("''"))
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    correspondent: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=correspondent_id, remote_side=Record.id
    )
    answers: Mapped["Letter | None"] = relationship(
        lazy="raise_on_sql", foreign_keys=answers_id, remote_side="Letter.id", viewonly=True
    )
    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )
