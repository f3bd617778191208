"""Lines that are rows of a table, and what parts their cells: a tab, ``|``, ``;``, a comma, or wide gaps.

A tab or ``|`` says so by itself; the other signs only where lines beneath each other agree.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby, pairwise

from app.importers.text.lines import Line
from app.importers.text.source import Source

SEPARATORS = {
    "\t": re.compile(r"\t"),
    "|": re.compile(r"\|"),
    ";": re.compile(r";"),
    ",": re.compile(r",(?!\s)"),
    "  ": re.compile(r"[ \u00a0]{2,}"),
}
"""What parts the cells of a row, by the name that :class:`Line` keeps."""
_LABEL = re.compile(r"[;,]\s*[^\W\d_]+(?:\s[^\W\d_]+)?\s*:")
_WIDE_GAP = re.compile(r"[ \u00a0]{3,}")
_FEWEST = {";": 2, ",": 3, "  ": 2}
"""Separators of a line that may be a row."""
_FEWEST_ROWS = 3


def mark_rows(source: Source, lines: Sequence[Line]) -> None:
    """Set the separator of the lines that are rows of a table.

    Cost: linear.
    """
    for line in lines:
        inside = source.text[line.begin : line.end]
        if inside.count("\t") >= 2 or ("\t" in inside and line.dates):
            line.separator = "\t"
        elif inside.count("|") >= 2:
            line.separator = "|"
    for before, line in pairwise(lines):
        within = before.separator == "\t" and source.text[max(0, line.start - 1)] == "\t"
        if not line.separator and within and not line.marked:
            line.separator = "\t"  # the first cell is empty: the date of the row before
    for separator in (";", ","):
        _mark(lines, separator, partial(_count, source, separator))
    _mark(lines, "  ", partial(_has_gaps, source))


def _mark(lines: Sequence[Line], separator: str, agreed: Callable[[Line], int]) -> None:
    for count, run in groupby(lines, agreed):
        rows = list(run)
        if count and len(rows) >= _FEWEST_ROWS:
            for line in rows:
                line.separator = separator


def _count(source: Source, separator: str, line: Line) -> int:
    """Return how many separators a line has; 0 where it has too few or its parts have labels."""
    if line.separator or line.marked:
        return 0
    inside = source.text[line.begin : line.end]
    count = sum(1 for _ in SEPARATORS[separator].finditer(inside))
    return count if count >= _FEWEST[separator] and not _LABEL.search(inside) else 0


def _has_gaps(source: Source, line: Line) -> bool:
    if line.separator or line.marked:
        return False
    inside = source.text[line.begin : line.end]
    gaps = sum(1 for _ in SEPARATORS["  "].finditer(inside))
    return gaps >= _FEWEST["  "] and _WIDE_GAP.search(inside) is not None
