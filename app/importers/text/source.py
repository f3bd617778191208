"""A text with what is found in it once: its folded form and its dates."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from app.importers.text.dates import FoundDate, find_dates, flattened

YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d(?![\w.])")
"""A year that stands for itself."""


class Source:
    """One text; ``flat`` is as long as ``text``, so that a place in one is a place in the other."""

    def __init__(self, text: str) -> None:
        """Take a text of any length.

        Cost: linear.
        """
        self.text = text
        self.flat = flattened(text)
        self.dates = find_dates(self.flat)
        self._starts = [one.start for one in self.dates]

    def dates_between(self, start: int, end: int) -> Sequence[FoundDate]:
        """Return the dates that begin in a stretch."""
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def main_year(self) -> int | None:
        """Return the year that most dates of the text have; None where it has none."""
        years = Counter(one.year for one in self.dates if one.year)
        if not years:
            years = Counter(int(found[0]) for found in YEAR.finditer(self.flat))
        return years.most_common(1)[0][0] if years else None
