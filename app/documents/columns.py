"""How wide the columns of a table are, by what they say."""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from app.documents.paper import Table

_SHORT = 16
"""Letters up to which a column is as wide as what it says."""
_WIDEST = 140
"""Letters beyond which a column gets no wider."""


def shares(table: Table) -> list[int]:
    """Share the width of a table out; 0 is for a column that is as wide as its words.

    By the root of their letters: a reason of ten lines does not leave a name without room for a word. Where
    columns stand under those of another table none is as wide as its words, for they are others there.
    """
    if table.letters:
        return [
            max(round(sqrt(min(length, _WIDEST)) * 4), length * 2 if length <= _SHORT else 0)
            for length in table.letters
        ]
    return [0 if length <= _SHORT else round(sqrt(min(length, _WIDEST)) * 4) for length in longest(table)]


def longest(table: Table) -> list[int]:
    """Return the letters of the longest cell of each column, its heading among them."""
    return list(table.letters) or [
        max([len(heading), *(sum(len(one.text) for one in row[place]) for row in table.rows)])
        for place, heading in enumerate(table.headings)
    ]


def aligned(tables: Sequence[Table]) -> Sequence[Table]:
    """Let the columns of tables with the same headings stand under each other."""
    letters = tuple(max(column) for column in zip(*map(longest, tables), strict=True))
    return [replace(one, letters=letters) for one in tables]
