"""A sheet before its headings are found: what every way of reading a file hands on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.importers.tables.cells import Value


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a cell of the sheet.

    :param column: of the sheet, from 0.
    :param message: msgid; ``row``, ``column`` and ``said`` are filled in.
    :param said: what stands in the cell, if the sentence quotes it.
    """

    column: int
    message: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are one; rows and columns of the sheet from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with something in it.

    :param columns: those of the sheet that have something, from 0, ascending.
    :param values: goes through all rows from the first one of the sheet, blank ones too; each with as many
        values as there are columns, in their order.
    :param flaws: number of the row, from 1 → what is wrong in it.
    """

    name: str
    columns: Sequence[int]
    values: Callable[[], Iterator[Sequence[Value]]]
    merges: Sequence[Merge] = ()
    flaws: Mapping[int, Sequence[Flaw]] = field(default_factory=dict)
