"""Tables of delimited text: CSV and TSV as spreadsheets of all languages write them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from app.i18n import N_
from app.importers.decoding import Decoded, decode
from app.importers.tables.cells import Value
from app.importers.tables.limits import MOST_COLUMNS, check_extent, letters_of
from app.importers.tables.refusals import empty, refuse
from app.importers.tables.sheet import Flaw, Sheet

_DELIMITERS = (";", ",", "\t", "|")
_LOOKED_AT = 200
_LETTERS_LOOKED_AT = 200_000
_SAID = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The first line with which Excel is told the delimiter; it is no row."""
_KEPT_AS_TEXT = re.compile(r'="(.*)"')
"""What programs write so that Excel keeps the noughts of a number."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MOST_TORN = 100

_TORN = N_("Row %(row)s, column %(column)s: a quotation mark opens here and does not close.")
_FORMULA = N_("Row %(row)s, column %(column)s: the cell has a formula and no value.")
_ODD = N_("Row %(row)s, column %(column)s: written in another encoding than the rest; look at its letters.")


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the text.

    :param lines: numbers of its lines.
    :param torn: place of the cell in which a quotation mark opens and does not close.
    """

    cells: Sequence[str]
    lines: range
    torn: int | None = None


def read_sheet(path: Path) -> Sheet:
    """Return the table of a text file as the one sheet without a name.

    A row whose quotation marks do not close is read as if they were letters, and said.

    :raises Invalid: it is no text, exceeds a limit, or too many rows are torn.
    """
    decoded = decode(path.read_bytes())
    said = _SAID.match(decoded.text)
    begin = said.end() if said else 0
    delimiter = said[1] if said else _delimiter(decoded.text)
    columns, flaws = _looked_through(decoded, begin, delimiter)

    def values() -> Iterator[Sequence[Value]]:
        for record in _records(decoded.text, begin, delimiter):
            cells = [_plain(cell) if cell.startswith("=") else cell for cell in record.cells]
            yield [cells[column] if column < len(cells) else "" for column in columns]

    return Sheet("", columns, values, flaws=flaws)


def _looked_through(decoded: Decoded, begin: int, delimiter: str) -> tuple[list[int], dict[int, list[Flaw]]]:
    used: set[int] = set()
    flaws: dict[int, list[Flaw]] = {}
    torn: list[tuple[int, int]] = []
    last = 0
    for number, record in enumerate(_records(decoded.text, begin, delimiter), 1):
        filled = [column for column, cell in enumerate(record.cells) if cell and not cell.isspace()]
        if not filled:
            continue
        last = number
        used.update(filled)
        if len(used) > MOST_COLUMNS:
            check_extent(number, max(used) + 1)
        if found := list(_flaws(record, decoded.odd_lines)):
            flaws[number] = found
        if record.torn is not None:
            torn.append((number, record.torn))
            if len(torn) > _MOST_TORN:
                raise _too_torn(*torn[0])
    if not used:
        raise empty()
    check_extent(last, max(used) + 1)
    return sorted(used), flaws


def _flaws(record: _Record, odd_lines: frozenset[int]) -> Iterator[Flaw]:
    odd = not odd_lines.isdisjoint(record.lines)
    for column, cell in enumerate(record.cells):
        if column == record.torn:
            yield Flaw(column, _TORN)
        elif cell.startswith("=") and not _plain(cell):
            yield Flaw(column, _FORMULA)
        elif odd and not cell.isascii():
            yield Flaw(column, _ODD)


def _too_torn(row: int, column: int) -> Exception:
    return refuse(
        N_(
            "Quotation marks open and do not close in more than 100 rows; the first is in row %(row)s,"
            " column %(column)s."
        ),
        row=row,
        column=letters_of(column),
    )


def _plain(cell: str) -> str:
    """Return what a cell that begins like a formula shows: nothing, unless it is a text."""
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return kept[1] if kept else ""


def _delimiter(text: str) -> str:
    """Return what separates the cells: that with which most rows have the same number of them, and many."""
    begun = text[:_LETTERS_LOOKED_AT]

    def merit(delimiter: str) -> tuple[float, int]:
        widths = Counter(
            len(record.cells)
            for record in islice(_records(begun, 0, delimiter), _LOOKED_AT)
            if any(record.cells)
        )
        width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
        return (rows / widths.total(), width) if width > 1 else (0.0, 1)

    return max(_DELIMITERS, key=merit)


class _Lines:
    """The lines of a text from a place on.

    :ivar at: where the next one begins.
    """

    def __init__(self, text: str, at: int) -> None:
        self.at = at
        self._found = _LINE.finditer(text, at)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._found)
        self.at = line.end()
        return line[0]


def _records(text: str, begin: int, delimiter: str) -> Iterator[_Record]:
    """Yield the rows, blank ones too."""
    read = partial(csv.reader, delimiter=delimiter, strict=True)
    lines = _Lines(text, begin)
    reader, before = read(lines), text.count("\n", 0, begin)
    while True:
        at, first = lines.at, before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines = _Lines(text, at)
            yield _mended(next(lines), first, delimiter)
            reader, before = read(lines), first
        else:
            yield _Record(cells, range(first, before + reader.line_num + 1))


def _mended(line: str, number: int, delimiter: str) -> _Record:
    """Read a line that breaks the rules: text behind a quotation mark is common, an open one is told."""
    lines = range(number, number + 1)
    if line.count('"') % 2 == 0:
        try:
            return _Record(next(csv.reader([line], delimiter=delimiter)), lines)
        except csv.Error:
            pass  # a cell that is too long for it
    cells = line.rstrip("\r\n").split(delimiter)
    torn = next((column for column, cell in enumerate(cells) if cell.count('"') % 2), None)
    return _Record(cells, lines, torn)
