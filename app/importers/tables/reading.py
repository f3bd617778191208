"""A file with a table in it becomes headings and rows of text."""

from pathlib import Path

from app.importers.tables import delimited, workbook
from app.importers.tables.content import FileKind, kind_of
from app.importers.tables.layout import lay_out
from app.importers.tables.table import Table


def read_table(
    path: Path, file_name: str, *, sheet: str | None = None, heading_row: int | None = None
) -> Table:
    """Return the table of a file: XLSX, XLS, ODS, or delimited text of any usual encoding.

    :param file_name: what the person calls the file. It decides nothing: the content says what a file is.
    :param sheet: the first visible one with something in it if not said.
    :param heading_row: number of the row with the headings, from 1; found if not said.
    :raises Invalid: the file cannot be read or exceeds a limit; one problem of the field ``file`` says why.
    """
    kind = kind_of(path)
    if kind is FileKind.TEXT:
        return lay_out(delimited.read_sheet(path), ("",), heading_row)
    return lay_out(*workbook.read_sheet(path, kind, sheet), heading_row)
