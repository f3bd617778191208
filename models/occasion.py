"""Occasions to write a letter that somebody entered: what no table and no agreement tells."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import LetterKind


class Occasion(Record):
    """A congratulation, a condolence, a day of greeting.

    :param falls: its day; of a feast that lasts, the first one.
    :param yearly: whether it returns on the same day of every year.
    :param about_id: the person, body, city or country that it concerns.
    """

    __tablename__ = "occasion"
    __table_args__ = (
        CheckConstraint("falls_earliest <= falls_latest", name="falls_in_order"),
        Index("ix_occasion_by_day", "falls_earliest", "falls_latest"),
    )

    id: Mapped[int] = record_key()
    occasion_kind: Mapped[LetterKind]
    falls: Mapped[PartialDate] = partial_date("falls")
    yearly: Mapped[bool] = mapped_column(default=False)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("record.id"), index=True)
    notes_tr: Mapped[str] = mapped_column(default="")
    notes_en: Mapped[str] = mapped_column(default="")

    about: Mapped[Record | None] = relationship(
        lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id
    )
