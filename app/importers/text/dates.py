"""Dates in running text: where they stand and which days they mean.

:func:`app.domain.dates.parse_partial_date` reads a date that somebody typed; here it has to be found first,
in a text that machines misread (``O3.1O.2023``), and a missing year comes from elsewhere in the text.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

from app.domain.turkish import fold
from app.importers.text.misreading import one_letter_apart, with_pairs

_LOCALES = ("tr", "en", "en_GB")
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_MONTHS = {
    fold(name).rstrip("."): number
    for locale in _LOCALES
    for width in _WIDTHS
    for number, name in get_month_names(width, locale=locale).items()
}
_WEEKDAYS = {
    fold(name).rstrip("."): number
    for locale in _LOCALES
    for width in _WIDTHS
    for number, name in get_day_names(width, locale=locale).items()
}
_LONG_MONTHS = {name: number for name, number in _MONTHS.items() if len(name) >= 4}

_D = "[0-9oilsb|]"
_DAY = rf"{_D}{{1,2}}"
_YEAR = rf"[12il|]{_D}{{3}}"
_DASH = r"\s?[-–—−]\s?"
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TORN = "|".join(
    f"{name[:place]} {name[place:]}" for name in _LONG_MONTHS for place in range(2, len(name) - 1)
)
"""Months that a scan tore apart: ``febru ary``."""
_WORD = rf"(?:(?:{_TORN})(?![a-z])|(?:{_M})(?![a-z]{{5}})(?:['’]?[a-z]{{0,4}})?|[a-z0-9]{{4,9}})\.?"
_TH = r"(?:st|nd|rd|th)?\.?"
_W = "|".join(sorted((name for name in _WEEKDAYS if len(name) > 2), key=len, reverse=True))
_AND = (
    rf"(?:,?\s\(?(?:{_W})\.?\)?,?)?"
    rf"(?:{_DASH}|\s?/\s?|\s?&\s?|\s+(?:ve|and|ila|to|ile)\s+)"
    rf"(?:(?:{_W})\.?,?\s)?"
)
"""What stands between two days, with a weekday beside it perhaps: ``Thursday 3 - Friday 4 March``."""
_OF_YEAR = rf"(?:,?\s(?:(?:{_W}),?\s)?(?P<y>{_YEAR}))?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 2024-03-12, 2024.03.12
        rf"(?<![\w./-])(?P<y>{_YEAR})-(?P<m>{_DAY})-(?P<d>{_DAY})(?![\w/-])",
        r"(?<![\w./-])(?P<y>[12]\d{3})(?P<s>[./])(?P<m>[01]\d)(?P=s)(?P<d>[0-3]\d)(?![\w/-])",
        # 12.03.2024 - 14.03.2024
        rf"(?<![\w./])(?P<d1>{_DAY})\s?[./]\s?(?P<m1>{_DAY})\s?[./]\s?(?P<y1>{_YEAR}){_AND}(?P<d>{_DAY})[./](?P<m>{_DAY})[./](?P<y>{_YEAR})(?!\w)",
        # 12.03 - 14.03.2024, 12-14.03.2024, 12-14.3.24
        rf"(?<![\w./])(?P<d1>{_DAY})(?:[./](?P<m1>{_DAY}))?\.?{_AND}(?P<d>{_DAY})[./](?P<m>{_DAY})[./](?P<y>{_YEAR}|\d\d(?![\w.]|:\d))(?!\w)",
        # 12.03.2024, 12/03/24, 12-03-2024, 12 . 03 . 2024, 12,03,2024
        rf"(?<![\w/])(?<!\d[.,])(?P<d>{_DAY})\s?(?P<s>[./,-])\s?(?P<m>{_DAY})\s?[./,-]\s?(?P<y>{_YEAR}|\d\d(?![\w.]|:\d))(?![\w])",
        # 12.03 2024, 12 03.2024: a point that a scan lost
        rf"(?<![\w/])(?<!\d[.,])(?P<lost>)(?P<d>{_DAY})\s?[.,]\s?(?P<m>[0-9o][0-9oil])\s(?P<y>{_YEAR})(?!\w)",
        rf"(?<![\w/])(?<!\d[.,])(?P<lost>)(?P<d>{_DAY})\s(?P<m>[0-9o][0-9oil])\s?[.,]\s?(?P<y>{_YEAR})(?!\w)",
        # 19 03 2024
        r"(?<![\w/.,])(?P<lost>)(?P<d>[0-3]\d)\s(?P<m>[01]\d)\s(?P<y>20\d\d)(?!\w)",
        # 1 2.03.2024 at the beginning of a line: a day that a scan tore apart
        (
            rf"(?:(?<=\n)|(?<![\s\S]))[ \t]*(?:[-–—•*][ \t]*)?(?P<lost>)(?P<d>[0-3] [0-9])"
            rf"\s?\.\s?(?P<m>{_DAY})\s?\.\s?(?P<y>{_YEAR})(?!\w)"
        ),
        # 12 March 2024 - 3 April 2024; 28 Şubat - 2 Mart 2024; 3-5 Mart 2024; 12th of March, 2024; 12 Mart
        rf"(?<![\w.])(?P<d1>{_DAY}){_TH}\s(?P<n1>{_WORD})(?:\s(?P<y1>{_YEAR}))?{_AND}(?P<d>{_DAY}){_TH}\s(?P<n>{_WORD}){_OF_YEAR}(?!\d)",
        rf"(?<![\w.])(?P<d1>{_DAY}){_TH}{_AND}(?P<d>{_DAY}){_TH}\s?(?:of\s)?(?P<n>{_WORD})(?:,?\s(?P<y>{_YEAR}))?(?!\d)",
        # 12, 13 ve 14 Mayıs 2024
        rf"(?<![\w.])(?P<d1>{_DAY})(?:,\s?{_DAY})+,?\s(?:ve|and)\s(?P<d>{_DAY})\s(?P<n>{_WORD})(?:,?\s(?P<y>{_YEAR}))?(?!\d)",
        rf"(?<![\w.])(?P<d>{_DAY}){_TH}[\s-]?(?:of\s)?(?P<n>{_WORD})(?:,?[\s-](?P<y>{_YEAR}))?(?!\d)",
        # March 28 - April 2, 2024; March 3-5, 2024; March 12, 2024; March 12
        rf"(?<!\w)(?P<n1>{_WORD})\s(?P<d1>{_DAY}){_TH}{_AND}(?P<n>{_WORD})\s(?P<d>{_DAY}){_TH}(?:,?\s(?P<y>{_YEAR}))?(?!\w)",
        rf"(?<!\w)(?P<n>{_WORD})\s(?P<d1>{_DAY}){_TH}{_AND}(?P<d>{_DAY}){_TH}(?:,?\s(?P<y>{_YEAR}))?(?!\w)",
        rf"(?<!\w)(?P<n>{_WORD})\s(?P<d>{_DAY}){_TH}(?:,?\s(?P<y>{_YEAR}))?(?!\w|:\d)",
        # Ocak ayının 8'inde, 2020 yılı Ocak ayının 8'i
        rf"(?<!\w)(?:(?P<y>{_YEAR})\s(?:yilinin\s|yili\s)?)?(?P<n>{_WORD})\sayinin\s(?P<d>{_DAY})(?![\w./])",
        # early March 2024, Mart sonu 2024, Mart ayı içinde
        rf"(?<!\w)(?P<whole>early|mid|late)[\s-](?P<n>{_M})(?:\s(?P<y>{_YEAR}))?(?!\w)",
        (
            rf"(?<!\w)(?P<n>{_M})\s(?:ayi\s)?(?P<whole>sonu|basi|ortasi|icinde|icerisinde|boyunca)\w{{0,4}}"
            rf"(?:\s(?P<y>{_YEAR}))?(?!\w)"
        ),
        # March 2024, 2024 Mart
        rf"(?<!\w)(?P<n>{_WORD})\s(?P<y>{_YEAR})(?!\w)",
        rf"(?<!\w)(?P<y>{_YEAR})\s(?P<n>{_WORD})(?!\w)",
    )
)
_BARE_DAY = re.compile(
    rf"(?<![\w.,:])(?:(?P<d1>{_DAY})[./](?P<m1>{_DAY})\.?{_DASH})?"
    rf"(?P<d>{_DAY})[./](?P<m>{_DAY})\.?(?=\s*(?:[-–—:|\t]|[^\W\d_]))"
)
"""A day without a year: read at the beginning of a line only, since elsewhere it may be a time."""
TIME = re.compile(
    r"(?:\b(?:saat|at|s\.)\s*)?(?<![\d.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.])(?:\s?[-–—]\s?(?:[01]?\d|2[0-3])[:.][0-5]\d)?"
    r"(?:\s?(?:[ap]\.?m\.?|hrs|h)\b)?|\b\d{1,2}\s?[ap]\.?m\.?(?!\w)|\b(?:saat)\s\d{1,2}\b"
)
"""A time of day, or a span of them, in folded text."""
WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted((n for n in _WEEKDAYS if len(n) > 4), key=len, reverse=True))})"
    rf"|(?:{'|'.join(n for n in _WEEKDAYS if 2 < len(n) <= 4)})(?=\.|,|\s*[-–—:|)]|\s+\d|\s*$))\.?(?!\w)"
)
"""The name of a weekday in folded text."""
_SPELLING = str.maketrans("oilsb|", "011581")
_CENTURY = 2000
_FORTNIGHT = timedelta(days=13)


class _SameLength(dict[int, str]):
    """Folds each letter to one letter, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = fold(letter)
        self[code] = folded[0] if folded else letter
        return self[code]


