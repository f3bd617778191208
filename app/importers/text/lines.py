"""Lines of a text: their markers, their dates; page numbers are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.importers.text.dates import TIME, WEEKDAY, FoundDate, bare_day
from app.importers.text.furniture import LINE
from app.importers.text.source import Source

_MARKER = re.compile(
    r"[\s>]*(?P<mark>[-–—•●▪◦‣∙*·○■□☐☑✓✔➢►§]+(?=[\s\w\"“(\[])"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s+\d{1,2}[./\s-]\s?\w)"
    r"|\(?\d{1,3}[.)](?=\s+[^\s\d]|\s+\d{1,2}(?:\s?[-–—]\s?\d{1,2}|st|nd|rd|th)?[./\s]\S)"
    r"|\(?[a-z][.)](?=\s)|\[[ xX]?\])\s*"
)
LEAD = r"[\s,;:.|()\[\]–—*-]*"
INNER = re.compile(
    r"\s*(?:['’](?:t|d|n|in|ın|ün|un|e|a)\w*|tarih|gunu\b|gunleri|arasi|itibar|saat(?=\s*\d+[.:]\d+'))"
)
"""What follows a date within a sentence."""


@dataclass(slots=True)
class Line:
    """A line.

    :param begin: where its words begin, behind a marker.
    :param leading: the date that it begins with.
    :param separator: what parts its cells, if it is the row of a table.
    """

    start: int
    end: int
    begin: int
    marked: bool
    dates: list[FoundDate]
    blank_before: bool
    leading: FoundDate | None = None
    indent: int = 0
    separator: str = ""


class LineReader:
    """Reads the lines of one text."""

    def __init__(self, source: Source) -> None:
        """Take a text."""
        self._source = source

    def lines(self) -> Iterator[Line]:
        """Return the lines that hold something."""
        blank = False
        dates = iter(
            [*self._source.dates, FoundDate(len(self._source.text) + 1, len(self._source.text) + 1, 1, 1, 0)]
        )
        current = next(dates)
        for found in LINE.finditer(self._source.text):
            start, end = found.span()
            raw = found[0]
            here: list[FoundDate] = []
            while current.start < end:
                if current.start >= start:
                    here.append(current)
                current = next(dates)
            if not raw.strip():
                blank = True
                continue
            between = self._source.text[max(0, start - 3) : start]
            marker = _MARKER.match(raw)
            if marker and here and here[0].start < start + marker.end():
                marker = re.match(r"[\s>]*[-–—•●▪◦‣∙*·○■□☐☑✓✔➢►§]+\s*", raw)
                if marker and here[0].start < start + marker.end():
                    marker = None
            begin = start + (marker.end() if marker else len(raw) - len(raw.lstrip()))
            line = Line(
                start + len(raw) - len(raw.lstrip()),
                end - (len(raw) - len(raw.rstrip())),
                begin,
                marker is not None,
                here,
                blank or "\n\n" in between or "\r\n\r" in between,
                indent=len(raw) - len(raw.lstrip()),
            )
            line.leading = self._leading(line)
            if line.leading is not None and line.leading not in line.dates:
                line.dates.insert(0, line.leading)
            yield line
            blank = False

    def _leading(self, line: Line) -> FoundDate | None:
        """Return the date a line begins with, after a weekday or a time."""
        place = line.begin
        while True:
            skipped = re.compile(LEAD).match(self._source.flat, place, line.end)
            place = skipped.end() if skipped else place
            found = WEEKDAY.match(self._source.flat, place, line.end) or TIME.match(
                self._source.flat, place, line.end
            )
            if line.dates and line.dates[0].start <= place < line.dates[0].end:
                return line.dates[0] if not INNER.match(self._source.flat, line.dates[0].end) else None
            if bare := bare_day(self._source.flat, place, line.end):
                return bare
            label = re.compile(r"(?:tarih|date)\s*[:.]\s*|(?:between|from)\s+(?=\d)").match(
                self._source.flat, place, line.end
            )
            found = found or label
            if found is None:
                return None
            place = found.end()
