"""Lists as files, CSV and XLSX: the headings and cells of the page, of all its pages.

Rows come in one by one and go out into the file, so that memory does not grow with the list.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO

from xlsxwriter import Workbook

from app.documents.formulas import harmless
from app.i18n import Translator
from app.records.noun import Cell, Column

MOST_SHEET_ROWS = 2**20 - 1
"""What a sheet of Excel holds besides its headings."""
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEPARATORS = {"tr": ";", "en": ","}  # as Excel in that language expects; it reads a comma as a decimal one
_DATE_FORMATS = {"tr": "dd.mm.yyyy", "en": "d mmm yyyy"}
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was
_LONGEST_TEXT = 32_767
_NAME_WIDTH, _WIDTH = 40, 24


def headings(columns: Sequence[Column], t: Translator) -> list[str]:
    """Return the words over the columns; a second line under the value has a column of its own."""
    found = []
    for column in columns:
        found.append(t(column.heading))
        if column.detail:
            found.append(t(column.detail))
    return found


def flat(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Give the second line of a value a cell of its own, as :func:`headings` does."""
    detailed = [bool(column.detail) for column in columns]
    for row in rows:
        told = []
        for cell, has_detail in zip(row, detailed, strict=True):
            told.append(cell)
            if has_detail:
                told.append(Cell(cell.detail))
        yield told


def write_csv(file: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Cell]], t: Translator) -> int:
    """Write a list as CSV that Excel opens by a double click; return the number of rows.

    UTF-8 with its mark, a semicolon between values in Turkish and a comma in English. No text is taken for a
    formula (:func:`app.documents.formulas.harmless`).
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=_SEPARATORS[t.language])
    writer.writerow([harmless(head) for head in heads])
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the number of rows
        writer.writerow([_said(cell) for cell in row])
    text.flush()
    text.detach()
    return count


def write_xlsx(
    file: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Cell]], t: Translator, title: str
) -> int:
    """Write a list as a workbook of one sheet, days and numbers as such; return the number of rows.

    Text is always text: nothing is taken for a formula, an address or a number.
    """
    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": _DATE_FORMATS[t.language]})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, max(1, len(heads) - 1), _WIDTH)
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell.value, date) and cell.value >= _FIRST_DAY:
                sheet.write_datetime(count, place, datetime.combine(cell.value, datetime.min.time()), day)
            elif isinstance(cell.value, int | float):
                sheet.write_number(count, place, cell.value)
            elif cell.text:
                sheet.write_string(count, place, cell.text[:_LONGEST_TEXT])
    sheet.autofilter(0, 0, count, len(heads) - 1)
    book.close()
    return count


def _said(cell: Cell) -> str:
    text = cell.text or ""
    return text if cell.value is not None else harmless(text)


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31]
