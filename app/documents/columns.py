"""How wide the columns of a table are, by what they say."""

from app.documents.paper import Table

_SHORT = 16
"""Letters up to which a column is as wide as what it says."""
_WIDEST = 9
"""Parts of a table that a column gets at most, however much it says."""


def shares(table: Table) -> list[int]:
    """Share the width of a table out; 0 is for a column that is as wide as its words."""
    return [0 if length <= _SHORT else min(_WIDEST, round(length / 8)) for length in longest(table)]


def longest(table: Table) -> list[int]:
    """Return the letters of the longest cell of each column, its heading among them."""
    return [
        max([len(heading), *(sum(len(one.text) for one in row[place]) for row in table.rows)])
        for place, heading in enumerate(table.headings)
    ]
