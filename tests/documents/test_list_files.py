"""Lists as files: what the page shows, in letters and values that a spreadsheet takes as they are meant."""

import csv
import io
import zipfile
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from app.documents.list_files import flat, headings, write_csv, write_xlsx
from app.i18n import translator
from app.records.noun import Cell, Column

HEADS = ["Konuk", "Gün", "Sayı"]
TEXT = Cell("Ayşe Gül Işık")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Seen(NamedTuple):
    """A cell of a sheet: its type, its format, what stands in it."""

    type: str | None
    style: str | None
    text: str


def as_csv(rows, language="tr"):
    file = io.BytesIO()
    write_csv(file, HEADS, rows, translator(language))
    return file.getvalue()


def as_xlsx(rows, language="tr"):
    file = io.BytesIO()
    count = write_xlsx(file, HEADS, rows, translator(language), "Ziyaretler: [tümü]")
    assert count == len(rows)
    with zipfile.ZipFile(file) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        title = ET.fromstring(book.read("xl/workbook.xml")).find(f".//{MAIN}sheet")
    assert title is not None
    found = {
        cell.get("r"): Seen(cell.get("t"), cell.get("s"), "".join(cell.itertext()))
        for cell in sheet.iter(f"{MAIN}c")
    }
    return found, title.get("name")


@pytest.mark.parametrize(("language", "separator"), [("tr", ";"), ("en", ",")])
def test_a_spreadsheet_of_the_language_opens_the_csv(language, separator):
    told = as_csv([[TEXT, Cell('iki "satır";\nya da', unknown=True), Cell(None)]], language)

    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert rows == [HEADS, ["Ayşe Gül Işık", 'iki "satır";\nya da', ""]]


@pytest.mark.parametrize("text", ["=1+1", "+90 232", "-2", "@SUM(A1)", "\uff1d1+1", "\tx", "\rx", "\nx"])
def test_a_text_is_no_formula_in_a_csv(text):
    rows = list(
        csv.reader(io.StringIO(as_csv([[Cell(text)]]).decode("utf-8-sig"), newline=""), delimiter=";")
    )

    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\n", "\r\n"])
@pytest.mark.parametrize("sign", "=+-@")
def test_a_text_is_no_formula_in_a_csv_that_is_opened_with_another_separator(separator, sign):
    """Quotes within a value part nothing then: what follows the separator is a cell of its own."""
    line = as_csv([[Cell(f"Konak{separator}{sign}cmd|'/C calc'!A0"), TEXT]]).decode("utf-8-sig")

    assert f"{separator}{sign}" not in line
    assert f"{separator}'{sign}cmd" in line


@pytest.mark.parametrize("text", ["Ana-Baba Günü", "a = b", "1+1=2", "biri, öteki; son", "x@y.org", "a, -b"])
def test_a_sign_within_a_text_stays_as_it_is(text):
    assert text in as_csv([[Cell(text)]]).decode("utf-8-sig")


def test_a_number_below_zero_stays_a_number():
    assert "'" not in as_csv([[Cell("-12", value=-12)]]).decode("utf-8-sig")


def test_a_workbook_has_days_and_numbers_as_such_and_text_as_text():
    cells, title = as_xlsx(
        [
            [TEXT, Cell("25.10.2023", value=date(2023, 10, 25)), Cell("1.200", value=1200)],
            [Cell("=1+1"), Cell("Ekim 2023"), Cell("007")],
            [Cell("https://elci.test"), Cell("01.01.1453", value=date(1453, 1, 1)), Cell(None)],
        ]
    )

    assert title == "Ziyaretler tümü"
    assert (cells["A2"].type, cells["A2"].text) == ("inlineStr", "Ayşe Gül Işık")
    assert (cells["B2"].type, cells["B2"].text) == (None, "45224")  # days since 1900, with a format
    assert cells["B2"].style not in {None, "0"}
    assert (cells["C2"].type, cells["C2"].text) == (None, "1200")
    for place, text in (("A3", "=1+1"), ("B3", "Ekim 2023"), ("C3", "007"), ("A4", "https://elci.test")):
        assert (cells[place].type, cells[place].text) == ("inlineStr", text)
    assert cells["B4"].text == "01.01.1453"  # before the calendar of Excel begins
    assert "C4" not in cells


def test_letters_that_no_sheet_takes_do_not_break_the_workbook():
    cells, _ = as_xlsx([[Cell("a\x0bb<&>\x1b"), Cell("x" * 40_000)]])

    assert cells["A2"].text.startswith("a")
    assert len(cells["B2"].text) == 32_767


def test_a_second_line_has_a_column_of_its_own(t):
    columns = [
        Column("title", "Guest", lambda one, t: TEXT, detail="Title or subject"),
        Column("day", "Date", lambda one, t: TEXT),
    ]

    assert headings(columns, t) == ["Guest", "Title or subject", "Date"]
    assert list(flat(columns, [(Cell("A", detail="B"), Cell("C"))])) == [
        [Cell("A", detail="B"), Cell("B"), Cell("C")]
    ]
