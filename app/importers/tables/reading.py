"""A file with a table in it becomes headings and rows of text."""

import csv
from pathlib import Path

from app.errors import Invalid, Problem
from app.i18n import N_
from app.importers import pasted
from app.importers.tables.table import Row, Table


def read_table(
    path: Path, file_name: str, *, sheet: str | None = None, heading_row: int | None = None
) -> Table:
    """Return the table of a file.

    :param file_name: what the person calls the file; its content alone says what it is.
    :param sheet: the first visible one with data if not said.
    :param heading_row: number of the row with the headings, from 1; found if not said.
    :raises Invalid: the file cannot be read or exceeds a limit; one problem of the field ``file`` says why.
    """
    text = pasted.read(path)
    first = text.partition("\n")[0]
    delimiter = max(";,\t|", key=first.count)
    lines = list(csv.reader(text.splitlines(), delimiter=delimiter))
    at = heading_row or next(number for number, cells in enumerate(lines, 1) if any(cells))
    headings = tuple(cell.strip() for cell in lines[at - 1])
    if not any(headings):
        raise Invalid(Problem("file", N_("No row of headings was found. Name the columns in the first row.")))
    rows = [
        Row(number, tuple(cell.strip() for cell in [*cells, *headings][: len(headings)]))
        for number, cells in enumerate(lines[at:], at + 1)
        if any(cells)
    ]
    return Table("", ("",), at, headings, rows)
