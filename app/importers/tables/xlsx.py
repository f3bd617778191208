"""Workbooks of Excel since 2007: looked through before they are read, for then a sheet is in memory."""

import posixpath
from array import array
from collections.abc import Callable
from xml.parsers import expat

from app.importers.tables.extent import FAILED, NO_VALUE, Extent
from app.importers.tables.limits import LARGEST_UNPACKED, check_extent
from app.importers.tables.packed import Package
from app.importers.tables.refusals import damaged, too_large_unpacked
from app.importers.tables.sheet import Flaw

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DIGITS = "0123456789"


def parts_of_sheets(package: Package) -> dict[str, str]:
    """Return name of each sheet → its part in the archive."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def tie(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            tied = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[attributes.get("name", "")] = tied

    package.parse("xl/_rels/workbook.xml.rels", _on_start(tie))
    package.parse("xl/workbook.xml", _on_start(sheet))
    return {name: targets.get(tied, "") for name, tied in sheets.items()}


def look_through(package: Package, part: str) -> Extent:
    """Return how far a sheet reaches.

    What a sheet says itself of its dimension is not asked: it may lie, be absent, or count cells that are
    only coloured.

    :raises Invalid: it exceeds a limit.
    """
    scan = _Scan(weighs=False)
    package.parse(part, scan.handle)
    scan.finish()
    check_extent(scan.extent.rows, scan.extent.width)
    _check_texts(package, part, scan.shared_cells)
    return scan.extent


def _on_start(handler: Callable[[str, dict[str, str]], None]) -> Callable[[expat.XMLParserType], None]:
    def handle(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = handler

    return handle


def _check_texts(package: Package, part: str, shared_cells: int) -> None:
    """Check how many letters a sheet has: a text that is stored once may stand in a million cells."""
    if not shared_cells:
        return
    lengths = _lengths(package)
    if max(lengths, default=0) * shared_cells <= LARGEST_UNPACKED:
        return
    scan = _Scan(weighs=True)
    package.parse(part, scan.handle)
    scan.finish()
    known = len(lengths)
    if sum(lengths[number] for number in scan.shared if number < known) > LARGEST_UNPACKED:
        raise too_large_unpacked()


def _lengths(package: Package) -> "array[int]":
    """Return how many letters each shared text has."""
    lengths = array("I")
    letters = 0

    def begin(name: str, _: object) -> None:
        nonlocal letters
        if name == "si" or name.endswith(":si"):
            letters = 0

    def count(text: str) -> None:
        nonlocal letters
        letters += len(text)

    def end(name: str) -> None:
        if name == "si" or name.endswith(":si"):
            lengths.append(letters)

    def handle(parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = begin, count, end

    package.parse("xl/sharedStrings.xml", handle)
    return lengths


class _Scan:
    """Goes through the cells of a sheet; a million of them is usual, so nothing is asked twice.

    :param weighs: whether the numbers of shared texts are read, and not only counted.
    """

    def __init__(self, *, weighs: bool) -> None:
        self.extent = Extent()
        self.shared_cells = 0
        self.shared = array("I")
        self._read = {"e", "s"} if weighs else {"e"}
        self._elements: dict[str, Callable[[dict[str, str]], None]] = {}
        self._letters: dict[str, int] = {}
        self._cell: dict[str, str] = {}
        self._row, self._digits, self._column = 0, "", -1
        self._formula = self._watched = False
        self._said: list[str] = []

    def handle(self, parser: expat.XMLParserType) -> None:
        """Set the handlers of the parser."""
        self._parser = parser
        parser.StartElementHandler = self._start

    def finish(self) -> None:
        """Judge the last cell."""
        if self._watched:
            self._judge()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        begin = self._elements.get(name)
        if begin is None:
            known = {"row": self._begin_row, "c": self._begin_cell, "f": self._begin_formula}
            known |= {"v": self._begin_value, "is": self._begin_value}
            # Some programs write <x:c> for <c>.
            begin = self._elements[name] = known.get(name.rpartition(":")[2], _pass)
        begin(attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        if self._watched:
            self._judge()
        self._digits, self._column = attributes.get("r") or str(self._row + 1), -1
        self._row = _row(self._digits)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if self._watched:
            self._judge()
        self._cell = attributes
        self._column += 1

    def _begin_formula(self, _: dict[str, str]) -> None:
        self._formula = self._watched = True

    def _begin_value(self, _: dict[str, str]) -> None:
        self._find_place()
        extent = self.extent
        extent.columns.add(self._column)
        if self._row > extent.rows:  # noqa: PLR1730 - max() costs twice as much
            extent.rows = self._row
        kind = self._cell.get("t")
        if kind == "s":
            self.shared_cells += 1
        if self._formula or kind in self._read:
            self._watched = True
            self._parser.CharacterDataHandler = self._said.append
            self._parser.EndElementHandler = self._end_value

    def _end_value(self, _: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None

    def _find_place(self) -> None:
        """Set row, from 1, and column of the cell; one that does not say them follows the one before it."""
        name = self._cell.get("r")
        if name is None:
            return
        letters = name.rstrip(_DIGITS)
        column = self._letters.get(letters)
        self._column = self._letters.setdefault(letters, _column(letters)) if column is None else column
        if (digits := name[len(letters) :]) != self._digits:
            self._row, self._digits = _row(digits), digits

    def _judge(self) -> None:
        """Judge the cell that was read."""
        self._find_place()
        text = "".join(self._said).strip()
        kind = self._cell.get("t")
        if kind == "s" and text.isdecimal() and len(text) < 10:
            self.shared.append(int(text))
        elif kind == "e" and text and text != "#N/A":
            self.extent.note(self._row, Flaw(self._column, FAILED, text[:20]))
        elif self._formula and kind != "str" and not text:
            self.extent.note(self._row, Flaw(self._column, NO_VALUE))
        self._formula = self._watched = False
        self._said.clear()


def _pass(_: dict[str, str]) -> None:
    pass


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or column > _LAST_COLUMN:
            raise damaged()
        column = column * 26 + ord(letter) - 64
    if not 0 < column <= _LAST_COLUMN:
        raise damaged()
    return column - 1


def _row(digits: str) -> int:
    if not digits.isdecimal() or not 0 < int(digits) <= _LAST_ROW:
        raise damaged()
    return int(digits)
