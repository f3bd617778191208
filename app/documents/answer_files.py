"""An answer as a workbook: the sentence and what it rests on, then each table on a sheet of its own."""

import re
from collections.abc import Iterator, Sequence
from typing import IO

from babel.numbers import NumberFormatError, parse_decimal
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from app.answers.answer import Answer, Cell, Heading, Row, plain
from app.i18n import N_, Translator
from app.typesetting.letters import cleaned

_LONGEST_TEXT = 32_767
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDE, _NARROW = 44, 16
_AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_OPEN = N_("open source")


def write_xlsx(file: IO[bytes], answer: Answer, t: Translator) -> None:
    """Write an answer as a workbook.

    Text is always text: nothing is taken for a formula or an address. A value of a numeric column that reads
    as a number in the reader's language is one; a second line of a value has a column of its own.
    """
    book = Workbook(file, {"in_memory": True, **_AS_WRITTEN})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    usual = book.add_format({"text_wrap": True, "valign": "top"})
    _write_answer(book, answer, t, bold, usual)
    tables = [(answer.title or t(N_("Table")), answer.headings, answer.rows)]
    tables += [(one.title, one.headings, one.rows) for one in answer.tables]
    names = _names([t(N_("Answer")), *(title for title, _, _ in tables)])[1:]
    for name, (_, headings, rows) in zip(names, tables, strict=True):
        if rows:
            _write_table(book, name, headings, rows, t, bold)
    book.close()


def _write_answer(book: Workbook, answer: Answer, t: Translator, bold: Format, usual: Format) -> None:
    sheet = book.add_worksheet(_names([t(N_("Answer"))])[0])
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for line, (head, text) in enumerate(_told(answer, t)):
        sheet.write_string(line, 0, head, bold)
        sheet.write_string(line, 1, cleaned(text)[:_LONGEST_TEXT], usual)


def _told(answer: Answer, t: Translator) -> Iterator[tuple[str, str]]:
    yield t(N_("Question")), answer.question
    yield t(N_("Answer")), answer.text
    if answer.counted:
        yield t(N_("Counted")), answer.counted
    yield t(N_("Data of")), t.date(answer.as_of)
    yield t(N_("Sample")), answer.sample
    for number, one in enumerate(answer.wanted):
        yield "" if number else t(N_("What to enter")), one.text
    for number, paragraph in enumerate(answer.method):
        yield "" if number else t(N_("Method and reliability")), paragraph


def _write_table(
    book: Workbook, name: str, headings: Sequence[Heading], rows: Sequence[Row], t: Translator, bold: Format
) -> None:
    sheet = book.add_worksheet(name)
    detailed = [any(_detail(row.cells[place], t) for row in rows) for place in range(len(headings))]
    column = 0
    for place, heading in enumerate(headings):
        sheet.set_column(column, column, _NARROW if heading.numeric else _WIDE)
        sheet.write_string(0, column, heading.text, bold)
        for line, row in enumerate(rows, start=1):
            number = _number(row.cells[place].text, t) if heading.numeric else None
            if number is not None:
                sheet.write_number(line, column, number)
            else:
                sheet.write_string(line, column, cleaned(row.cells[place].text)[:_LONGEST_TEXT])
            if detailed[place]:
                sheet.write_string(line, column + 1, _detail(row.cells[place], t)[:_LONGEST_TEXT])
        column += 1 + detailed[place]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), column - 1)


def _detail(cell: Cell, t: Translator) -> str:
    told = [cleaned(plain(cell.detail)), t(_OPEN) if cell.public else ""]
    return " · ".join(one for one in told if one)


def _number(text: str, t: Translator) -> float | None:
    try:
        return float(parse_decimal(text, locale=t.locale, strict=True))
    except NumberFormatError:
        return None


def _names(titles: Sequence[str]) -> list[str]:
    """Make names of sheets: without the signs that Excel refuses, at most 31 letters, no two alike."""
    found: list[str] = []
    for number, title in enumerate(titles, start=1):
        name = _NOT_IN_A_NAME.sub(" ", cleaned(title)).strip()[:31].strip() or str(number)
        taken = {one.casefold() for one in found}
        found.append(name if name.casefold() not in taken else f"{name[:26]} ({number})")
    return found
