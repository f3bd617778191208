"""How wide the columns of a table are, by what they say."""

from math import sqrt

from app.documents.paper import Table

_SHORT = 16
"""Letters up to which a column is as wide as what it says."""
_WIDEST = 140
"""Letters beyond which a column gets no wider."""


def shares(table: Table) -> list[int]:
    """Share the width of a table out; 0 is for a column that is as wide as its words.

    By the root of their letters: a reason of ten lines does not leave a name without room for a word.
    """
    return [0 if length <= _SHORT else round(sqrt(min(length, _WIDEST)) * 4) for length in longest(table)]


def longest(table: Table) -> list[int]:
    """Return the letters of the longest cell of each column, its heading among them."""
    return [
        max([len(heading), *(sum(len(one.text) for one in row[place]) for row in table.rows)])
        for place, heading in enumerate(table.headings)
    ]
