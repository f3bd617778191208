"""A text in items: what stands for one happening, with the date and the headings it is under.

Reports print visits as a paragraph that runs on, as lines, as bullets under a day, as a table.
"""

from collections.abc import Iterator

from app.importers.text.blocks import Block, BlockReader, only_date
from app.importers.text.cutting import Cutter
from app.importers.text.dates import TIME, WEEKDAY, FoundDate
from app.importers.text.items import Item
from app.importers.text.lexicon import SIGNS
from app.importers.text.source import YEAR, Source
from app.importers.text.tables import RowReader

_SHORT = 90
_NOTE = 240
"""Letters of a note that stands under a day without a mark of its own."""


class Layout:
    """Reads the items of one text."""

    def __init__(self, source: Source) -> None:
        """Take a text."""
        self._source = source

    def items(self) -> Iterator[Item]:
        """Return the items in the order of the text."""
        section, under, day_of_week = "", None, ""
        table: list[str] | None = None
        above: FoundDate | None = None
        rows, cutter = RowReader(self._source), Cutter(self._source)
        for block in BlockReader(self._source).blocks():
            cells = rows.cells(block)
            if cells is not None:
                heading = rows.heading(cells)
                if heading is not None:
                    table = heading
                    yield self._heading(block)
                    continue
                row = rows.row(block, cells, table, section, above or under)
                above = row.found
                yield row
                continue
            table = above = None
            if named := WEEKDAY.fullmatch(self._source.flat[block.begin : block.end].strip(" :-–—*•")):
                day_of_week = named[0]
                yield self._heading(block)
                continue
            heading_date = only_date(self._source, block)
            if heading_date is not None:
                under, day_of_week = heading_date, ""
                yield self._heading(block)
                continue
            if self._is_heading(block) and not self._tells_of_somebody(block, under):
                section = self._source.flat[block.start : block.end]
                month = [one for one in block.dates if one.whole_month]
                under = month[0] if month else under if not YEAR.search(section) else None
                yield self._heading(block)
                continue
            for item in cutter.items(block):
                item.section = section
                if item.found is None and under is not None:
                    listed = item.listed or self._starts_with_time(item)
                    if listed or (not under.whole_month and item.end - item.start <= _NOTE):
                        item.found, item.inherited, item.listed = under, True, listed
                        item.weekday = item.weekday or day_of_week
                yield item

    @staticmethod
    def _heading(block: Block) -> Item:
        return Item(block.start, block.end, [(block.begin, block.end)], heading=True)

    def _is_heading(self, block: Block) -> bool:
        """Say whether a block only says what comes after it."""
        inside = self._source.text[block.begin : block.end]
        if any(not one.whole_month for one in block.dates) or (
            len(block.lines) > 2 and not inside.endswith(":")
        ):
            return False
        if inside.endswith(":"):
            return True
        if block.lines[0].marked or len(inside) > _SHORT or inside[-1] in ".;,":
            return False
        if TIME.match(self._source.flat, block.begin):
            return False
        return not any(mark in inside for mark in (" - ", " – ", " — ", ": "))

    def _tells_of_somebody(self, block: Block, under: FoundDate | None) -> bool:
        """Say whether a line that looks like a heading is a note under a day."""
        inside = self._source.flat[block.begin : block.end]
        day = under is not None and not under.whole_month
        return day and not inside.endswith(":") and SIGNS["somebody"].search(inside) is not None

    def _starts_with_time(self, item: Item) -> bool:
        return bool(TIME.match(self._source.flat, item.start))
