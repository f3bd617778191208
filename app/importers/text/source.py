"""A text with what is found in it once: its folded form and its dates."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from app.importers.text.dates import FoundDate, find_dates, flattened
from app.importers.text.furniture import page_furniture

YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d(?![\w.])")
"""A year that stands for itself."""


class Source:
    """One text; ``flat`` is as long as ``text``, so that a place in one is a place in the other.

    Spaces stand in both where a page has its number or its head; ``printed`` has them.
    """

    def __init__(self, text: str) -> None:
        """Take a text of any length.

        Cost: linear.
        """
        self.printed = self.text = text
        self.flat = flattened(text)
        self.dates = find_dates(self.flat)
        self._pages = page_furniture(text, self.flat, self.dates)
        if self._pages:
            self.text = _with_gaps(self.text, self._pages)
            self.flat = _with_gaps(self.flat, self._pages)
        self._page_starts = [start for start, _ in self._pages]
        self._starts = [one.start for one in self.dates]

    def dates_between(self, start: int, end: int) -> Sequence[FoundDate]:
        """Return the dates that begin in a stretch."""
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def has_page_between(self, start: int, end: int) -> bool:
        """Say whether a page ends in a stretch."""
        return bisect_left(self._page_starts, start) < bisect_left(self._page_starts, end)

    def main_year(self) -> int | None:
        """Return the year that most dates of the text have; None where it has none."""
        years = Counter(one.year for one in self.dates if one.year)
        if not years:
            years = Counter(int(found[0]) for found in YEAR.finditer(self.flat))
        return years.most_common(1)[0][0] if years else None


def _with_gaps(text: str, gaps: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    place = 0
    for start, end in gaps:
        parts += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*parts, text[place:]])
