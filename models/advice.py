"""What to say to somebody, and what not: entered by colleagues, and seen by few."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.record import Record, record_key
from models.vocabulary import AdviceKind, Confidentiality


class Advice(Record):
    """A talking point or a sensitivity about a city, country, organisation, person or visit.

    :param mark: above official use, only who may see restricted documents finds it.
    """

    __tablename__ = "advice"

    id: Mapped[int] = record_key()
    advice_kind: Mapped[AdviceKind]
    about_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    mark: Mapped[Confidentiality | None]
    text_tr: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")

    about: Mapped[Record] = relationship(lazy="raise_on_sql", foreign_keys=about_id, remote_side=Record.id)
