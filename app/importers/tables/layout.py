"""A sheet becomes a table: its headings are found, and what is no data is said to be none."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from app.domain.turkish import search_key
from app.i18n import N_
from app.importers.tables.cells import is_error, text_of
from app.importers.tables.extent import FAILED
from app.importers.tables.headings import Headings, Span, find_headings, headings_at, is_number
from app.importers.tables.limits import LONGEST_CELL, letters_of
from app.importers.tables.refusals import refuse
from app.importers.tables.sheet import Flaw, Sheet
from app.importers.tables.table import CellProblem, Row, Table

ABOVE = N_("It stands above the headings.")
AGAIN = N_("The headings once more.")
NUMBERS = N_("It only numbers the columns.")
SUM = N_("A sum of other rows.")
BETWEEN = N_("A heading between the rows.")
NOTE = N_("A note on the table.")
ONLY_NUMBERED = N_("Only a running number stands in it.")
_TOO_LONG = N_("Row %(row)s, column %(column)s: only the first 20,000 letters of the text were read.")

_LOOKED_AT = 60
_SUM_LIKE = re.compile("toplam|yek[uû]n|total|sum", re.IGNORECASE)
_SUM = re.compile(r"(?:(?:ara|genel|alt) toplam|toplam|yekun|(?:grand |sub ?)?total|sum)(?: \d+)*")
_SUM_OF = re.compile(r".* (?:toplam|toplami|total)")
_SUM_COUNTED = re.compile(r"(?:genel )?(?:toplam|total) \d+ \w+|toplam \w+ sayisi")
_RUNNING_NUMBERS = frozenset({"s no", "sn", "s n", "no", "nr", "row", "row no"})
_NOTE = re.compile(r"\*|(?:not|notlar|notes?|kaynak|source|açıklama)\s*:", re.IGNORECASE)


def lay_out(sheet: Sheet, sheets: tuple[str, ...], heading_row: int | None) -> Table | None:
    """Return the table of a sheet, None if none of its first rows looks like headings.

    :param heading_row: number of the row with the headings; found if not said.
    :raises Invalid: there are no headings in this row.
    """
    spans = _spans(sheet)
    begun = [cells for _, cells, _ in islice(_texts(sheet), max(_LOOKED_AT, heading_row or 0))]
    if heading_row is None:
        headings = find_headings(begun, spans)
        if headings is None:
            return None
    else:
        headings = headings_at(heading_row - 1, begun, spans)
        if headings is None:
            raise refuse(N_("Row %(row)s has no headings."), row=heading_row)
    return Table(sheet.name, sheets, headings.last + 1, headings.texts, _TableRows(sheet, headings, spans))


class _TableRows:
    """The rows of a table, made anew each time somebody goes through them."""

    def __init__(self, sheet: Sheet, headings: Headings, spans: dict[int, list[Span]]) -> None:
        self._sheet = sheet
        self._headings = headings
        self._spans = spans
        self._reaching_down = _reaching_down(sheet, headings.last)
        self._numbers_rows = _is_running_number(headings.texts[0])

    def __iter__(self) -> Iterator[Row]:
        held: dict[int, tuple[int, str]] = {}
        headings = range(self._headings.first, self._headings.last + 1)
        for number, cells, problems in _texts(self._sheet):
            row = number - 1
            for place, bottom in self._reaching_down.get(row, ()):
                held[place] = (bottom, cells[place])
            if row in headings or (not problems and not any(cells)):
                continue
            left_out = self._left_out(row, cells)
            merged = frozenset(_fill_down(row, cells, held)) if held and not left_out else frozenset[int]()
            yield Row(number, tuple(cells), merged, left_out, problems)

    def _left_out(self, row: int, cells: Sequence[str]) -> str:
        """Return why a row is no data, empty if it is."""
        if row < self._headings.first:
            return ABOVE
        filled = [text for text in cells if text]
        if self._are_headings(cells):
            return AGAIN
        if row == self._headings.last + 1 and len(filled) > 2 and _count_up(filled):
            return NUMBERS
        if self._is_sum_of_rows(cells):
            return SUM
        return self._of_one_cell(row, cells) if len(filled) == 1 < len(cells) else ""

    def _is_sum_of_rows(self, cells: Sequence[str]) -> bool:
        start = 1 if self._numbers_rows and is_number(cells[0]) else 0
        filled = [text for text in cells[start:] if text]
        return bool(filled) and _SUM_LIKE.search(filled[0]) is not None and _is_sum(*filled)

    def _of_one_cell(self, row: int, cells: Sequence[str]) -> str:
        text = next(filter(None, cells))
        half = len(self._headings.texts) / 2
        if any(span.right + 1 - span.left >= half for span in self._spans.get(row, ())):
            return BETWEEN
        if self._numbers_rows and cells[0]:
            return ONLY_NUMBERED if is_number(text) else NOTE
        return NOTE if _NOTE.match(text) else ""

    def _are_headings(self, cells: Sequence[str]) -> bool:
        for line in self._headings.lines:
            first = next(place for place, text in enumerate(line) if text)
            if len(cells[first]) == len(line[first]) and _same(cells, line):
                return True
        return False


def _texts(sheet: Sheet) -> Iterator[tuple[int, list[str], tuple[CellProblem, ...]]]:
    """Yield number and texts of each row from the first one of the sheet, and what is wrong with them."""
    number = 0
    for number, values in enumerate(sheet.values(), 1):
        cells = [text_of(value) for value in values]
        flaws = [*sheet.flaws.get(number, ()), *_flaws(sheet, cells)]
        yield number, cells, tuple(_problems(sheet, number, flaws))
    for below in sorted(below for below in sheet.flaws if below > number):
        yield below, [""] * len(sheet.columns), tuple(_problems(sheet, below, sheet.flaws[below]))


def _flaws(sheet: Sheet, cells: list[str]) -> Iterator[Flaw]:
    """Yield what is wrong with the texts themselves, and mend it."""
    for place, text in enumerate(cells):
        if len(text) > LONGEST_CELL:
            cells[place] = text[:LONGEST_CELL]
            yield Flaw(sheet.columns[place], _TOO_LONG)
        elif text[:1] == "#" and is_error(text):
            cells[place] = ""
            yield Flaw(sheet.columns[place], FAILED, text)


def _problems(sheet: Sheet, number: int, flaws: Sequence[Flaw]) -> Iterator[CellProblem]:
    for flaw in flaws:
        place = bisect_left(sheet.columns, flaw.column)
        values = {"row": number, "column": letters_of(flaw.column)} | (
            {"said": flaw.said} if flaw.said else {}
        )
        if place < len(sheet.columns) and sheet.columns[place] == flaw.column:
            yield CellProblem(place, flaw.message, values)


def _spans(sheet: Sheet) -> dict[int, list[Span]]:
    """Return row of the sheet, from 0 → the cells in it that reach over several columns."""
    spans: dict[int, list[Span]] = {}
    for merge in sheet.merges:
        left = bisect_left(sheet.columns, merge.left)
        right = bisect_right(sheet.columns, merge.right) - 1
        if left < right and sheet.columns[left] == merge.left:
            spans.setdefault(merge.top, []).append(Span(left, right))
    return spans


def _reaching_down(sheet: Sheet, after: int) -> dict[int, list[tuple[int, int]]]:
    """Return row of the sheet, from 0 → places of cells that reach down from it, and to which row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for merge in sheet.merges:
        place = bisect_left(sheet.columns, merge.left)
        here = place < len(sheet.columns) and sheet.columns[place] == merge.left
        if here and merge.top > after and merge.bottom > merge.top:
            found.setdefault(merge.top, []).append((place, merge.bottom))
    return found


def _fill_down(row: int, cells: list[str], held: dict[int, tuple[int, str]]) -> Iterator[int]:
    """Fill the cells that are one with a cell above, and yield their places."""
    for place, (bottom, text) in list(held.items()):
        if row > bottom:
            del held[place]
        elif not cells[place] and text:
            cells[place] = text
            yield place


def _is_running_number(heading: str) -> bool:
    key = search_key(heading)
    return heading == "#" or key in _RUNNING_NUMBERS or "sira" in key.split()


def _same(cells: Sequence[str], line: Sequence[str]) -> bool:
    return all(search_key(one) == search_key(other) for one, other in zip(cells, line, strict=True))


def _count_up(texts: Sequence[str]) -> bool:
    return all(text.strip("()") == str(number) for number, text in enumerate(texts, 1))


def _is_sum(first: str, *others: str) -> bool:
    """Return whether a row is called a sum, or the sum of something, and has only numbers else."""
    key = search_key(first)
    if not all(map(is_number, others)):
        return False
    if _SUM_COUNTED.fullmatch(key):
        return True
    return _SUM.fullmatch(key) is not None or (bool(others) and _SUM_OF.fullmatch(key) is not None)
