"""Workbooks of LibreOffice: looked through before they are read, for a cell may stand for a million."""

from xml.parsers import expat

from app.importers.tables.extent import FAILED, NO_VALUE, Extent
from app.importers.tables.limits import LARGEST_UNPACKED, MOST_CELLS, check_extent
from app.importers.tables.packed import Package
from app.importers.tables.refusals import damaged, locked, too_large_unpacked
from app.importers.tables.sheet import Flaw, Merge

_CELLS = {"table:table-cell", "table:covered-table-cell"}
_ENCRYPTED = "manifest:encryption-data"
_NOTE = "office:annotation"


def check_unlocked(package: Package) -> None:
    """Check that the parts are not encrypted one by one.

    :raises Invalid: they are.
    """

    def start(name: str, _: dict[str, str]) -> None:
        if name == _ENCRYPTED:
            raise locked()

    def handle(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = start

    if "META-INF/manifest.xml" in package:
        package.parse("META-INF/manifest.xml", handle)


def look_through(package: Package) -> dict[str, Extent]:
    """Return name of each sheet → how far it reaches; all sheets are in memory once the workbook is open.

    :raises Invalid: one exceeds a limit, or all together do.
    """
    scan = _Scan()
    package.parse("content.xml", scan.handle)
    return scan.extents


class _Scan:
    """Goes through the cells of all sheets."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self._extent = Extent()
        self._row, self._rows_repeated = 0, 1
        self._column = 0
        self._cell: dict[str, str] = {}
        self._letters = self._letters_of_row = self._letters_of_all = self._cells_of_all = 0
        self._filled: list[int] = []
        self._flaws: list[Flaw] = []
        self._text = ""
        self._aside = 0
        self._style = ""
        self._hiding: set[str] = set()

    def handle(self, parser: expat.XMLParserType) -> None:
        """Set the handlers of the parser."""
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._read
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._cell, self._letters, self._text = attributes, 0, ""
        elif name == "table:table-row":
            self._rows_repeated = _times(attributes, "table:number-rows-repeated")
            self._column = self._letters_of_row = 0
            self._filled, self._flaws = [], []
        elif name == "table:table":
            is_hidden = attributes.get("table:style-name") in self._hiding
            self._extent = self.extents.setdefault(
                attributes.get("table:name", ""), Extent(is_hidden=is_hidden)
            )
            self._row = 0
        elif name == _NOTE:
            self._aside += 1
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif attributes.get("table:display") == "false":
            self._hiding.add(self._style)

    def _read(self, text: str) -> None:
        if not self._aside:
            self._letters += len(text)
            if len(self._text) < 20:
                self._text += text.strip()

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._end_table()
        elif name == _NOTE:
            self._aside -= 1

    def _end_cell(self) -> None:
        cell, column = self._cell, self._column
        repeated = _times(cell, "table:number-columns-repeated")
        self._column += repeated
        kind = cell.get("office:value-type")
        if cell.get("calcext:value-type") == "error":
            if self._text != "#N/A":
                self._flaws.append(Flaw(column, FAILED, self._text[:20]))
        elif "table:formula" in cell and kind is None:
            self._flaws.append(Flaw(column, NO_VALUE))
        if kind is None:
            return
        check_extent(1, self._column)
        self._filled += range(column, self._column)
        self._letters_of_row += self._letters * repeated
        down = _times(cell, "table:number-rows-spanned")
        across = _times(cell, "table:number-columns-spanned")
        if down > 1 or across > 1:
            self._extent.merges.append(Merge(self._row, column, self._row + down - 1, column + across - 1))

    def _end_row(self) -> None:
        row, self._row = self._row, self._row + self._rows_repeated
        for flaw in self._flaws:
            self._extent.note(row + 1, flaw)
        if self._filled:
            self._extent.columns.update(self._filled)
            self._extent.rows = self._row
            check_extent(self._row, self._extent.width)
            self._letters_of_all += self._letters_of_row * self._rows_repeated
            if self._letters_of_all > LARGEST_UNPACKED:
                raise too_large_unpacked()

    def _end_table(self) -> None:
        self._cells_of_all += self._extent.rows * self._extent.width
        if self._cells_of_all > MOST_CELLS:
            raise too_large_unpacked()


def _times(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    if not number.isdecimal() or len(number) > 9:
        raise damaged()
    return max(int(number), 1)
