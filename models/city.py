"""Cities and every spelling under which somebody may look for them."""

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, part_key
from models.country import Country
from models.record import Record, record_key


class City(Record):
    """A city, shared by all municipalities; an unknown country is NULL.

    :param timezone: name of the tz database; empty where the country tells it, or nobody has said it.
    """

    __tablename__ = "city"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_position"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
    )

    id: Mapped[int] = record_key()
    country_id: Mapped[int | None] = mapped_column(ForeignKey("country.id"), index=True)
    region: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    population: Mapped[int | None]
    geonames_id: Mapped[int | None] = mapped_column(unique=True)
    timezone: Mapped[str] = mapped_column(default="", server_default=text("''"))

    country: Mapped[Country | None] = relationship(lazy="raise_on_sql", foreign_keys=country_id)
    names: Mapped[list["CityName"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan", order_by="CityName.position"
    )


class CityName(Model):
    """One more spelling of a city; the language is empty where the gazetteer does not say."""

    __tablename__ = "city_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = part_key("city")
    position: Mapped[int]
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
