"""A block in items: cut at the dates that begin something new."""

import re
from collections.abc import Iterator

from app.importers.text.blocks import Block
from app.importers.text.dates import TIME, WEEKDAY, FoundDate, joined
from app.importers.text.items import Item
from app.importers.text.lexicon import NOT_SHORTENED
from app.importers.text.lines import INNER, LEAD
from app.importers.text.source import Source

_NEXT = re.compile(r"\s*(?:\(?(?:[-–—:|\t]|tarihinde\b))")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])" + NOT_SHORTENED + r"\s+(?=[^\W\d_]|\d)")
_FULL_STOP = re.compile(r"(?<=[a-zçğıöşü]{4}[.!?])\s")
_PARTS = frozenset("-–—,;:([|/")
_ENTRY = 240
"""Letters of an entry that has its date at its end."""
_CHAPTER = 600
"""Letters of a paragraph that tells of more than one thing."""
_TIDY = re.compile(
    r"(?:tarihinde|tarihleri arasinda|tarihlerinde|tarihinden itibaren|tarihli|gunu|gunleri|on|arasinda|saat"
    r"|tarih|date)\b[\s:,]*"
    r"|['’](?:[dt][ae]n?|[iu]n|nin|nun|[ae])\b"
)


class Cutter:
    """Cuts the blocks of one text."""

    def __init__(self, source: Source) -> None:
        """Take a text."""
        self._source = source

    def items(self, block: Block) -> Iterator[Item]:
        """Cut a block at the dates that begin something new."""
        dates = [
            one
            for one in block.dates
            if not INNER.match(self._source.flat, one.end) or one is block.lines[0].leading
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
        if len(anchors) >= 2 and all(_NEXT.match(self._source.flat, one.end) for one in anchors):
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
        if len(days) >= 2 and self._source.text[days[0].end : days[1].start].strip() in {
            "-",
            "–",
            "ile",
            "ve",
            "to",
        }:
            found = joined(days[0], days[1])
        listed = block.lines[0].marked or (found is not None and self._ends_with(found, block))
        yield self._item(block.start, block.end, found, block, listed=listed, start_of_text=block.begin)

    def _ends_with(self, found: FoundDate, block: Block) -> bool:
        """Say whether a short block has its date behind a dash: ``… Uwe Muster - 16.01.2018``."""
        before = self._source.text[block.begin : found.start].rstrip()
        behind = self._source.text[found.end : block.end].strip(" \t)].,;")
        prose = _FULL_STOP.search(self._source.text, block.begin, found.start)
        return not behind and not prose and before[-1:] in _PARTS and found.end - block.begin <= _ENTRY

    def _sentences(self, block: Block) -> Iterator[Item]:
        """Cut prose, or a list with the date behind, after each date's sentence or part."""
        start = block.start
        dates = block.dates
        for place, one in enumerate(dates):
            following = dates[place + 1].start if place + 1 < len(dates) else block.end
            stop = re.compile(r"[)\]]?\s*(?:[;\n]|,(?=\s)|\.(?=\s|$))").match(
                self._source.text, one.end, following
            )
            if stop is None:
                sentence = _SENTENCE.search(self._source.text, one.end, min(following + 1, block.end))
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
        if INNER.match(self._source.flat, one.end):
            return False
        before = self._source.text[max(0, one.start - 3) : one.start].rstrip(" ")
        opens = not before or before[-1] in ",;.\n\t•|:)"
        behind = self._source.flat[one.end : one.end + 24]
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
        block: Block,
        *,
        listed: bool,
        start_of_text: int,
    ) -> Item:
        begin, stop = start_of_text, end
        if found is not None and not listed and stop - begin > _CHAPTER:
            start, stop = self._sentence_around(found, begin, stop)
            begin = start
        weekday_name = ""
        inside: list[tuple[int, int]] = []
        here = self._source.dates_between(begin, stop)
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
            if day := WEEKDAY.search(self._source.flat, left, min(right, left + 30)):
                weekday_name = weekday_name or day[0]
            trimmed = self._trimmed(left, right)
            if trimmed:
                spans.append(trimmed)
        while stop > start and self._source.text[stop - 1] in " ,;\n\t\r\f":
            stop -= 1
        return Item(start, stop, spans, found, listed=listed, weekday=weekday_name)

    def _sentence_around(self, found: FoundDate, begin: int, stop: int) -> tuple[int, int]:
        """Return the sentence of a date: the others of a long paragraph speak of something else."""
        before = [one.end() for one in _SENTENCE.finditer(self._source.text, begin, found.start)]
        after = _SENTENCE.search(self._source.text, found.end, stop)
        return before[-1] if before else begin, after.start() if after else stop

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a stretch without the marks, weekdays and times at its ends."""
        lead = re.compile(LEAD + r"\(?")
        while True:
            begun = start
            start = lead.match(self._source.flat, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
            for pattern in (WEEKDAY, TIME, _TIDY):
                if found := pattern.match(self._source.flat, start, end):
                    start = found.end()
            if start == begun:
                break
        while end > start and self._source.text[end - 1] in " ,;:-–—\n\t\r\f(":
            end -= 1
        return (start, end) if end > start else None
