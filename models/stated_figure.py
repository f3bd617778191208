"""What a source states, beside what the record holds."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.organisation import Organisation
from models.partial_date import PartialDate, partial_date
from models.record import Record, record_key
from models.vocabulary import Metric


class StatedFigure(Record):
    """A figure somebody printed about a municipality, as of a day."""

    __tablename__ = "stated_figure"
    __table_args__ = (CheckConstraint("value >= 0", name="not_negative"),)

    id: Mapped[int] = record_key()
    about_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    metric: Mapped[Metric]
    value: Mapped[int]
    as_of: Mapped[PartialDate] = partial_date("as_of")

    about: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=about_id)
