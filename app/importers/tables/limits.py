"""How much is read; whatever exceeds it is refused before it is in memory."""

from app.i18n import N_
from app.importers.pasted import LARGEST
from app.importers.tables.refusals import refuse

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts of a workbook together, and letters of all its cells."""
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
"""Cells between the first and the last one, filled or not: a sheet is held as a rectangle."""
LONGEST_CELL = 20_000
"""Letters of a cell; the rest is cut off."""

__all__ = ["LARGEST", "LARGEST_UNPACKED", "LONGEST_CELL", "MOST_CELLS", "MOST_COLUMNS", "MOST_ROWS"]


def check_extent(rows: int, columns: int) -> None:
    """Check how far a sheet reaches.

    :param rows: number of the last row with a value. The row of the headings does not count.
    :param columns: number of the last column with a value.
    :raises Invalid: it is too far.
    """
    if rows - 1 > MOST_ROWS:
        raise refuse(N_("The table has more than 200,000 rows: the last one is row %(row)s."), row=rows)
    if columns > MOST_COLUMNS:
        raise refuse(
            N_("The table has more than 500 columns: the last one is column %(column)s."),
            column=letters_of(columns - 1),
        )
    if rows * columns > MOST_CELLS:
        raise refuse(
            N_(
                "The table is spread over %(rows)s rows and %(columns)s columns, more than 10 million cells."
                " Delete the empty ones between."
            ),
            rows=rows,
            columns=columns,
        )


def letters_of(column: int) -> str:
    """Return what a spreadsheet calls a column: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
