"""Rows of a table: their cells, and what each column holds."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.importers.text.blocks import Block
from app.importers.text.columns import SEPARATORS
from app.importers.text.dates import TIME, WEEKDAY, FoundDate, bare_day, joined
from app.importers.text.items import Item
from app.importers.text.source import Source

_COLUMNS = (
    ("date", ("tarih", "gun", "date", "day", "ziyaret tarihi", "gorusme tarihi")),
    ("time", ("saat", "time")),
    ("met", ("gorusulen", "met with")),
    ("surname", ("soyad", "soyisim", "surname", "last name", "family name")),
    ("name", ("first name", "given name")),
    (
        "other",
        (
            "gorustug",
            "gorusen",
            "kabul",
            "ev sahi",
            "agirlayan",
            "karsilayan",
            "makam",
            "host",
            "received",
            "counterpart",
            "our ",
            "ilgili",
            "sorumlu",
            "refakat",
            "muhatap",
            "katilan birim",
            "met by",
            "attended by",
            "contact",
            "interpreter",
            "tercuman",
            "responsible",
            "salon",
            "konum",
            "adres",
            "protokol",
            "sunum",
            "hediye",
            "gift",
            "sonuc",
            "outcome",
            "durum",
            "status",
            "dosya",
        ),
    ),
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
"""What a column holds, and how its heading begins, folded."""


_FEWEST_CELLS = 3
"""Cells of a row that stands for a visit though its date is that of the row before."""


@lru_cache(maxsize=4096)
def _column(heading: str) -> str:
    """Return what a column holds by its folded heading; empty for two things in one, as ``şehir/kurum``."""
    held = {
        next((name for name, words in _COLUMNS if part.startswith(words)), "")
        for part in re.split(r"\s?/\s?", heading)
    } - {""}
    return held.pop() if len(held) == 1 else ""


class RowReader:
    """Reads the rows of the tables of one text."""

    def __init__(self, source: Source) -> None:
        """Take a text."""
        self._source = source

    def cells(self, block: Block) -> list[tuple[int, int]] | None:
        """Return the places of a row's cells; None if the block is no row."""
        if not block.lines[0].separator:
            return None
        cells: list[tuple[int, int]] = []
        place = block.lines[0].start
        while block.lines[0].separator == "\t" and place and self._source.text[place - 1] in "\t ":
            place -= 1
        end = block.end
        separator = SEPARATORS[block.lines[0].separator]
        for found in separator.finditer(self._source.text, place, end):
            cells.append((place, found.start()))
            place = found.end()
        cells.append((place, end))
        if cells and cells[0][0] == cells[0][1] and block.lines[0].separator != "\t":
            cells = cells[1:]
        return cells

    def heading(self, cells: Sequence[tuple[int, int]]) -> list[str] | None:
        """Return what each column holds, if the row is a table's heading."""
        texts = [self._source.flat[start:end].strip(' *_:"') for start, end in cells]
        if not any(texts) or all(set(text) <= set("-=: ") for text in texts):
            return [] if any(texts) else None
        columns = [_column(text) for text in texts]
        # Whom "görüşülen" is depends on who else has a column.
        met = "other" if "name" in columns else "name"
        columns = [met if column == "met" else column for column in columns]
        sure = sum(bool(column) for column in columns)
        short = all(len(text) < 40 for text in texts)
        return (
            columns
            if sure >= 2 and sure * 2 >= len([text for text in texts if text]) and short and "date" in columns
            else None
        )

    def row(
        self,
        block: Block,
        cells: list[tuple[int, int]],
        table: list[str] | None,
        section: str,
        under: FoundDate | None,
    ) -> Item:
        """Return a row as an item.

        :param table: what the heading says of each column, if the table has one.
        :param under: the date that stands above the table, or in the row before.
        """
        dates = block.dates
        columns = list(table) if table and len(table) >= len(cells) else [""] * len(cells)
        days = [one for one in dates if not one.whole_month] or dates
        found = days[0] if days else None
        if found is None:
            first = next((start for start, end in cells if self._source.text[start:end].strip()), cells[0][0])
            found = bare_day(self._source.flat, first, cells[-1][1])
        if (
            found is not None
            and len(days) >= 2
            and not found.day1
            and self._source.text[days[0].end : days[1].start].strip(" \t|-–—") == ""
        ):
            found = joined(days[0], days[1])
        spans: list[tuple[int, int]] = []
        kept: list[str] = []
        weekday_name = ""
        for (start, end), column in zip(cells, columns, strict=False):
            if day := WEEKDAY.search(self._source.flat, start, end):
                weekday_name = weekday_name or day[0]
            stripped = self._without_dates(start, end, dates)
            text = self._source.flat[stripped[0] : stripped[1]].strip() if stripped else ""
            if (
                stripped
                and text
                and not WEEKDAY.fullmatch(text)
                and not TIME.fullmatch(text)
                and not text.isdigit()
            ):
                if column == "surname" and kept and kept[-1] == "name":
                    spans[-1] = (spans[-1][0], stripped[1])  # first name and surname have a column each
                    continue
                spans.append(stripped)
                kept.append("name" if column == "surname" else column)
        headed = table is not None
        # A row of a sum has fewer cells.
        inherited = found is None and headed and len(spans) >= _FEWEST_CELLS
        if inherited:
            found = under
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
        while start < end and self._source.text[start] in ' \t"':
            start += 1
        while end > start and self._source.text[end - 1] in ' \t"':
            end -= 1
        return (start, end) if end > start else None

    def _left(self, start: int, end: int) -> str:
        """Return the letters of a stretch that are neither a weekday nor a time."""
        return re.sub(r"\W", "", TIME.sub("", WEEKDAY.sub("", self._source.flat[start:end])))