_FOLDED = _SameLength()


def flattened(text: str) -> str:
    """Return the text folded letter by letter, as long as it was."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    :param first, last: days; the year is 0 in ``year`` where none is printed, and then both are None until
        :meth:`in_year` fills them.
    :param day1, month1: the beginning of a span, if it is one.
    :param whole_month: whether no day is printed.
    :param doubt: why it is unsure, as a key of ``proposal.REASONS``; empty if it is not.
    """

    start: int
    end: int
    day: int
    month: int
    year: int
    day1: int = 0
    month1: int = 0
    year1: int = 0
    whole_month: bool = False
    doubt: str = ""

    def in_year(self, year: int) -> "FoundDate":
        """Return it in a year, if it has none of its own."""
        return self if self.year else replace(self, year=year)

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day; None without a year, or where there is no such day."""
        if not self.year:
            return None
        if self.whole_month:
            return date(self.year, self.month, 1), date(
                self.year, self.month, monthrange(self.year, self.month)[1]
            )
        last = _day(self.year, self.month, self.day)
        if last is None:
            return None
        if not self.day1:
            return last, last
        month1 = self.month1 or self.month
        year1 = self.year1 or (self.year - 1 if (month1, self.month) == (12, 1) else self.year)
        first = _day(year1, month1, self.day1)
        return (first, last) if first is not None and first <= last else None

    def on_weekday(self, number: int) -> date | None:
        """Return the day of a span of at most a fortnight that is such a weekday, Monday is 0."""
        days = self.days
        if days is None or not self.day1 or days[1] - days[0] > _FORTNIGHT:
            return None
        return next(
            (
                day
                for day in (days[0] + timedelta(n) for n in range((days[1] - days[0]).days + 1))
                if day.weekday() == number
            ),
            None,
        )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(flat: str) -> list[FoundDate]:
    """Return the dates of a text in the order in which they stand.

    :param flat: what :func:`flattened` returns.
    """
    found: list[FoundDate] = []
    for pattern in _PATTERNS:
        found.extend(filter(None, map(_read, pattern.finditer(flat))))
    found.sort(key=lambda one: (one.start, -(one.end - one.start)))
    return list(_apart(found))


def bare_day(flat: str, start: int, end: int) -> FoundDate | None:
    """Return the day without a year that a line begins with: ``12.03 -``."""
    match = _BARE_DAY.match(flat, start, end)
    return _read(match) if match else None


def weekday(name: str) -> int:
    """Return the number of a weekday from its folded name, Monday is 0."""
    number: int = _WEEKDAYS[name.rstrip(".")]
    return number


def _apart(found: list[FoundDate]) -> Iterator[FoundDate]:
    """Yield those that do not overlap: the first, unless the one it overlaps says a year and it does not."""
    kept: FoundDate | None = None
    for one in found:
        if kept is None or one.start >= kept.end:
            if kept is not None:
                yield kept
            kept = one
        elif one.year and not kept.year:
            kept = one
    if kept is not None:
        yield kept


def _read(match: re.Match[str]) -> FoundDate | None:
    parts = defaultdict(str, {name: text for name, text in match.groupdict().items() if text})
    if "\t" in match[0]:
        return None  # the cells of a table say one thing each
    digits = "".join(parts[name] for name in ("d", "d1", "m", "y"))
    if not any(letter.isdigit() for letter in digits) and not parts["whole"]:
        return None
    if parts["s"] and len(parts["y"]) == 2 and len(set(re.findall(r"[./,-]", match[0]))) > 1:
        return None  # "03/03-05" is the beginning of a span
    if parts["d"] and not _has_digit(parts["d"]) and not (_has_digit(parts["m"]) and _has_digit(parts["y"])):
        return None
    if parts["n"] and not parts["y"] and not parts["d1"] and _is_a_number_before_a_date(match):
        return None
    clean = (digits.isdigit() or not digits) and match.groupdict().get("lost") is None
    doubt = "" if clean else "misread_date"
    month, sure = _month(parts["n"]) if parts["n"] else (_number(parts["m"]), True)
    month1, sure1 = _month(parts["n1"]) if parts["n1"] else (_number(parts["m1"]), True)
    if not month or (parts["n1"] and not month1):
        return None
    # A misread month needs a year beside it; else any word after a number would be a month.
    if not (sure and sure1):
        if not parts["y"]:
            return None
        doubt = "misread_date"
    day, day1, year = _number(parts["d"]), _number(parts["d1"]), _number(parts["y"])
    if parts["y"] and year < 100:
        year += _CENTURY
    if parts["y"] and not 1900 <= year <= 2099:
        return None
    if month > 12 and parts["s"] and day <= 12 < month <= 31:
        day, month, doubt = month, day, doubt or "american_date"
    if not 1 <= month <= 12 or not (parts["d"] == "" or 1 <= day <= 31) or month1 > 12 or day1 > 31:
        return None
    return FoundDate(
        match.start("lost")
        if clean is False and match.groupdict().get("lost") is not None
        else match.start(),
        match.end(),
        day,
        month,
        year,
        day1,
        month1,
        _number(parts["y1"]),
        not parts["d"],
        doubt,
    )


def joined(first: FoundDate, last: FoundDate) -> FoundDate:
    """Return two dates as one span of days."""
    return FoundDate(
        first.start,
        last.end,
        last.day,
        last.month,
        last.year,
        first.day,
        first.month,
        first.year,
        doubt=first.doubt or last.doubt,
    )


_LINE_NUMBER = re.compile(r"(?:^|[\n\r])\s*\(?$")
_DAY_BEHIND = re.compile(r"\s\d{1,2}(?:st|nd|rd|th)?(?![\d:.])")


def _is_a_number_before_a_date(match: re.Match[str]) -> bool:
    """Say whether what looks like a day is the number of a line: ``1. January 10 – …``."""
    text = match.string
    numbered = re.match(r"\d{1,2}\.\s", match[0]) and _LINE_NUMBER.search(
        text[max(0, match.start() - 9) : match.start()]
    )
    return bool(numbered and _DAY_BEHIND.match(text, match.end()))


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _number(text: str) -> int:
    return int(text.translate(_SPELLING).replace(" ", "")) if text else 0


@lru_cache(maxsize=8192)
def _month(word: str) -> tuple[int, bool]:
    """Return the month a word names, and whether it is spelt right; 0 if it names none."""
    bare = re.sub(r"['’].*", "", word).rstrip(".")
    if " " in bare:
        return _MONTHS[bare.replace(" ", "")], False
    if number := _MONTHS.get(bare):
        return number, True
    for cut in range(len(bare) - 1, max(2, len(bare) - 5), -1):
        if (number := _LONG_MONTHS.get(bare[:cut])) and bare[cut:] in _MONTH_ENDINGS:
            return number, True
    for tried in (bare, *with_pairs(bare)):
        for name, number in _LONG_MONTHS.items():
            if abs(len(name) - len(tried)) <= 1 and one_letter_apart(name, tried):
                return number, False
    return 0, True


_MONTH_ENDINGS = frozenset(
    {"ta", "da", "te", "de", "i", "in", "a", "e", "tan", "dan", "ten", "den", "un", "u"}
)
