"""Which row of a sheet names its columns.

It is the first row that fills at least half of the columns used below it, with short words and neither dates
nor numbers. A row of few words above a fuller one of words is a title. Where a cell above reaches over
several columns, the two rows are joined: ``Heyet / Unvan``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.turkish import search_key

_BELOW = 25
"""Rows by which a row of headings is judged."""
_LONGEST = 80
_NUMBER = re.compile(
    r"[-+(]?\s*[€$₺£%]?\s*\d[\d.,\s]*\)?\s*(?:[%€$₺£]|tl|try|eur|usd|kişi|adet)?", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b.*|\d{1,2}:\d{2}(?::\d{2})?")
_ADDRESS = re.compile(r"\S+@\S+|https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Places of the first and the last cell of a row that are one."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table.

    :param first: row of the sheet, from 0.
    :param last: the same one, or the one below it.
    :param texts: no two are the same, but several may be empty.
    :param lines: as they stand in the sheet, by which they are known where they are repeated.
    """

    first: int
    last: int
    texts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def is_number(text: str) -> bool:
    """Return whether a text is a number, with a currency or a percent sign perhaps."""
    return _NUMBER.fullmatch(text) is not None


def find_headings(rows: Sequence[Sequence[str]], spans: Mapping[int, Sequence[Span]]) -> Headings | None:
    """Return the headings, None where no row looks like any.

    :param rows: the first ones of the sheet, blank ones too.
    :param spans: row, from 0 → cells that reach over several columns.
    """
    for row, cells in enumerate(rows):
        if not any(cells):
            continue
        joined = _joined(row, rows, spans)
        if joined and _names_columns(joined, rows[row + 2 :]):
            return _headings(row, row + 1, joined, rows)
        single = _filled_across(cells, spans.get(row, ()))
        if _names_columns(single, rows[row + 1 :]) and not _is_title(cells, rows[row + 1 :]):
            return _headings(row, row, single, rows)
    return None


def headings_at(
    row: int, rows: Sequence[Sequence[str]], spans: Mapping[int, Sequence[Span]]
) -> Headings | None:
    """Return the headings in a row that somebody chose, None where it is blank.

    A row above that groups the columns belongs to them.
    """
    if not 0 <= row < len(rows) or not any(rows[row]):
        return None
    if row and (joined := _joined(row - 1, rows, spans)):
        return _headings(row - 1, row, joined, rows)
    return _headings(row, row, _filled_across(rows[row], spans.get(row, ())), rows)


def _headings(first: int, last: int, texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Headings:
    return Headings(
        first, last, tuple(_numbered(texts)), tuple(tuple(rows[row]) for row in range(first, last + 1))
    )


def _numbered(texts: Sequence[str]) -> list[str]:
    """Return the headings in one line each, repeated ones with a number."""
    found: list[str] = []
    seen: set[str] = set()
    for text in texts:
        heading = plain = " ".join(text.split())
        number = 1
        while heading and search_key(heading) in seen:
            number += 1
            heading = f"{plain} ({number})"
        seen.add(search_key(heading))
        found.append(heading)
    return found


def _filled_across(cells: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """Return a row in which each column has the text of the cell that reaches over it."""
    filled = list(cells)
    for span in spans:
        filled[span.left : span.right + 1] = [cells[span.left]] * (span.right - span.left + 1)
    return filled


def _joined(row: int, rows: Sequence[Sequence[str]], spans: Mapping[int, Sequence[Span]]) -> list[str] | None:
    """Return the headings of two rows of which the upper one groups columns, None where it does not."""
    if row + 1 >= len(rows):
        return None
    upper, lower = rows[row], rows[row + 1]
    groups = [span for span in spans.get(row, ()) if upper[span.left]]
    grouped = {place for span in groups for place in range(span.left, span.right + 1)}
    named = {place for place in range(len(upper)) if upper[place] or lower[place]}
    if not groups or (len(groups) == 1 and named <= grouped):
        return None  # a title
    parted = all(sum(map(bool, lower[span.left : span.right + 1])) > 1 for span in groups)
    alone = all(not (upper[place] and lower[place]) for place in range(len(upper)) if place not in grouped)
    if not parted or not alone:
        return None
    above = _filled_across(upper, groups)
    return [
        f"{one} / {other}" if one and other else one or other for one, other in zip(above, lower, strict=True)
    ]


def _names_columns(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [text for text in cells if text]
    used = _used(below)
    if len(filled) < min(2, max(used, 1)) or len(filled) * 2 < used:
        return False
    worded = sum(map(_is_wording, filled))
    return worded * 5 >= len(filled) * 4 and len(set(filled)) * 2 > len(filled)


def _used(below: Sequence[Sequence[str]]) -> int:
    """Return how many columns are used by some rows."""
    filled = [cells for cells in below if any(cells)][:_BELOW]
    return sum(any(column) for column in zip(*filled, strict=True))


def _is_title(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether the next row that is not blank names many more columns, and nothing that is below it."""
    filled = sum(map(bool, cells))
    if filled * 5 >= len(cells) * 4:
        return False
    at = next((at for at, following in enumerate(below) if any(following)), None)
    if at is None:
        return False
    following, after = below[at], [row for row in below[at + 1 :] if any(row)][:_BELOW]
    names = [text for text in following if text]
    recurring = any(text and text in column for text, *column in zip(following, *after, strict=True))
    return len(names) * 10 >= len(cells) * 9 and all(map(_is_wording, names)) and not recurring


def _is_wording(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and not _NUMBER.fullmatch(text)
        and not _DATE.fullmatch(text)
        and not _ADDRESS.match(text)
    )
