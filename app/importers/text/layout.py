"""A text in items: what stands for one happening, with the date it is under.

Reports print visits as a paragraph that runs on, as lines, as bullets under a day, as a table. Page numbers
are left out; a line that a page or a margin broke is joined again.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.importers.text.dates import TIME, WEEKDAY, FoundDate, bare_day, find_dates, flattened

_MARKER = re.compile(
    r"[\s>]*(?P<mark>[-–—•●▪◦‣∙*·○■□☐☑✓✔➢►§]+(?=[\s\w\"“(\[])"
    r"|\(?\d{1,3}[.)](?=\s+[^\s\d]|\s+\d{1,2}[./\s]\S)|\(?[a-z][.)](?=\s)|\[[ xX]?\])\s*"
)
_PAGE = re.compile(
    r"\s*(?:[-–—|]{0,3}\s*(?:sayfa|page|s\.|p\.)?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—|]{0,3})\s*",
    re.IGNORECASE,
)
_LEAD = r"[\s,;:.|()\[\]–—*-]*"
_CONTINUES = re.compile(r".*(?:[,;:&–—-]|\b(?:ve|ile|and|with|of|the|by|from|için))\s*$", re.IGNORECASE)
_INNER = re.compile(
    r"\s*(?:['’](?:t|d|n|in|ın|ün|un|e|a)\w*|tarih|gunu\b|gunleri|arasi|itibar|saat(?=\s*\d+[.:]\d+'))"
)
_NEXT = re.compile(r"\s*(?:\(?(?:[-–—:|\t]|tarihinde\b))")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_]|\d)")
_YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d(?![\w.])")
_WRAP = 0.75
_WIDE = 60
_SHORT = 90
_LISTING = 3
"""Dates of a paragraph that is a list."""


@dataclass(slots=True)
class Item:
    """A stretch of text that may tell of one visit.

    :param start, end: its place in the text.
    :param spans: the stretches that say what happened, without date and marker.
    :param found: the date printed in it, or the one it stands under.
    :param cells: whether the spans are the cells of a table's row.
    :param headings: index of the column's heading for each cell, -1 where there is none.
    :param section: the headings above it, folded.
    :param listed: whether it has a marker, a leading date or a row of its own.
    """

    start: int
    end: int
    spans: list[tuple[int, int]]
    found: FoundDate | None = None
    cells: bool = False
    columns: list[str] = field(default_factory=list)
    section: str = ""
    listed: bool = False
    weekday: str = ""
    inherited: bool = False


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    begin: int
    marked: bool
    dates: list[FoundDate]
    blank_before: bool
    leading: FoundDate | None = None
    indent: int = 0


@dataclass(slots=True)
class _Block:
    """Lines that belong together; ``dated`` counts their dates."""

    lines: list[_Line]
    dated: int

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def begin(self) -> int:
        return self.lines[0].begin

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def dates(self) -> list[FoundDate]:
        return [one for line in self.lines for one in line.dates]

    def add(self, line: _Line) -> None:
        self.lines.append(line)
        self.dated += len(line.dates)


class Layout:
    """Reads one text; its folded form and its dates are found once."""

    def __init__(self, text: str) -> None:
        """Take a text of any length.

        Cost: linear.
        """
        self.text = text
        self.flat = flattened(text)
        self.dates = find_dates(self.flat)
        self._starts = [one.start for one in self.dates]

    def items(self) -> Iterator[Item]:
        """Return the items in the order of the text."""
        section, under = "", None
        table: list[str] | None = None
        for block in self._blocks():
            cells = self._cells(block)
            if cells is not None:
                heading = self._heading_row(cells)
                if heading is not None:
                    table = heading
                    continue
                yield self._row(block, cells, table, section, under)
                continue
            table = None
            heading_date = self._is_heading_date(block)
            if heading_date is not None:
                under = heading_date
                continue
            if self._is_heading(block):
                section = self.flat[block.start : block.end]
                month = [one for one in block.dates if one.whole_month]
                under = month[0] if month else under if not _YEAR.search(section) else None
                continue
            for item in self._split(block):
                item.section = section
                if item.found is None and under is not None and (item.listed or self._starts_with_time(item)):
                    item.found, item.inherited = under, True
                yield item

    def main_year(self) -> int | None:
        """Return the year that most dates of the text have; None where it has none."""
        years = Counter(one.year for one in self.dates if one.year)
        if not years:
            years = Counter(int(found[0]) for found in _YEAR.finditer(self.flat))
        return years.most_common(1)[0][0] if years else None

    def _lines(self) -> Iterator[_Line]:
        blank = False
        dates = iter([*self.dates, FoundDate(len(self.text) + 1, len(self.text) + 1, 1, 1, 0)])
        current = next(dates)
        for found in re.finditer(r"[^\n\r\f\v\x0b\x85\u2028\u2029]+", self.text):
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
            if _PAGE.fullmatch(raw) and not here and len(raw.strip()) < 24:
                continue
            between = self.text[max(0, start - 3) : start]
            marker = _MARKER.match(raw)
            if marker and here and here[0].start < start + marker.end():
                marker = re.match(r"[\s>]*[-–—•●▪◦‣∙*·○■□☐☑✓✔➢►§]+\s*", raw)
                if marker and here[0].start < start + marker.end():
                    marker = None
            begin = start + (marker.end() if marker else len(raw) - len(raw.lstrip()))
            line = _Line(
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

    def _leading(self, line: _Line) -> FoundDate | None:
        """Return the date a line begins with, after a weekday or a time."""
        place = line.begin
        while True:
            skipped = re.compile(_LEAD).match(self.flat, place, line.end)
            place = skipped.end() if skipped else place
            found = WEEKDAY.match(self.flat, place, line.end) or TIME.match(self.flat, place, line.end)
            if line.dates and line.dates[0].start <= place < line.dates[0].end:
                return line.dates[0] if not _INNER.match(self.flat, line.dates[0].end) else None
            if bare := bare_day(self.flat, place, line.end):
                return bare
            label = re.compile(r"(?:tarih|date)\s*[:.]\s*").match(self.flat, place, line.end)
            found = found or label
            if found is None:
                return None
            place = found.end()

    def _blocks(self) -> Iterator[_Block]:
        lines = list(self._lines())
        block: _Block | None = None
        widest = self._widths(lines)
        for place, line in enumerate(lines):
            if block is None or not self._continues(block, line, widest[place]):
                if block is not None:
                    yield block
                block = _Block([line], len(line.dates))
            else:
                block.add(line)
        if block is not None:
            yield block

    @staticmethod
    def _widths(lines: Sequence[_Line]) -> list[int]:
        """Return for each line the width of the widest in its paragraph."""
        widths = [0] * len(lines)
        begun = 0
        for place in range(len(lines) + 1):
            if place == len(lines) or (lines[place].blank_before and place):
                widest = max((line.end - line.start for line in lines[begun:place]), default=0)
                widths[begun:place] = [widest] * (place - begun)
                begun = place
        return widths

    def _continues(self, block: _Block, line: _Line, width: int) -> bool:
        """Say whether a line goes on with the block before it."""
        previous, own, text = block.lines[-1], block.lines[0], self.text
        if line.marked or line.leading is not None or self._is_tabbed(previous) or self._is_tabbed(line):
            return False
        last = text[previous.end - 1]
        open_end = last != ":" and bool(
            _CONTINUES.match(text, max(previous.begin, previous.end - 40), previous.end)
        )
        if text[line.begin].islower():
            return bool(block.dated) or not line.blank_before or open_end
        if line.blank_before:
            # A page may end within a paragraph that lists.
            lists = bool(line.dates) and block.dated >= _LISTING and last not in ".:!?;)"
            return lists or (open_end and bool(block.dated))
        if self._wrapped(previous, width):
            return True
        if open_end:
            return not (line.dates and block.dated and last in ",;")
        indented = line.indent > own.indent and bool(own.marked or own.leading)
        return indented and not line.dates and not TIME.match(self.flat, line.begin)

    @staticmethod
    def _wrapped(line: _Line, width: int) -> bool:
        return width >= _WIDE and line.end - line.start >= _WRAP * width and width < 400

    def _is_tabbed(self, line: _Line) -> bool:
        inside = self.text[line.begin : line.end]
        return inside.count("\t") >= 2 or inside.count("|") >= 2 or ("\t" in inside and bool(line.dates))

    def _cells(self, block: _Block) -> list[tuple[int, int]] | None:
        if not self._is_tabbed(block.lines[0]):
            return None
        cells: list[tuple[int, int]] = []
        place = block.lines[0].start
        end = block.end
        separator = re.compile(r"\t" if "\t" in self.text[place:end] else r"\|")
        for found in separator.finditer(self.text, place, end):
            cells.append((place, found.start()))
            place = found.end()
        cells.append((place, end))
        if cells and cells[0][0] == cells[0][1]:
            cells = cells[1:]
        return cells

    def _left(self, start: int, end: int) -> str:
        """Return the letters of a stretch that are neither a weekday nor a time."""
        return re.sub(r"\W", "", TIME.sub("", WEEKDAY.sub("", self.flat[start:end])))

    def _heading_row(self, cells: Sequence[tuple[int, int]]) -> list[str] | None:
        """Return what each column holds, if the row is a table's heading."""
        texts = [self.flat[start:end].strip(" *_:") for start, end in cells]
        if not any(texts) or all(set(text) <= set("-=: ") for text in texts):
            return [] if any(texts) else None
        columns = [
            next((name for name, words in _COLUMNS if any(text.startswith(word) for word in words)), "")
            for text in texts
        ]
        sure = sum(bool(column) for column in columns)
        short = all(len(text) < 40 for text in texts)
        return (
            columns
            if sure >= 2 and sure * 2 >= len([text for text in texts if text]) and short and "date" in columns
            else None
        )

    def _row(
        self,
        block: _Block,
        cells: list[tuple[int, int]],
        table: list[str] | None,
        section: str,
        under: FoundDate | None,
    ) -> Item:
        dates = block.dates
        columns = list(table) if table and len(table) >= len(cells) else [""] * len(cells)
        days = [one for one in dates if not one.whole_month] or dates
        found = days[0] if days else None
        if found is None:
            first = next((start for start, end in cells if self.text[start:end].strip()), cells[0][0])
            found = bare_day(self.flat, first, cells[-1][1])
        if (
            found is not None
            and len(days) >= 2
            and not found.day1
            and self.text[days[0].end : days[1].start].strip(" \t|-–—") == ""
        ):
            found = _joined(days[0], days[1])
        spans: list[tuple[int, int]] = []
        kept: list[str] = []
        weekday_name = ""
        for (start, end), column in zip(cells, columns, strict=False):
            if day := WEEKDAY.search(self.flat, start, end):
                weekday_name = weekday_name or day[0]
            stripped = self._without_dates(start, end, dates)
            text = self.flat[stripped[0] : stripped[1]].strip() if stripped else ""
            if (
                stripped
                and text
                and not WEEKDAY.fullmatch(text)
                and not TIME.fullmatch(text)
                and not text.isdigit()
            ):
                spans.append(stripped)
                kept.append(column)
        headed = table is not None
        if found is None and headed:
            found, inherited = under, True
        else:
            inherited = False
        return Item(
            block.start,
            block.end,
            spans,
            found,
            cells=True,
            columns=kept,
            section=section,
            listed=headed or found is not None,
            weekday=weekday_name,
            inherited=inherited,
        )

    def _without_dates(self, start: int, end: int, dates: Sequence[FoundDate]) -> tuple[int, int] | None:
        for one in dates:
            if one.start >= start and one.end <= end:
                before, after = self._left(start, one.start), self._left(one.end, end)
                if not after and not before:
                    return None
                if not before:
                    start = one.end
                elif not after:
                    end = one.start
        while start < end and self.text[start] in " \t":
            start += 1
        while end > start and self.text[end - 1] in " \t":
            end -= 1
        return (start, end) if end > start else None

    def _is_heading_date(self, block: _Block) -> FoundDate | None:
        """Return the date of a block that is nothing but a date, with a weekday perhaps."""
        dates = block.dates
        if len(dates) != 1 or block.end - block.start > 60:
            return None
        one = dates[0]
        rest = self.flat[block.begin : one.start] + " " + self.flat[one.end : block.end]
        rest = WEEKDAY.sub("", rest)
        return one if not re.sub(r"[\W_]|ayi|gunu", "", rest) else None

    def _is_heading(self, block: _Block) -> bool:
        """Say whether a block only says what comes after it."""
        inside = self.text[block.begin : block.end]
        if any(not one.whole_month for one in block.dates) or (
            len(block.lines) > 2 and not inside.endswith(":")
        ):
            return False
        if inside.endswith(":"):
            return True
        if block.lines[0].marked or len(inside) > _SHORT or inside[-1] in ".;,":
            return False
        if TIME.match(self.flat, block.begin):
            return False
        return not any(mark in inside for mark in (" - ", " – ", " — ", ": "))

    def _starts_with_time(self, item: Item) -> bool:
        return bool(TIME.match(self.flat, item.start))

    def _split(self, block: _Block) -> Iterator[Item]:
        """Cut a block at the dates that begin something new."""
        dates = [
            one
            for one in block.dates
            if not _INNER.match(self.flat, one.end) or one is block.lines[0].leading
        ]
        leading = block.lines[0].leading
        if leading is not None:
            anchors = [one for one in dates if one is leading or self._is_anchor(one)]
            ends = [one.start for one in anchors[1:]] + [block.end]
            for place, (one, end) in enumerate(zip(anchors, ends, strict=True)):
                begin = block.start if place == 0 else one.start
                yield self._item(
                    begin if place == 0 else one.start,
                    end,
                    one,
                    block,
                    listed=True,
                    start_of_text=block.begin if place == 0 else one.start,
                )
            return
        anchors = [one for one in dates if self._is_anchor(one)]
        if len(anchors) >= 2 and all(_NEXT.match(self.flat, one.end) for one in anchors):
            # The text before the first one introduces the list.
            ends = [one.start for one in anchors[1:]] + [block.end]
            for one, end in zip(anchors, ends, strict=True):
                yield self._item(one.start, end, one, block, listed=True, start_of_text=one.start)
            return
        if len(block.dates) >= 2 and not block.lines[0].marked:
            yield from self._sentences(block)
            return
        every = block.dates
        days = [one for one in every if not one.whole_month]
        found = days[0] if days else every[0] if every else None
        if len(days) >= 2 and self.text[days[0].end : days[1].start].strip() in {"-", "–", "ile", "ve", "to"}:
            found = _joined(days[0], days[1])
        yield self._item(
            block.start, block.end, found, block, listed=block.lines[0].marked, start_of_text=block.begin
        )

    def _sentences(self, block: _Block) -> Iterator[Item]:
        """Cut prose, or a list with the date behind, after each date's sentence or part."""
        start = block.start
        dates = block.dates
        for place, one in enumerate(dates):
            following = dates[place + 1].start if place + 1 < len(dates) else block.end
            stop = re.compile(r"[)\]]?\s*(?:[;\n]|,(?=\s)|\.(?=\s|$))").match(self.text, one.end, following)
            if stop is None:
                sentence = _SENTENCE.search(self.text, one.end, min(following + 1, block.end))
                end = sentence.end() if sentence else (following if place + 1 == len(dates) else 0)
                if not end:
                    continue
            else:
                end = stop.end()
            if place + 1 == len(dates):
                end = block.end
            yield self._item(
                start,
                end,
                one,
                block,
                listed=block.lines[0].marked,
                start_of_text=block.begin if start == block.start else start,
            )
            start = end

    def _is_anchor(self, one: FoundDate) -> bool:
        """Say whether a date begins an entry: after a mark, or with a dash or a colon behind it."""
        if _INNER.match(self.flat, one.end):
            return False
        before = self.text[max(0, one.start - 3) : one.start].rstrip(" ")
        opens = not before or before[-1] in ",;.\n\t•|:)"
        behind = self.flat[one.end : one.end + 24]
        after = re.match(r"\s*(?:\(?[a-z]{3,10}\)?\s*)?(?:[-–—:|]|\t)", behind)
        if after and (opens or before[-1] not in "(-–—"):
            return True
        return bool(
            opens
            and (
                WEEKDAY.match(behind.strip(" ,("))
                or (before and before[-1] in ",;\n" and re.match(r"\s+[^\W\d_]", behind))
            )
        )

    def _item(
        self,
        start: int,
        end: int,
        found: FoundDate | None,
        block: _Block,
        *,
        listed: bool,
        start_of_text: int,
    ) -> Item:
        begin, stop = start_of_text, end
        weekday_name = ""
        inside: list[tuple[int, int]] = []
        here = self.dates[bisect_left(self._starts, begin) : bisect_left(self._starts, stop)]
        cuts = sorted(
            {
                (one.start, one.end)
                for one in [*here, *([found] if found else [])]
                if begin <= one.start < stop
            }
        )
        place = begin
        for cut_start, cut_end in cuts:
            if cut_start > place:
                inside.append((place, cut_start))
            place = max(place, cut_end)
        if stop > place:
            inside.append((place, stop))
        spans: list[tuple[int, int]] = []
        for left, right in inside:
            if day := WEEKDAY.search(self.flat, left, min(right, left + 30)):
                weekday_name = weekday_name or day[0]
            trimmed = self._trimmed(left, right)
            if trimmed:
                spans.append(trimmed)
        while stop > start and self.text[stop - 1] in " ,;\n\t\r\f":
            stop -= 1
        return Item(start, stop, spans, found, listed=listed, weekday=weekday_name)

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a stretch without the marks, weekdays and times at its ends."""
        lead = re.compile(_LEAD + r"\(?")
        while True:
            begun = start
            start = lead.match(self.flat, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
            for pattern in (WEEKDAY, TIME, _TIDY):
                if found := pattern.match(self.flat, start, end):
                    start = found.end()
            if start == begun:
                break
        while end > start and self.text[end - 1] in " ,;:-–—\n\t\r\f(":
            end -= 1
        return (start, end) if end > start else None


_TIDY = re.compile(
    r"(?:tarihinde|tarihleri arasinda|tarihli|gunu|gunleri|on|arasinda|saat|tarih|date)\b[\s:,]*"
    r"|['’](?:[dt][ae]n?|[iu]n|nin|nun|[ae])\b"
)
_COLUMNS = (
    ("date", ("tarih", "gun", "date", "day", "ziyaret tarihi", "gorusme tarihi")),
    ("time", ("saat", "time")),
    ("number", ("sira", "no", "s.no", "#", "nr")),
    ("title", ("unvan", "gorev", "title", "position", "function", "post", "role", "sifat")),
    (
        "organisation",
        (
            "kurum",
            "kurulus",
            "organisation",
            "organization",
            "institution",
            "temsil",
            "body",
            "company",
            "misyon",
            "affiliation",
        ),
    ),
    ("country", ("ulke", "country", "state")),
    ("city", ("sehir", "kent", "city", "il", "town")),
    (
        "name",
        (
            "ad",
            "isim",
            "name",
            "konuk",
            "ziyaretci",
            "misafir",
            "visitor",
            "guest",
            "heyet",
            "delegation",
            "kisi",
            "katilimci",
            "person",
        ),
    ),
    (
        "mode",
        (
            "sekil",
            "gorusme sek",
            "gorusme bic",
            "ziyaret sek",
            "mod",
            "bicim",
            "mode",
            "format",
            "yontem",
            "tur",
            "type",
        ),
    ),
    (
        "other",
        (
            "konu",
            "aciklama",
            "subject",
            "topic",
            "purpose",
            "not",
            "remark",
            "yer",
            "place",
            "amac",
            "venue",
            "mekan",
            "ev sahibi",
            "host",
            "kabul eden",
            "gorusulen",
        ),
    ),
)


def _joined(first: FoundDate, last: FoundDate) -> FoundDate:
    return FoundDate(
        first.start,
        last.end,
        last.day,
        last.month,
        last.year,
        first.day,
        first.month,
        first.year,
        doubt=first.doubt or last.doubt,
    )
