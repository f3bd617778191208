"""A table as it was read: headings and rows, everything as the texts a person would type into a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a cell could not be read as it stands; the row comes through all the same.

    :param column: place of the cell in the row, from 0.
    :param message: English msgid; its values name ``row`` (number) and ``column`` (letters).
    """

    column: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet that is not blank.

    :param number: of the row in the sheet, from 1.
    :param cells: as many as the table has headings; an empty cell is an empty text.
    :param merged: columns whose cell is one with the cell above, and has its text.
    :param left_out: msgid why the row is no data; empty if it is.
    :param problems: of single cells.
    """

    number: int
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()
    left_out: str = ""
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found.

    :param sheet: its name; empty for a text file.
    :param sheets: the names of all sheets of the file that can be read.
    :param heading_row: number of the (last) row of headings, from 1.
    :param headings: those that stand twice are numbered; empty where a column has data and no heading.
    :param rows: can be gone through again and again; each row is made when it is its turn.
    """

    sheet: str
    sheets: tuple[str, ...]
    heading_row: int
    headings: tuple[str, ...]
    rows: Iterable[Row]
