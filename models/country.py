"""Countries: ISO codes, and the office's own ``XN`` and ``EU``."""

from sqlalchemy.orm import Mapped, mapped_column

from models.record import Record, record_key
from models.vocabulary import CountryKind


class Country(Record):
    """A country as offices count it; its names come from CLDR and an office table."""

    __tablename__ = "country"

    id: Mapped[int] = record_key()
    code: Mapped[str] = mapped_column(unique=True)
    region: Mapped[str] = mapped_column(default="")
    country_kind: Mapped[CountryKind]
