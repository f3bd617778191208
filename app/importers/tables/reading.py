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
    :param sheet: if not said the first one with a row below its headings, visible ones first; so a cover is
        passed over. If there is none, the first one with headings.
    :param heading_row: number of the row with the headings, from 1; found if not said.
    :raises Invalid: the file cannot be read or exceeds a limit; one problem of the field ``file`` says why.
    """
    headings_alone: Table | None = None
    for found, sheets in _sheets(path, sheet):
        table = lay_out(found, sheets, heading_row)
        if table is not None and any(not row.left_out for row in table.rows):
            return table
        headings_alone = headings_alone or table
    if headings_alone is not None:
        return headings_alone
    raise refuse(N_("No row with headings was found. Name the columns in the first row."))


def _sheets(path: Path, wanted: str | None) -> Iterator[tuple[Sheet, tuple[str, ...]]]:
    kind = kind_of(path)
    if kind is FileKind.TEXT:
        yield delimited.read_sheet(path), ("",)
    else:
        yield from workbook.read_sheets(path, kind, wanted)
