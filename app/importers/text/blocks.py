"""Lines that belong together: a line that a page or a margin broke is joined again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.importers.text.columns import mark_rows
from app.importers.text.dates import TIME, WEEKDAY, FoundDate
from app.importers.text.endings import APOSTROPHES
from app.importers.text.lexicon import known
from app.importers.text.lines import Line, LineReader
from app.importers.text.source import Source

_CONTINUES = re.compile(r".*(?:[,;:&–—-]|\b(?:ve|ile|and|with|of|the|by|from|için))\s*$", re.IGNORECASE)
_WRAP = 0.75
_WIDE = 60
_LONGEST_DAY = 60
_GOES_ON = re.compile(r"(?:tarih|gunu\b|gunleri|arasi|itibar|saat)")
"""How a sentence goes on behind its date."""
_LISTING = 3
_LONGEST_END = 5
"""Words of a line that ends the entry before it."""


@dataclass(slots=True)
class Block:
    """Lines that belong together.

    :param dated: how many dates they hold.
    """

    lines: list[Line]
    dated: int

    @property
    def start(self) -> int:
        """Where its first line starts."""
        return self.lines[0].start

    @property
    def begin(self) -> int:
        """Where its words begin, behind a marker."""
        return self.lines[0].begin

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end

    @property
    def dates(self) -> list[FoundDate]:
        """The dates of all its lines."""
        return [one for line in self.lines for one in line.dates]

    def add(self, line: Line) -> None:
        """Take one more line."""
        self.lines.append(line)
        self.dated += len(line.dates)


class BlockReader:
    """Reads the blocks of one text."""

    def __init__(self, source: Source) -> None:
        """Take a text."""
        self._source = source

    def blocks(self) -> Iterator[Block]:
        """Return the blocks in the order of the text."""
        lines = list(LineReader(self._source).lines())
        mark_rows(self._source, lines)
        block: Block | None = None
        widest = self._widths(lines)
        for place, line in enumerate(lines):
            if block is None or not self._continues(block, line, widest[place]):
                if block is not None:
                    yield block
                block = Block([line], len(line.dates))
            else:
                block.add(line)
        if block is not None:
            yield block

    @staticmethod
    def _widths(lines: Sequence[Line]) -> list[int]:
        """Return for each line the width of the widest in its paragraph."""
        widths = [0] * len(lines)
        begun = 0
        for place in range(len(lines) + 1):
            if place == len(lines) or (lines[place].blank_before and place):
                widest = max((line.end - line.start for line in lines[begun:place]), default=0)
                widths[begun:place] = [widest] * (place - begun)
                begun = place
        return widths

    def _continues(self, block: Block, line: Line, width: int) -> bool:
        """Say whether a line goes on with the block before it."""
        previous, own, text = block.lines[-1], block.lines[0], self._source.text
        if (
            line.marked
            or line.leading is not None
            or self._begins_with_a_time(line)
            or previous.separator
            or line.separator
        ):
            return False
        last = text[previous.end - 1]
        if len(block.lines) == 1 and last.isalnum() and only_date(self._source, block) and not line.dates:
            return _GOES_ON.match(self._source.flat, line.begin) is not None
        open_end = last != ":" and bool(
            _CONTINUES.match(text, max(previous.begin, previous.end - 40), previous.end)
        )
        if text[line.begin].islower():
            return bool(block.dated) or not line.blank_before or open_end
        paged = self._source.has_page_between(previous.end, line.start)
        if paged and block.dated and not line.dates and self._ends_with_an_office(previous):
            return True
        if self._is_the_end_of(block, line):
            return True
        if line.blank_before:
            # A page may end within a paragraph that lists.
            lists = bool(line.dates) and block.dated >= _LISTING and last not in ".:!?;)"
            return lists or (open_end and bool(block.dated))
        if self._ends_with_a_date(previous) and self._ends_with_a_date(line):
            return False
        if own.marked and line.indent < own.indent:
            return False
        if self._wrapped(previous, width):
            return True
        if open_end:
            return not (line.dates and block.dated and last in ",;")
        indented = line.indent > own.indent and bool(own.marked or own.leading)
        return indented and not line.dates and not TIME.match(self._source.flat, line.begin)

    def _is_the_end_of(self, block: Block, line: Line) -> bool:
        """Say whether a line of a list goes on here without a mark: with the name of whom it speaks."""
        if not block.lines[0].marked or line.blank_before or line.dates or not block.dated:
            return False
        words = self._source.text[line.begin : line.end].split()
        if (
            len(words) > _LONGEST_END
            or words[-1].endswith(":")
            or not words[0][:1].isupper()
            or known(words[0])
        ):
            return False
        before = self._source.text[block.lines[-1].begin : block.lines[-1].end].split()
        if not before[-1][-1].isalpha():
            return False
        torn = len(before) > 1 and known(before[-1]) is None and self._is_office(before[-2])
        return self._is_office(before[-1]) or torn

    @staticmethod
    def _is_office(word: str) -> bool:
        found = known(word)
        return found is not None and bool({"title", "organisation"} & set(found.bases))

    def _ends_with_an_office(self, line: Line) -> bool:
        """Say whether a line ends with a title or a body, behind which somebody has to be named."""
        return self._is_office(self._source.text[line.begin : line.end].rsplit(maxsplit=1)[-1])

    def _begins_with_a_time(self, line: Line) -> bool:
        """Say whether a line begins as those of a day's programme do: ``10:30 …``, but not ``14:00'te``."""
        found = TIME.match(self._source.flat, line.begin, line.end)
        return found is not None and self._source.text[found.end() : found.end() + 1] not in APOSTROPHES

    def _ends_with_a_date(self, line: Line) -> bool:
        """Say whether a line ends as those of a list do that has its dates behind."""
        return bool(line.dates) and not self._source.text[line.dates[-1].end : line.end].strip(" ).,;")

    @staticmethod
    def _wrapped(line: Line, width: int) -> bool:
        return width >= _WIDE and line.end - line.start >= _WRAP * width and width < 400


def only_date(source: Source, block: Block) -> FoundDate | None:
    """Return the date of a block that is nothing but a date, with a weekday perhaps."""
    if block.dated != 1 or block.end - block.start > _LONGEST_DAY:
        return None
    (one,) = block.dates
    rest = source.flat[block.begin : one.start] + " " + source.flat[one.end : block.end]
    return one if not re.sub(r"[\W_]|ayi|gunu", "", WEEKDAY.sub("", rest)) else None
