"""A file with a table in it becomes headings and rows of text."""

from collections.abc import Iterator
from pathlib import Path

from app.i18n import N_
from app.importers.tables import delimited, workbook
from app.importers.tables.content import FileKind, kind_of
from app.importers.tables.layout import lay_out
from app.importers.tables.refusals import refuse
from app.importers.tables.sheet import Sheet
from app.importers.tables.table import Table


def read_table(
    path: Path, file_name: str, *, sheet: str | None = None, heading_row: int | None = None
) -> Table:
    """Return the table of a file: XLSX, XLS, ODS, or delimited text of any usual encoding.

    :param file_name: what the person calls the file. It decides nothing: the content says what a file is.
    :param sheet: if not said the first one with headings, visible ones first. A cover, of one column or
        without rows, is passed over if another sheet has a table.
    :param heading_row: number of the row with the headings, from 1; found if not said.
    :raises Invalid: the file cannot be read or exceeds a limit; one problem of the field ``file`` says why.
    """
    cover: Table | None = None
    for found, sheets in _sheets(path, sheet):
        table = lay_out(found, sheets, heading_row)
        if table is not None and (sheet is not None or not _is_cover(table)):
            return table
        cover = cover or table
    if cover is not None:
        return cover
    raise refuse(N_("No row with headings was found. Name the columns in the first row."))


def _is_cover(table: Table) -> bool:
    """Say whether a sheet has one column only, or nothing below its headings."""
    return len(table.headings) < 2 or all(row.left_out for row in table.rows)


def _sheets(path: Path, wanted: str | None) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    kind = kind_of(path)
    if kind is FileKind.TEXT:
        yield delimited.read_sheet(path), ("",)
    else:
        yield from workbook.read_sheets(path, kind, wanted)
