"""The cells of a sheet as the texts a person would type into a form.

Cells that say that there is nothing are empty: a dash, dots, ``NA``, ``n/a``, ``#N/A`` and what programs
write for a missing value. Words are not: ``yok``, ``bilinmiyor``, ``unknown`` and ``?`` are what
somebody wrote.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

Value = int | float | str | bool | time | date | datetime | timedelta

_NOTHING = frozenset(
    {
        *("-", "--", "---", "–", "—", "−", "_", ".", "..", "...", "…", "/"),
        *("NA", "N/A", "n/a", "N.A.", "n.a.", "#N/A", "#N/A!", "#YOK", "NaN", "<NA>", "NULL"),
    }
)
_ERRORS = frozenset(
    {
        *("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"),
        *("#BAŞV!", "#SAYI/0!", "#DEĞER!", "#AD?", "#SAYI!", "#BOŞ!"),
    }
)
"""What Excel shows in English and in Turkish where it cannot calculate."""
_INVISIBLE = {
    **dict.fromkeys([*range(32), *range(127, 160)]),
    **dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF]),
    **dict.fromkeys([0x09, 0x0B, 0x0C, 0xA0, 0x2007, 0x202F], " "),
    **dict.fromkeys([0x0A, 0x85, 0x2028, 0x2029], "\n"),
}
"""Controls and joiners go, odd spaces become spaces, lines stay lines."""


def text_of(value: Value) -> str:
    """Return what a person would have typed.

    Days are ``2023-01-12``, with a time ``2023-01-12 14:00`` unless it is midnight; times and durations
    ``14:00``; numbers have a decimal point, broken ones at most 15 digits; yes and no are ``1`` and ``0``.
    """
    return _TEXTS[type(value)](value)


def is_error(text: str) -> bool:
    """Return whether a cell shows that a formula failed."""
    return text in _ERRORS


def _of_text(text: str) -> str:
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    text = text.strip()
    return "" if text in _NOTHING else text


def _of_number(number: float) -> str:
    if abs(number) < 1e22 and number == int(number):
        return str(int(number))
    digits = f"{number:.15g}"
    return digits if "e-" not in digits else f"{number:.12f}".rstrip("0").rstrip(".")


def _of_moment(moment: datetime) -> str:
    rounded = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return f"{rounded:%Y-%m-%d %H:%M}" if rounded.time() != time() else rounded.date().isoformat()


def _of_duration(duration: timedelta) -> str:
    minutes = round(duration.total_seconds() / 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_TEXTS: Mapping[type, Callable[..., str]] = {
    str: _of_text,
    float: _of_number,
    int: str,
    bool: lambda yes: "1" if yes else "0",
    datetime: _of_moment,
    date: date.isoformat,
    time: lambda at: f"{at:%H:%M}",
    timedelta: _of_duration,
}
