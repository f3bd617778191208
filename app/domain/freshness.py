"""How old a fact may be before a paper says so.

Source: docs/rules.md, R-14, R-15.
"""

from calendar import monthrange
from datetime import date

from models import Certainty, PartialDate

POST_MONTHS = 6
"""Who holds an office is to be checked when nobody has been seen in it for so many months."""


def months_between(first: date, last: date) -> int:
    """Return the whole months from one day to a later one.

    >>> months_between(date(2023, 3, 23), date(2023, 10, 22))
    6
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of that month.

    >>> months_before(date(2023, 10, 31), 8)
    datetime.date(2023, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def post_is_stale(heard: date | None, today: date) -> bool:
    """Say whether an office must be checked before it is printed; so must one without any day."""
    return heard is None or months_between(heard, today) >= POST_MONTHS


def surely_by(on: PartialDate) -> date:
    """Return the day that tells which of several contacts was the last for certain.

    What lasted from one day to another counts on its last day; what happened on some day within a month or a
    year may have happened on the first, and so never comes before a day that is known within it.

    >>> surely_by(PartialDate.of(2023)) < surely_by(PartialDate.of(2023, 4, 26))
    True
    """
    day = on.latest if on.certainty is Certainty.EXACT else on.earliest
    return day or date.min
