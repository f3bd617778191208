"""Dates and times as officers type them.

A problem carries an English msgid and values. A value may be a ``date`` or a :class:`app.i18n.Month`: the
translator prints both in the reader's language, so ``t(problem.message, **problem.values)`` is all it takes.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Literal

from babel.dates import get_day_names, get_month_names

from app.domain.turkish import fold, search_key
from app.i18n import N_, Month
from models.partial_date import PartialDate

FIRST_YEAR, LAST_YEAR, CENTURY = 1800, 2200, 100
YEARS_AHEAD = 20
"""A year of two digits lies at most so far ahead of today, else it belongs to the century before."""


class DateProblem(ValueError):
    """What was typed cannot be read as a date or a time.

    :param message: English msgid with ``%(name)s`` placeholders.
    :param values: what fills the placeholders: text, numbers, days and months.
    """

    def __init__(self, message: str, values: Mapping[str, object]) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values


_LOCALES = ("tr", "en", "en_GB")
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_MONTHS = {
    fold(name): number
    for locale in _LOCALES
    for width in _WIDTHS
    for number, name in get_month_names(width, locale=locale).items()
}
_WEEKDAYS = frozenset(
    fold(name)
    for locale in _LOCALES
    for width in _WIDTHS
    for name in get_day_names(width, locale=locale).values()
)
_DAYS_AWAY = {
    "evvelsi gun": -2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "dun": -1,
    "yesterday": -1,
    "bugun": 0,
    "today": 0,
    "yarin": 1,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "obur gun": 2,
}

_BETWEEN = {"of": ".", "from": ".", "the": ".", "to": "-"} | dict.fromkeys(("st", "nd", "rd", "th"), "d")
"""English words of a date; an ordinal is marked as a day for certain."""

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DASHED = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?!\d)")

# Of what is spelt so far: the month before its day, as in "October 25, 2023", "Nov 3-5, 2023", "Oct 25th".
_SPAN_OF_A_MONTH = re.compile(r"^m(\d+)\.(\d{1,2})d?-(\d{1,2})(?=d|\.\d{4}$)")
_MONTH_FIRST = re.compile(r"(?<![^-])m(\d+)\.(\d{1,2})(?=d|-.*\.\d{4}$|\.\d{4}(?!\d))")

# What _canonical leaves: numbers, points and dashes, and "m10" for October written as a word.
_YEAR = re.compile(r"[1-9]\d{3}")
_MONTH = re.compile(r"(?:m(\d+)|(\d{1,2})(?=\.))(?:\.([1-9]\d{3}))?")
_DAY = re.compile(r"(\d{1,2})(?:\.m?(\d{1,2})(?:\.([1-9]\d{3}|\d{2}))?)?")
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?")
_HALF_DAY = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]?([0-5]\d))?\s*([ap])\.?m\.?", re.IGNORECASE)


def parse_partial_date(text: str, today: date) -> PartialDate:
    """Read a date as precisely as it was typed.

    A missing year is the one that brings the date nearest to today; the first day of a span takes what it
    lacks from the last. Names of weekdays are skipped, not checked.

    :param text: in Turkish or English: ``25.10.2023``, ``dün``, ``3-5 Kasım``, ``October 25th, 2023``,
        ``2023``; if empty, the date is unknown. ``Oct 23`` is refused: it may be a day or a year.
    :param today: the office's current day.
    :raises DateProblem: it is no date, or not a possible one.

    Source: docs/rules.md, R-13.
    """
    if not text.strip():
        return PartialDate.unknown()
    away = _DAYS_AWAY.get(search_key(text))
    if away is not None:
        return PartialDate.on(today + timedelta(days=away))
    typed = _canonical(text)
    if _YEAR.fullmatch(typed):
        return PartialDate.of(_year(typed, today))
    if month := _MONTH.fullmatch(typed):
        word, number, year = month.groups()
        middle = _day("15", word or number, year, today)  # every month has one
        return PartialDate.of(middle.year, middle.month)
    first, dash, last = typed.partition("-")
    begin, end = _DAY.fullmatch(first), _DAY.fullmatch(last if dash else first)
    if not begin or not end or not end[2] or (begin[3] and not end[3]):
        message = N_("Not a date: %(typed)s. Write for example 25.10.2023, 25 October, October 2023 or 2023.")
        raise DateProblem(message, {"typed": text.strip()})
    return _span(begin, end, today) if dash else PartialDate.on(_day(end[1], end[2], end[3], today))


def parse_time(text: str) -> time:
    """Read a time of day: ``14:00``, ``14.00``, ``1400`` or ``14``, or ``2:30 pm``.

    :raises DateProblem: it is no time.
    """
    if half := _HALF_DAY.fullmatch(text.strip()):
        afternoon = 12 if half[3] in "pP" else 0
        return time(int(half[1]) % 12 + afternoon, int(half[2] or 0))
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise DateProblem(N_("Not a time: %(typed)s. Write for example 14:00."), {"typed": text.strip()})
    return time(int(found[1]), int(found[2] or 0))


def _canonical(text: str) -> str:
    """Spell months as ``m10`` behind their day, drop weekdays, put points within one, a dash between two."""
    spelt = re.sub(r"[a-z]+", lambda word: _number(word[0]), fold(text))
    spelt = re.sub("[‐‒–—−]", "-", spelt)  # the dashes of word processors
    spelt = _DASHED.sub(r"\1.\2.\3", _ISO.sub(r"\3.\2.\1", spelt))
    dotted = re.sub(r"\.*-\.*", "-", re.sub(r"[\s.,/]+", ".", spelt)).strip(".")
    in_order = _MONTH_FIRST.sub(r"\2.m\1", _SPAN_OF_A_MONTH.sub(r"\2-\3.m\1", dotted))
    return re.sub(r"(?<=\d)d(?=\W|$)", "", in_order)


def _number(word: str) -> str:
    if word in _MONTHS:
        return f".m{_MONTHS[word]}."
    return "." if word in _WEEKDAYS else _BETWEEN.get(word, "?")


def _span(begin: re.Match[str], end: re.Match[str], today: date) -> PartialDate:
    last = _day(end[1], end[2], end[3], today)
    month = begin[2] or end[2]
    # Only the turn of the year is worth a guess; elsewhere two months in the wrong order are a slip.
    turn = (int(month), last.month) == (12, 1)
    first = _day(begin[1], month, begin[3] or str(last.year - turn), today)
    if last < first:
        message = N_("The end (%(end)s) is before the start (%(start)s).")
        raise DateProblem(message, {"end": last, "start": first})
    return PartialDate.span(first, last)


def _day(day: str, month: str, year: str | None, today: date) -> date:
    """Return the day; without a year the one nearest to today."""
    if int(month) not in range(1, 13):
        raise DateProblem(N_("There is no month %(month)s: a year has 12."), {"month": int(month)})
    years = [_year(year, today)] if year else [today.year, today.year - 1, today.year + 1]
    lengths = {one: monthrange(one, int(month))[1] for one in years}
    days = [date(one, int(month), int(day)) for one, length in lengths.items() if 1 <= int(day) <= length]
    if not days:
        shown = Month(years[0], int(month))
        raise DateProblem(N_("%(month)s has %(days)s days."), {"month": shown, "days": lengths[shown.year]})
    return min(days, key=lambda one: abs(one - today))


def _year(typed: str, today: date) -> int:
    year = int(typed)
    if year < CENTURY:
        year += today.year // CENTURY * CENTURY
        if year > today.year + YEARS_AHEAD:
            year -= CENTURY
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateProblem(N_("The year %(year)s is not between 1800 and 2200."), {"year": year})
    return year
