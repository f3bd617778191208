"""The value of a date that may be known only in part, and its three columns.

SQLAlchemy reads the annotations of the dataclass when it maps it, so they must not be strings here.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Self

from sqlalchemy import Date, Enum
from sqlalchemy.orm import Composite, composite, mapped_column

Precision = Literal["unknown", "day", "span", "month", "year", "range"]


class Certainty(StrEnum):
    """What the days between earliest and latest say about the fact."""

    EXACT = "exact"
    """It happened on exactly these days: one day, or a span that lasted from the first to the last."""
    WITHIN = "within"
    """It happened on some day or days between them: in a month, in a year, in a range."""
    DOUBTFUL = "doubtful"
    """A source prints it so, but it is disputed."""


@dataclass(frozen=True)
class PartialDate:
    """A day, a span, a month, a year, a range, or nothing known.

    :param earliest: first day on which it can have happened, or on which it began.
    :param latest: last day on which it can have happened, or on which it ended.
    :param certainty: what the two days say. All three are given, or none: then the date is unknown.
    :raises ValueError: some are missing, or ``latest`` lies before ``earliest``.

    Source: docs/rules.md, R-13.
    """

    earliest: date | None = None
    latest: date | None = None
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        """Refuse half a date."""
        if len({self.earliest is None, self.latest is None, self.certainty is None}) > 1:
            raise ValueError("a partial date has both days and a certainty, or none of them")
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError("a partial date ends on or after its first day")

    @classmethod
    def unknown(cls) -> Self:
        """Return the date of which nothing is known."""
        return cls()

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """Return a day, or some time within a month or a year.

        :raises ValueError: there is no such day, or a day was given without its month.
        """
        if month is None:
            if day is not None:
                raise ValueError("a day needs its month")
            return cls(date(year, 1, 1), date(year, 12, 31), Certainty.WITHIN)
        if day is None:
            return cls(date(year, month, 1), _end_of_month(year, month), Certainty.WITHIN)
        return cls.on(date(year, month, day))

    @classmethod
    def on(cls, day: date) -> Self:
        """Return exactly this day."""
        return cls.span(day, day)

    @classmethod
    def span(cls, first: date, last: date) -> Self:
        """Return what lasted from the first day to the last.

        :raises ValueError: ``last`` lies before ``first``.
        """
        return cls(first, last, Certainty.EXACT)

    @property
    def is_known(self) -> bool:
        """Whether anything is known."""
        return self.earliest is not None

    @property
    def precision(self) -> Precision:
        """How precisely the date may be printed, and never more.

        A disputed date has the precision with which it was printed.
        """
        first, last = self.earliest, self.latest
        if first is None or last is None:
            return "unknown"
        if first == last:
            return "day"
        if self.certainty is not Certainty.EXACT and first.day == 1 and first.year == last.year:
            if last == _end_of_month(first.year, first.month):
                return "month"
            if (first.month, last.month, last.day) == (1, 12, 31):
                return "year"
        return "range" if self.certainty is Certainty.WITHIN else "span"

    def in_year(self, year: int) -> bool:
        """Whether it counts in a year: both ends lie in it."""
        return (
            self.earliest is not None
            and self.latest is not None
            and self.earliest.year == self.latest.year == year
        )

    def certainly_before(self, other: "PartialDate | date") -> bool:
        """Whether every possible day lies before every possible day of the other; a guard may refuse.

        Nothing is certain about an unknown or a disputed date.
        """
        other = _partial(other)
        if Certainty.DOUBTFUL in (self.certainty, other.certainty):
            return False
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def maybe_before(self, other: "PartialDate | date") -> bool:
        """Whether some possible day lies before some possible day of the other; a guard warns.

        An unknown date may lie anywhere.
        """
        other = _partial(other)
        return self.earliest is None or other.latest is None or self.earliest < other.latest

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it may have happened between two days, both included; an unknown date is not found."""
        return (
            self.earliest is not None
            and self.latest is not None
            and self.earliest <= last
            and first <= self.latest
        )


def partial_date(name: str) -> Composite[PartialDate]:
    """Declare the columns of a partial date: ``<name>_earliest``, ``<name>_latest``, ``<name>_certainty``.

    Three NULL are read as the unknown date, never as ``None``. The CHECK on the certainty carries ``name``,
    because a table may have several partial dates. That the days are in order is for the table to say:
    migrations are written from the constraints of tables, those of single columns would be lost.
    """
    certainty = Enum(
        Certainty,
        name=f"{name}_certainty",
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
    )
    return composite(
        PartialDate,
        mapped_column(f"{name}_earliest", Date, nullable=True),
        mapped_column(f"{name}_latest", Date, nullable=True),
        mapped_column(f"{name}_certainty", certainty, nullable=True),
    )


def _partial(value: PartialDate | date) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.on(value)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
