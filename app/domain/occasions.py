"""Occasions to write a letter: on which days they fall, and for which year. Pure.

National days of countries and the first days of the two religious feasts are dated data with their sources,
``national_days.csv`` and ``feasts.csv`` beside this module. A feast moves every year: one whose day nobody
has entered for a year has none, and it is never computed. An occasion of the office stands in place of both.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.errors import Problem
from app.i18n import N_
from models import Certainty, Occasion, PartialDate
from models.vocabulary import ENTERED_OCCASIONS, LetterKind

_HERE = Path(__file__).parent
_TO_CONFIRM = "to_confirm"
_AUTUMN = 9
LEAP_MONTH, LEAP_DAY = 2, 29
OF_EVERYBODY = (LetterKind.NEW_YEAR, LetterKind.RAMADAN_FEAST, LetterKind.SACRIFICE_FEAST)
"""Occasions that concern no one in particular."""


@dataclass(frozen=True)
class NationalDay:
    """The national day of a country.

    :param code: of the country.
    :param is_sure: False where the office has to ask the mission.
    """

    code: str
    month: int
    day: int
    name_tr: str
    name_en: str
    is_sure: bool
    source: str


@dataclass(frozen=True)
class Feast:
    """The first day of a religious feast in a year."""

    kind: LetterKind
    day: date
    is_sure: bool
    source: str


@cache
def national_days() -> Mapping[str, NationalDay]:
    """Return the national days that are known, by code of the country."""
    return {
        row["code"]: NationalDay(
            row["code"],
            int(row["month"]),
            int(row["day"]),
            row["name_tr"],
            row["name_en"],
            row["confidence"] != _TO_CONFIRM,
            row["source"],
        )
        for row in _rows("national_days.csv")
    }


@cache
def feasts() -> Sequence[Feast]:
    """Return the feasts whose days are known, the earliest first."""
    return sorted(
        (
            Feast(
                LetterKind(row["kind"]),
                date(int(row["year"]), int(row["month"]), int(row["day"])),
                row["confidence"] != _TO_CONFIRM,
                row["source"],
            )
            for row in _rows("feasts.csv")
        ),
        key=lambda one: one.day,
    )


def in_year(month: int, day: int, year: int) -> date:
    """Return the day of a year; the 29th of February is the 28th where there is none."""
    if (month, day) == (LEAP_MONTH, LEAP_DAY) and not _is_leap(year):
        return date(year, LEAP_MONTH, LEAP_DAY - 1)
    return date(year, month, day)


def returns(month: int, day: int, first: date, last: date) -> Iterator[date]:
    """Yield the days between two days, both counted, on which a day of the year returns."""
    for year in range(first.year, last.year + 1):
        found = in_year(month, day, year)
        if first <= found <= last:
            yield found


def anniversaries(signed: PartialDate, first: date, last: date) -> Iterator[tuple[date, int]]:
    """Yield the anniversaries of a signature between two days, with their number of years.

    Only a day that is known whole and is not disputed has any (docs/rules.md, R-13).
    """
    if signed.precision != "day" or signed.certainty is not Certainty.EXACT or signed.earliest is None:
        return
    for day in returns(signed.earliest.month, signed.earliest.day, first, last):
        if (years := day.year - signed.earliest.year) > 0:
            yield day, years


def usual_year(kind: LetterKind, today: date) -> int:
    """Return the year for which somebody writes today: New Year's greetings of autumn are of the next."""
    return today.year + (kind is LetterKind.NEW_YEAR and today.month >= _AUTUMN)


def days_of(occasion: Occasion, first: date, last: date) -> Iterator[date]:
    """Yield the days between two days on which an entered occasion falls; only a whole day does."""
    falls = occasion.falls
    if falls.certainty is not Certainty.EXACT or falls.earliest is None:
        return
    if occasion.yearly:
        yield from returns(falls.earliest.month, falls.earliest.day, first, last)
    elif first <= falls.earliest <= last:
        yield falls.earliest


def an_occasion(occasion: Occasion, today: date) -> Iterator[Problem]:
    """Only what no table tells is entered: New Year and anniversaries of ties are in the calendar anyway."""
    if occasion.occasion_kind not in ENTERED_OCCASIONS:
        yield Problem("occasion_kind", N_("Choose what kind of occasion it is"))


def of_a_country(occasion: Occasion, today: date) -> Iterator[Problem]:
    """A national day is that of somebody."""
    if occasion.occasion_kind is LetterKind.NATIONAL_DAY and occasion.about_id is None:
        yield Problem("about", N_("Choose the country whose day it is"))


def yearly_on_a_day(occasion: Occasion, today: date) -> Iterator[Problem]:
    """What returns every year has a day on which it does."""
    if occasion.yearly and occasion.falls.certainty is not Certainty.EXACT:
        yield Problem("falls", N_("Enter the day on which it returns every year"))


RULES = (an_occasion, of_a_country, yearly_on_a_day)


def missing(occasion: Occasion) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids."""
    return () if occasion.falls.is_known else (N_("No date"),)


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
