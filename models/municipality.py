"""The municipality that owns records, and the counter that says its data changed."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class Municipality(Model):
    """One municipality; nobody reads another's rows."""

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title_tr: Mapped[str]
    title_en: Mapped[str]


class DataVersion(Model):
    """A counter raised once per commit; what is cached under it is valid until it grows.

    Row 0 counts changes of shared reference data, every other row those of the
    municipality of the same id.
    """

    __tablename__ = "data_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counter: Mapped[int] = mapped_column(default=0)
