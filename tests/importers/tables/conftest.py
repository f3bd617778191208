"""Files with tables in them, written as the programs of an office write them."""

import zipfile

import pytest
import xlsxwriter

from app.errors import Invalid
from app.importers.tables import read_table
from tests.importers.tables.files import ODS, SHEET

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def read(tmp_path):
    """Read a table of bytes; its name says nothing."""

    def read(content, name="list.dat", **how):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, name, **how)

    return read


@pytest.fixture
def refusal(read):
    """Return the sentence with which a file is refused."""

    def refusal(content, **how):
        with pytest.raises(Invalid) as refused:
            read(content, **how)
        (problem,) = refused.value.problems
        assert problem.field == "file"
        return problem.message % dict(problem.values)

    return refusal


@pytest.fixture
def written(tmp_path):
    """Write a workbook of Excel: rows of the first sheet, and what else is to be done with it."""

    def written(rows=(), then=lambda book, sheet: None):
        path = tmp_path / "written.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        then(book, sheet)
        book.close()
        return path.read_bytes()

    return written


@pytest.fixture
def crafted(tmp_path, written):
    """Write a workbook with parts as no program writes them."""

    def crafted(cells="", *, parts=(), after="", level=9):
        origin, path = tmp_path / "origin.xlsx", tmp_path / "crafted.xlsx"
        origin.write_bytes(written([["x"]]))
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'
        replaced = {SHEET: sheet} | dict(parts)
        with zipfile.ZipFile(origin) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in dict.fromkeys([*old.namelist(), *replaced]):
                content = replaced[name] if name in replaced else old.read(name)
                new.writestr(name, content, compresslevel=level)
        return path.read_bytes()

    return crafted


@pytest.fixture
def open_document(tmp_path):
    """Write a workbook of LibreOffice; tables are XML."""

    def open_document(tables, manifest="<manifest/>", styles=""):
        path = tmp_path / "written.ods"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", ODS % (styles, tables))
            package.writestr("META-INF/manifest.xml", manifest)
        return path.read_bytes()

    return open_document
