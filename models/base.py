"""What every table shares: names of constraints, times with a zone, vocabularies by value."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import DateTime, Dialect, Enum, ForeignKey, MetaData, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def values_of(members: type[StrEnum]) -> list[str]:
    """Return the values of a vocabulary; they are what is stored."""
    return [member.value for member in members]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments and store the rest in UTC.

        :raises ValueError: the moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment; SQLite forgets the zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Model(DeclarativeBase):
    """Base of all tables."""

    __table__: ClassVar[Table]
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - declared by SQLAlchemy without ClassVar
        datetime: UtcDateTime,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=values_of,
        ),
    }


def member_of(of: type[StrEnum], column: str) -> Enum:
    """Return the type of a column where a table has two of one vocabulary: each check has a name of its own.

    :param column: its name.
    """
    return Enum(
        of, name=column, native_enum=False, create_constraint=True, length=40, values_callable=values_of
    )


def part_key(parent: str) -> Mapped[int]:
    """Foreign key of a part to the record it belongs to; it goes when the record is erased."""
    return mapped_column(ForeignKey(f"{parent}.id", ondelete="CASCADE"), index=True)
