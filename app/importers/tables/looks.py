"""What the texts of a column look like."""

import re
from collections.abc import Sequence
from datetime import date

from app.domain.dates import DateProblem, parse_partial_date

_ANY_DAY = date(2020, 1, 1)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*")
_DEGREES = r"[-+]?\d{1,3}[.,]\d{2,}"
_PLACE = re.compile(rf"point\s*\(.+\)|{_DEGREES}\s*[,;/ ]\s*{_DEGREES}", re.IGNORECASE)
_SHARE = 0.8


def looks_like(texts: Sequence[str], what: str) -> bool:
    """Return whether most texts of a column that are not empty look like dates, numbers or coordinates.

    :param what: ``text``, ``date``, ``number`` or ``place``, see :class:`app.importers.target.Target`.
    """
    said = [text for text in texts if text]
    return bool(said) and sum(_looks(text, what) for text in said) >= _SHARE * len(said)


def _looks(text: str, what: str) -> bool:
    if what == "date":
        return _is_date(text)
    if what == "place":
        return _PLACE.fullmatch(text) is not None
    return what == "text" or _NUMBER.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    if len(text) > 60 or not _YEAR.search(text):
        return False
    try:
        return bool(parse_partial_date(text, _ANY_DAY))
    except DateProblem:
        return False
